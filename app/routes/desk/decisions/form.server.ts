import { today } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName, termsInForce } from "#app/lib/reference-data.server.ts";
import { orNull, readCount, readDate, readLocalized, typedOf } from "#app/lib/typed-values.server.ts";
import { titleOf } from "#app/routes/decisions/list.server.ts";
import { type Candidate, type Decision, type Election, flawsOf, isFilling, nextNumber, type Recorded } from "#models/decision.ts";
import type { ListedItem } from "#models/item.ts";
import { localize } from "#models/localized.ts";
import type { Office } from "#models/office.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { formTools, placeChoices, placeOf, placeValue } from "../offices/choices.server.ts";

type Row = { place: string; votes: string; elected: boolean };
export type DecisionValues = {
  number: string;
  kind: string;
  date: string;
  gathering: string;
  office: string;
  present: string;
  votesCast: string;
  source: string;
  title: Record<string, string>;
  summary: Record<string, string>;
  text: Record<string, string>;
  method: Record<string, string>;
  candidates: Row[];
};

/** Rows that are empty below those that are filled, and the most that there are. */
const SPARE = 4;
const MOST = 60;
const EMPTY: Row = { place: "", votes: "", elected: false };
const NUMBER = 40;

const written = (count: number | null | undefined): string => (count === null || count === undefined ? "" : String(count));
const sourceText = ({ sources }: Pick<Decision, "sources">, lang: string): string => sources.map(({ title }) => localize(title, lang)?.text ?? "").join("; ");

/** A decision as its form shows it; for one that is yet to be recorded, with the next number of the year. */
export function valuesOf(decision: Decision | null, { decisions, lang, given }: { decisions: Decision[]; lang: string; given: URLSearchParams }): DecisionValues {
  const election = decision?.election;
  const rows = (election?.candidates ?? []).map((candidate, index): Row => ({ place: placeValue(candidate), votes: written(candidate.votes), elected: election?.elected.includes(index) ?? false }));
  return {
    number: decision ? (decision.number ?? "") : nextNumber(decisions.map(({ number }) => number), today().slice(0, 4)),
    kind: decision?.kind ?? given.get("kind") ?? "",
    date: decision ? typedOf(decision.date) : today(),
    gathering: decision?.gathering ?? given.get("gathering") ?? "",
    office: election?.office ?? given.get("office") ?? "",
    present: written(election?.present),
    votesCast: written(election?.votesCast),
    source: decision ? sourceText(decision, lang) : "",
    title: decision?.title ?? {},
    summary: decision?.summary ?? {},
    text: decision?.text ?? {},
    method: election?.method ?? {},
    candidates: withSpare(rows),
  };
}

const withSpare = (rows: Row[]): Row[] => [...rows, ...Array.from({ length: Math.min(SPARE, MOST - rows.length) }, () => EMPTY)];

type Given = { before: Decision | null; offices: Office[]; gatherings: ListedItem[] };

/** What the form lets choose from. */
export function decisionChoicesOf(tools: PageTools, { before, offices, gatherings, chosen }: Given & { chosen: string }) {
  const kinds = termsInForce(tools.reference, "decisionKind").map(({ id }) => id);
  const all = kinds.includes(chosen) || !chosen ? kinds : [...kinds, chosen];
  return {
    form: formTools(tools),
    places: placeChoices(tools, before?.election?.candidates),
    kinds: sortByName(all.map((value) => ({ value, label: tools.term(value) })), tools.lang, ({ label }) => label),
    gatherings: gatherings.map((item) => ({ value: item.id, label: `${titleOf(tools, item).text} (${tools.date(item.date)})` })),
    offices: offices.map(({ id, name }) => ({ value: id, label: localize(name, tools.lang)?.text ?? id })),
  };
}

/** A decision as it was typed, and as it is kept where nothing is wrong with it. */
export function readDecision(form: URLSearchParams, tools: PageTools, { before, offices, gatherings }: Given): { values: DecisionValues; decision: Recorded | null; errors: FormError[] } {
  const { t, lang } = tools;
  const errors: FormError[] = [];
  const say = (field: string, text: string) => errors.push({ field, text });
  const texts = Object.fromEntries((["title", "summary", "text", "method"] as const).map((name) => [name, readLocalized(form, name)])) as Pick<DecisionValues, "title" | "summary" | "text" | "method">;
  const limits = { title: LIMITS.title, summary: LIMITS.summary, text: LIMITS.section, method: LIMITS.title };
  const number = cleanText(form.get("number")).replace(/\s+/g, " ");
  const kind = form.get("kind") ?? "";
  const { typed, date } = readDate(form, "date");
  const source = cleanText(form.get("source")).slice(0, LIMITS.title);
  const gathering = gatherings.find(({ id }) => id === form.get("gathering"))?.id ?? null;
  if (number.length > NUMBER) say("number", t("offices:errors.tooLong"));
  if (tools.reference.terms.get(kind)?.scheme !== "decisionKind") say("kind", t("offices:errors.kind"));
  if (Object.keys(texts.title).length === 0) say("title", t("offices:errors.title"));
  for (const [name, most] of Object.entries(limits)) if (Object.values(texts[name as keyof typeof limits]).some((text) => text.length > most)) say(name, t("offices:errors.tooLong"));
  if (!date) say("date", t("offices:errors.date"));
  const rows = Array.from({ length: MOST }, (_, index): Row => ({ place: form.get(`candidate-${index}`) ?? "", votes: cleanText(form.get(`votes-${index}`)), elected: form.get(`elected-${index}`) === "yes" })).filter(({ place, votes, elected }) => place || votes || elected);
  const office = offices.find(({ id }) => id === form.get("office"))?.id ?? "";
  const election = isFilling(kind) || office || rows.length > 0 ? readElection(form, tools, { rows, before: before?.election?.candidates ?? [], office, method: texts.method, errors }) : null;
  const values: DecisionValues = { number, kind, date: typed, gathering: gathering ?? "", office, present: cleanText(form.get("present")), votesCast: cleanText(form.get("votesCast")), source, ...texts, candidates: withSpare(rows) };
  if (errors.length > 0 || !date) return { values, decision: null, errors };
  const sources = before && source === sourceText(before, lang) ? before.sources : source ? [{ title: { [lang]: source }, language: lang, asOf: null }] : [];
  // Of a range only its beginning is in the form: it stays as it was where nobody changed that.
  const kept = before && typedOf(before.date) === typed ? before.date : date;
  return { values, decision: { number: number || null, kind, title: texts.title, summary: orNull(texts.summary), text: orNull(texts.text), date: kept, gathering, election, sources }, errors };
}

function readElection(form: URLSearchParams, tools: PageTools, { rows, before, office, method, errors }: { rows: Row[]; before: Candidate[]; office: string; method: Record<string, string>; errors: FormError[] }): Election | null {
  const { t } = tools;
  const say = (field: string, text: string) => errors.push({ field, text });
  if (!office) say("office", t("offices:errors.office"));
  const candidates = rows.map(({ place, votes }, index): Candidate => {
    const found = placeOf(place, tools, before);
    if (!found) say(`candidate-${index}`, t("offices:errors.place"));
    const count = readCount(new URLSearchParams({ votes }), "votes");
    if (count === undefined) say(`votes-${index}`, t("offices:errors.figure"));
    return { ...(found ?? { state: "", mechanism: null }), votes: count ?? null };
  });
  const [present, votesCast] = (["present", "votesCast"] as const).map((name) => {
    const count = readCount(form, name);
    if (count === undefined) say(name, t("offices:errors.figure"));
    return count ?? null;
  });
  const elected = rows.flatMap((row, index) => (row.elected ? [index] : []));
  const election: Election = { office, candidates, elected, method: orNull(method), present: present ?? null, votesCast: votesCast ?? null };
  if (errors.length === 0) for (const flaw of flawsOf(election)) say(flaw === "votesCast" || flaw === "present" ? flaw : "candidate-0", t(`offices:flaws.${flaw}`));
  return election;
}
