import { cleanText } from "#app/lib/form.server.ts";
import { cleanRichText } from "#app/rich-text/clean.server.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";
import type { ProblemCode } from "#models/table-import.ts";
import { type ItemType, LIMITS } from "#models/vocabulary.ts";

import { type FieldError, type Fields, groupsOf } from "../edit/fields.ts";
import { SCHEMES_ASKED, type TextColumn } from "./columns.ts";
import { groupOf, readParts, withParts } from "./parts.ts";
import type { Cell } from "./table.ts";
import type { TableWords } from "./words.server.ts";

export type Wrong = { code: ProblemCode; value?: string; detail?: string };
export type Read = { fields: Fields; wrong: Wrong[] };

export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, " ");
const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter(Boolean);

/** A cell as one text. */
export const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.join("; "));

/** The entries of a cell with several: apart by semicolons, of Arabic as well; in JSON a list. */
export const entriesOf = (cell: Cell): string[] => (typeof cell === "string" ? cell.split(/[;؛\n]/) : cell).map(oneLine).filter(Boolean);

/** Digits as machines read them, and one kind of stroke. */
const inLatinDigits = (text: string): string => text.replace(/[٠-٩۰-۹]/g, (digit) => String("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹".indexOf(digit) % 10)).replace(/[‐‑–]/g, "-");

/** A form after what a cell says. */
export function readCell(column: TextColumn, cell: Cell, { fields, type, words }: { fields: Fields; type: ItemType; words: TableWords }): Read {
  const text = oneLine(textOf(cell));
  const isEmptied = words.isEmptying(text);
  const set = (more: Fields, ...wrong: Wrong[]): Read => ({ fields: wrong.length > 0 ? fields : { ...fields, ...more }, wrong });
  const scheme = SCHEMES_ASKED.find((one) => one === column);
  const entries = isEmptied ? [] : entriesOf(cell);
  if (scheme) {
    const own = lines(fields.terms).filter((id) => id.startsWith(`${scheme}:`));
    const { ids, wrong } = named(entries, (entry) => words.find(scheme, entry, own));
    return set({ terms: [...lines(fields.terms).filter((id) => !own.includes(id)), ...inOrder(own, ids)].join("\n") }, ...wrong);
  }
  const value = isEmptied ? "" : text;
  switch (column) {
    case "date": {
      const date = readSpan(value);
      return date ? set(date) : set({}, { code: "date" });
    }
    case "partners": {
      const had = lines(fields.partners);
      const { ids, wrong } = named(entries, (entry) => words.find("partner", entry, had));
      return set({ partners: inOrder(had, ids).join("\n") }, ...wrong);
    }
    case "notApplicable": {
      const { ids, wrong } = named(entries, (entry) => words.find("section", entry));
      return set({ na: inOrder(lines(fields.na), ids).join("\n") }, ...wrong);
    }
    case "kind":
    case "status": {
      const found = value ? words.find(column === "kind" ? "documentKind" : "status", value, fields.kind ? [fields.kind] : []) : { id: "" };
      return "id" in found ? set({ [column]: found.id }) : set({}, { code: found.problem });
    }
    case "statusDate":
      return set({ asOf: inLatinDigits(value) });
    case "startTime":
    case "endTime":
      // Spreadsheets write 9:00, and the seconds.
      return set({ [column === "startTime" ? "start" : "end"]: inLatinDigits(value).replace(/^(\d):/, "0$1:").replace(/^(\d\d:\d\d):00$/, "$1") });
    case "timeZone":
      return set({ zone: value });
    case "summary":
      return set({ summary: isEmptied ? "" : cleanText(textOf(cell)) });
    default: {
      if (!groupsOf(type).includes(column)) return set({ [column]: value });
      const parts = isEmptied ? [] : readParts(textOf(cell), fields, column, { one: type === "practice" }, { plain: cleanText, rich: cleanRichText });
      if (parts.length > LIMITS.sections) return set({}, { code: "parts", detail: String(LIMITS.sections) });
      const next = withParts(fields, column, parts);
      return lines(next.s).length > LIMITS.sections ? set({}, { code: "parts", detail: String(LIMITS.sections) }) : set(next);
    }
  }
}

/** Of a cell in which more is wrong, these are enough to know it. */
const MOST_WRONG = 20;

function named(entries: string[], find: (entry: string) => ReturnType<TableWords["find"]>): { ids: string[]; wrong: Wrong[] } {
  const found = entries.map((entry) => ({ entry, ...find(entry) }));
  return {
    ids: [...new Set(found.flatMap((one) => ("id" in one ? [one.id] : [])))],
    wrong: found.flatMap((one) => ("problem" in one ? [{ code: one.problem, value: one.entry }] : [])).slice(0, MOST_WRONG),
  };
}

/** The same things in another order are the same. */
const inOrder = (had: string[], ids: string[]): string[] => (had.length === ids.length && ids.every((id) => had.includes(id)) ? had : ids);

/** A day, a month or a year, or two of a kind with a stroke between; null where it is none. */
function readSpan(value: string): { from: string; to: string } | null {
  const [from = "", to = "", ...more] = inLatinDigits(value).split("/").map((part) => part.trim());
  if (!from && !to) return { from: "", to: "" };
  const ends = to ? [from, to] : [from];
  if (more.length > 0 || ends.some((end) => !isPartialDate(partialDate(end)))) return null;
  return { from, to };
}

const COLUMN_OF: Partial<Record<string, TextColumn>> = { from: "date", to: "date", asOf: "statusDate", start: "startTime", end: "endTime", zone: "timeZone", title: "title", summary: "summary", place: "place", number: "number", contact: "contact" };
const MOST: Partial<Record<TextColumn, number>> = { title: LIMITS.title, place: LIMITS.title, summary: LIMITS.summary, contact: LIMITS.title, number: LIMITS.name };

/** What keeps a form from being kept, by the column that it belongs to. */
export function wrongIn({ field, code }: FieldError, fields: Fields, type: ItemType): Wrong & { column: TextColumn | null } {
  const part = /^s\.([\w-]+)\./.exec(field)?.[1];
  const column = part ? ((groupOf(fields, part) as TextColumn | undefined) ?? null) : (COLUMN_OF[field] ?? null);
  if (code === "long") return { column, code: "long", detail: String(part && field.endsWith("text") ? LIMITS.section : (MOST[column ?? "title"] ?? LIMITS.title)) };
  if (field === "asOf" && !fields.asOf && type === "measure") return { column, code: "status-date" };
  return { column, code: code === "dateOrder" ? "date-order" : code === "date" || code === "time" || code === "zone" ? code : "unknown" };
}
