import { LIMITS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { readEntries, textOfEntries } from "./entries.ts";
import { findLabel, type FoundLabel } from "./labels.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import { isNoValue } from "./no-value.ts";
import type { Reading, ReadSection, Source } from "./reading.ts";
import { PRACTICE_LABELS } from "./tables/practice.ts";
import { endsSentence } from "./text.ts";
import { titleOf } from "./title.ts";

type Field = keyof typeof PRACTICE_LABELS;
type Part = { found: FoundLabel<Field> | null; line: Line | null; lines: Line[] };

/** Reads a practice: what stands under each heading of the template; what stands before the first introduces it. */
export function readPractice({ lines, lang, ledger, title }: Source): Reading {
  const parts: Part[] = [{ found: null, line: null, lines: [] }];
  const taken = new Set<Field>();
  for (const line of lines.filter(({ isBlank }) => !isBlank)) {
    const found = findLabel(line, PRACTICE_LABELS, lang);
    if (found && !taken.has(found.field)) {
      taken.add(found.field);
      const value = found.value ? [{ ...line, stray: "", marker: "", body: found.value, tail: "" }] : [];
      parts.push({ found, line, lines: value });
    } else parts.at(-1)?.lines.push(line);
  }
  const isTitled = parts.some(({ found, lines: below }) => found?.field === "title" && below.length > 0);
  const notApplicable: string[] = [];
  const sections: ReadSection[] = [];
  let own: Line | null = null;
  for (const { found, line, lines: below } of parts) {
    if (found && line) {
      if (below.length === 0) {
        ledger.leaveLine({ ...line, body: found.label, tail: "" }, "empty-field");
        continue;
      }
      ledger.field(line, found.field, found.label);
    }
    const [first, ...rest] = below;
    const looksTitled = first?.marker === "" && !endsSentence(first.body) && first.body.length <= LIMITS.title;
    const isTitle = found ? found.field === "title" : !isTitled && looksTitled;
    const texts = isTitle ? rest : below;
    if (isTitle && first) {
      ledger.title(first);
      own = first;
    }
    const words = texts.map(wordsOfLine).join(" ");
    const group = PRACTICE_SECTIONS.find((name) => name === found?.field);
    if (group && isNoValue(words, lang)) {
      notApplicable.push(group);
      for (const line of texts) ledger.field(line, group, wordsOfLine(line), words);
      continue;
    }
    const text = textOfEntries(readEntries(texts, lang, ledger));
    if (text !== "") sections.push({ id: found?.field ?? "text", group: group ?? "text", heading: null, text, line: texts[0]?.number ?? 0 });
  }
  const introductions = sections.filter(({ group }) => group === "text");
  const { title: chosen, summary: displaced } = titleOf({ given: title, line: own?.body ?? null, text: (introductions[0] ?? sections[0])?.text ?? "" });
  // The introduction that there is room for is the summary, unless it is all the text there is.
  const summaryWith = (introduction?: ReadSection) => [displaced, introduction?.text].filter(Boolean).join(" – ");
  const short = sections.length === 1 ? undefined : introductions.find((introduction) => summaryWith(introduction).length <= LIMITS.summary);
  const others = sections.filter((section) => section !== short);
  return {
    part: null,
    title: chosen,
    summary: summaryWith(short),
    place: null,
    date: null,
    details: { notApplicable },
    sections: others,
    counts: { sections: others.length },
    ledger,
  };
}
