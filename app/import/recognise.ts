import type { Language } from "#app/i18n/languages.ts";
import type { PartialDate } from "#models/partial-date.ts";
import { weightOf } from "#models/item-weight.ts";
import { type ItemType, LIMITS } from "#models/vocabulary.ts";

import { LONGEST_LABEL } from "./labels.ts";
import { Ledger } from "./ledger.ts";
import { type Line, linesOf, wordsOfLine } from "./lines.ts";
import { readMeasure } from "./measure.ts";
import { readPractice } from "./practice.ts";
import { readProse } from "./prose.ts";
import { type Reading, type Source, SourceProblem } from "./reading.ts";
import { readRecord } from "./record.ts";
import { FURNITURE } from "./tables/furniture.ts";
import { foldText } from "./text.ts";

const MOST_LINES = 10_000;
const FURNITURE_LINES = new Set(Object.values(FURNITURE).flat().map(foldText));

/**
 * Reads the text of one file as an item of this type; a list of records gives one reading for each year.
 * Every line that is not blank is accounted for in the readings' ledgers.
 * @throws SourceProblem where the text is none of this kind.
 */
export function recognise(given: {
  text: string;
  type: ItemType;
  lang: Language;
  title: string | null;
  date: PartialDate | null;
}): Reading[] {
  refuseTooMuch(given.text);
  const ledger = new Ledger();
  const lines = linesOf(given.text).filter((line) => {
    if (line.isBlank || wordsOfLine(line).length > LONGEST_LABEL || !FURNITURE_LINES.has(foldText(wordsOfLine(line)))) return true;
    ledger.leaveLine(line, "page-furniture");
    return false;
  });
  const source: Source = { lines, lang: given.lang, ledger, title: given.title };
  const readings = read(source, given.type, given.date);
  if (readings.some(({ sections }) => sections.length === 0)) throw new SourceProblem("has no text beside its title");
  keepRest(lines, readings);
  for (const reading of readings) checkLimits(reading);
  return readings;
}

/** A text that no item could hold is refused before any work is put into it. */
function refuseTooMuch(text: string): void {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) throw new SourceProblem(`has ${lines.length} lines; ${MOST_LINES} are the most`);
  const long = lines.findIndex((line) => line.length > LIMITS.section);
  if (long >= 0) throw new SourceProblem(`the line has ${lines[long]?.length} characters; ${LIMITS.section} are the most`, long + 1);
}

/** Whatever a recogniser has left out is a piece that could not be placed. */
function keepRest(lines: Line[], readings: Reading[]): void {
  const told = new Set(readings.flatMap((reading) => reading.ledger.pieces.map(({ line }) => line)));
  for (const line of lines) if (!line.isBlank && !told.has(line.number)) readings[0]?.ledger.leaveLine(line, "no-place");
}

/** @throws SourceProblem where a text is longer than an item can be. */
function checkLimits({ title, summary, sections }: Reading): void {
  const tooLong = (what: string, length: number, most: number, line?: number) => {
    if (length > most) throw new SourceProblem(`${what} has ${length} characters; ${most} are the most`, line);
  };
  tooLong("the title", title.text.length, LIMITS.title);
  tooLong("the summary", summary.length, LIMITS.summary);
  for (const { heading, text, line } of sections) {
    tooLong("a heading", heading?.length ?? 0, LIMITS.title, line);
    tooLong("a part of the text", text.length, LIMITS.section, line);
  }
  if (sections.length > LIMITS.sections) {
    throw new SourceProblem(`the text has ${sections.length} parts; ${LIMITS.sections} are the most`, sections[LIMITS.sections]?.line);
  }
  const weight = weightOf({ title: title.text, summary, sections });
  if (weight > LIMITS.version) {
    throw new SourceProblem(`the text has ${weight} bytes as a page shows it; ${LIMITS.version} are the most: part it into several items`);
  }
}

function read(source: Source, type: ItemType, date: PartialDate | null): Reading[] {
  switch (type) {
    case "event":
    case "document":
      return [readProse(source)];
    case "record":
      return readRecord(source, date);
    case "measure":
      return [readMeasure(source)];
    case "practice":
      return [readPractice(source)];
  }
}
