import { partialDate } from "#models/partial-date.ts";
import type { PartialDate } from "#models/partial-date.ts";

import { monthNumber } from "./dates.ts";
import { readEntries } from "./entries.ts";
import { Ledger } from "./ledger.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import { type Reading, type Source, SourceProblem } from "./reading.ts";
import { YEAR_HEADING_WORDS, YEAR_WORDS } from "./tables/record.ts";
import { foldText, plainDigits } from "./text.ts";
import { titleOf } from "./title.ts";

const LONGEST_HEADING = 160;

/**
 * The year over whose list this line stands: "Achievements in 2022", "سنة 2021". Null for any other
 * line, also for an entry that merely ends with a year.
 */
export function yearOfHeading(line: Line, lang: Source["lang"]): string | null {
  const text = wordsOfLine(line);
  if (line.ordinal !== null || text.length > LONGEST_HEADING || /[.;؛،,]$/.test(text)) return null;
  const years = plainDigits(text).match(/(?<!\d)(?:19|20|21)\d\d(?!\d)/g) ?? [];
  const [year] = years;
  if (years.length !== 1 || !year || /\d\s*[-–/]\s*\d/.test(plainDigits(text))) return null;
  const words = foldText(text).split(" ");
  const others = words.filter((word) => word !== year);
  const beside = new Set(YEAR_WORDS[lang].map(foldText));
  if (others.every((word) => beside.has(word))) return line.marker === "" || others.length > 0 ? year : null;
  if (line.marker !== "") return null;
  const at = words.indexOf(year);
  const isAtEdge = at === 0 || at === words.length - 1;
  if (!isAtEdge || monthNumber(words[at - 1] ?? "", lang) !== undefined) return null;
  return words.some((word) => YEAR_HEADING_WORDS[lang].some((stem) => word.startsWith(foldText(stem)))) ? year : null;
}

/** The lists under the headings of one year; of a second heading, its line begins the second list. */
type Group = { year: string; heading: Line | null; lists: Line[][] };

/**
 * Reads a list of achievements: one record for each year that has a heading; or a single one, where
 * the manifest gives its year.
 * @throws SourceProblem where neither gives a year, or nothing stands under a heading.
 */
export function readRecord(source: Source, date: PartialDate | null): Reading[] {
  const { lang } = source;
  const before: Line[] = [];
  const groups: Group[] = [];
  for (const line of source.lines) {
    if (line.isBlank) continue;
    const year = yearOfHeading(line, lang);
    // One year under two headings is one record.
    const known = groups.find((group) => group.year === year);
    if (known) {
      groups.splice(groups.indexOf(known), 1);
      groups.push({ ...known, lists: [...known.lists, [line]] });
    } else if (year) groups.push({ year, heading: line, lists: [[]] });
    else (groups.at(-1)?.lists.at(-1) ?? before).push(line);
  }
  if (groups.length === 0) {
    if (date?.precision !== "year" || !date.from) {
      throw new SourceProblem("no year: no heading over a list names one, and the manifest gives none as `date`");
    }
    return [readYear(source, { year: date.from, heading: null, lists: [before] }, source.ledger, null)];
  }
  // What stands before the first heading is told with the first record.
  for (const line of before) source.ledger.leaveLine(line, "before-first-heading");
  return groups.map((group, index) => readYear(source, group, index === 0 ? source.ledger : new Ledger(), group.year));
}

function readYear({ lang, title }: Source, group: Group, ledger: Ledger, part: string | null): Reading {
  const { heading } = group;
  const given = title && part && !plainDigits(title).includes(part) ? `${title} (${part})` : title;
  const entries = group.lists.flatMap((list) => readEntries(list, lang, ledger));
  if (entries.length === 0) throw new SourceProblem(`nothing stands under the heading of ${group.year}`, heading?.number);
  if (heading) ledger.title(heading);
  return {
    part,
    ...titleOf({ given, line: heading?.body ?? null, text: entries[0]?.text ?? "" }),
    place: null,
    date: partialDate(group.year),
    details: {},
    sections: entries.map(({ text, line }, index) => ({ id: `entries-${index + 1}`, group: "entries", heading: null, text, line })),
    counts: { entries: entries.length, subItems: entries.reduce((sum, { parts }) => sum + parts, 0) },
    ledger,
  };
}
