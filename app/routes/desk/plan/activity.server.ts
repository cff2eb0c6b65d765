import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools, type PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { readDate, readLocalized, typedOf } from "#app/lib/typed-values.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import type { Localized } from "#models/localized.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import { type Plan, PLAN_LIMITS, type PlanActivity, type PlanPriority, withActivity, withoutActivity, withPriority } from "#models/plan.ts";
import { changePlan } from "#models/plan.server.ts";
import { MEASURE_STATUSES } from "#models/vocabulary.ts";

import { decisionsBehind, readDecisionsBehind } from "../decisions/behind.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { findToLink, linkedItems } from "./linking.server.ts";
import { formTools, isLonger, nameOf, openPriority, versionIn } from "./open.server.ts";

/** In an address, an activity that is still to be written. */
const NEW = "new";

type Values = { title: Localized; state: string; asOf: string; due: string; lead: string; decisions: string[] };

const valuesOf = ({ title, state, due, lead, decisions = [] }: PlanActivity): Values => ({ title, state: state?.value ?? "", asOf: state ? typedOf(state.asOf) : "", due: typedOf(due), lead: lead ?? "", decisions });

/**
 * The activity that an address names; null for a new one.
 * @throws a 404 response where there is none.
 */
async function openActivity(args: Pick<LoaderFunctionArgs, "params">): Promise<{ plan: Plan & { version: number }; priority: PlanPriority; activity: PlanActivity | null }> {
  const { plan, priority } = await openPriority(args);
  const activity = priority.activities.find(({ id }) => id === args.params.activity) ?? null;
  if (!activity && args.params.activity !== NEW) throw new Response(null, { status: 404 });
  return { plan, priority, activity };
}

/** The form of an activity, what serves it, and what a search for more has found; or the question before it is removed. */
export async function loadActivity(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const { plan, priority, activity } = await openActivity(args);
  const query = new URL(args.request.url).searchParams;
  const [tools, navigation, decisions] = await Promise.all([pageTools(lang), deskNavigation(proved), listDecisions()]);
  const { t } = tools;
  const texts = { ...t("gatherings:planDesk", { returnObjects: true }), serving: t("gatherings:plan.serving"), due: t("gatherings:plan.due"), stateLabel: t("gatherings:plan.stateLabel") };
  const here = paths.planActivity(lang, priority.id, activity?.id ?? NEW);
  const title = activity ? nameOf(activity.title, lang) : texts.addActivity;
  const shared = { meta: tools.meta(title, undefined, { unlisted: true }), navigation, texts, here, title, seen: plan.version };
  if (activity && query.get("ask") === "remove") return { view: "ask" as const, ...shared, ask: t("gatherings:planDesk.ask", { returnObjects: true, name: title }) };
  const q = cleanText(query.get("q")).slice(0, 500);
  return {
    view: "form" as const,
    ...shared,
    over: { url: paths.planDesk(lang), name: t("gatherings:planDesk.title") },
    form: formTools(tools),
    states: MEASURE_STATUSES.map((value) => ({ value, label: t(`items:measure.status.${value}`) })),
    leads: leadsOf(tools),
    // A form that is sent twice makes one activity.
    token: activity ? null : randomUUID().slice(0, 8),
    values: activity ? valuesOf(activity) : { title: {}, state: "", asOf: "", due: "", lead: "", decisions: [] },
    behind: decisionsBehind(tools, decisions, activity?.decisions ?? []),
    linked: activity ? await linkedItems(tools, activity) : null,
    search: activity ? { q, found: q ? await findToLink(tools, proved.actor, { q, activity }) : null } : null,
    done: query.get("done") === "saved" ? t("gatherings:planDesk.done.saved") : null,
    remove: activity ? paths.planActivity(lang, priority.id, activity.id, { ask: "remove" }) : null,
  };
}

function leadsOf(tools: PageTools): Array<{ value: string; label: string }> {
  const rows = [...tools.reference.mechanisms.values()].map((mechanism) => ({ value: mechanism.id, label: `${tools.country(mechanism.state)} · ${tools.mechanism(mechanism).text}` }));
  return sortByName(rows, tools.lang, ({ label }) => label);
}

/** Keeps an activity, removes it, or links and unlinks what serves it. */
export async function changeActivity(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const { plan, priority, activity } = await openActivity(args);
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const words = tools.t("gatherings:planDesk.errors", { returnObjects: true, max: formatNumber(PLAN_LIMITS.title, lang), maxText: "" });
  const values: Values = { title: readLocalized(form, "title"), state: form.get("state") ?? "", asOf: readDate(form, "asOf").typed, due: readDate(form, "due").typed, lead: form.get("lead") ?? "", decisions: readDecisionsBehind(form, "decision", await listDecisions()) };
  const refuse = (errors: Array<{ field: string | null; text: string }>, status = 400) => data({ values, errors }, { status });
  const write = async (action: string, changed: PlanPriority, name: Localized, onward: string) => {
    const entry = auditEntry({ by: actor.id, address: args.context.address }, action, { kind: "plan", id: plan.id }, { name: nameOf(name, lang) });
    try {
      await changePlan({ id: plan.id, priorities: withPriority(plan, changed).priorities, version: versionIn(form), entry });
    } catch (error) {
      if (!isDomainError(error, "moved-on")) throw error;
      return refuse([{ field: null, text: words.moved }], 409);
    }
    return redirect(onward);
  };
  const desk = (done: string) => `${paths.planDesk(lang, { done })}#${priority.id}`;
  switch (form.get("intent")) {
    case "save": {
      const read = readActivity(form, values, tools, activity);
      if ("errors" in read) return refuse(read.errors.map(({ field, code }) => ({ field, text: words[code] })));
      return write(activity ? "plan:activity-changed" : "plan:activity-added", withActivity(priority, read.activity), read.activity.title, desk("saved"));
    }
    case "remove":
      if (!activity) throw new Response(null, { status: 404 });
      return write("plan:activity-removed", withoutActivity(priority, activity.id), activity.title, desk("removed"));
    case "link":
    case "unlink": {
      const item = form.get("item") ?? "";
      if (!activity || !/^[\w-]{1,64}$/.test(item)) throw new Response(null, { status: 404 });
      const isLinking = form.get("intent") === "link";
      const items = isLinking ? [...new Set([...activity.items, item])] : activity.items.filter((id) => id !== item);
      if (items.length > PLAN_LIMITS.items) return refuse([{ field: null, text: words.items }]);
      const changed = withActivity(priority, { ...activity, items });
      return write(isLinking ? "plan:item-linked" : "plan:item-unlinked", changed, activity.title, `${paths.planActivity(lang, priority.id, activity.id, { done: "saved" })}#serving`);
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

type ErrorCode = "titleMissing" | "titleLong" | "date" | "asOf" | "activities";

function readActivity(form: URLSearchParams, values: Values, tools: PageTools, before: PlanActivity | null): { activity: PlanActivity } | { errors: Array<{ field: string; code: ErrorCode }> } {
  const value = MEASURE_STATUSES.find((state) => state === values.state);
  const [asOf, due] = [readDate(form, "asOf").date, readDate(form, "due").date];
  const errors: Array<{ field: string; code: ErrorCode }> = [
    ...(Object.keys(values.title).length === 0 ? [{ field: "title", code: "titleMissing" as const }] : []),
    ...(isLonger(values.title, PLAN_LIMITS.title) ? [{ field: "title", code: "titleLong" as const }] : []),
    ...(asOf === null ? [{ field: "asOf", code: "date" as const }] : value && !asOf.from ? [{ field: "asOf", code: "asOf" as const }] : []),
    ...(due === null ? [{ field: "due", code: "date" as const }] : []),
  ];
  if (errors.length > 0) return { errors };
  return {
    activity: {
      id: before?.id ?? `activity-${/^[\w-]{1,40}$/.exec(form.get("token") ?? "")?.[0] ?? randomUUID().slice(0, 8)}`,
      title: values.title,
      state: value && asOf ? { value, asOf } : null,
      due: due ?? DATE_NOT_STATED,
      lead: tools.reference.mechanisms.has(values.lead) ? values.lead : null,
      items: before?.items ?? [],
      ...(values.decisions.length > 0 || before?.decisions ? { decisions: values.decisions } : {}),
    },
  };
}
