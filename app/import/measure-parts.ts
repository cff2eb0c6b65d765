import type { Language } from "#app/i18n/languages.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { readEntries, textOfEntries } from "./entries.ts";
import type { Ledger } from "./ledger.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import { isNoValue } from "./no-value.ts";
import type { ReadSection } from "./reading.ts";
import { GOES_ON } from "./tables/record.ts";
import { endsSentence } from "./text.ts";

/**
 * Reads the lines of a field as its items, one part each: every numbered or bulleted line is one, and a
 * line without either belongs to the item before it. Where none has a number, every line is an item.
 */
export function readNumbered(group: string, given: Line[], lang: Language, ledger: Ledger): ReadSection[] {
  const lines = given.filter(({ isBlank }) => !isBlank);
  const items: { text: string; line: number }[] = [];
  const isMarked = lines.some(({ marker, body }) => marker !== "" && body !== "");
  let last = "";
  for (const line of lines) {
    const text = wordsOfLine(line);
    if (!line.body || (lines.length === 1 && isNoValue(text, lang))) {
      ledger.leaveLine(line, "empty-field");
      continue;
    }
    ledger.text(line);
    const item = items.at(-1);
    const goesOn = last !== "" && !endsSentence(last) && GOES_ON[lang].test(text);
    if (item && line.marker === "" && (isMarked || goesOn)) item.text += endsSentence(last) ? `\n\n${text}` : ` ${text}`;
    else items.push({ text, line: line.number });
    last = text;
  }
  const numbers = lines.flatMap(({ ordinal }) => ordinal ?? []);
  // The page numbers a list from 1: other numbers are part of the text.
  const isPlain = numbers.every((number, index) => number === index + 1);
  const markers = new Map(lines.map((line) => [line.number, line.marker]));
  return items.map(({ text, line }, index) => ({
    id: `${group}-${index + 1}`,
    group,
    heading: null,
    text: isPlain ? text : [markers.get(line), text].filter(Boolean).join(" "),
    line,
  }));
}

/**
 * Reads the achievements: numbered parts, each a heading with its entries. A number that does not follow
 * the one before is an entry's own. Without numbered parts, the entries are one part.
 */
export function readAchievements(lines: Line[], lang: Language, ledger: Ledger): { sections: ReadSection[]; entries: number } {
  type Part = { heading: Line | null; lines: Line[] };
  const parts: Part[] = [];
  let number = 0;
  for (const line of lines) {
    if (line.ordinal === number + 1 && line.body !== "") {
      number += 1;
      parts.push({ heading: line, lines: [] });
    } else if (!line.isBlank) {
      if (parts.length === 0) parts.push({ heading: null, lines: [] });
      parts.at(-1)?.lines.push(line);
    }
  }
  let entries = 0;
  const sections = parts.map(({ heading, lines: own }, index): ReadSection => {
    const isHeading = heading !== null && own.length > 0 && wordsOfLine(heading).length <= LIMITS.title;
    if (heading) ledger.text(heading);
    const read = readEntries(own, lang, ledger);
    entries += read.reduce((sum, { isListed, parts: under }) => sum + under + (isListed ? 1 : 0), 0);
    const text = [heading && !isHeading ? wordsOfLine(heading) : "", textOfEntries(read)].filter(Boolean).join("\n\n");
    return {
      id: `achievements-${index + 1}`,
      group: "achievements",
      heading: isHeading ? wordsOfLine(heading) : null,
      text,
      line: heading?.number ?? own[0]?.number ?? 0,
    };
  });
  return { sections: sections.filter(({ text }) => text !== ""), entries };
}
