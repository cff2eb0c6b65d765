import { endWithout, plainDigits, trimText } from "./text.ts";

/** One line of a source, taken apart. `stray + marker + body + tail` is the line, but for spaces. */
export type Line = {
  /** From 1, as an editor counts. */
  number: number;
  /** Width of the space before it. */
  indent: number;
  /** What is left of the edge of a table ("|"). */
  stray: string;
  /** The bullet or the number in front, as it is written; also a broken one ("- –", "-"). */
  marker: string;
  /** The number of a numbered line, else null. */
  ordinal: number | null;
  body: string;
  /** A bullet that has slipped behind the text. */
  tail: string;
  isBlank: boolean;
};

const STRAY = /^[|¦]+/;
const BULLETS = /^(?:[-–—−‐•●▪◦○■□‣►➢✓✔·*]\s*)+/u;
const ORDINAL = /^\(?(\d{1,3})(?:\s?[.)](?![\dºª°])\)?\s*|\s?[-–—]\s+)(?=\S)/u;

function takeApart(raw: string, number: number): Line {
  const text = trimText(raw);
  const line = { number, indent: raw.length - raw.trimStart().length, stray: "", marker: "", ordinal: null, tail: "" };
  const stray = STRAY.exec(text)?.[0] ?? "";
  let rest = trimText(text.slice(stray.length));
  const isBlank = text === "";
  const ordinal = ORDINAL.exec(plainDigits(rest));
  if (ordinal) {
    const marker = rest.slice(0, ordinal[0].length).trim();
    rest = trimText(rest.slice(ordinal[0].length));
    return { ...line, stray, marker, ordinal: Number(ordinal[1]), body: rest, isBlank };
  }
  const marker = BULLETS.exec(rest)?.[0] ?? "";
  rest = trimText(rest.slice(marker.length));
  const end = endWithout(/[-–—]/, rest);
  return { ...line, stray, marker: marker.trim(), body: rest.slice(0, end).trimEnd(), tail: rest.slice(end), isBlank };
}

/** The lines of a text; every way of ending one is known. */
export function linesOf(text: string): Line[] {
  return text.split(/\r\n|\n|\r/).map((raw, index) => takeApart(raw, index + 1));
}

/** The line's own words: without its bullet, but with what may be a bullet or a dash at its end. */
export function wordsOfLine({ body, tail }: Line): string {
  return tail ? `${body} ${tail}` : body;
}
