import type { Language } from "#app/i18n/languages.ts";
import { foldLetters, wordsOf } from "#app/search/fold.ts";
import { LIMITS } from "#models/vocabulary.ts";
import type { PartialDate } from "#models/partial-date.ts";

import { parseDate } from "./dates.ts";
import type { Ledger } from "./ledger.ts";
import { LONGEST_LABEL } from "./labels.ts";
import { type Line, wordsOfLine } from "./lines.ts";
import type { Reading, ReadSection, Source } from "./reading.ts";
import { HEAD_LABELS } from "./tables/calendar.ts";
import { NEVER_LAST } from "./tables/prose.ts";
import { endsSentence, foldText, joinBlocks, partAtColon } from "./text.ts";
import { titleOf } from "./title.ts";

/** A label of the text as a whole stands in one of so many lines. */
const HEAD_LINES = 8;
/** Longest heading inside a text, in characters. */
const LONGEST_HEADING = 90;
/** A paragraph of fewer words may do without a full stop: a caption, a signature. */
const SENTENCE_WORDS = 8;
/** Lines longer than this were not broken by hand. */
const WRAPPED_AT = 100;

/** Longest paragraph that is joined of lines, in characters: a part holds it, also as an item of a list. */
const LONGEST_BLOCK = LIMITS.section - "- ".length;

/** A paragraph of a text; a heading is a short line without a full stop, and an item of a list has a bullet. */
type Block = { line: number; text: string; kind: "heading" | "paragraph" | "item" };

/** Reads a text of paragraphs, such as a news report: its title, its headings, where it breaks off. */
export function readProse(source: Source): Reading {
  const { lang, ledger } = source;
  const lines = source.lines.filter((line) => !line.isBlank);
  const head = readHead(lines, lang, ledger);
  const own = isTitle(head.rest, lang) ? head.rest[0] : undefined;
  if (own) ledger.title(own);
  const rest = new Set(head.rest);
  const body = source.lines.filter((line) => line.isBlank || (line !== own && rest.has(line)));
  const blocks = blocksOf(body, lang, ledger);
  const broken = brokenBlocks(blocks, lang);
  const sections = sectionsOf(blocks, broken);
  return {
    part: null,
    ...titleOf({ given: source.title, line: own ? own.body : null, text: blocks[0]?.text ?? "" }),
    place: head.place,
    date: head.date,
    details: {},
    sections,
    counts: {
      paragraphs: blocks.filter(({ kind }) => kind === "paragraph").length,
      headings: blocks.filter(({ kind }) => kind === "heading").length,
      subItems: blocks.filter(({ kind }) => kind === "item").length,
    },
    ledger,
  };
}

/** The labelled lines at the head of a text: when and where. A date that is not exact stays in the text. */
function readHead(lines: Line[], lang: Language, ledger: Ledger) {
  const found: { date: PartialDate | null; place: string | null } = { date: null, place: null };
  const rest: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const { before: label, after: value } = (index < HEAD_LINES ? partAtColon(wordsOfLine(line), LONGEST_LABEL) : null) ?? { before: "", after: "" };
    const isLabel = (name: "date" | "place") => value !== "" && HEAD_LABELS[name][lang].some((alias) => foldText(alias) === foldText(label));
    const date = found.date === null && isLabel("date") ? parseDate(value, lang) : null;
    const isPlace = found.place === null && isLabel("place") && value.length <= LIMITS.title;
    if (date) found.date = date;
    else if (isPlace) found.place = value;
    else {
      rest.push(line);
      continue;
    }
    ledger.field(line, date ? "date" : "place", wordsOfLine(line), value);
  }
  return { ...found, rest };
}

/** True where the first of these lines is a title: no sentence, and not all there is. */
function isTitle(lines: Line[], lang: Language): boolean {
  const [first, second] = lines;
  if (!first || !second || first.marker !== "" || first.body.length > LIMITS.title) return false;
  return !endsSentence(wordsOfLine(first)) && !isCutShort(wordsOfLine(first), lang) && !/^\p{Ll}/u.test(second.body);
}

const neverLast = Object.fromEntries(Object.entries(NEVER_LAST).map(([lang, words]) => [lang, new Set(words.map(foldLetters))])) as Record<Language, Set<string>>;
const LONGEST_LAST = 20;

/** True where a text ends with a word that ends no sentence. */
function isCutShort(text: string, lang: Language): boolean {
  // The last letters are enough: what is longer is no word of the list.
  const last = wordsOf(text.slice(-LONGEST_LAST)).at(-1);
  return last !== undefined && /[\p{L}\p{N}]$/u.test(text.slice(-2)) && neverLast[lang].has(foldLetters(last));
}

/** The blocks of a text; lines that were broken by hand are joined again. */
function blocksOf(lines: Line[], lang: Language, ledger: Ledger): Block[] {
  const filled = lines.filter(({ isBlank }) => !isBlank);
  const isWrapped = filled.length >= 4 && filled.length < lines.length && filled.every((line) => wordsOfLine(line).length <= WRAPPED_AT);
  const blocks: Block[] = [];
  let follows = false;
  let filledBefore = 0;
  for (const [index, line] of lines.entries()) {
    const text = wordsOfLine(line);
    if (!line.isBlank) filledBefore += 1;
    if (!text) {
      if (!line.isBlank) ledger.leaveLine(line, "stray-mark");
      follows = false;
      continue;
    }
    ledger.text(line);
    const block = blocks.at(-1);
    const isListed = line.marker !== "" && line.ordinal === null;
    const words = line.ordinal === null ? text : `${line.marker} ${text}`;
    const next = filled[filledBefore];
    const longer = `${block?.text ?? ""} ${words}`;
    if (isWrapped && follows && block && line.marker === "" && !endsSentence(block.text) && longer.length <= LONGEST_BLOCK) block.text = longer;
    else {
      const isHeading =
        !isListed &&
        words.length <= LONGEST_HEADING &&
        !endsSentence(words) &&
        !isCutShort(words, lang) &&
        // The first line of a paragraph that was broken by hand is short as well.
        !(isWrapped && lines[index + 1] === next) &&
        next !== undefined &&
        wordsOfLine(next).length > words.length;
      blocks.push({ line: line.number, text: words, kind: isListed ? "item" : isHeading ? "heading" : "paragraph" });
    }
    follows = true;
  }
  // A heading over nothing is a short paragraph.
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "heading" && (blocks[index + 1]?.kind ?? "heading") === "heading") block.kind = "paragraph";
  }
  return blocks;
}

/** The paragraphs that break off: after a word that ends no sentence, or, where the others end theirs, without an end. */
function brokenBlocks(blocks: Block[], lang: Language): Set<Block> {
  const paragraphs = blocks.filter(({ kind, text }) => kind === "paragraph" && wordsOf(text).length >= SENTENCE_WORDS);
  const ended = paragraphs.filter(({ text }) => endsSentence(text)).length;
  const areEnded = paragraphs.length >= 3 && ended * 3 >= paragraphs.length * 2;
  return new Set(paragraphs.filter(({ text }) => isCutShort(text, lang) || (areEnded && !endsSentence(text))));
}

/** One part for each paragraph with the list under it; a list that is longer than a part goes on in the next. */
function sectionsOf(blocks: Block[], broken: Set<Block>): ReadSection[] {
  const sections: ReadSection[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "heading") continue;
    const last = sections.at(-1);
    const before = blocks[index - 1];
    const part: ReadSection = {
      id: "",
      group: "text",
      heading: before?.kind === "heading" ? before.text : null,
      text: block.kind === "item" ? `- ${block.text}` : block.text,
      line: block.line,
      ...(broken.has(block) && { breaksOff: true }),
    };
    if (last && block.kind === "item" && !part.heading && canJoin(last, part)) sections[sections.length - 1] = join(last, part);
    else sections.push(part);
  }
  return fewEnough(sections).map((section, index) => ({ ...section, id: `text-${index + 1}` }));
}

/** Joins the shortest neighbours until an item holds all parts; a heading becomes a paragraph only where nothing else is left to join. */
function fewEnough(sections: ReadSection[]): ReadSection[] {
  const parts = [...sections];
  while (parts.length > LIMITS.sections) {
    let [best, least] = [0, Infinity];
    for (let index = 1; index < parts.length; index += 1) {
      const [first, second] = [parts[index - 1], parts[index]] as [ReadSection, ReadSection];
      const cost = lengthOf(first, second) + (second.heading ? LIMITS.section : 0);
      if (cost < least && canJoin(first, second)) [best, least] = [index, cost];
    }
    if (best === 0) break;
    const [first, second] = parts.slice(best - 1, best + 1) as [ReadSection, ReadSection];
    parts.splice(best - 1, 2, join(first, second));
  }
  return parts;
}

/** Two neighbours as one part, with a heading between them as a paragraph. */
function join(first: ReadSection, second: ReadSection): ReadSection {
  const text = joinBlocks([first.text, second.heading ?? "", second.text].filter(Boolean));
  return { ...second, heading: first.heading, text, line: first.line };
}

/** False where one part could not hold both, or not show that the first one breaks off. */
const canJoin = (first: ReadSection, second: ReadSection): boolean => !first.breaksOff && lengthOf(first, second) <= LIMITS.section;

/** The most characters that two neighbours have as one part, blank lines between included. */
const lengthOf = (first: ReadSection, second: ReadSection): number => first.text.length + (second.heading?.length ?? 0) + second.text.length + 4;
