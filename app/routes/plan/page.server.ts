import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { decisionLinks } from "#app/routes/decisions/links.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { localize } from "#models/localized.ts";
import { findPlan } from "#models/plan.server.ts";

import { itemsOfPlan, priorityView } from "./view.server.ts";

/** The plan that the network works by, and how far it has come. */
export async function loadPlan({ params }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const [tools, plan] = await Promise.all([pageTools(lang), findPlan()]);
  if (!plan) throw new Response(null, { status: 404 });
  const { t } = tools;
  const [items, decisions] = await Promise.all([itemsOfPlan(plan), listDecisions()]);
  const [decision] = decisionLinks(tools, decisions, plan.decision ? [plan.decision] : []);
  const lead = await pagePart(tools, "plan/lead");
  const title = localize(plan.title, lang) ?? { text: t("network:parts.plan"), lang };
  return {
    lead,
    meta: tools.meta(title.text, lead.plain, { trail: [{ name: t("network:title"), path: paths.network(lang) }] }),
    network: { url: paths.network(lang), name: t("network:title") },
    title,
    years: t("gatherings:plan.years", { from: plan.from, to: plan.to }),
    texts: t("gatherings:plan", { returnObjects: true }),
    decision: decision ?? null,
    priorities: plan.priorities.map((priority) => priorityView(tools, priority, { items, decisions })),
    sources: tools.sources(plan.sources),
  };
}
