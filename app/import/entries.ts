import type { Language } from "#app/i18n/languages.ts";

import type { Ledger } from "./ledger.ts";
import type { Line } from "./lines.ts";
import { GOES_ON } from "./tables/record.ts";
import { endsSentence, joinBlocks } from "./text.ts";

/** One entry of a list: its text with what continues it, and the list under it. */
export type Entry = { text: string; line: number; isListed: boolean; parts: number };

/** A list under an entry: it goes on as long as the bullets are alike. */
type SubList = { marker: string | null; indent: number; hadSemicolon: boolean; closed: boolean };

const opensList = (text: string): boolean => text.endsWith(":");
const endsWithSemicolon = (text: string): boolean => /[;؛]$/.test(text);

/**
 * Reads the lines of a list as entries. Broken bullets are bullets; lines that go on with a sentence
 * belong to the entry before them; a list that an entry announces (":") belongs to that entry, until
 * its bullets change or one of its items ends the sentence that the others only part.
 * Every line is entered in the ledger as text.
 */
export function readEntries(lines: Line[], lang: Language, ledger: Ledger): Entry[] {
  // Where most lines have a bullet, a line without one belongs to the entry before it; else each is an entry.
  const isBulleted = lines.filter(({ marker }) => marker !== "").length * 2 >= lines.length;
  const entries: (Omit<Entry, "text"> & { blocks: string[] })[] = [];
  let sub: SubList | null = null;
  let last = "";
  for (const line of lines) {
    if (line.body === "") {
      ledger.leaveLine(line, "stray-mark");
      continue;
    }
    // In a list, a dash behind the text is a bullet out of its place.
    ledger.text(line, { tailIsMarker: true });
    const text = line.body;
    const entry = entries.at(-1);
    const goesOn = last !== "" && !endsSentence(last) && GOES_ON[lang].test(text);
    const isSubItem = entry && sub && !sub.closed && line.marker !== "" && fits(sub, line);
    if (isSubItem && sub) {
      entry.blocks.push(`- ${text}`);
      entry.parts += 1;
      sub.marker = line.marker;
      sub.indent = line.indent;
      sub.closed = /[.!؟?]$/.test(text) && sub.hadSemicolon;
      sub.hadSemicolon ||= endsWithSemicolon(text);
    } else if (entry && line.marker === "" && ((isBulleted && line.tail === "") || goesOn)) {
      if (goesOn) entry.blocks.push(`${entry.blocks.pop()} ${text}`);
      else entry.blocks.push(text);
      sub = null;
    } else {
      entries.push({ blocks: [text], line: line.number, isListed: line.marker !== "", parts: 0 });
      sub = null;
    }
    if (!isSubItem && opensList(text)) sub = { marker: null, indent: line.indent, hadSemicolon: false, closed: false };
    last = text;
  }
  return entries.map(({ blocks, ...entry }) => ({ ...entry, text: joinBlocks(blocks) }));
}

/** Entries as one text: those with a bullet as lists, the others as paragraphs between. */
export function textOfEntries(entries: Entry[]): string {
  return joinBlocks(entries.map(({ text, isListed }) => (isListed ? `- ${text}` : text)));
}

/** The first item of a list under an entry has any bullet; the others have the same, and are not set back. */
function fits(sub: SubList, line: Line): boolean {
  if (sub.marker === null) return true;
  return kindOf(line) === kindOf({ ...line, marker: sub.marker }) && line.indent >= sub.indent;
}

const kindOf = ({ marker, ordinal }: Line): string => (ordinal === null ? (marker[0] ?? "") : "1");
