import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { today } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { termOfOffice } from "#app/routes/mechanisms/view.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import { newId } from "#models/ids.server.ts";
import { localize } from "#models/localized.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import { type Office, seatedOn } from "#models/office.ts";
import { begin } from "#models/office-steps.ts";

import { deskNavigation } from "../navigation.server.ts";
import { afterChange } from "./after-change.server.ts";
import { decisionChoices, formTools, placeChoices, placeName } from "./choices.server.ts";
import { readTerm } from "./term-form.server.ts";

/** @throws a 404 response where there is no such office. */
async function officeOf(id: string | undefined): Promise<Office> {
  const office = await findOffice({ id: id ?? "" });
  if (!office) throw new Response(null, { status: 404 });
  return office;
}

/** A form for a term more, with the terms that it may put an end to. */
export async function loadNewTerm(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [office, tools, decisions, navigation] = await Promise.all([officeOf(args.params.id), pageTools(lang), listDecisions(), deskNavigation(proved)]);
  const { t } = tools;
  const texts = t("offices:newTerm", { returnObjects: true });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    navigation,
    texts: { ...texts, summary: t("offices:errors.summary"), fields: t("offices:fields", { returnObjects: true }) },
    office: { name: localize(office.name, lang), url: paths.office(lang, office.id) },
    version: office.writes,
    values: { place: "", from: "", to: "", decision: "", source: "" },
    present: seatedOn(office, today()).seated.map(({ term }) => ({ value: term.id, label: `${placeName(tools, term)} (${termOfOffice(tools, term)})` })),
    // Where there is one seat, whoever comes follows the one who is there.
    ends: office.seats === 1,
    form: formTools(tools),
    places: placeChoices(tools),
    decisions: decisionChoices(tools, decisions),
  };
}

/** A term begins, and those that are marked end with the day before: one write. */
export async function addTerm(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const [office, form, tools, decisions] = await Promise.all([officeOf(args.params.id), readForm(args.request), pageTools(lang), listDecisions()]);
  const { t } = tools;
  const { values, facts, errors } = readTerm(form, "term", tools, decisions);
  const ending = form.getAll("ending").filter((id) => office.terms.some((term) => term.id === id));
  const refuse = (wrong: typeof errors, status = 400) => data({ values, ending, errors: wrong }, { status });
  if (!facts) return refuse(errors);
  const id = newId();
  const entry = auditEntry({ by: actor.id, address: args.context.address }, "office:term-begun", { kind: "office", id: office.id }, { place: placeName(tools, facts) });
  try {
    await takeStep({ id: office.id, version: Number(form.get("version") ?? NaN), change: begin([{ id, ...facts }], ending), entry });
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: t("offices:errors.movedOn") }], 409);
    if (isDomainError(error, "against-rules")) return refuse([{ field: error.field ? `term.${error.field}` : null, text: t(`offices:rules.${error.message as "taken"}`) }]);
    if (isDomainError(error, "too-long")) return refuse([{ field: null, text: t("offices:errors.tooMany") }]);
    throw error;
  }
  await afterChange();
  return redirect(paths.officeTerm(lang, office.id, id, { done: "term-begun" }));
}
