/**
 * Texts with marked stretches, as plain strings: the marks are private characters that no text has
 * a use for, so that nothing needs escaping between the search server and the page.
 */
export const MARK_START = "\uE000";
export const MARK_END = "\uE001";

const MARKS = /[\uE000\uE001]/g;

/** The text without its marks. */
export const unmarked = (text: string): string => text.replace(MARKS, "");

export const hasMarks = (text: string): boolean => text.includes(MARK_START);

/** The text in pieces, every second of which is marked. */
export const piecesOf = (text: string): string[] => text.split(MARKS);

/** One mark over marked words that follow each other. */
export const joinMarks = (text: string): string => text.replace(/\uE001(\s+)\uE000/g, "$1");

/** A text of at most about so many characters, cut between words around its first mark; an ellipsis tells where. */
export function cutAround(text: string, most: number): string {
  if (unmarked(text).length <= most) return text;
  const words = text.split(" ");
  const first = Math.max(0, words.findIndex(hasMarks));
  const lengthOf = (from: number, to: number) => unmarked(words.slice(from, to).join(" ")).length;
  let [from, to] = [first, first + 1];
  // Some words before it, and what follows; the rest of the room before it where the text ends.
  while (from > 0 && lengthOf(from - 1, to) <= most / 4) from -= 1;
  while (to < words.length && (lengthOf(from, to + 1) <= most || !isClosed(words.slice(from, to)))) to += 1;
  while (from > 0 && lengthOf(from - 1, to) <= most) from -= 1;
  const cut = words.slice(from, to).join(" ");
  return `${from > 0 && !cut.startsWith("…") ? "…" : ""}${cut}${to < words.length && !cut.endsWith("…") ? "…" : ""}`;
}

/** True where every mark that begins among these words also ends there. */
const isClosed = (words: string[]): boolean => words.join("").split(MARK_START).length === words.join("").split(MARK_END).length;

/** A year with a number of one to three digits before or behind it (2015-031), as acts are counted; no span of years. */
const NUMBERED = /(?<![\p{N}-])(?:\d{4}[\uE000\uE001]*-[\uE000\uE001]*\d{1,3}|\d{1,3}[\uE000\uE001]*-[\uE000\uE001]*\d{4})(?![\p{N}-])/gu;

/** A text from right to left whose numbers with a dash are read from left to right, as they are written elsewhere. */
export const withNumbersIsolated = (text: string): string => text.replace(NUMBERED, "\u2066$&\u2069");
