import type { Language } from "#app/i18n/languages.ts";
import { foldLetters, wordsOf } from "#app/search/fold.ts";
import { isPartialDate, type PartialDate, partialDate } from "#models/partial-date.ts";

import { DATE_WORDS, MONTHS } from "./tables/calendar.ts";
import { foldText, plainDigits } from "./text.ts";

const monthIndex = new Map<string, Map<string, number>>();
for (const [lang, months] of Object.entries(MONTHS)) {
  const names = months.flatMap((list, index) => list.map((name): [string, number] => [foldText(name), index + 1]));
  monthIndex.set(lang, new Map(names));
}

/** The number of a month (1–12) from its name of one or two words; undefined for any other text. */
export function monthNumber(name: string, lang: Language): number | undefined {
  return monthIndex.get(lang)?.get(foldText(name));
}

const two = (value: number): string => String(value).padStart(2, "0");

/** What a date consists of: d day, m month, y year, in the order of the text. */
type Part = { kind: "d" | "m" | "y"; value: number };

function partsOf(text: string, lang: Language): Part[] | null {
  const apart = plainDigits(text).replace(/(\d)(?=\p{L})|(\p{L})(?=\d)/gu, "$1$2 ");
  const words = wordsOf(apart);
  const fillers = new Set(DATE_WORDS[lang].map(foldLetters));
  const parts: Part[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const pair = monthNumber(`${word} ${words[index + 1] ?? ""}`, lang);
    const month = pair ?? monthNumber(word, lang);
    if (month !== undefined) parts.push({ kind: "m", value: month });
    else if (/^(?:19|20|21)\d\d$/.test(word)) parts.push({ kind: "y", value: Number(word) });
    else if (/^\d{1,2}$/.test(word)) parts.push({ kind: "d", value: Number(word) });
    else if (!fillers.has(foldLetters(word))) return null;
    if (pair !== undefined) index += 1;
  }
  return parts;
}

/**
 * A date that a text states as a whole and exactly: a day, days in a row, a month, a year, in the words
 * of its language or in digits of which none can be meant otherwise. Null for anything else.
 */
export function parseDate(text: string, lang: Language): PartialDate | null {
  const digits = plainDigits(text).trim();
  const iso = /^(\d{4}(?:-\d{2}){0,2})(?:\s*(?:\/|–|\bto\b)\s*(\d{4}(?:-\d{2}){0,2}))?$/.exec(digits);
  if (iso?.[1]) return valid(partialDate(iso[1], iso[2] ?? null));
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(digits);
  if (slashed) {
    const [day, month, year] = slashed.slice(1).map(Number) as [number, number, number];
    // In English either number may be the month.
    if (lang === "en" && day <= 12 && day !== month) return null;
    return valid(partialDate(`${year}-${two(month)}-${two(day)}`));
  }
  const parts = partsOf(text, lang);
  if (!parts) return null;
  const of = (kind: Part["kind"]) => parts.filter((part) => part.kind === kind).map((part) => part.value);
  const [[d1 = 0, d2 = 0], [m1 = 0, m2 = 0], [y1 = 0, y2 = 0]] = [of("d"), of("m"), of("y")] as [number[], number[], number[]];
  const day = (y: number, m: number, d: number) => `${y}-${two(m)}-${two(d)}`;
  switch (parts.map((part) => part.kind).join("")) {
    case "y":
      return valid(partialDate(String(y1)));
    case "my":
      return valid(partialDate(`${y1}-${two(m1)}`));
    case "dmy":
    case "mdy":
      return valid(partialDate(day(y1, m1, d1)));
    case "ddmy":
    case "mddy":
      return valid(partialDate(day(y1, m1, d1), day(y1, m1, d2)));
    case "dmdmy":
      return valid(partialDate(day(y1, m1, d1), day(y1, m2, d2)));
    case "dmydmy":
      return valid(partialDate(day(y1, m1, d1), day(y2, m2, d2)));
    default:
      return null;
  }
}

const valid = (date: PartialDate): PartialDate | null => (isPartialDate(date) ? date : null);
