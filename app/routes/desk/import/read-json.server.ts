import { isLightJson } from "#app/lib/json-weight.ts";
import { TABLE_LIMITS } from "#models/table-import.ts";

import { type Cell, type Row, type Table, Unreadable } from "./table.ts";

/** Far more than rows with lists in their cells need: what would take many times its size in memory is not read. */
const MOST = { values: 60 * TABLE_LIMITS.rows, depth: 4 };

/** Reads a list of objects, each of which is a row; names that only some of them have are columns as well. */
export async function readJson(signs: AsyncIterable<string>): Promise<Table> {
  let text = "";
  for await (const part of signs) text += part;
  if (!isLightJson(text, MOST)) throw new Unreadable("json-values");
  const list = parsed(text);
  if (!Array.isArray(list)) throw new Unreadable("json-list");
  if (list.length === 0) throw new Unreadable("empty");
  if (list.length > TABLE_LIMITS.rows) throw new Unreadable("rows");
  const places = new Map<string, number>();
  const rows = list.map((entry: unknown, index): Row => {
    const number = index + 1;
    if (entry === null || typeof entry !== "object" || Array.isArray(entry)) throw new Unreadable("json-list", String(number));
    const cells: Cell[] = [];
    for (const [name, value] of Object.entries(entry)) {
      const heading = name.trim().slice(0, 200);
      const place = places.get(heading) ?? places.size;
      if (place >= TABLE_LIMITS.columns) throw new Unreadable("columns", String(number));
      places.set(heading, place);
      const cell = cellOf(value);
      if (cell === null) throw new Unreadable("json-values", String(number));
      cells[place] = cell;
    }
    return { number, cells };
  });
  return { form: "json", headings: [...places.keys()], rows };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Unreadable("json");
  }
}

/** A value as a cell; nothing is an empty one. Null for what no cell can hold. */
function cellOf(value: unknown): Cell | null {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return null;
  const entries = value.map((entry: unknown) => (typeof entry === "string" ? entry : typeof entry === "number" ? String(entry) : null));
  return entries.every((entry) => entry !== null) ? entries : null;
}
