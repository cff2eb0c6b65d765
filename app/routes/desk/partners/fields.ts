import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { LANGUAGE_TAG, type Localized } from "#models/localized.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";
import { isPartnerUrl, type Partner, PARTNER_KINDS, PARTNER_LIMITS, type PartnerKind } from "#models/partner.ts";
import type { Source } from "#models/source.ts";

/** What the form of a partner holds, by the names of its fields: `name.ar`, `source.0.title`. */
export type PartnerFields = Record<string, string>;
export type PartnerProblem = { field: string; code: "nameMissing" | "long" | "url" | "date" };

const LOCALIZED = ["name", "shortName", "description"] as const;

/** How many sources the form has room for: those that there are, and one more. */
export const roomFor = (sources: Source[]): number => Math.min(sources.length + 1, PARTNER_LIMITS.sources);

export function fieldsOfPartner(partner: Partner | null, lang: string): PartnerFields {
  const fields: PartnerFields = { kind: partner?.kind ?? PARTNER_KINDS[0], url: partner?.url ?? "" };
  for (const field of LOCALIZED) for (const code of LANGUAGE_CODES) fields[`${field}.${code}`] = partner?.[field]?.[code] ?? "";
  for (const [at, { title, language, asOf }] of (partner?.sources ?? []).entries()) {
    fields[`source.${at}.title`] = title[lang] ?? Object.values(title)[0] ?? "";
    fields[`source.${at}.language`] = language;
    fields[`source.${at}.asOf`] = asOf ?? "";
  }
  return fields;
}

/** A form as the database keeps it, and what in it cannot be kept. Of sources, titles in other languages stay as they are. */
export function readPartner(fields: PartnerFields, before: Partner | null, lang: string): { partner: Omit<Partner, "id" | "retired">; problems: PartnerProblem[] } {
  const problems: PartnerProblem[] = [];
  const text = (field: string, most: number): string => {
    const value = fields[field] ?? "";
    if (value.length > most) problems.push({ field, code: "long" });
    return value;
  };
  const localized = (field: (typeof LOCALIZED)[number]): Localized => {
    const kept = Object.entries(before?.[field] ?? {}).filter(([code]) => !LANGUAGE_CODES.some((one) => one === code));
    return Object.fromEntries([...kept, ...LANGUAGE_CODES.map((code) => [code, text(`${field}.${code}`, PARTNER_LIMITS[field])] as const)].filter(([, value]) => value));
  };
  const orNull = (value: Localized): Localized | null => (Object.keys(value).length > 0 ? value : null);
  const name = localized("name");
  if (!orNull(name)) problems.push({ field: `name.${lang}`, code: "nameMissing" });
  const url = fields.url ?? "";
  if (url && !isPartnerUrl(url)) problems.push({ field: "url", code: "url" });
  const sources = Array.from({ length: roomFor(before?.sources ?? []) }, (_, at): Source[] => {
    const title = text(`source.${at}.title`, PARTNER_LIMITS.name);
    if (!title) return [];
    const old = before?.sources[at];
    const asOf = fields[`source.${at}.asOf`] ?? "";
    if (asOf && !isPartialDate(partialDate(asOf))) problems.push({ field: `source.${at}.asOf`, code: "date" });
    const language = fields[`source.${at}.language`] ?? "";
    const titled = old && old.title[lang] === undefined ? (Object.keys(old.title)[0] ?? lang) : lang;
    return [{ title: { ...old?.title, [titled]: title }, language: LANGUAGE_TAG.test(language) ? language : lang, asOf: asOf || null }];
  }).flat();
  const kind: PartnerKind = PARTNER_KINDS.find((one) => one === fields.kind) ?? "other";
  return { partner: { name, shortName: orNull(localized("shortName")), kind, url: url || null, description: orNull(localized("description")), sources }, problems };
}
