import { directionOf } from "#app/i18n/languages.ts";

/** Isolates what stands between them: letters of the other direction then move nothing around them. */
export const ISOLATE = "\u2068";
export const ISOLATE_END = "\u2069";

const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp} ]+/gu;

/** A text as one line, whatever it holds: no header, paragraph or line of a mail can be begun from within it. */
export function oneLine(text: string): string {
  return text.replace(BREAKS, " ").trim();
}

/**
 * What a person typed, as one line that cannot change the direction of what stands around it. Nor is it a place for
 * a word of the sentence: where i18next fills the second place of a text, it takes the first that looks like it.
 */
export function typedLine(text: string): string {
  return oneLine(text.replace(BIDI_CONTROLS, "").replace(/\{{2,}/g, "{"));
}

/** The same for the middle of a sentence in `lang`; isolated where its letters may run the other way. */
export function inSentence(text: string, lang: string): string {
  const line = typedLine(text);
  const mayTurn = directionOf(lang) === "rtl" || /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(line);
  return line && mayTurn ? `${ISOLATE}${line}${ISOLATE_END}` : line;
}
