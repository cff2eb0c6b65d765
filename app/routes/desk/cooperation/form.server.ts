import { isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatNumber, today } from "#app/lib/dates.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import type { Member } from "#models/actor.ts";
import { type Cooperation, COOPERATION_KINDS, COOPERATION_LIMITS, DIRECTIONS } from "#models/cooperation.ts";
import type { CooperationWords } from "#models/cooperation.server.ts";
import { can } from "#models/policy.ts";

import { mechanismName } from "./view.server.ts";

/** What the form holds; lists are lists of what is ticked. */
export type CooperationValues = Record<"mechanism" | "direction" | "kind" | "title" | "text" | "lang" | "until", string> & Record<"themes" | "capacities" | "languages", string[]>;

const LISTS = ["themes", "capacities", "languages"] as const;

export function valuesOf(one: Cooperation | null, { lang, mechanism }: { lang: string; mechanism: string }): CooperationValues {
  if (!one) return { mechanism, direction: DIRECTIONS[0], kind: COOPERATION_KINDS[0], title: "", text: "", lang, until: "", themes: [], capacities: [], languages: [] };
  const { direction, kind, title, text, lang: own, until, themes, capacities, languages } = one;
  return { mechanism: one.mechanism, direction, kind, title, text, lang: own, until: until ?? "", themes, capacities, languages };
}

export function readValues(form: URLSearchParams): CooperationValues {
  const one = (name: string) => cleanText(form.get(name));
  const plain = { mechanism: one("mechanism"), direction: one("direction"), kind: one("kind"), title: one("title").replace(/\s+/g, " "), text: one("text"), lang: one("lang"), until: one("until") };
  return { ...plain, ...(Object.fromEntries(LISTS.map((name) => [name, [...new Set(form.getAll(name))]])) as Pick<CooperationValues, (typeof LISTS)[number]>) };
}

/** What the form says as the database keeps it, and what is wrong with it. */
export function readWords(values: CooperationValues, { t, lang, reference }: PageTools): { words: CooperationWords; errors: FormError[] } {
  const texts = (name: "titleMissing" | "titleLong" | "textMissing" | "textLong" | "until" | "many") =>
    t(`cooperation:form.errors.${name}`, { max: formatNumber(name === "titleLong" ? COOPERATION_LIMITS.title : name === "many" ? COOPERATION_LIMITS.wanted : COOPERATION_LIMITS.text, lang) });
  const isTerm = (scheme: string) => (id: string) => reference.terms.get(id)?.scheme === scheme;
  const words: CooperationWords = {
    direction: DIRECTIONS.find((one) => one === values.direction) ?? "offer",
    kind: COOPERATION_KINDS.find((one) => one === values.kind) ?? "other",
    title: values.title,
    text: values.text,
    lang: isLanguage(values.lang) ? values.lang : lang,
    themes: values.themes.filter(isTerm("theme")),
    capacities: values.capacities.filter(isTerm("capacity")),
    languages: values.languages.filter((code) => LANGUAGE_CODES.some((one) => one === code)),
    until: values.until || null,
  };
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(values.until) && !Number.isNaN(Date.parse(values.until));
  const errors: Array<FormError | null> = [
    !values.title ? { field: "title", text: texts("titleMissing") } : values.title.length > COOPERATION_LIMITS.title ? { field: "title", text: texts("titleLong") } : null,
    !values.text ? { field: "text", text: texts("textMissing") } : values.text.length > COOPERATION_LIMITS.text ? { field: "text", text: texts("textLong") } : null,
    values.until && (!isDay || values.until < today()) ? { field: "until", text: texts("until") } : null,
    words.themes.length > COOPERATION_LIMITS.wanted ? { field: "themes", text: texts("many") } : null,
  ];
  return { words, errors: errors.filter((error) => error !== null) };
}

/** What there is to choose from, in the reader's language. */
export function choicesOf(tools: PageTools, actor: Member, chosen: CooperationValues) {
  const { t, lang, reference } = tools;
  const terms = (scheme: "theme" | "capacity", ticked: string[]) => {
    const all = [...reference.terms.values()].filter((term) => term.scheme === scheme).toSorted((a, b) => a.order - b.order);
    const parents = new Set(all.map(({ parent }) => parent));
    return all.filter(({ id, validTo, replacedBy }) => !parents.has(id) && (ticked.includes(id) || (!validTo && !replacedBy))).map(({ id }) => ({ value: id, label: tools.term(id) }));
  };
  const mechanisms = [...reference.mechanisms.keys()].filter((id) => can(actor, "cooperation:write", { mechanism: id })).map((value) => ({ value, label: mechanismName(tools, value) }));
  return {
    mechanisms: sortByName(mechanisms, lang, ({ label }) => label),
    directions: DIRECTIONS.map((value) => ({ value, label: t(`cooperation:directions.${value}`) })),
    kinds: COOPERATION_KINDS.map((value) => ({ value, label: t(`cooperation:kinds.${value}`) })),
    langs: LANGUAGE_CODES.map((value) => ({ value, label: tools.language(value) })),
    themes: sortByName(terms("theme", chosen.themes), lang, ({ label }) => label),
    capacities: terms("capacity", chosen.capacities),
  };
}

/** The form as its page shows it. */
export function formView(tools: PageTools, actor: Member, values: CooperationValues) {
  return { texts: tools.t("cooperation:form", { returnObjects: true, max: formatNumber(COOPERATION_LIMITS.text, tools.lang) }), choices: choicesOf(tools, actor, values), values, today: today() };
}
export type CooperationForm = ReturnType<typeof formView>;
