import type { FileReport, ImportedItem, ImportedVersion, LeftNumberReason } from "#models/import-report.ts";
import type { Figure, Section } from "#models/item.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { decisionOf, type Known } from "./check.server.ts";
import { findFigures } from "./figures.ts";
import type { Ledger } from "./ledger.ts";
import type { Entry, EntryFile, Problem } from "./manifest.ts";
import type { Said, termFinder } from "./proposals.ts";
import { readSource, type SourceText } from "./read-file.ts";
import { type Reading, type ReadSection, SourceProblem } from "./reading.ts";
import { recognise } from "./recognise.ts";
import { readNamedFile } from "./source-file.server.ts";

/** How many numbers that are no figures a report names; a table of numbers is no text, and an item has to hold its report. */
const MOST_NUMBERS = 500;

/** What an entry gives: the items that its files hold, and the files that could not be taken. */
export type EntryItems = { items: ImportedItem[]; problems: Problem[] };

type ReadFile = { file: EntryFile; source: SourceText; readings: Reading[] };

/**
 * Reads the files of an entry as items: one in as many languages as there are files, or, of lists of
 * records, one for each year. A file that cannot be taken stops its own language version, not the others.
 */
export function readEntry(
  entry: Entry,
  { folder, known, proposalsFor }: { folder: string; known: Known; proposalsFor: ReturnType<typeof termFinder> },
): EntryItems {
  const read: ReadFile[] = [];
  const problems: Problem[] = [];
  const failed: string[] = [];
  for (const [index, file] of entry.files.entries()) {
    try {
      const source = readSource(readNamedFile(file.path, folder), file.encoding ?? undefined);
      const { lang, title } = file;
      read.push({ file, source, readings: recognise({ text: source.text, type: entry.type, lang, title: title ?? null, date: entry.date ?? null }) });
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      failed.push(file.lang);
      const line = error.line === undefined ? "" : `:${error.line}`;
      problems.push({ place: entry.place("files", index, "path"), message: `${file.path}${line}: ${error.message}` });
    }
  }
  const parts = [...new Set(read.flatMap(({ readings }) => readings.map(({ part }) => part)))];
  const items = parts.map((part): ImportedItem => {
    const versions = read.flatMap(({ file, source, readings }) =>
      readings.filter((reading) => reading.part === part).map((reading) => versionOf(entry, file, source, reading)),
    );
    return {
      key: keyOf(entry.key, part),
      entry: entry.key,
      type: entry.type,
      country: entry.country,
      // One that has merged meanwhile is its successor.
      mechanism: (entry.mechanism && known.reference.mechanisms.get(entry.mechanism)?.id) ?? null,
      // The years of a list are its own.
      date: part === null ? (entry.date ?? null) : null,
      terms: entry.terms,
      decision: (entry.links[0] && decisionOf(entry.links[0], known.decisions)?.id) ?? null,
      languages: entry.files.map(({ lang }) => lang),
      failed,
      versions,
      proposals: proposalsFor(versions.map(textOf)),
    };
  });
  return { items, problems };
}

/** The key of one of several items; an entry's key that names the year already is the item's. */
function keyOf(key: string, part: string | null): string {
  return part === null || key.endsWith(`-${part}`) ? key : `${key}-${part}`;
}

function textOf({ lang, content }: ImportedVersion): Said {
  const parts = content.sections.flatMap(({ heading, text }) => [heading ?? "", text]);
  return { lang, text: [content.title, content.summary, ...parts].join("\n") };
}

function versionOf(entry: Entry, file: EntryFile, source: SourceText, reading: Reading): ImportedVersion {
  const { lang } = file;
  const state = file.state ?? entry.state;
  const { found, numbers, moreNumbers } = figuresOf(reading, lang);
  const { ledger, title, summary, place } = reading;
  return {
    lang,
    state,
    content: {
      title: title.text,
      summary,
      place,
      sections: reading.sections.map(({ line: _line, ...section }): Section => section),
      figureLabels: Object.fromEntries(found.map(({ id, counts }) => [id, counts])),
    },
    figures: found.map(({ id, section, value, unit, approximate }): Figure => ({ id, section, value, unit, approximate })),
    date: reading.date,
    details: reading.details,
    report: {
      path: file.path,
      lang,
      state,
      encoding: source.encoding,
      bytes: source.bytes,
      title,
      fields: ledger.fields.toSorted((a, b) => a.line - b.line),
      counts: reading.counts,
      figures: found.map(({ section: _section, ...figure }) => figure),
      numbers,
      moreNumbers,
      breaksOff: reading.sections.filter(({ breaksOff }) => breaksOff).map(({ id, line }) => ({ section: id, line })),
      unplaced: ledger.unplaced.toSorted((a, b) => a.line - b.line),
    },
  };
}

type FoundFigure = FileReport["figures"][number] & { section: string };

/**
 * The figures of a text, and its other numbers. An id is made of the part and the value, so that versions
 * in two languages that say the same in the same place share it.
 */
function figuresOf({ sections, ledger }: Reading, lang: EntryFile["lang"]): { found: FoundFigure[] } & Pick<FileReport, "numbers" | "moreNumbers"> {
  const found: FoundFigure[] = [];
  const numbers: FileReport["numbers"] = [];
  const moreNumbers: FileReport["moreNumbers"] = {};
  const times = new Map<string, number>();
  for (const section of sections) {
    const { figures, left } = findFigures(section.text, lang);
    const lineAt = lineFinder(section, sections, ledger);
    const leave = (text: string, why: LeftNumberReason, at: number) => {
      if (numbers.length < MOST_NUMBERS) numbers.push({ line: lineAt(at), text, why });
      else moreNumbers[why] = (moreNumbers[why] ?? 0) + 1;
    };
    for (const { value, unit, approximate, counts, at } of figures) {
      if (found.length === LIMITS.figures) {
        leave(String(value), "too-many", at);
        continue;
      }
      const id = `${section.id}-${String(value).replace(".", "_")}`;
      const before = times.get(id) ?? 0;
      times.set(id, before + 1);
      found.push({ id: before === 0 ? id : `${id}-again-${before}`, section: section.id, line: lineAt(at), value, unit, approximate, counts });
    }
    for (const { text, why, at } of left) leave(text, why, at);
  }
  return { found, numbers, moreNumbers };
}

/** Finds the line of the source that a place in a part's text comes from. */
function lineFinder({ line, text }: ReadSection, sections: ReadSection[], { pieces }: Ledger): (at: number) => number {
  const next = Math.min(...sections.map((section) => section.line).filter((other) => other > line));
  const starts: { line: number; start: number }[] = [];
  let end = 0;
  for (const piece of pieces) {
    if (piece.as !== "text" || piece.line < line || piece.line >= next) continue;
    const start = text.indexOf(piece.text, end);
    if (start < 0) continue;
    starts.push({ line: piece.line, start });
    end = start;
  }
  return (at) => starts.findLast(({ start }) => start <= at)?.line ?? line;
}
