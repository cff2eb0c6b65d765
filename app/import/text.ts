import { foldLetters, wordsOf } from "#app/search/fold.ts";

/** Signs that only steer the direction of writing; they stand in no label and count for nothing. */
const DIRECTION_SIGNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Digits of any script as 0–9, with separators as in Latin script; the length stays the same. */
export function plainDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/٬/g, ",")
    .replace(/٫/g, ".");
}

/** A text as labels and headings are compared: words only, folded, digits plain. */
export function foldText(text: string): string {
  return wordsOf(plainDigits(text.replace(DIRECTION_SIGNS, "")))
    .map(foldLetters)
    .join(" ");
}

/** Without spaces and signs of direction at both ends. */
export function trimText(text: string): string {
  let trimmed = text;
  for (let before = ""; before !== trimmed; ) {
    before = trimmed;
    trimmed = trimmed.trim().replace(/^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/g, "");
  }
  return trimmed;
}

/** True where a sentence may end so: with a full stop or the like, perhaps inside quotes or brackets. */
export function endsSentence(text: string): boolean {
  return /[.!?؟…:;؛۔]["”»’'“)\]\s]*$|[”»]$/u.test(text);
}

/** The first words of a text, up to about `length` characters, cut at a pause where one is far enough in. */
export function firstWords(text: string, length = 100): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length + 1);
  const pause = Math.max(...["،", ",", ";", "؛", ":", " – ", " — "].map((sign) => cut.lastIndexOf(sign)));
  const space = cut.lastIndexOf(" ");
  const at = pause >= length * 0.4 ? pause : space > 0 ? space : length;
  return `${cut.slice(0, at).trimEnd()}…`;
}

/** Adds a paragraph or an item of a list ("- …") to a text; items that follow each other stand in one list. */
export function addBlock(text: string, block: string): string {
  if (text === "") return block;
  const isListed = block.startsWith("- ") && text.startsWith("- ", text.lastIndexOf("\n") + 1);
  return `${text}${isListed ? "\n" : "\n\n"}${block}`;
}
