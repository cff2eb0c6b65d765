import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { NEW, paths } from "#app/paths.ts";
import { itemsOfPlan, priorityView } from "#app/routes/plan/view.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import { localize } from "#models/localized.ts";
import { PLAN_LIMITS, withPriorityMoved } from "#models/plan.ts";
import { changePlan, findPlan } from "#models/plan.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { nameOf, openPlan, versionIn } from "./open.server.ts";

/** Where a priority can be moved. */
const WAYS = ["earlier", "later"] as const;
const DONE = ["saved", "removed", "priorityRemoved"] as const;

/** The plan for those who keep it: each priority and activity with the way to where it is changed. */
export async function loadPlanDesk(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [tools, plan, navigation, decisions] = await Promise.all([pageTools(lang), findPlan(), deskNavigation(proved), listDecisions()]);
  const { t } = tools;
  const items = plan ? await itemsOfPlan(plan) : new Map();
  const done = DONE.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  return {
    meta: tools.meta(t("gatherings:planDesk.title"), undefined, { unlisted: true }),
    navigation,
    texts: { ...t("gatherings:plan", { returnObjects: true }), ...t("gatherings:planDesk", { returnObjects: true }) },
    title: plan ? localize(plan.title, lang) : null,
    done: done ? t(`gatherings:planDesk.done.${done}`) : null,
    here: paths.planDesk(lang),
    seen: plan?.version ?? 0,
    links: plan ? { public: paths.plan(lang), log: paths.audit(lang, { subject: plan.id }), add: plan.priorities.length < PLAN_LIMITS.priorities ? paths.planPriority(lang, NEW) : null } : null,
    priorities: (plan?.priorities ?? []).map((priority, nth, all) => ({
      view: priorityView(tools, priority, { items, decisions }),
      moves: [...(nth > 0 ? (["earlier"] as const) : []), ...(nth < all.length - 1 ? (["later"] as const) : [])],
      edit: paths.planPriority(lang, priority.id),
      add: paths.planActivity(lang, priority.id, "new"),
      activities: Object.fromEntries(priority.activities.map(({ id }) => [id, paths.planActivity(lang, priority.id, id)])),
    })),
  };
}

/** Puts a priority one place earlier or later. */
export async function movePriority(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const [plan, form, { t }] = await Promise.all([openPlan(), readForm(args.request), pageTools(lang)]);
  const way = WAYS.find((one) => one === form.get("intent"));
  if (!way) throw new Response(null, { status: 400 });
  const priority = plan.priorities.find(({ id }) => id === form.get("priority"));
  if (!priority) throw new Response(null, { status: 404 });
  const entry = auditEntry({ by: actor.id, address: args.context.address }, "plan:priority-moved", { kind: "plan", id: plan.id }, { name: nameOf(priority.title, lang) });
  try {
    await changePlan({ id: plan.id, priorities: withPriorityMoved(plan, priority.id, way).priorities, version: versionIn(form), entry });
  } catch (error) {
    if (!isDomainError(error, "moved-on")) throw error;
    return data({ errors: [{ field: null, text: t("gatherings:planDesk.errors.movedMeanwhile") }] }, { status: 409 });
  }
  return redirect(`${paths.planDesk(lang, { done: "saved" })}#${priority.id}`);
}
