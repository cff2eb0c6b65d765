import { isDomainError } from "#models/errors.ts";
import { assertFits } from "#models/item-change.server.ts";
import { idForTableKey } from "#models/item-from-table.server.ts";
import type { KeyedItem } from "#models/item-tables.server.ts";
import { type Content, type Facts, factsOf, textOf as textOfVersion, type WorkItem } from "#models/item.ts";
import { detailsAtFirst, editOf, openText } from "#models/item-writing.server.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import type { CellChange, CellProblem, TableRow } from "#models/table-import.ts";
import { ITEM_TYPES, type ItemType } from "#models/vocabulary.ts";
import { WRITABLE_STATES } from "#models/workflow.ts";

import { type Fields, fieldsOf, readFields, type Setting } from "../edit/fields.ts";
import type { AddressedRow, WrongAt } from "./addressing.server.ts";
import { cellsOf, type Cells } from "./cells.server.ts";
import { type Column, COLUMNS, columnsOf, isFact, type TextColumn, ADDRESS } from "./columns.ts";
import { cellAt, cellName, type Headed } from "./headings.ts";
import { readCell, textOf, wrongIn } from "./read-cell.server.ts";
import type { TableWords } from "./words.server.ts";

/** An original that is to be written by the same table: its translations follow it. */
export type Planned = { item: string; type: ItemType; content: Content; facts: Facts } | "refused";

export type Planning = {
  table: string;
  headed: Headed;
  words: TableWords;
  mechanism: string | null;
  country: string | null;
  planned: Map<string, Planned>;
};

const SHOWN = 400;
const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text);

/** What a row begins from: the text that is there, or none. */
type Begin = { kind: "item" | "version" | "changed"; item: string; type: ItemType; content: Content; facts: Facts; base: string | null; original: Content | null; before: TableRow["before"] };

const NOTHING: Content = { title: "", summary: "", place: null, sections: [], figureLabels: {} };

/** Finds out what one row would do, and what is wrong with it. */
export function planRow(row: AddressedRow, found: KeyedItem | undefined, planning: Planning): TableRow {
  const { table, headed, words, planned } = planning;
  const wrong = [...row.wrong];
  const begin = wrong.length === 0 ? beginOf(row, found, planning, wrong) : null;
  const plain = { table, number: row.row.number, rank: row.isOriginal ? (0 as const) : (1 as const), key: row.key, lang: row.lang, outcome: null, undone: null };
  const nothing = { content: null, facts: null, base: null, before: null, changes: [] };
  const said = (column: Column) => textOf(cellAt(headed, row.row, column));
  const refused = (): TableRow => {
    if (row.isOriginal && !row.item) planned.set(row.target, "refused");
    return { ...plain, ...nothing, kind: "refused", item: row.item?.id ?? null, type: begin?.type ?? row.item?.type ?? null, title: shortened(said("title").trim(), 120), problems: wrong.map((one) => problemOf(one, row, headed)) };
  };
  if (!begin || !row.lang) return refused();
  const { kind, type, facts } = begin;
  const { isOriginal, lang } = row;
  const setting: Setting = { type, lang, isOriginal, facts, original: begin.original, files: begin.content.files };
  const before = fieldsOf(begin.content, setting);
  const cells = cellsOf(before, { type, isOriginal }, words);
  const fields = readCells(row, { fields: before, cells, type, isOriginal, begin }, planning, wrong);
  const read = readFields(fields, setting);
  wrong.push(...read.errors.map((error) => wrongIn(error, fields, type)));
  if (kind !== "changed" && !read.content.title) wrong.push({ column: "title", code: "missing" });
  try {
    assertFits(read.content);
  } catch (error) {
    if (!isDomainError(error, "too-long")) throw error;
    wrong.push({ column: null, code: "too-long" });
  }
  if (wrong.length > 0) return refused();
  if (isOriginal) planned.set(row.target, { item: begin.item, type, content: read.content, facts: read.facts ?? facts });
  const changes = changesOf(cells, cellsOf(fields, { type, isOriginal }, words));
  const isNamed = kind === "changed" && row.key !== null && row.key !== (found?.key ?? null);
  if (isNamed) changes.unshift({ column: "key", before: found?.key ?? "", after: row.key ?? "" });
  const title = read.content.title;
  if (kind === "changed" && changes.length === 0) return { ...plain, ...nothing, kind: "unchanged", item: begin.item, type, title, problems: [] };
  return { ...plain, kind, item: begin.item, type, title, problems: [], changes, content: read.content, facts: read.facts, base: begin.base, before: begin.before };
}

function beginOf(row: AddressedRow, found: KeyedItem | undefined, { headed, words, mechanism, country, planned }: Planning, wrong: WrongAt[]): Begin | null {
  const said = (column: Column) => textOf(cellAt(headed, row.row, column)).trim();
  if (said("mechanism") && !isOwner(said("mechanism"), mechanism, words)) wrong.push({ column: "mechanism", code: "mechanism" });
  if (said("country") && !isCountry(said("country"), country, words)) wrong.push({ column: "country", code: "country" });
  const named = said("type") ? words.find("type", said("type")) : null;
  const type = named && "id" in named ? ITEM_TYPES.find((one) => one === named.id) : undefined;
  if (named && !type) wrong.push({ column: "type", code: "type" });
  if (row.item) return found ? beginThere(row, found.item, found.key, type, { planned }, wrong) : (wrong.push({ column: row.key ? "key" : "id", code: "not-there" }), null);
  const original = row.isOriginal ? null : planned.get(row.target);
  if (original === "refused" || original === undefined) {
    wrong.push({ column: null, code: "original-refused" });
    return null;
  }
  if (original === null) {
    if (!type) {
      if (!named) wrong.push({ column: "type", code: "missing" });
      return null;
    }
    const facts: Facts = { date: DATE_NOT_STATED, terms: [], partners: [], figures: [], sources: [], details: detailsAtFirst(type, mechanism) };
    return { kind: "item", item: idForTableKey(mechanism, row.key ?? ""), type, content: NOTHING, facts, base: null, original: null, before: null };
  }
  if (type && type !== original.type) wrong.push({ column: "type", code: "other-type" });
  return { kind: "version", item: original.item, type: original.type, content: skeletonOf(original.content), facts: original.facts, base: null, original: original.content, before: null };
}

function beginThere(row: AddressedRow, item: WorkItem, key: string | null, type: ItemType | undefined, { planned }: Pick<Planning, "planned">, wrong: WrongAt[]): Begin | null {
  const refuse = (column: Column | null, code: WrongAt["code"]): null => (wrong.push({ column, code }), null);
  if (type && type !== item.type) return refuse("type", "other-type");
  if (item.archived) return refuse(null, "archived");
  const before = planned.get(row.target);
  const own = item.versions.find(({ lang }) => lang === item.originalLanguage);
  const original = before && before !== "refused" ? before.content : own ? textOfVersion(own) : null;
  const facts = before && before !== "refused" ? before.facts : (item.draftFacts ?? factsOf(item));
  const version = item.versions.find(({ lang }) => lang === row.lang);
  if (!version) {
    if (!own || !original) return refuse("language", "no-original");
    return { kind: "version", item: item.id, type: item.type, content: skeletonOf(original), facts, base: editOf(item, own), original, before: null };
  }
  if (!WRITABLE_STATES.includes(version.state)) return refuse("language", "under-review");
  const opened = openText(item, version.lang);
  const { draft, edit, editedAt, editedBy, hand, state } = version;
  return {
    kind: "changed", item: item.id, type: item.type, content: opened.content, facts: row.isOriginal ? opened.facts : facts, base: opened.edit,
    original: row.isOriginal ? null : original,
    before: { version: { draft, edit, editedAt, editedBy, hand, state } as NonNullable<TableRow["before"]>["version"], draftFacts: row.isOriginal ? item.draftFacts : null, tableKey: key },
  };
}

/** A translation begins with the parts of its original, and without their words. */
const skeletonOf = ({ sections }: Content): Content => ({ ...NOTHING, sections: sections.map(({ id, group }) => ({ id, group, heading: null, text: "" })) });

type Reading = { fields: Fields; cells: Cells; type: ItemType; isOriginal: boolean; begin: Begin };

/** The form after all cells of a row that say something. A column that is not there, and an empty cell, leave what is there. */
function readCells(row: AddressedRow, { fields: before, cells, type, isOriginal, begin }: Reading, { headed, words }: Planning, wrong: WrongAt[]): Fields {
  let fields = before;
  const open = columnsOf(type);
  for (const column of COLUMNS) {
    if ((ADDRESS as readonly string[]).includes(column)) continue;
    const own = column as TextColumn;
    const cell = cellAt(headed, row.row, own);
    const text = textOf(cell).replace(/\r\n?/g, "\n").trim();
    if (text === "" || text === cells[own]?.trim()) continue;
    if (!open.includes(own)) {
      wrong.push({ column: own, code: "not-of-type" });
      continue;
    }
    if (!isOriginal && isFact(own, type)) {
      if (!isOfOriginal(own, cell, { type, begin, words })) wrong.push({ column: own, code: "of-original" });
      continue;
    }
    const read = readCell(own, cell, { fields, type, words });
    wrong.push(...read.wrong.map((one) => ({ column: own, ...one })));
    fields = read.fields;
  }
  return fields;
}

/** Whether a translation's row repeats a fact of its original. */
function isOfOriginal(column: TextColumn, cell: ReturnType<typeof cellAt>, { type, begin, words }: { type: ItemType; begin: Begin; words: TableWords }): boolean {
  const fields = fieldsOf(begin.original ?? NOTHING, { type, lang: "", isOriginal: true, facts: begin.facts });
  const read = readCell(column, cell, { fields, type, words });
  const how = { type, isOriginal: true };
  return read.wrong.length === 0 && cellsOf(read.fields, how, words)[column] === cellsOf(fields, how, words)[column];
}

const changesOf = (before: Cells, after: Cells): CellChange[] =>
  COLUMNS.flatMap((column) => {
    const [was, is] = [before[column as TextColumn] ?? "", after[column as TextColumn] ?? ""];
    return was === is ? [] : [{ column, before: shortened(was, SHOWN), after: shortened(is, SHOWN) }];
  });

function problemOf({ column, code, value, detail }: WrongAt, { row }: AddressedRow, headed: Headed): CellProblem {
  const place = column === null ? undefined : headed.places.get(column);
  const there = value ?? (column === null ? "" : textOf(cellAt(headed, row, column)).trim());
  return { cell: cellName(headed, row, column), column: place === undefined ? column : (headed.table.headings[place] ?? column), value: shortened(there, 120), code, ...(detail === undefined ? {} : { detail }) };
}

/** Whether a cell names the mechanism for which the table is brought, or the network. */
function isOwner(text: string, mechanism: string | null, { tools }: TableWords): boolean {
  if (mechanism === null) return text === "network";
  const known = tools.reference.mechanisms.get(mechanism);
  return text === mechanism || (known !== undefined && (Object.values(known.name ?? {}).includes(text) || tools.mechanismById(mechanism) === text));
}

function isCountry(text: string, country: string | null, { tools }: TableWords): boolean {
  if (country === null) return false;
  return text.toUpperCase() === country || tools.country(country) === text || Object.values(tools.reference.states.get(country)?.names ?? {}).includes(text);
}
