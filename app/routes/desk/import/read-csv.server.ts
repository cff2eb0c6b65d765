import { Readable } from "node:stream";

import { CsvError, parse } from "csv-parse";

import { textOfCell } from "#app/lib/csv.ts";
import { TABLE_LIMITS } from "#models/table-import.ts";

import { type Row, type Table, Unreadable } from "./table.ts";

/** What stands between cells: spreadsheets take a semicolon where the comma is for decimals. */
const SEPARATORS = [",", ";", "\t"] as const;

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(begin: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (const sign of begin.trimStart()) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === "\n" || sign === "\r") break;
    else if (counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

const CODES: Partial<Record<string, Unreadable["code"]>> = { CSV_MAX_RECORD_SIZE: "row-long" };

/** Reads CSV; rows are counted as spreadsheets do, the empty ones and that of the headings included. */
export async function readCsv(signs: AsyncIterable<string>, begin: string): Promise<Table> {
  const source = Readable.from(signs);
  const parser = parse({ delimiter: separatorOf(begin), bom: true, relax_column_count: true, max_record_size: TABLE_LIMITS.row });
  // A source that fails must not leave its reader waiting.
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  let headings: string[] | null = null;
  const rows: Row[] = [];
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1;
      if (record.length > TABLE_LIMITS.columns) throw new Unreadable("columns", String(number));
      const cells = record.map(textOfCell);
      if (cells.every((cell) => cell.trim() === "")) continue;
      if (headings) rows.push({ number, cells });
      else headings = cells.map((cell) => cell.trim());
      if (rows.length > TABLE_LIMITS.rows) throw new Unreadable("rows");
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Unreadable(CODES[error.code] ?? "quotes", String(number + 1));
    throw error;
  } finally {
    source.destroy();
  }
  if (!headings || rows.length === 0) throw new Unreadable("empty");
  return { form: "csv", headings, rows };
}
