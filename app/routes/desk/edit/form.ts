import { ITEM_SCHEMES } from "#models/vocabulary.ts";

import type { Fields } from "./fields.ts";
import { readNumber } from "./numbers.ts";

/** Fields that a form has several times, one for each entry of a list. */
const REPEATED = ["s", "f", "src", "terms", "partners", "na", "ps"] as const;
/** Dates, which a form has in three fields. */
const DATES = /^(?:from|to|asOf|src\.\d+\.asOf)$/;
const PARTS = /^(.+)\.(year|month|day)$/;
/** Names that a form may have; what else is sent is left out. */
const KNOWN = /^(?:title|summary|place|kind|decision|event|gatheringKind|others|number|status|contact|start|end|zone|s\.[\w-]+\.(?:heading|text|breaksOff)|fl\.[\w-]+\.(?:title|lang)|f\.[\w-]+\.(?:value|unit|approximate|source|label)|src\.\d+\.(?:title|language))$/;
const RICH = /^s\..+\.text$/;
/** Of one line, whatever was pasted into them. */
const isOneLine = (name: string): boolean => !RICH.test(name) && name !== "summary" && name !== "others";

/** What makes a text fit to be kept: one of plain words, and one of rich text. The browser, which only looks, trims. */
export type Cleaners = { plain: (text: string) => string; rich: (text: string) => string };

/** As far as a browser cleans what it only looks at. */
export const CLEANERS: Cleaners = { plain: (text) => text.trim(), rich: (text) => text.replace(/\r\n?/g, "\n").trim() };

/** The fields of a form as it would be sent; it has no files. */
export function entriesOf(form: HTMLFormElement): URLSearchParams {
  const entries = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") entries.append(name, value);
  return entries;
}

/** The fields of an editor's form as it was sent, cleaned; numbers are read as the language of the page writes them. */
export function fieldsOfForm(form: URLSearchParams, lang: string, { plain, rich }: Cleaners): Fields {
  const fields: Fields = {};
  for (const name of REPEATED) fields[name] = [...new Set(form.getAll(name).map(plain).filter(isListed(name)))].join("\n");
  for (const [name, raw] of form) {
    if (!KNOWN.test(name)) continue;
    const value = RICH.test(name) ? rich(raw) : isOneLine(name) ? plain(raw).replace(/\s+/g, " ") : plain(raw);
    fields[name] = /^f\..+\.value$/.test(name) ? (readNumber(value, lang) ?? value) : value;
  }
  const dates = new Set([...form.keys()].flatMap((name) => PARTS.exec(name)?.[1] ?? []).filter((name) => DATES.test(name)));
  for (const name of dates) fields[name] = dateOf((part) => plain(form.get(`${name}.${part}`) ?? ""));
  return fields;
}

const isListed = (name: (typeof REPEATED)[number]) => (value: string): boolean => {
  if (name === "terms") return ITEM_SCHEMES.some((scheme) => value.startsWith(`${scheme}:`)) && /^[\w:.-]+$/.test(value);
  if (name === "ps") return /^[A-Z]{2}$/.test(value);
  if (name === "s") return /^[\w-]+ [\w-]+$/.test(value);
  return /^[\w-]+$/.test(value);
};

/** A date from its three fields: as much of it as was filled in. What is no date stays as it is, to be given back. */
function dateOf(written: (part: string) => string): string {
  const [year = "", month = "", day = ""] = ["year", "month", "day"].map((part) => readNumber(written(part), "en") ?? written(part));
  if (!year && !month && !day) return "";
  const pad = (text: string) => (/^\d$/.test(text) ? `0${text}` : text);
  // A day without its month is none: the gap is kept, so that the form shows what was typed.
  if (day) return `${year}-${pad(month)}-${pad(day)}`;
  return month ? `${year}-${pad(month)}` : year;
}

/** The three parts of a date as the form shows them. */
export function dateParts(date: string | undefined): { year: string; month: string; day: string } {
  const [year = "", month = "", day = ""] = (date ?? "").split("-");
  return { year, month: month.replace(/^0/, ""), day: day.replace(/^0/, "") };
}
