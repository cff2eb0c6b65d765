import { type Column, COLUMNS } from "./columns.ts";
import { type Cell, type Row, type Table, Unreadable } from "./table.ts";
import type { TableWords } from "./words.server.ts";

/** A table whose headings are known. */
export type Headed = { table: Table; places: Map<Column, number>; /** Headings that say nothing to the hub. */ ignored: string[] };

/**
 * Finds the columns of a table by their ids or their names in any language of the hub.
 * @throws Unreadable where two headings name one column, or none says which item and in which language.
 */
export function headed(table: Table, words: TableWords): Headed {
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [place, heading] of table.headings.entries()) {
    const found = words.find("column", heading);
    const column = "id" in found ? COLUMNS.find((one) => one === found.id) : undefined;
    if (!column) {
      if (heading) ignored.push(heading.slice(0, 60));
      continue;
    }
    if (places.has(column)) throw new Unreadable("same-heading", heading.slice(0, 60));
    places.set(column, place);
  }
  if (!places.has("key") && !places.has("id")) throw new Unreadable("no-address");
  if (!places.has("language")) throw new Unreadable("no-language");
  return { table, places, ignored };
}

export const cellAt = ({ places }: Headed, row: Row, column: Column): Cell => row.cells[places.get(column) ?? -1] ?? "";

/** The name of a column of a spreadsheet: A, B, …, Z, AA, … */
function letters(place: number): string {
  const rest = String.fromCharCode(65 + (place % 26));
  return place < 26 ? rest : letters(Math.floor(place / 26) - 1) + rest;
}

/** Where a cell is, as a spreadsheet says it or, in JSON, as programs do; the row alone where it has no such column. */
export function cellName({ table, places }: Headed, row: Row, column: Column | null): string {
  const place = column === null ? undefined : places.get(column);
  if (table.form === "json") return `[${row.number - 1}]${place === undefined ? "" : `.${table.headings[place] ?? ""}`}`;
  return place === undefined ? String(row.number) : `${letters(place)}${row.number}`;
}
