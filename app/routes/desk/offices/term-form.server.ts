import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { orNull, readDate, readLocalized, typedOf } from "#app/lib/typed-values.server.ts";
import type { Decision } from "#models/decision.ts";
import type { Holder, Term } from "#models/office.ts";
import type { PartialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { placeOf, placeValue } from "./choices.server.ts";

/** Several forms stand on one page: the names of their fields begin with that of the form. */
export type TermValues = { place: string; from: string; to: string; decision: string; source: string };
export type HolderValues = { name: Record<string, string>; position: Record<string, string>; asOf: string; from: string; to: string; substitute: boolean; source: string };

const sourceText = (sources: Source[], lang: string): string => sources.map(({ title }) => title[lang] ?? Object.values(title)[0] ?? "").join("; ");

export const termValues = (term: Term, lang: string): TermValues => ({ place: placeValue(term), from: typedOf(term.from), to: typedOf(term.to), decision: term.decision ?? "", source: sourceText(term.sources, lang) });

export const holderValues = ({ name, position, asOf, from, to, substitute, sources }: Holder, lang: string): HolderValues => ({
  name,
  position: position ?? {},
  asOf: typedOf(asOf),
  from: typedOf(from),
  to: typedOf(to),
  substitute,
  source: sourceText(sources, lang),
});

type Words = PageTools["t"];

/** A date of a form; where it is none, or is missing and must not be, that is said. */
function dateOf(form: URLSearchParams, name: string, errors: FormError[], t: Words, { required = false } = {}): { typed: string; date: PartialDate | null } {
  const read = readDate(form, name);
  if (!read.date) errors.push({ field: name, text: t("offices:errors.date") });
  else if (required && !read.date.from) errors.push({ field: name, text: t("offices:errors.dateMissing") });
  return read;
}

/** What a form says of its source: kept as it was where nobody changed it. */
function sourcesOf(typed: string, before: Source[], lang: string): Source[] {
  if (typed === sourceText(before, lang)) return before;
  return typed ? [{ title: { [lang]: typed }, language: lang, asOf: null }] : [];
}

type Read<Values, Facts> = { values: Values; facts: Facts | null; errors: FormError[] };
type TermFacts = Pick<Term, "state" | "mechanism" | "from" | "to" | "decision" | "sources">;

/** The facts of a term as a form has them; `before` is the term that it corrects. */
export function readTerm(form: URLSearchParams, prefix: string, tools: PageTools, decisions: Decision[], before: Term | null = null): Read<TermValues, TermFacts> {
  const { t, lang } = tools;
  const errors: FormError[] = [];
  const place = placeOf(form.get(`${prefix}.place`), tools, before ? [before] : []);
  if (!place) errors.push({ field: `${prefix}.place`, text: t("offices:errors.place") });
  const from = dateOf(form, `${prefix}.from`, errors, t, { required: true });
  const to = dateOf(form, `${prefix}.to`, errors, t);
  const source = cleanText(form.get(`${prefix}.source`)).slice(0, LIMITS.title);
  const decision = decisions.find(({ id }) => id === form.get(`${prefix}.decision`))?.id ?? null;
  const values = { place: form.get(`${prefix}.place`) ?? "", from: from.typed, to: to.typed, decision: decision ?? "", source };
  if (errors.length > 0 || !place || !from.date || !to.date) return { values, facts: null, errors };
  return { values, facts: { ...place, from: from.date, to: to.date, decision, sources: sourcesOf(source, before?.sources ?? [], lang) }, errors };
}

/** A person as a form has one. */
export function readHolder(form: URLSearchParams, prefix: string, tools: PageTools, before: Source[] = []): Read<HolderValues, Omit<Holder, "id">> {
  const { t, lang } = tools;
  const errors: FormError[] = [];
  const [name, position] = [readLocalized(form, `${prefix}.name`), readLocalized(form, `${prefix}.position`)];
  if (Object.keys(name).length === 0) errors.push({ field: `${prefix}.name`, text: t("offices:errors.person") });
  if (Object.values(name).some((text) => text.length > LIMITS.name)) errors.push({ field: `${prefix}.name`, text: t("offices:errors.tooLong") });
  if (Object.values(position).some((text) => text.length > LIMITS.title)) errors.push({ field: `${prefix}.position`, text: t("offices:errors.tooLong") });
  const [from, to, asOf] = (["from", "to", "asOf"] as const).map((part) => dateOf(form, `${prefix}.${part}`, errors, t)) as [ReturnType<typeof dateOf>, ReturnType<typeof dateOf>, ReturnType<typeof dateOf>];
  const source = cleanText(form.get(`${prefix}.source`)).slice(0, LIMITS.title);
  // What a source says of a person is so for a day: without it nobody knows whether it still is.
  if (source && asOf.date && !asOf.date.from) errors.push({ field: `${prefix}.asOf`, text: t("offices:errors.asOf") });
  const substitute = form.get(`${prefix}.substitute`) === "yes";
  const values = { name, position, asOf: asOf.typed, from: from.typed, to: to.typed, substitute, source };
  if (errors.length > 0 || !from.date || !to.date || !asOf.date) return { values, facts: null, errors };
  return { values, facts: { name, position: orNull(position), asOf: asOf.date, from: from.date, to: to.date, substitute, sources: sourcesOf(source, before, lang) }, errors };
}

/** One date of a form that has to be given. */
export function readDay(form: URLSearchParams, name: string, { t }: PageTools): { typed: string; date: PartialDate | null; errors: FormError[] } {
  const errors: FormError[] = [];
  const read = dateOf(form, name, errors, t, { required: true });
  return { typed: read.typed, date: errors.length > 0 ? null : read.date, errors };
}
