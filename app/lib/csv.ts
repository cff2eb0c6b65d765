type Value = string | number | null;

/**
 * Rows as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that. A text that they would take for a
 * formula stands behind an apostrophe.
 */
export function csvOf(rows: Value[][]): string {
  return CSV_MARK + rows.map((row) => csvLine(row)).join("");
}

/** What such a file begins with, and one line of it: for what is too long to be made at once. */
export const CSV_MARK = "\uFEFF";
export const csvLine = (row: Value[], separator: Separator = ","): string => `${row.map((value) => fieldOf(value, separator)).join(separator)}\r\n`;

type Separator = "," | ";";

/**
 * What a spreadsheet parts cells by that is set to a language: where decimals have a comma, it opens a table with commas
 * as one single column. For files that people open and send back; programs are given commas in every language.
 */
export const separatorIn = (lang: string): Separator => (lang === "en" ? "," : ";");

/** What a spreadsheet would take for a formula, behind apostrophes as well: so that one more can be taken off again. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** The text of a cell as it was before its apostrophe. */
export const textOfCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

function fieldOf(value: Value, separator: Separator): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
