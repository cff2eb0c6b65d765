import { directionOf, type Language, LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import type { DateWords } from "#app/ui/date-parts.tsx";
import type { Localized } from "#models/localized.ts";
import { DATE_NOT_STATED, isPartialDate, type PartialDate, partialDate } from "#models/partial-date.ts";

import { cleanText } from "./form.server.ts";
import { localeOf } from "./locales.ts";
import type { PageTools } from "./page-tools.server.ts";

/** What is typed in the fields of a date: as text, to be shown again, and as a date; null where it is none. */
export function readDate(form: URLSearchParams, name: string): { typed: string; date: PartialDate | null } {
  const [year = "", month = "", day = ""] = ["year", "month", "day"].map((part) => digits(cleanText(form.get(`${name}.${part}`))));
  if (!year && !month && !day) return { typed: "", date: { ...DATE_NOT_STATED } };
  // A day without its month is none: the gap is kept, so that the form shows what was typed.
  const typed = day ? `${year}-${pad(month)}-${pad(day)}` : month ? `${year}-${pad(month)}` : year;
  const date = /^\d{4}(-\d{2}){0,2}$/.test(typed) ? partialDate(typed) : null;
  return { typed, date: date && isPartialDate(date) ? date : null };
}

const pad = (text: string): string => (/^\d$/.test(text) ? `0${text}` : text);

/** Arabic and Persian digits, as keyboards give them. */
const digits = (text: string): string => text.replace(/[٠-٩]/g, (sign) => String(sign.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (sign) => String(sign.charCodeAt(0) - 0x6f0));

/** A whole number that is not negative; null where nothing is typed, undefined where it is none. */
export function readCount(form: URLSearchParams, name: string): number | null | undefined {
  const typed = digits(cleanText(form.get(name)));
  if (!typed) return null;
  return /^\d{1,6}$/.test(typed) ? Number(typed) : undefined;
}

/** A text by language; empty where nothing is typed. */
export function readLocalized(form: URLSearchParams, name: string): Localized {
  return Object.fromEntries(LANGUAGE_CODES.map((code) => [code, cleanText(form.get(`${name}.${code}`))]).filter(([, text]) => text));
}

/** Null where it is empty: what is not stated is not there. */
export const orNull = (text: Localized): Localized | null => (Object.keys(text).length > 0 ? text : null);

/** The day on a form as it shows dates: "" where none is stated. */
export const typedOf = ({ from }: PartialDate): string => from ?? "";

/** The hub's languages for the fields of a text, the reader's first. */
export function textLanguages(lang: Language) {
  const codes = [lang, ...LANGUAGE_CODES.filter((code) => code !== lang)];
  return codes.map((code) => ({ code, name: LANGUAGES[code].name, dir: directionOf(code) }));
}

export function dateWords({ t, lang }: PageTools): DateWords {
  const format = new Intl.DateTimeFormat(localeOf(lang), { month: "long", timeZone: "UTC" });
  return {
    ...t("offices:date", { returnObjects: true }),
    months: Array.from({ length: 12 }, (_, month) => ({ value: String(month + 1), label: format.format(new Date(Date.UTC(2024, month, 15))) })),
  };
}
