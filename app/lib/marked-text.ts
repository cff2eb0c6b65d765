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
