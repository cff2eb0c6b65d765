import { data, redirect } from "@remix-run/node";

import { today } from "#app/lib/dates.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { readDate, typedOf } from "#app/lib/typed-values.server.ts";
import { paths } from "#app/paths.ts";
import { termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { dayBefore, monthsLater } from "#models/days.ts";
import type { Candidate, Decision } from "#models/decision.ts";
import { isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { localize } from "#models/localized.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import type { Present } from "#models/mechanism.ts";
import { countedTerms, isSamePlace, type Office, seatedOn, spanOf } from "#models/office.ts";
import { begin } from "#models/office-steps.ts";

import { afterChange } from "../offices/after-change.server.ts";
import { placeName } from "../offices/choices.server.ts";

/** Who is elected and has no term by this decision yet. */
function toSeat(office: Office, { id, election }: Decision, present: Present): Candidate[] {
  const seated = countedTerms(office).filter(({ decision }) => decision === id);
  return (election?.elected ?? []).flatMap((index) => election?.candidates[index] ?? []).filter((one) => !seated.some((term) => isSamePlace(term, one, present)));
}

/** What fills the seats from the result of an election: the terms that would begin, and those that would end. Null without an election. */
export async function fillView(tools: PageTools, decision: Decision) {
  const office = decision.election ? await findOffice({ id: decision.election.office }) : null;
  if (!office) return null;
  const { t, lang } = tools;
  const open = toSeat(office, decision, tools.present);
  const from = typedOf(decision.date);
  const present = seatedOn(office, decision.date.precision === "exact" && decision.date.from ? decision.date.from : today()).seated.filter(({ term }) => term.decision !== decision.id);
  // Where there is room for all, only those end who are elected again.
  const crowded = office.seats !== null && present.length + open.length > office.seats;
  return {
    texts: t("offices:fill", { returnObjects: true }),
    office: { name: localize(office.name, lang), url: paths.office(lang, office.id) },
    version: office.writes,
    elected: open.map((one) => placeName(tools, one)),
    seated: countedTerms(office).filter((term) => term.decision === decision.id).map((term) => ({ id: term.id, text: `${placeName(tools, term)} (${termOfOffice(tools, term)})`, url: paths.officeTerm(lang, office.id, term.id) })),
    from,
    to: office.termMonths !== null && decision.date.precision === "exact" && from ? dayBefore(monthsLater(from, office.termMonths)) : "",
    present: present.map(({ term }) => ({ value: term.id, label: `${placeName(tools, term)} (${termOfOffice(tools, term)})`, ends: crowded || open.some((one) => isSamePlace(one, term, tools.present)) })),
  };
}

/** Seats all who were elected, and ends the terms that are marked, in one write of the office. */
export async function fillSeats({ lang, doer, form, decision }: { lang: PageTools["lang"]; doer: Doer; form: URLSearchParams; decision: Decision }) {
  const [tools, office] = await Promise.all([pageTools(lang), decision.election ? findOffice({ id: decision.election.office }) : null]);
  const { t } = tools;
  const [from, to] = [readDate(form, "fill.from"), readDate(form, "fill.to")];
  const ending = form.getAll("ending");
  const refuse = (errors: FormError[], status = 400) => data({ fill: { from: from.typed, to: to.typed, ending }, errors }, { status });
  const open = office ? toSeat(office, decision, tools.present) : [];
  if (!office || open.length === 0) return refuse([{ field: null, text: t("offices:fill.nobody") }], 409);
  if (!from.date?.from) return refuse([{ field: "fill.from", text: t("offices:errors.dateMissing") }]);
  if (!to.date) return refuse([{ field: "fill.to", text: t("offices:errors.date") }]);
  const { date } = from;
  const last = to.date;
  const terms = open.map(({ state, mechanism }) => ({
    // Follows from the decision: two buttons at once seat nobody twice.
    id: idForKey(`${decision.id} ${state} ${mechanism ?? ""} ${spanOf({ from: date, to: last }).mayBegin}`),
    state,
    mechanism,
    from: date,
    to: last,
    decision: decision.id,
    sources: decision.sources,
  }));
  const entry = auditEntry(doer, "office:filled", { kind: "office", id: office.id }, { name: localize(decision.title, lang)?.text ?? "", place: open.map((one) => placeName(tools, one)).join(", ") });
  try {
    await takeStep({ id: office.id, version: Number(form.get("version") ?? NaN), change: begin(terms, ending.filter((id) => office.terms.some((term) => term.id === id))), entry });
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: t("offices:errors.movedOn") }], 409);
    if (isDomainError(error, "against-rules")) return refuse([{ field: error.field === "to" ? "fill.to" : "fill.from", text: t(`offices:rules.${error.message as "taken"}`) }]);
    throw error;
  }
  await afterChange();
  return redirect(paths.editDecision(lang, decision.id, { done: "filled" }));
}
