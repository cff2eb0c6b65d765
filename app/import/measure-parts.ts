import type { Language } from "#app/i18n/languages.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { readEntries } from "./entries.ts";
import type { Ledger } from "./ledger.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import type { ReadSection } from "./reading.ts";
import { NO_VALUE } from "./tables/measure.ts";
import { GOES_ON } from "./tables/record.ts";
import { endsSentence, foldText } from "./text.ts";

/**
 * Reads the lines of a field as its items, one part each: every numbered or bulleted line is one, and a
 * line without either belongs to the item before it. Where none has a number, every line is an item.
 */
export function readNumbered(group: string, lines: Line[], lang: Language, ledger: Ledger): ReadSection[] {
  const items: { text: string; line: number }[] = [];
  const isMarked = lines.some(({ marker, body }) => marker !== "" && body !== "");
  let last = "";
  for (const line of lines) {
    if (line.isBlank) continue;
    const text = wordsOfLine(line);
    if (!line.body || (lines.length === 1 && NO_VALUE[lang].some((none) => foldText(none) === foldText(text)))) {
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
    const texts = partText(own, lang, ledger);
    entries += texts.entries;
    const text = [heading && !isHeading ? wordsOfLine(heading) : "", texts.text].filter(Boolean).join("\n\n");
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

/** Entries with a bullet as a list, lines without one as paragraphs between. */
function partText(lines: Line[], lang: Language, ledger: Ledger): { text: string; entries: number } {
  const blocks: string[][] = [];
  let entries = 0;
  for (const run of runsOf(lines, lang)) {
    const read = readEntries(run.lines, lang, ledger);
    entries += run.isList ? read.length : 0;
    for (const { text } of read) {
      const [first = "", ...rest] = text.split("\n\n");
      const last = blocks.at(-1);
      if (!run.isList) blocks.push([first]);
      else if (last?.[0]?.startsWith("- ")) last.push(`- ${first}`);
      else blocks.push([`- ${first}`]);
      for (const paragraph of rest) blocks.push([paragraph]);
    }
  }
  return { text: blocks.map((block) => block.join("\n")).join("\n\n"), entries };
}

/** Lines with bullets and lines without, in turns; a line that goes on with a sentence stays with it. */
function runsOf(lines: Line[], lang: Language): { isList: boolean; lines: Line[] }[] {
  const runs: { isList: boolean; lines: Line[] }[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const before = run?.lines.at(-1);
    const isList = line.marker !== "";
    const goesOn = before !== undefined && !isList && !endsSentence(before.body) && GOES_ON[lang].test(line.body);
    if (run && (run.isList === isList || goesOn)) run.lines.push(line);
    else runs.push({ isList, lines: [line] });
  }
  return runs;
}
