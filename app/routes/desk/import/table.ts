/** What stands at one place of a table; in JSON a cell may be a list. */
export type Cell = string | string[];

/** A row with its number, as spreadsheets count or, in JSON, from 1; `cells` by the place of their heading. */
export type Row = { number: number; cells: Cell[] };

/** A file as a table, whole: it is no larger than `TABLE_LIMITS` says. */
export type Table = { form: "csv" | "json"; headings: string[]; rows: Row[] };

/** Why a whole file says nothing; `row` is where it breaks. */
export class Unreadable extends Error {
  constructor(
    readonly code: "empty" | "encoding" | "rows" | "columns" | "row-long" | "quotes" | "json" | "json-list" | "json-values" | "no-address" | "no-language" | "same-heading",
    readonly detail = "",
  ) {
    super(code);
  }
}

