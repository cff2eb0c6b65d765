import type { Content, Facts, Version } from "./item.ts";
import type { ItemType } from "./vocabulary.ts";

/** A table that a member brings: what its rows would do, what they did, and how that is undone. Forms and the database share it. */

/** How long what a table calls an item may be. */
export const MOST_OF_KEY = 120;

/** What one table may have. Beside what a hub needs for itself, its memory holds one of this size. */
export const TABLE_LIMITS = { bytes: 8_000_000, rows: 5_000, columns: 150, /** Of one row, in characters. */ row: 500_000 } as const;

/** How many tables that were only looked at are kept for one person. */
export const MOST_LOOKED_AT = 5;

/** A table is read and looked at; then it is written, row by row, in the background; and taken back in the same way. */
export const TABLE_STATES = ["reading", "checked", "applying", "applied", "undoing", "undone"] as const;
export type TableState = (typeof TABLE_STATES)[number];

/** What a row would do: begin an item, begin a translation, change a text, nothing; or it cannot be written. */
export const ROW_KINDS = ["item", "version", "changed", "unchanged", "refused"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What is wrong with one cell, or, without a column, with a row. */
export type CellProblem = {
  /** As a spreadsheet names it ("D7"), or where it is in the list of a JSON file ("[5].title"). */
  cell: string;
  /** The heading as the file has it; null where the file has no such column. */
  column: string | null;
  /** What stands there, shortened. */
  value: string;
  code: ProblemCode;
  /** The most signs, the other row, the kind of term: what the words of the problem need. */
  detail?: string;
};

export const PROBLEM_CODES = [
  "missing", "noKey", "long", "unknown", "type", "language", "original", "ambiguous", "retired", "date", "date-order", "time", "zone", "status-date", "not-there", "two-items", "twice",
  "other-type", "not-of-type", "of-original", "other-original", "no-original", "original-refused", "country", "mechanism", "under-review", "archived", "too-long", "parts",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A cell that becomes another; long texts are shortened. `column` is the column's id. */
export type CellChange = { column: string; before: string; after: string };

/** Why a row was not written, or not taken back. */
export const LEFT_CODES = ["moved-on", "wrong-state", "not-found", "not-allowed", "too-long"] as const;
export type LeftCode = (typeof LEFT_CODES)[number];

/** Whatever a text was before a row was written over it, so that it can be so again. */
export type TextBefore = { version: Pick<Version, "draft" | "edit" | "editedAt" | "editedBy" | "hand" | "state">; draftFacts: Facts | null; tableKey: string | null };

/** One row of a table that was looked at. */
export type TableRow = {
  table: string;
  /** Its number in the file, as a spreadsheet counts; in JSON from 1. */
  number: number;
  kind: RowKind;
  /** Items are begun before their translations are. */
  rank: 0 | 1;
  item: string | null;
  type: ItemType | null;
  lang: string | null;
  title: string;
  key: string | null;
  problems: CellProblem[];
  changes: CellChange[];
  /** What is written: exactly what was shown. */
  content: Content | null;
  facts: Facts | null;
  /** The state of the text that it was compared with; of a translation to be begun, of its original. */
  base: string | null;
  before: TextBefore | null;
  outcome: "done" | LeftCode | null;
  undone: "done" | LeftCode | null;
};

/** How often what became of rows. */
export type RowCounts = Record<RowKind, number>;

export type TableImport = {
  id: string;
  /** Whose it is: nobody else sees it. */
  by: string;
  mechanism: string | null;
  /** The name of the file. */
  name: string;
  state: TableState;
  counts: RowCounts;
  /** Headings that say nothing to the hub. */
  ignored: string[];
  /** Ids of the columns that the file has. */
  columns: string[];
  at: Date;
  /** When it was written, or taken back. */
  endedAt: Date | null;
  until: Date;
};

/** What a row leaves in the item that it was written into, in the same write. */
export type TableMark = { table: string; row: number; lang: string; /** When: that is when its text was last edited, unless somebody has gone on. */ at: Date; undone?: boolean };

/** The name of the state that a row gives a text. */
export const editOfRow = ({ table, number }: Pick<TableRow, "table" | "number">): string => `table/${table}/${number}`;
