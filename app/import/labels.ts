import type { Language } from "#app/i18n/languages.ts";

import { type Line, wordsOfLine } from "./lines.ts";
import { foldText, partAtColon } from "./text.ts";

/** The labels of a sheet's fields, per field and language. */
export type Labels<Field extends string> = Record<Field, Record<Language, string[]>>;

/** Longest label, in characters: what is longer need not be compared. */
export const LONGEST_LABEL = 120;

/** A label found at the beginning of a line: its words, and what stands behind it on the line. */
export type FoundLabel<Field extends string> = { field: Field; label: string; value: string };

/**
 * Finds the field whose label a line is, alone or before a colon; in the language of the text first,
 * since a sheet may keep the labels of another. Null for lines with a bullet or a number, and for all others.
 */
export function findLabel<Field extends string>(line: Line, labels: Labels<Field>, lang: Language): FoundLabel<Field> | null {
  if (line.marker !== "" || line.body === "") return null;
  const text = wordsOfLine(line);
  const parted = partAtColon(text, LONGEST_LABEL);
  const candidates = [...(parted ? [[parted.before, parted.after]] : []), ...(text.length <= LONGEST_LABEL ? [[text, ""]] : [])];
  for (const [label = "", value = ""] of candidates) {
    const folded = foldText(label);
    const { own, others } = foldedLabels(labels, lang);
    const field = own.get(folded) ?? others.get(folded);
    if (field) return { field, label: value ? text.slice(0, text.length - value.length).trim() : text, value };
  }
  return null;
}

type Folded = { own: Map<string, string>; others: Map<string, string> };
const folded = new WeakMap<object, Map<Language, Folded>>();

/** The fields by their folded labels, in a language and in all others; worked out once per table. */
function foldedLabels<Field extends string>(labels: Labels<Field>, lang: Language) {
  const known = folded.get(labels) ?? new Map<Language, Folded>();
  folded.set(labels, known);
  let maps = known.get(lang);
  if (!maps) {
    const rows = Object.entries(labels) as [Field, Record<Language, string[]>][];
    // Of two fields with one label the first counts.
    const byName = (names: (row: Record<Language, string[]>) => string[]) =>
      new Map(rows.toReversed().flatMap(([field, row]) => names(row).map((name): [string, string] => [foldText(name), field])));
    known.set(lang, (maps = { own: byName((row) => row[lang]), others: byName((row) => Object.values(row).flat()) }));
  }
  return maps as { own: Map<string, Field>; others: Map<string, Field> };
}
