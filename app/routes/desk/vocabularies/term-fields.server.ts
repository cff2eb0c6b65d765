import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";
import { isBelow, type Term, type TermFields } from "#models/term.ts";
import { LIMITS, type Scheme } from "#models/vocabulary.ts";

/** What a form of a term holds, as it was typed, by the names of its fields. */
export type TermValues = { labels: Record<string, string>; aliases: Record<string, string>; official: string[]; parent: string; code: string; validFrom: string; validTo: string };

/** Other names of one language. */
const MOST_ALIASES = 40;

export function valuesOf({ labels, aliases, official, parent, code, validFrom, validTo }: TermFields): TermValues {
  return {
    labels: Object.fromEntries(LANGUAGE_CODES.map((lang) => [lang, labels[lang] ?? ""])),
    aliases: Object.fromEntries(LANGUAGE_CODES.map((lang) => [lang, (aliases[lang] ?? []).join("\n")])),
    official,
    parent: parent ?? "",
    code: code ?? "",
    validFrom: validFrom ?? "",
    validTo: validTo ?? "",
  };
}

export const NO_FIELDS: TermFields = { labels: {}, official: [], aliases: {}, parent: null, code: null, validFrom: null, validTo: null };

const line = (form: URLSearchParams, name: string): string => cleanText(form.get(name)).replace(/\s+/g, " ");

export function readValues(form: URLSearchParams): TermValues {
  return {
    labels: Object.fromEntries(LANGUAGE_CODES.map((lang) => [lang, line(form, `label.${lang}`)])),
    aliases: Object.fromEntries(LANGUAGE_CODES.map((lang) => [lang, cleanText(form.get(`aliases.${lang}`))])),
    official: form.getAll("official"),
    parent: line(form, "parent"),
    code: line(form, "code"),
    validFrom: line(form, "validFrom"),
    validTo: line(form, "validTo"),
  };
}

const linesOf = (text: string): string[] => text.split("\n").map((one) => one.replace(/\s+/g, " ").trim()).filter(Boolean);

/** The fields of a term from what was typed, and what is wrong with it. What the form does not show, as names in other languages, stays. */
export function fieldsFrom(values: TermValues, tools: PageTools, before: TermFields = NO_FIELDS): { fields: TermFields; errors: FormError[] } {
  const words = tools.t("vocabularies:errors", { returnObjects: true });
  const errors: FormError[] = [];
  const tooLong = (field: string, texts: string[]) => {
    if (texts.some((text) => text.length > LIMITS.title)) errors.push({ field, text: tools.t("vocabularies:errors.long", { max: formatNumber(LIMITS.title, tools.lang) }) });
  };
  const labels = { ...before.labels };
  const aliases = { ...before.aliases };
  for (const lang of LANGUAGE_CODES) {
    const label = values.labels[lang] ?? "";
    tooLong(`label.${lang}`, [label]);
    if (label) labels[lang] = label;
    else delete labels[lang];
  }
  if (Object.keys(labels).length === 0) errors.unshift({ field: `label.${tools.lang}`, text: words.label });
  for (const lang of LANGUAGE_CODES) {
    const names = linesOf(values.aliases[lang] ?? "");
    tooLong(`aliases.${lang}`, names);
    if (names.length > MOST_ALIASES) errors.push({ field: `aliases.${lang}`, text: tools.t("vocabularies:errors.many", { max: formatNumber(MOST_ALIASES, tools.lang) }) });
    aliases[lang] = names;
  }
  tooLong("code", [values.code]);
  for (const field of ["validFrom", "validTo"] as const) {
    if (values[field] && !isPartialDate(partialDate(values[field]))) errors.push({ field, text: words.date });
  }
  const { validFrom, validTo } = values;
  if (validFrom && validTo && validTo < validFrom.slice(0, validTo.length)) errors.push({ field: "validTo", text: words.span });
  return {
    fields: {
      labels,
      aliases: Object.fromEntries(Object.entries(aliases).filter(([, names]) => names.length > 0)),
      official: [...new Set(values.official)].filter((lang) => labels[lang]),
      parent: values.parent || null,
      code: values.code || null,
      validFrom: validFrom || null,
      validTo: validTo || null,
    },
    errors,
  };
}

/** The terms below which one can stand: of its vocabulary, not merged, and neither itself nor below it. */
export function parentsFor(tools: PageTools, scheme: Scheme, id: string | null): Array<{ value: string; label: string }> {
  const { terms } = tools.reference;
  const own = id === null ? undefined : terms.get(id);
  const fits = (one: Term) => one.scheme === scheme && (own?.parent === one.id || !one.replacedBy) && (id === null || !isBelow(terms, one.id, id));
  return [...terms.values()].filter(fits).map((one) => ({ value: one.id, label: tools.term(one.id) }));
}
