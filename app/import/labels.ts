import type { Language } from "#app/i18n/languages.ts";

import { type Line, wordsOfLine } from "./lines.ts";
import { foldText } from "./text.ts";

/** The labels of a sheet's fields, per field and language. */
export type Labels<Field extends string> = Record<Field, Record<Language, string[]>>;

/** A label found at the beginning of a line: its words, and what stands behind it on the line. */
export type FoundLabel<Field extends string> = { field: Field; label: string; value: string };

/**
 * Finds the field whose label a line is, alone or before a colon; in the language of the text first,
 * since a sheet may keep the labels of another. Null for lines with a bullet or a number, and for all others.
 */
export function findLabel<Field extends string>(line: Line, labels: Labels<Field>, lang: Language): FoundLabel<Field> | null {
  if (line.marker !== "" || line.body === "") return null;
  const text = wordsOfLine(line);
  const [, before, after = ""] = /^([^::]{1,80}?)\s*[::]\s*(.*)$/u.exec(text) ?? [];
  const candidates = before === undefined ? [[text, ""]] : [[before, after], [text, ""]];
  for (const [label = "", value = ""] of candidates) {
    const folded = foldText(label);
    for (const [field, names] of Object.entries(labels) as [Field, Record<Language, string[]>][]) {
      const own = names[lang].some((name) => foldText(name) === folded);
      if (own || Object.values(names).flat().some((name) => foldText(name) === folded)) {
        return { field, label: value ? text.slice(0, text.length - value.length).trim() : text, value };
      }
    }
  }
  return null;
}
