import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import type { Localized } from "#models/localized.ts";
import { inOneLanguage } from "#models/mechanism-texts.ts";
import { type HistoryEntry, MECHANISM_LIMITS as LIMIT, type Stand } from "#models/mechanism.ts";
import { DATE_NOT_STATED, isPartialDate, partialDate, type PartialDate } from "#models/partial-date.ts";

import type { Fields } from "./fields.ts";

/** The fields of the form for an event; the texts are in the language of the page. */
const PLAIN = ["year", "month", "day", "legalBasis", "note", "ministry", "into", "when", "decision"] as const;
export const NAME_FIELDS = LANGUAGE_CODES.flatMap((code) => [`name.${code}`, `shortName.${code}`]);

export type WrongEvent = { field: string; code: "date" | "dateMissing" | "long" | "nameMissing" | "sameName" | "ministryMissing" | "into" };

const DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const inDigits = (text: string): string => text.replace(/[٠-٩۰-۹]/g, (digit) => String(DIGITS.indexOf(digit) % 10));

export function readEvent(form: URLSearchParams, clean: (text: string | null) => string): Fields {
  const fields: Fields = {};
  for (const name of [...PLAIN, ...NAME_FIELDS]) fields[name] = clean(form.get(name));
  for (const name of ["year", "month", "day"]) fields[name] = inDigits(fields[name] ?? "");
  for (const name of ["ministry", ...NAME_FIELDS]) fields[name] = (fields[name] ?? "").replace(/\s+/g, " ");
  return fields;
}

/** What an event's form is opened with. */
export function fieldsOfEvent(lang: string, { date, legalBasis, note, names, ministry, decision }: { date: PartialDate; legalBasis: Localized | null; note: Localized | null; names: Stand | null; ministry: Localized | null; decision: string | null }): Fields {
  const [year = "", month = "", day = ""] = (date.from ?? "").split("-");
  return {
    year,
    month,
    day: day.replace(/^0/, ""),
    legalBasis: legalBasis?.[lang] ?? "",
    note: note?.[lang] ?? "",
    ministry: ministry?.[lang] ?? "",
    into: "",
    when: "now",
    decision: decision ?? "",
    ...Object.fromEntries(LANGUAGE_CODES.flatMap((code) => [[`name.${code}`, names?.name?.[code] ?? ""], [`shortName.${code}`, names?.shortName?.[code] ?? ""]])),
  };
}

/** The date of an event; null where what was typed is none. One that nobody knows is not stated. */
export function dateOfEvent({ year = "", month = "", day = "" }: Fields): PartialDate | null {
  if (!year && !month && !day) return DATE_NOT_STATED;
  const pad = (text: string) => text.padStart(2, "0");
  const date = partialDate([year, ...(month || day ? [pad(month)] : []), ...(day ? [pad(day)] : [])].join("-"));
  return isPartialDate(date) ? date : null;
}

/** The names of a form, in every language. */
export function namesOfEvent(fields: Fields): Required<Pick<Stand, "name" | "shortName">> {
  const all = (field: string): Localized | null => {
    const said = LANGUAGE_CODES.flatMap((code) => (fields[`${field}.${code}`] ? [[code, fields[`${field}.${code}`] ?? ""] as const] : []));
    return said.length > 0 ? Object.fromEntries(said) : null;
  };
  return { name: all("name"), shortName: all("shortName") };
}

/** What is said of an event in the language of the page, beside what is said in others. */
export function saidOf(fields: Fields, lang: string, before?: Pick<HistoryEntry, "legalBasis" | "note">) {
  return { legalBasis: inOneLanguage(before?.legalBasis, lang, fields.legalBasis ?? ""), note: inOneLanguage(before?.note, lang, fields.note ?? "") };
}

export function wrongWithEvent(fields: Fields): WrongEvent[] {
  const long = ["legalBasis", "note"].filter((name) => (fields[name] ?? "").length > LIMIT.text);
  const longNames = ["ministry", ...NAME_FIELDS].filter((name) => (fields[name] ?? "").length > LIMIT.name);
  return [...(dateOfEvent(fields) ? [] : [{ field: "year", code: "date" as const }]), ...[...long, ...longNames].map((field) => ({ field, code: "long" as const }))];
}
