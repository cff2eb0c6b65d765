import { COLUMNS } from "#app/routes/desk/import/columns.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { csvOf } from "#app/lib/csv.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { damaged } from "../files/mutants.ts";
import { dice } from "../helpers/dice.ts";

/** Cells that are hard to read, for any column. */
const HARD = [
  "", " ", "[empty]", "[فارغ]", "-", "'=1+1", "=cmd|' /C calc'!A0", "\u202Etxt.exe", "a\u0000b", "\uD800", "👩‍👩‍👧", "<script>alert(1)</script>", "===", "=== x\n=== y", "\\===", "x".repeat(301), "ن".repeat(1_300), "y".repeat(21_000),
  "2024-02-31", "2024-05/2023", "0000", "٢٠٢٤-٠٥", "9:00", "24:00", "Africa/Casablanca", "theme:torture; women;;", "a;b;c;d", "constructor", "__proto__", "practice", "document", "network", "MA", "nil", "1e9", "{{detail}}", "$where", "true", "yes", "no", "in-progress",
];

/** A table as somebody may send it: whole, with hard cells, or damaged; always the same for the same numbers. */
export function mutantTable(seed: number, index: number): Buffer {
  const { roll: pick } = dice(seed * 1_000_003 + index);
  const one = <T>(all: readonly T[]): T => all[pick(all.length)] as T;
  const columns = ["key", "language", ...COLUMNS.filter((column) => column !== "key" && column !== "language" && pick(3) > 0)];
  if (pick(8) === 0) columns.push(one(["Couleur", "title", "__proto__", ""]));
  const rows = Array.from({ length: 1 + pick(6) }, () =>
    columns.map((column): string => {
      if (pick(5) === 0) return one(HARD);
      if (column === "key") return `mutant-${pick(4)}`;
      if (column === "language") return one(LANGUAGE_CODES);
      if (column === "type") return one(ITEM_TYPES);
      return column === "title" ? `Mutant ${index}` : pick(3) === 0 ? one(HARD) : "";
    }),
  );
  const whole = bytesOf(columns, rows, pick);
  return pick(3) === 0 ? whole : damaged(whole, pick);
}

function bytesOf(columns: string[], rows: string[][], pick: (below: number) => number): Buffer {
  if (pick(3) === 0) return Buffer.from(JSON.stringify(rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at], pick(6) === 0 ? cell.split(";") : pick(20) === 0 ? null : cell])))));
  const text = csvOf([columns, ...rows]);
  switch (pick(5)) {
    case 0:
      return Buffer.from(text, "utf16le");
    case 1:
      return Buffer.from(text, "latin1");
    case 2:
      return Buffer.from(text.replaceAll(",", ";"));
    default:
      return Buffer.from(text);
  }
}
