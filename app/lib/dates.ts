import type { Language } from "#app/i18n/languages.ts";
import type { PartialDate } from "#models/partial-date.ts";

import { perLanguage } from "./locales.ts";
import { withZone } from "./zone-names.ts";

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  perLanguage((locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }));

const DATES = {
  exact: dateFormat({ dateStyle: "long" }),
  month: dateFormat({ year: "numeric", month: "long" }),
  year: dateFormat({ year: "numeric" }),
};
const MOMENT = { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
const numbers = perLanguage((locale) => new Intl.NumberFormat(locale));

/** A date as exactly as its source states it, in the reader's language; null where it states none. */
export function formatPartialDate(date: PartialDate, lang: Language): string | null {
  if (date.precision === "not-stated" || !date.from) return null;
  const format = DATES[date.precision](lang);
  const from = new Date(date.from);
  return date.to && date.to !== date.from ? format.formatRange(from, new Date(date.to)) : format.format(from);
}

/** The day of a moment, in UTC and in the reader's language. */
export function formatDay(moment: string | Date, lang: Language): string {
  return DATES.exact(lang).format(new Date(moment));
}

const moments = new Map<string, (lang: string) => Intl.DateTimeFormat>();

/** A moment to the minute, on the clock of a time zone and in the reader's language; it says of which zone it is. */
export function formatMoment(moment: string | Date, lang: Language, timeZone = "UTC"): string {
  let format = moments.get(timeZone);
  if (!format) moments.set(timeZone, (format = perLanguage((locale) => new Intl.DateTimeFormat(locale, { ...MOMENT, timeZone }))));
  return withZone(format(lang), new Date(moment));
}

export function formatNumber(value: number, lang: Language): string {
  return numbers(lang).format(value);
}

/** Today, or the day of a moment, in UTC, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  return now.toISOString().slice(0, 10);
}
