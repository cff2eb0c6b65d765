import { formatDay, today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { daysOfHolder, termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import { partialDate } from "#models/partial-date.ts";
import { type Correction, type Holder, lastDayOf, type Office, spanOfHolder, type Term } from "#models/office.ts";

import { decisionChoices, formTools, placeChoices } from "./choices.server.ts";
import { holderValues, termValues } from "./term-form.server.ts";

/** What a page says has been done. */
export const TERM_DONE = ["term-begun", "term-ended", "term-corrected", "term-struck", "term-restored", "holder-in", "holder-out", "holder-corrected", "holder-removed"] as const;
export type TermDone = (typeof TERM_DONE)[number];

type Given = { office: Office; term: Term; decisions: Decision[]; /** The person whose facts are to be corrected. */ editing: string | null; done: TermDone | null };

export function termView(tools: PageTools, { office, term, decisions, editing, done }: Given) {
  const { t, lang } = tools;
  const decision = decisions.find(({ id }) => id === term.decision);
  const texts = t("offices:term", { returnObjects: true });
  const edited = term.holders.find(({ id }) => id === editing);
  const due = lastDayOf(office, term);
  return {
    texts: { ...texts, summary: t("offices:errors.summary"), fields: t("offices:fields", { returnObjects: true }), save: t("offices:save") },
    done: done ? t(`offices:done.${done}`) : null,
    version: office.writes,
    term: termOfOffice(tools, term),
    due: due && !term.to.from ? t("offices:term.due", { date: formatDay(due, lang) }) : null,
    isOpen: !term.to.from,
    isStruck: term.struck !== null,
    marks: marksOf(tools, term),
    decision: decision ? { text: localize(decision.title, lang)?.text ?? decision.id, url: paths.editDecision(lang, decision.id) } : null,
    sources: tools.sources(term.sources),
    holders: term.holders.toReversed().map((holder) => personView(tools, office, term, holder)),
    takesSubstitutes: office.substitutes > 0,
    corrections: term.corrections.toReversed().map((one) => correctionView(tools, one)),
    correct: termValues(term, lang),
    edited: edited ? { id: edited.id, values: holderValues(edited, lang) } : null,
    putIn: { name: {}, position: {}, asOf: today(), from: "", to: "", substitute: false, source: "" },
    form: formTools(tools),
    places: placeChoices(tools, [term]),
    decisions: decisionChoices(tools, decisions),
    urls: {
      here: paths.officeTerm(lang, office.id, term.id),
      office: paths.office(lang, office.id),
      strike: paths.officeTerm(lang, office.id, term.id, { ask: "strike" }),
    },
    officeName: localize(office.name, lang),
  };
}

function marksOf(tools: PageTools, term: Term): string[] {
  const { t, lang } = tools;
  return [
    ...(term.struck ? [t("offices:term.struck", { date: formatDay(term.struck.at, lang) })] : []),
    ...(term.endedEarly ? [t("offices:public.endedEarly")] : []),
  ];
}

function personView(tools: PageTools, office: Office, term: Term, holder: Holder) {
  const { lang } = tools;
  const url = paths.officeTerm(lang, office.id, term.id, { holder: holder.id });
  return {
    id: holder.id,
    name: localize(holder.name, lang),
    position: localize(holder.position, lang),
    substitute: holder.substitute,
    term: daysOfHolder(tools, holder),
    asOf: holder.asOf.from ? tools.t("network:offices.asOf", { date: tools.date(holder.asOf) }) : null,
    isOpen: !holder.to.from && spanOfHolder(term, holder).mayEnd >= today(),
    correct: `${url}#person`,
    remove: paths.officeTerm(lang, office.id, term.id, { remove: holder.id }),
  };
}

/** What stood there before: the fields in words, each with what was in it. */
function correctionView(tools: PageTools, { at, reason, before }: Correction) {
  const { t, lang } = tools;
  const names = t("offices:corrected", { returnObjects: true }) as Record<string, string>;
  const told = (field: string, value: string): string => {
    if (!value) return t("network:notStated");
    if (field === "state") return tools.country(value);
    if (field === "mechanism") return tools.mechanismById(value);
    return /^\d{4}(-\d{2}){0,2}$/.test(value) ? tools.date(partialDate(value)) : value;
  };
  return { at: formatDay(at, lang), reason, before: Object.entries(before).map(([field, value]) => ({ field: names[field] ?? field, value: told(field, value) })) };
}
