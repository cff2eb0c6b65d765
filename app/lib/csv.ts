type Value = string | number | null;

/**
 * Rows as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that. A text that they would take for a
 * formula stands behind an apostrophe.
 */
export function csvOf(rows: Value[][]): string {
  return `\uFEFF${rows.map((row) => `${row.map(fieldOf).join(",")}\r\n`).join("")}`;
}

function fieldOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
