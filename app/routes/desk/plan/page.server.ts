import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { itemsOfPlan, priorityView } from "#app/routes/plan/view.server.ts";
import { localize } from "#models/localized.ts";
import { findPlan } from "#models/plan.server.ts";

import { deskNavigation } from "../navigation.server.ts";

export const DONE = ["saved", "removed"] as const;

/** The plan for those who keep it: each priority and activity with the way to where it is changed. */
export async function loadPlanDesk(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const [tools, plan, navigation] = await Promise.all([pageTools(lang), findPlan(), deskNavigation(proved)]);
  const { t } = tools;
  const items = plan ? await itemsOfPlan(plan) : new Map();
  const done = DONE.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  return {
    meta: tools.meta(t("gatherings:planDesk.title"), undefined, { unlisted: true }),
    navigation,
    texts: { ...t("gatherings:plan", { returnObjects: true }), ...t("gatherings:planDesk", { returnObjects: true }) },
    title: plan ? localize(plan.title, lang) : null,
    done: done ? t(`gatherings:planDesk.done.${done}`) : null,
    links: plan ? { public: paths.plan(lang), log: paths.audit(lang, { subject: plan.id }) } : null,
    priorities: (plan?.priorities ?? []).map((priority) => ({
      view: priorityView(tools, priority, items),
      edit: paths.planPriority(lang, priority.id),
      add: paths.planActivity(lang, priority.id, "new"),
      activities: Object.fromEntries(priority.activities.map(({ id }) => [id, paths.planActivity(lang, priority.id, id)])),
    })),
  };
}
