import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import type { FormError } from "#app/lib/form-errors.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { findDecision } from "#models/decision.server.ts";
import { type ErrorCode, isDomainError } from "#models/errors.ts";
import { correctEvent, mergeMechanism, type NewEvent, recordEvent, retractEvent, type Told, undoMerger } from "#models/mechanism-history.server.ts";
import { findMechanism } from "#models/mechanism.server.ts";
import { HISTORY_KINDS, lineOf, type Mechanism } from "#models/mechanism.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import { can } from "#models/policy.ts";

import { doerOf } from "../steps.server.ts";
import type { Fields } from "./fields.ts";
import { dateOfEvent, namesOfEvent, readEvent, saidOf, wrongWithEvent, type WrongEvent } from "./history-form.ts";
import { afterChange, openKept } from "./open.server.ts";

const INTENTS = ["add", "merge", "correct", "retract", "undo"] as const;
type Intent = (typeof INTENTS)[number];

export type EventAnswer = { fields: Fields; errors: FormError[] };

type Sent = { proved: Proved; asking: { actor: Proved["actor"]; doer: ReturnType<typeof doerOf>; id: string }; mechanism: Mechanism; form: URLSearchParams; fields: Fields; decision: Pick<Told, "decision">; lang: string };
/** What is wrong with what was sent, else what the page says has been done. */
type Outcome = { wrong: WrongEvent[] } | { done: "added" | "merged" | "corrected" | "retracted" | "undone" };

const STATUS: Partial<Record<ErrorCode, number>> = { "moved-on": 409, "wrong-state": 409 };

/** Adds an event to the history, corrects one, takes one back; merges the mechanism, and undoes that. */
export async function changeMechanismHistory(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { actor, lang } = proved;
  const [mechanism, form, tools] = await Promise.all([openKept(proved, args.params), readForm(args.request), pageTools(proved.lang)]);
  const intent = INTENTS.find((one) => one === form.get("intent"));
  if (!intent) throw new Response(null, { status: 400 });
  const fields = readEvent(form, cleanText);
  const refuse = (errors: FormError[], status: number) => data<EventAnswer>({ fields, errors }, { status });
  const of = form.get("of") || mechanism.id;
  // What is done to one that merged is done from the page of its successor.
  if (tools.reference.mechanisms.get(of)?.id !== mechanism.id) throw new Response(null, { status: 404 });
  try {
    const sent: Sent = { proved, asking: { actor, doer: doerOf(proved, args.context), id: of }, mechanism, form, fields, decision: await decisionIn(proved, fields), lang };
    const wrong = intent === "retract" || intent === "undo" ? [] : wrongWithEvent(fields);
    const outcome: Outcome = wrong.length > 0 ? { wrong } : await STEPS[intent](sent);
    if ("wrong" in outcome) return refuse(outcome.wrong.map(({ field, code }) => ({ field, text: tools.t(`profile:history.errors.${code}`) })), 400);
    await afterChange(of);
    const next = outcome.done === "merged" ? (form.get("into") ?? mechanism.id) : mechanism.id;
    return redirect(paths.mechanismHistory(lang, next, { done: outcome.done }));
  } catch (error) {
    if (isDomainError(error, "not-found", "not-allowed")) throw new Response(null, { status: 404 });
    if (isDomainError(error, "moved-on", "wrong-state")) return refuse([{ field: null, text: tools.t(`profile:history.errors.${error.code === "moved-on" ? "movedOn" : "wrongState"}`) }], STATUS[error.code] ?? 400);
    throw error;
  }
}

const STEPS: { [intent in Intent]: (sent: Sent) => Promise<Outcome> } = { add, merge, correct, retract, undo };

const toldOf = ({ fields, lang, decision }: Sent) => ({ date: dateOfEvent(fields) ?? DATE_NOT_STATED, ...saidOf(fields, lang), ...decision, sources: [] });

/** The decision that a form names behind an event, as far as its sender keeps the register; of others what is recorded stays. */
async function decisionIn({ actor }: Proved, { decision: id }: Fields): Promise<Pick<Told, "decision">> {
  if (!can(actor, "network:manage")) return {};
  return { decision: (id && (await findDecision({ id }))?.id) || null };
}

async function add(sent: Sent): Promise<Outcome> {
  const { asking, fields, mechanism, lang, form } = sent;
  const kind = HISTORY_KINDS.find((one) => one === form.get("kind"));
  if (!kind || kind === "merged") throw new Response(null, { status: 400 });
  const isNow = fields.when !== "past";
  const event: NewEvent = { ...toldOf(sent), kind };
  if (kind === "renamed") {
    const names = namesOfEvent(fields);
    if (!names.name && !names.shortName) return { wrong: [{ field: `name.${lang}`, code: "nameMissing" }] };
    if (isNow && JSON.stringify(order(names)) === JSON.stringify(order({ name: mechanism.name, shortName: mechanism.shortName }))) return { wrong: [{ field: `name.${lang}`, code: "sameName" }] };
    Object.assign(event, isNow ? { change: names } : { before: names });
  }
  if (kind === "moved") {
    if (!fields.ministry) return { wrong: [{ field: "ministry", code: "ministryMissing" }] };
    const to = { ministry: { [lang]: fields.ministry } };
    Object.assign(event, isNow ? { change: to } : { after: to });
  }
  await recordEvent({ ...asking, event });
  return { done: "added" };
}

/** Texts by their languages in one order. */
const order = (names: Record<string, Record<string, string> | null>) => Object.entries(names).map(([field, text]) => [field, Object.entries(text ?? {}).toSorted()]);

async function merge(sent: Sent): Promise<Outcome> {
  const { asking, fields } = sent;
  const into = fields.into ?? "";
  if (!into || into === asking.id) return { wrong: [{ field: "into", code: "into" }] };
  await mergeMechanism({ ...asking, into, told: toldOf(sent) });
  return { done: "merged" };
}

async function correct(sent: Sent): Promise<Outcome> {
  const { asking, fields, form, lang, decision } = sent;
  const old = lineOf((await findMechanism({ id: asking.id }))?.history ?? []).find(({ id }) => id === form.get("entry"));
  const told = { date: dateOfEvent(fields) ?? DATE_NOT_STATED, ...saidOf(fields, lang, old), ...decision, sources: old?.sources ?? [] };
  const names = namesOfEvent(fields);
  const before = old?.kind === "renamed" && old.before ? { ...old.before, ...names } : undefined;
  await correctEvent({ ...asking, entry: form.get("entry") ?? "", told, ...(before ? { before } : {}) });
  return { done: "corrected" };
}

async function retract({ asking, form }: Sent): Promise<Outcome> {
  await retractEvent({ ...asking, entry: form.get("entry") ?? "" });
  return { done: "retracted" };
}

async function undo({ asking }: Sent): Promise<Outcome> {
  await undoMerger(asking);
  return { done: "undone" };
}
