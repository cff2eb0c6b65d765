import type { Language } from "#app/i18n/languages.ts";

import { COMMA_PARTS_THOUSANDS, POINT_PARTS_DECIMALS } from "./tables/figures.ts";
import { plainDigits } from "./text.ts";

/** A number, a word or a sign of a text, with its place in it. `glued`: nothing stands between it and the one before. */
export type Token = { kind: "number" | "word" | "sign"; text: string; start: number; end: number; glued: boolean };

/** Thousands in groups of three, parted by one and the same sign, perhaps with decimals; or digits alone. */
const TOKEN =
  /(?<number>\d{1,3}(?<sep>[.,'’\u00a0\u202f\u2009 ])\d{3}(?:\k<sep>\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)|(?<word>[\p{L}\p{M}\u0640]+)|(?<sign>[^\s\p{L}\p{M}\p{N}])/gu;

/** The numbers, words and signs of a text. */
export function tokensOf(text: string): Token[] {
  let end = 0;
  return [...plainDigits(text).matchAll(TOKEN)].map((match) => {
    const start = match.index;
    const kind = match.groups?.number ? "number" : match.groups?.word ? "word" : "sign";
    const token: Token = { kind, text: match[0], start, end: start + match[0].length, glued: start === end && start > 0 };
    end = token.end;
    return token;
  });
}

/** The value of a number as it is written in a language; null where it can be read in two ways. */
export function valueOf(text: string, lang: Language): number | null {
  const plain = text.replace(/['’\u00a0\u202f\u2009 ]/g, "");
  const signs = plain.match(/[.,]/g) ?? [];
  const [first] = signs;
  if (!first) return Number(plain);
  const groups = plain.split(/[.,]/);
  const inThrees = groups.slice(1).every((group) => group.length === 3);
  if (signs.every((sign) => sign === first)) {
    if (signs.length > 1) return inThrees ? Number(groups.join("")) : null;
    const partsThousands = first === "." ? !POINT_PARTS_DECIMALS.includes(lang) : COMMA_PARTS_THOUSANDS.includes(lang);
    if (inThrees && partsThousands && groups[0] !== "0") return Number(groups.join(""));
    return Number(groups.join("."));
  }
  // Both signs: the last one parts the decimals.
  const last = plain.lastIndexOf(signs.at(-1) ?? "");
  return Number(`${plain.slice(0, last).replace(/[.,]/g, "")}.${plain.slice(last + 1)}`);
}
