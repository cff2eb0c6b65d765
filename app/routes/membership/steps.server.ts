import { data } from "@remix-run/node";

import type { Proved } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { errorsOf, type FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { findDecision } from "#models/decision.server.ts";
import { isDomainError } from "#models/errors.ts";
import { newId } from "#models/ids.server.ts";
import type { RecordedStep } from "#models/membership.ts";

import { NOTE, STEP_FIELDS, stepSchema, type StepValues } from "./record.schema.ts";

/** What of a form is shown again where its step could not be taken; `of` is the entry that it would correct. */
export type Refused = { intent: string; of: string; values: StepValues; errors: FormError[] };

export const refuse = (status: number, refused: Refused) => data<Refused>(refused, { status });

export function recordWords({ t, lang }: PageTools) {
  return t("membership:record", { returnObjects: true, max: formatNumber(NOTE, lang) });
}

export function stepValues(form: URLSearchParams): StepValues {
  return Object.fromEntries(STEP_FIELDS.map((field) => [field, cleanText(form.get(field))])) as StepValues;
}

/** An entry from what was typed, or what is wrong with it. */
export async function readStep(values: StepValues, tools: PageTools, { actor, lang }: Pick<Proved, "actor" | "lang">): Promise<{ entry: RecordedStep } | { wrong: FormError[] }> {
  const { errors } = recordWords(tools);
  const parsed = stepSchema.safeParse(values);
  if (!parsed.success) return { wrong: errorsOf(parsed.error, errors, STEP_FIELDS) };
  const { status, date, decision, note } = parsed.data;
  if (tools.reference.terms.get(status)?.scheme !== "membershipStatus") return { wrong: [{ field: "status", text: errors.statusMissing }] };
  if (decision && !(await findDecision({ id: decision }))) return { wrong: [{ field: "decision", text: errors.decisionWrong }] };
  const entry = { id: newId(), status, date, decision, note: note ? { [lang]: note } : null, sources: [], recordedAt: new Date().toISOString(), recordedBy: actor.id, corrects: null, struck: false };
  return { entry };
}

/** The words for what keeps an entry out of the record. @throws the error where it is another. */
export function refusalOf(error: unknown, tools: PageTools): { status: number; errors: FormError[] } {
  const { errors } = recordWords(tools);
  if (isDomainError(error, "moved-on")) return { status: 409, errors: [{ field: null, text: errors.movedOn }] };
  if (!isDomainError(error, "wrong-state")) throw error;
  if (error.field === "state") return { status: 400, errors: [{ field: "country", text: errors.taken }] };
  const [from = "", to = ""] = error.message.split(">");
  const text = tools.t("membership:record.errors.step", { from: from ? tools.term(from) : errors.begins, to: tools.term(to) });
  return { status: 400, errors: [{ field: "status", text }] };
}
