import type { LoaderFunctionArgs } from "@remix-run/node";

import { dateWords, textLanguages } from "#app/lib/typed-values.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Localized } from "#models/localized.ts";
import { type PlanPriority } from "#models/plan.ts";
import { findPlan, type KeptPlan } from "#models/plan.server.ts";

/** @throws a 404 response where there is no plan. */
export async function openPlan(): Promise<KeptPlan> {
  const plan = await findPlan();
  if (!plan) throw new Response(null, { status: 404 });
  return plan;
}

/**
 * The plan and the priority that an address names.
 * @throws a 404 response where there is none.
 */
export async function openPriority({ params }: Pick<LoaderFunctionArgs, "params">): Promise<{ plan: KeptPlan; priority: PlanPriority }> {
  const plan = await openPlan();
  const priority = plan.priorities.find(({ id }) => id === params.priority);
  if (!priority) throw new Response(null, { status: 404 });
  return { plan, priority };
}

/** What the forms of the plan need. */
export const formTools = (tools: PageTools) => ({ dates: dateWords(tools), langs: textLanguages(tools.lang), others: tools.t("offices:otherLanguages") });

/** The version that a form names; what is no number is none. */
export const versionIn = (form: URLSearchParams): number => Number(/^\d{1,9}$/.exec(form.get("seen") ?? "")?.[0] ?? -1);

/** Whether a text is longer than it may be, in any language. */
export const isLonger = (text: Localized | null, most: number): boolean => Object.values(text ?? {}).some((words) => words.length > most);

/** What a plan is called in the log, in few words. */
export const nameOf = (text: Localized | null, lang: string): string => (text?.[lang] ?? Object.values(text ?? {})[0] ?? "").slice(0, 200);
