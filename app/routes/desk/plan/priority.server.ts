import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { orNull, readCount, readLocalized } from "#app/lib/typed-values.server.ts";
import { paths } from "#app/paths.ts";
import { auditEntry } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import type { Localized } from "#models/localized.ts";
import { PLAN_LIMITS, type PlanPriority, type PlanResult, withPriority } from "#models/plan.ts";
import { changePlan } from "#models/plan.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { formTools, isLonger, nameOf, openPriority, versionIn } from "./open.server.ts";

type Values = { number: string; title: Localized; text: Localized; results: PlanResult[] };

const valuesOf = ({ number, title, text, results }: PlanPriority): Values => ({ number: number === null ? "" : String(number), title: title ?? {}, text: text ?? {}, results });

/** The form of a priority, with one more line for a result. */
export async function loadPriority(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const { plan, priority } = await openPriority(args);
  const [tools, navigation] = await Promise.all([pageTools(lang), deskNavigation(proved)]);
  const { t } = tools;
  return {
    meta: tools.meta(t("gatherings:planDesk.editPriority"), undefined, { unlisted: true }),
    navigation,
    over: { url: paths.planDesk(lang), name: t("gatherings:planDesk.title") },
    title: nameOf(priority.title, lang) || t("gatherings:plan.unknown"),
    texts: { ...t("gatherings:planDesk", { returnObjects: true }), results: t("gatherings:plan.results") },
    form: formTools(tools),
    seen: plan.version,
    more: randomUUID().slice(0, 8),
    values: valuesOf(priority),
  };
}

/** Keeps a priority; a result whose text is taken away goes. */
export async function savePriority(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const { plan, priority } = await openPriority(args);
  const form = await readForm(args.request);
  const { t } = await pageTools(lang);
  const number = readCount(form, "number");
  const ids = [...new Set(form.getAll("result").filter((id) => /^[\w-]{1,40}$/.test(id)))].slice(0, PLAN_LIMITS.results);
  const results = ids.map((id): PlanResult => ({ id, title: readLocalized(form, `result-${id}`) })).filter(({ title }) => Object.keys(title).length > 0);
  const values: Values = { number: form.get("number") ?? "", title: readLocalized(form, "title"), text: readLocalized(form, "text"), results };
  const words = t("gatherings:planDesk.errors", { returnObjects: true, max: formatNumber(PLAN_LIMITS.title, lang), maxText: formatNumber(PLAN_LIMITS.text, lang) });
  const errors = [
    ...(number === undefined ? [{ field: "number", text: words.number }] : []),
    ...(isLonger(values.title, PLAN_LIMITS.title) ? [{ field: "title", text: words.titleLong }] : []),
    ...(isLonger(values.text, PLAN_LIMITS.text) ? [{ field: "text", text: words.textLong }] : []),
    ...results.filter(({ title }) => isLonger(title, PLAN_LIMITS.title)).map(({ id }) => ({ field: `result-${id}`, text: words.titleLong })),
  ];
  const refuse = (list: Array<{ field: string | null; text: string }>, status: number) => data({ values, errors: list }, { status });
  if (errors.length > 0 || number === undefined) return refuse(errors, 400);
  const changed = { ...priority, number, title: orNull(values.title), text: orNull(values.text), results };
  const entry = auditEntry({ by: actor.id, address: args.context.address }, "plan:priority-changed", { kind: "plan", id: plan.id }, { name: nameOf(changed.title, lang) });
  try {
    await changePlan({ id: plan.id, priorities: withPriority(plan, changed).priorities, version: versionIn(form), entry });
  } catch (error) {
    if (!isDomainError(error, "moved-on")) throw error;
    return refuse([{ field: null, text: words.moved }], 409);
  }
  return redirect(`${paths.planDesk(lang, { done: "saved" })}#${priority.id}`);
}
