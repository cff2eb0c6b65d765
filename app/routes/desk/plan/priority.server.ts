import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { orNull, readCount, readLocalized } from "#app/lib/typed-values.server.ts";
import { NEW, paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import type { Localized } from "#models/localized.ts";
import { isRemovable, type Plan, PLAN_LIMITS, type PlanPriority, type PlanResult, withoutPriority, withPriority } from "#models/plan.ts";
import { changePlan } from "#models/plan.server.ts";

import { decisionsBehind, readDecisionsBehind } from "../decisions/behind.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { formTools, isLonger, nameOf, openPlan, openPriority, versionIn } from "./open.server.ts";

type Values = { number: string; title: Localized; text: Localized; results: PlanResult[]; decisions: string[] };

const valuesOf = ({ number, title, text, results, decisions = [] }: PlanPriority): Values => ({ number: number === null ? "" : String(number), title: title ?? {}, text: text ?? {}, results, decisions });

const EMPTY: Values = { number: "", title: {}, text: {}, results: [], decisions: [] };

/** The priority that an address names; null for one that is still to be written. @throws a 404 response where there is none. */
async function openOrNew(args: Pick<LoaderFunctionArgs, "params">) {
  return args.params.priority === NEW ? { plan: await openPlan(), priority: null } : openPriority(args);
}

/** The form of a priority, with one more line for a result; or the question before it is removed. */
export async function loadPriority(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const { plan, priority } = await openOrNew(args);
  const [tools, navigation, decisions] = await Promise.all([pageTools(lang), deskNavigation(proved), listDecisions()]);
  const { t } = tools;
  const texts = { ...t("gatherings:planDesk", { returnObjects: true }), results: t("gatherings:plan.results") };
  const title = priority ? nameOf(priority.title, lang) || t("gatherings:plan.unknown") : texts.addPriority;
  const here = paths.planPriority(lang, priority?.id ?? NEW);
  const shared = { meta: tools.meta(priority ? texts.editPriority : texts.addPriority, undefined, { unlisted: true }), navigation, title, texts, here, seen: plan.version };
  if (priority && isRemovable(priority) && new URL(args.request.url).searchParams.get("ask") === "remove") {
    return { view: "ask" as const, ...shared, ask: t("gatherings:planDesk.askPriority", { returnObjects: true, name: title }) };
  }
  return {
    view: "form" as const,
    ...shared,
    over: { url: paths.planDesk(lang), name: t("gatherings:planDesk.title") },
    form: formTools(tools),
    more: randomUUID().slice(0, 8),
    // A form that is sent twice makes one priority.
    token: priority ? null : randomUUID().slice(0, 8),
    behind: decisionsBehind(tools, decisions, priority?.decisions ?? []),
    values: priority ? valuesOf(priority) : EMPTY,
    remove: priority && { isPossible: isRemovable(priority), url: paths.planPriority(lang, priority.id, { ask: "remove" }) },
  };
}

/** Keeps a priority, a new one at the end of the plan, or removes it; a result whose text is taken away goes. */
export async function changePriority(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const { plan, priority } = await openOrNew(args);
  const form = await readForm(args.request);
  const { t } = await pageTools(lang);
  const number = readCount(form, "number");
  const ids = [...new Set(form.getAll("result").filter((id) => /^[\w-]{1,40}$/.test(id)))].slice(0, PLAN_LIMITS.results);
  const results = ids.map((id): PlanResult => ({ id, title: readLocalized(form, `result-${id}`) })).filter(({ title }) => Object.keys(title).length > 0);
  const decisions = readDecisionsBehind(form, "decision", await listDecisions());
  const values: Values = { number: form.get("number") ?? "", title: readLocalized(form, "title"), text: readLocalized(form, "text"), results, decisions };
  const words = t("gatherings:planDesk.errors", { returnObjects: true, max: formatNumber(PLAN_LIMITS.title, lang), maxText: formatNumber(PLAN_LIMITS.text, lang) });
  const refuse = (list: Array<{ field: string | null; text: string }>, status: number) => data({ values, errors: list }, { status });
  const write = async (action: string, change: () => Plan, name: Localized | null, onward: string) => {
    const entry = auditEntry({ by: actor.id, address: args.context.address }, action, { kind: "plan", id: plan.id }, { name: nameOf(name, lang) });
    try {
      await changePlan({ id: plan.id, priorities: change().priorities, version: versionIn(form), entry });
    } catch (error) {
      if (isDomainError(error, "wrong-state")) return refuse([{ field: null, text: words.notEmpty }], 409);
      if (!isDomainError(error, "moved-on")) throw error;
      return refuse([{ field: null, text: words.moved }], 409);
    }
    return redirect(onward);
  };
  switch (form.get("intent")) {
    case "save": {
      const errors = [
        ...(number === undefined ? [{ field: "number", text: words.number }] : []),
        ...(!priority && Object.keys(values.title).length === 0 ? [{ field: "title", text: words.priorityMissing }] : []),
        ...(isLonger(values.title, PLAN_LIMITS.title) ? [{ field: "title", text: words.titleLong }] : []),
        ...(isLonger(values.text, PLAN_LIMITS.text) ? [{ field: "text", text: words.textLong }] : []),
        ...results.filter(({ title }) => isLonger(title, PLAN_LIMITS.title)).map(({ id }) => ({ field: `result-${id}`, text: words.titleLong })),
        ...(!priority && plan.priorities.length >= PLAN_LIMITS.priorities ? [{ field: null, text: words.priorities }] : []),
      ];
      if (errors.length > 0 || number === undefined) return refuse(errors, 400);
      const id = priority?.id ?? `priority-${/^[\w-]{1,40}$/.exec(form.get("token") ?? "")?.[0] ?? randomUUID().slice(0, 8)}`;
      const changed: PlanPriority = { ...(priority ?? { activities: [] }), id, number, title: orNull(values.title), text: orNull(values.text), results, ...(decisions.length > 0 || priority?.decisions ? { decisions } : {}) };
      return write(priority ? "plan:priority-changed" : "plan:priority-added", () => withPriority(plan, changed), changed.title, `${paths.planDesk(lang, { done: "saved" })}#${id}`);
    }
    case "remove":
      if (!priority) throw new Response(null, { status: 404 });
      return write("plan:priority-removed", () => withoutPriority(plan, priority.id), priority.title, paths.planDesk(lang, { done: "priorityRemoved" }));
    default:
      throw new Response(null, { status: 400 });
  }
}
