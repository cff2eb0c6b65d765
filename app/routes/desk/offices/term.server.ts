import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import { newId } from "#models/ids.server.ts";
import { localize } from "#models/localized.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import type { Office, Term } from "#models/office.ts";
import { type Change, correct, correctHolder, end, endHolder, putIn, removeHolder, restore, strike } from "#models/office-steps.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { deskNavigation } from "../navigation.server.ts";
import { afterChange, renaming } from "./after-change.server.ts";
import { placeName } from "./choices.server.ts";
import { type HolderValues, readDay, readHolder, readTerm, type TermValues } from "./term-form.server.ts";
import { TERM_DONE, termView } from "./term-view.server.ts";

/** @throws a 404 response where there is no such term. */
async function findTerm(id: string | undefined, termId: string | undefined): Promise<{ office: Office; term: Term }> {
  const office = await findOffice({ id: id ?? "" });
  const term = office?.terms.find((one) => one.id === termId);
  if (!office || !term) throw new Response(null, { status: 404 });
  return { office, term };
}

/** One term with its persons, and all that may be done to it; or the question that comes before it is struck. */
export async function loadTerm(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const { office, term } = await findTerm(args.params.id, args.params.term);
  const [tools, decisions, navigation] = await Promise.all([pageTools(lang), listDecisions(), deskNavigation(proved)]);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const here = paths.officeTerm(lang, office.id, term.id);
  const title = `${localize(office.name, lang)?.text ?? ""}: ${placeName(tools, term)}`;
  const shared = { meta: tools.meta(title, undefined, { unlisted: true }), navigation, title };
  const holder = term.holders.find((one) => one.id === query.get("remove"));
  const ask = query.get("ask") === "strike" && !term.struck;
  if (ask || holder) {
    const words = holder ? t("offices:term.askRemove", { returnObjects: true, name: localize(holder.name, lang)?.text ?? "" }) : t("offices:term.askStrike", { returnObjects: true });
    const fields: Record<string, string> = { version: String(office.writes), intent: holder ? "remove-holder" : "strike", ...(holder ? { holder: holder.id } : {}) };
    return { view: "ask" as const, ...shared, texts: words, back: here, fields };
  }
  return { view: "term" as const, ...shared, ...termView(tools, { office, term, decisions, editing: query.get("holder"), done: TERM_DONE.find((one) => one === query.get("done")) ?? null }) };
}

export type Typed = { form: string; end?: string; term?: TermValues; holder?: HolderValues; reason?: string };

/** Ends, corrects and strikes a term, puts persons in and lets them go: each is one write of the whole office. */
export async function changeTerm(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const { office, term } = await findTerm(args.params.id, args.params.term);
  const [form, tools, decisions] = await Promise.all([readForm(args.request), pageTools(lang), listDecisions()]);
  const { t } = tools;
  const doer = { by: actor.id, address: args.context.address };
  const reason = cleanText(form.get("reason")).slice(0, LIMITS.reason);
  const corrected = { at: new Date(), by: actor.id, reason };
  const id = term.id;
  const refuse = (typed: Typed, errors: FormError[], status = 400) => data({ typed, errors }, { status });
  const take = async (change: Change, done: (typeof TERM_DONE)[number], typed: Typed, detail: Record<string, string> = {}) => {
    const entry = auditEntry(doer, `office:${done}`, { kind: "office", id: office.id }, { place: placeName(tools, term), ...detail, ...(reason ? { reason } : {}) });
    try {
      const step = () => takeStep({ id: office.id, version: Number(form.get("version") ?? NaN), change, entry });
      await (done.startsWith("holder") ? renaming(step) : step());
    } catch (error) {
      if (isDomainError(error, "moved-on")) return refuse(typed, [{ field: null, text: t("offices:errors.movedOn") }], 409);
      if (isDomainError(error, "not-found", "wrong-state")) return refuse(typed, [{ field: null, text: t("offices:errors.movedOn") }], 409);
      if (!isDomainError(error, "against-rules", "too-long")) throw error;
      const rule = error.code === "too-long" ? t("offices:errors.tooMany") : t(`offices:rules.${error.message as "taken"}`);
      return refuse(typed, [{ field: error.field ? `${typed.form}.${error.field}` : null, text: rule }]);
    }
    await afterChange();
    return redirect(paths.officeTerm(lang, office.id, id, { done }));
  };
  const holder = term.holders.find((one) => one.id === form.get("holder"));
  switch (form.get("intent")) {
    case "end": {
      const { typed, date, errors } = readDay(form, "end.to", tools);
      return date ? take(end(id, date), "term-ended", { form: "end", end: typed }, { to: typed }) : refuse({ form: "end", end: typed }, errors);
    }
    case "correct": {
      const { values, facts, errors } = readTerm(form, "correct", tools, decisions, term);
      if (!reason) errors.push({ field: "reason", text: t("offices:errors.reason") });
      const typed = { form: "correct", term: values, reason };
      return facts && errors.length === 0 ? take(correct(id, facts, corrected), "term-corrected", typed) : refuse(typed, errors);
    }
    case "put-in": {
      const { values, facts, errors } = readHolder(form, "in", tools);
      const typed = { form: "in", holder: values };
      return facts ? take(putIn(id, { id: newId(), ...facts }), "holder-in", typed, { name: localize(facts.name, lang)?.text ?? "" }) : refuse(typed, errors);
    }
    case "end-holder": {
      const name = `out-${holder?.id ?? ""}.to`;
      const { typed, date, errors } = readDay(form, name, tools);
      const kept = { form: `out-${holder?.id ?? ""}`, end: typed };
      return date ? take(endHolder(id, holder?.id ?? "", date), "holder-out", kept, { name: localize(holder?.name, lang)?.text ?? "" }) : refuse(kept, errors);
    }
    case "correct-holder": {
      const { values, facts, errors } = readHolder(form, "person", tools, holder?.sources);
      if (!reason) errors.push({ field: "reason", text: t("offices:errors.reason") });
      const typed = { form: "person", holder: values, reason };
      return facts && errors.length === 0 ? take(correctHolder(id, holder?.id ?? "", facts, corrected), "holder-corrected", typed, { name: localize(facts.name, lang)?.text ?? "" }) : refuse(typed, errors);
    }
    case "remove-holder":
      return take(removeHolder(id, holder?.id ?? "", corrected), "holder-removed", { form: "remove" }, { name: localize(holder?.name, lang)?.text ?? "" });
    case "strike":
      return take(strike(id, corrected), "term-struck", { form: "strike" });
    case "restore":
      return take(restore(id), "term-restored", { form: "restore" });
    default:
      throw new Response(null, { status: 400 });
  }
}
