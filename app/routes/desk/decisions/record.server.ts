import { data, redirect } from "@remix-run/node";

import type { FormError } from "#app/lib/form-errors.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Member } from "#models/actor.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { changeDecision, listDecisions, recordDecision } from "#models/decision.server.ts";
import type { Decision } from "#models/decision.ts";
import { isDomainError } from "#models/errors.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { listOffices } from "#models/office.server.ts";

import { decisionChoicesOf, readDecision, valuesOf } from "./form.server.ts";

const GATHERINGS = 200;

async function surroundings(actor: Member) {
  const [offices, decisions, gatherings] = await Promise.all([listOffices(), listDecisions(), listPublished({ actor, types: ["event"], gathering: true, limit: GATHERINGS })]);
  return { offices, decisions, gatherings };
}

/** What the form of a decision shows. */
export async function recordView(tools: PageTools, actor: Member, decision: Decision | null, given: URLSearchParams) {
  const { t, lang } = tools;
  const { offices, decisions, gatherings } = await surroundings(actor);
  const values = valuesOf(decision, { decisions, lang, given });
  return {
    texts: { ...t("offices:record", { returnObjects: true }), summaryTitle: t("offices:errors.summary"), save: t("offices:save"), fields: t("offices:fields", { returnObjects: true }) },
    version: decision?.writes ?? 0,
    values,
    ...decisionChoicesOf(tools, { before: decision, offices, gatherings, chosen: values.kind }),
    back: paths.register(lang),
  };
}

/** Records a decision, or changes what is recorded; what was typed comes back with what is wrong with it. */
export async function saveDecision({ actor, lang, doer, form, before }: { actor: Member; lang: PageTools["lang"]; doer: Doer; form: URLSearchParams; before: Decision | null }) {
  const [tools, { offices, gatherings }] = await Promise.all([pageTools(lang), surroundings(actor)]);
  const { values, decision, errors } = readDecision(form, tools, { before, offices, gatherings });
  const refuse = (wrong: FormError[], status = 400) => data({ values, errors: wrong }, { status });
  if (!decision) return refuse(errors);
  const entry = (action: string) => auditEntry(doer, action, { kind: "decision", id: before?.id ?? "" }, { name: localize(decision.title, lang)?.text ?? "", ...(decision.number ? { number: decision.number } : {}) });
  try {
    if (!before) return redirect(paths.editDecision(lang, await recordDecision({ decision, entry: entry("decision:recorded") }), { done: "recorded" }));
    await changeDecision({ id: before.id, version: Number(form.get("version") ?? NaN), decision, entry: entry("decision:changed") });
    return redirect(paths.editDecision(lang, before.id, { done: "changed" }));
  } catch (error) {
    if (isDomainError(error, "number-taken")) return refuse([{ field: "number", text: tools.t("offices:errors.number") }]);
    if (isDomainError(error, "moved-on")) return refuse([{ field: null, text: tools.t("offices:errors.decisionMovedOn") }], 409);
    throw error;
  }
}
