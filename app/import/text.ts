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

/** Where a text ends without the signs at its end. From the end: a search from the front for what stands there tries every place. */
export function endWithout(signs: RegExp, text: string): number {
  let end = text.length;
  while (end > 0 && signs.test(text.charAt(end - 1))) end -= 1;
  return end;
}

const EDGE = /[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Without spaces and signs of direction at both ends. */
export function trimText(text: string): string {
  const end = endWithout(EDGE, text);
  let start = 0;
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  return text.slice(start, end);
}

/** True where a sentence may end so: with a full stop or the like, perhaps inside quotes or brackets. */
export function endsSentence(text: string): boolean {
  const end = endWithout(/["”»’'“)\]\s]/, text);
  return /[.!?؟…:;؛۔]/.test(text.charAt(end - 1)) || /[”»]$/.test(text.slice(-1));
}

/** The words before the first colon, at most `most` characters, and what stands behind it; null where there is none such. */
export function partAtColon(text: string, most: number): { before: string; after: string } | null {
  const colon = text.slice(0, most + 1).indexOf(":");
  const before = text.slice(0, Math.max(colon, 0)).trimEnd();
  return before === "" ? null : { before, after: text.slice(colon + 1).trimStart() };
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

/** Paragraphs and items of lists ("- …") as one text; items that follow each other stand in one list. */
export function joinBlocks(blocks: string[]): string {
  const isListed = (block: string, line: number) => block.startsWith("- ", line);
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1];
      if (before === undefined) return block;
      return `${isListed(block, 0) && isListed(before, before.lastIndexOf("\n") + 1) ? "\n" : "\n\n"}${block}`;
    })
    .join("");
}
