import type { ItemType } from "#models/vocabulary.ts";
import { ITEM_TYPES, MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { groupsOf } from "../edit/fields.ts";

/** By which an item and its version are found. */
export const ADDRESS = ["key", "id", "mechanism", "country", "type", "language", "original"] as const;
/** What every version says. */
const WORDS = ["title", "summary", "place"] as const;
/** The parts of texts, each by the name of its group. */
const PARTS = [...new Set(["text", "agenda", ...PRACTICE_SECTIONS, ...MEASURE_GROUPS, "entries"] as const)];
/** Vocabularies that authors are asked for. */
export const SCHEMES_ASKED = ["theme", "persons", "capacity", "body", "sdg"] as const;
/** What goes with the text of the original. */
const FACTS = ["date", ...SCHEMES_ASKED, "partners", "notApplicable", "kind", "startTime", "endTime", "timeZone", "number", "status", "statusDate"] as const;

/** The columns of a table, by their ids, in the order in which it is offered. */
export const COLUMNS = [...ADDRESS, ...WORDS, ...PARTS, ...FACTS] as const;
export type Column = (typeof COLUMNS)[number];
/** Columns that say something of a version; the others find it. */
export type TextColumn = Exclude<Column, (typeof ADDRESS)[number]>;

const OWN_FACTS: Record<ItemType, readonly TextColumn[]> = {
  practice: ["notApplicable"],
  document: ["kind"],
  event: ["startTime", "endTime", "timeZone"],
  record: [],
  measure: ["number", "status", "statusDate"],
};
const FOR_ALL: readonly TextColumn[] = ["date", ...SCHEMES_ASKED, "partners"];

/** A measure has its contact as a fact, a practice as a part. */
export const isFact = (column: TextColumn, type: ItemType): boolean => (FACTS as readonly string[]).includes(column) || (column === "contact" && type === "measure");

/** Whether a column has words in the language of its row; the others name things in the language of whoever brought the table. */
export const isWritten = (column: string): boolean => [...WORDS, ...PARTS].some((one) => one === column);

/** The columns that an item of this type can fill. */
export function columnsOf(type: ItemType): TextColumn[] {
  const parts = groupsOf(type) as readonly TextColumn[];
  const own = [...WORDS, ...parts, ...(type === "measure" ? (["contact"] as const) : []), ...FOR_ALL, ...OWN_FACTS[type]];
  return COLUMNS.filter((column): column is TextColumn => (own as readonly string[]).includes(column));
}

/** Which types have this column. */
export const typesWith = (column: TextColumn): ItemType[] => ITEM_TYPES.filter((type) => columnsOf(type).includes(column));

/** What empties a cell's value, in each language of the hub: an empty cell leaves it. */
export const EMPTYING = ["[empty]", "[vide]", "[vacío]", "[vacio]", "[vazio]", "[فارغ]"] as const;
