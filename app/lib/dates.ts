import type { Language } from "#app/i18n/languages.ts";
import type { PartialDate } from "#models/partial-date.ts";

/**
 * The locale for numbers and dates, where it is not the language alone: European digits in Arabic,
 * as the mechanisms' texts have them, and the day before the month in English, as the UN writes it.
 */
const FORMATS: Partial<Record<Language, string>> = { ar: "ar-u-nu-latn", en: "en-GB", pt: "pt-PT" };

export function formatLocale(lang: Language): string {
  return FORMATS[lang] ?? lang;
}

const OPTIONS = {
  exact: { dateStyle: "long", timeZone: "UTC" },
  month: { year: "numeric", month: "long", timeZone: "UTC" },
  year: { year: "numeric", timeZone: "UTC" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A date as exactly as its source states it, in the reader's language; null where it states none. */
export function formatPartialDate(date: PartialDate, lang: Language): string | null {
  if (date.precision === "not-stated" || !date.from) return null;
  const format = new Intl.DateTimeFormat(formatLocale(lang), OPTIONS[date.precision]);
  const from = new Date(date.from);
  return date.to && date.to !== date.from ? format.formatRange(from, new Date(date.to)) : format.format(from);
}

export function formatNumber(value: number, lang: Language): string {
  return new Intl.NumberFormat(formatLocale(lang)).format(value);
}

/** Today in UTC, as `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
