type Value = string | number | null;

/**
 * Rows as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that. A text that they would take for a
 * formula stands behind an apostrophe.
 */
export function csvOf(rows: Value[][]): string {
  return CSV_MARK + rows.map(csvLine).join("");
}

/** What such a file begins with, and one line of it: for what is too long to be made at once. */
export const CSV_MARK = "\uFEFF";
export const csvLine = (row: Value[]): string => `${row.map(fieldOf).join(",")}\r\n`;

/** What a spreadsheet would take for a formula, behind apostrophes as well: so that one more can be taken off again. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** The text of a cell as it was before its apostrophe. */
export const textOfCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

function fieldOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
