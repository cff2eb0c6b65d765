import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { ZodType } from "zod";

import { requireMay } from "#app/auth/guards.server.ts";
import { errorsOf, type FormError } from "#app/lib/form-errors.server.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { followUpApplications, mechanismOfApplication } from "#app/notices/application-follow-up.server.ts";
import { paths } from "#app/paths.ts";
import type { Application } from "#models/application.ts";
import { decideApplication, leaveStep, recordAfterAll } from "#models/application-outcome.server.ts";
import { moveToStage, noteConsultation, writeMessage } from "#models/application.server.ts";
import { findDecision } from "#models/decision.server.ts";
import { DomainError, isDomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { type SeenMembership, withEntry } from "#models/membership.ts";
import { readPresent } from "#models/mechanism.server.ts";
import { listMemberships, membershipOf } from "#models/membership.server.ts";
import type { NetworkSettings } from "#models/network-settings.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { partialDate } from "#models/partial-date.ts";

import { acceptSchema, askSchema, consultSchema, declineSchema, DESK_FIELDS, type DeskValues } from "./application.schema.ts";
import { deskWords, openApplication } from "./application.server.ts";

type Refused = { intent: string; values: DeskValues; errors: FormError[] };

/** Asks, notes, moves along, decides; every form of the page. */
export async function changeApplication(args: ActionFunctionArgs) {
  const { actor, lang } = await requireMay(args, "network:manage");
  const application = await openApplication(args.params.id);
  const [form, tools, settings] = await Promise.all([readForm(args.request), pageTools(lang), readNetworkSettings()]);
  const { errors: words } = deskWords(tools);
  const intent = form.get("intent") ?? "";
  const values = Object.fromEntries(DESK_FIELDS.map((field) => [field, cleanText(form.get(field))])) as DeskValues;
  const refuse = (status: number, errors: FormError[]) => data<Refused>({ intent, values, errors }, { status });
  const doer = { by: actor.id, address: args.context.address };
  const { id } = application;
  const token = idForKey(`${id}:${form.get("token") ?? ""}`);
  const seen = Number(form.get("seen"));
  /** Reads the fields of one form; what is wrong with them, or what is done with them. */
  const withFields = async <T>(schema: ZodType<T, any, any>, use: (fields: T) => Promise<FormError[] | void>): Promise<FormError[]> => {
    const parsed = schema.safeParse(values);
    return parsed.success ? ((await use(parsed.data)) ?? []) : errorsOf(parsed.error, words, DESK_FIELDS);
  };
  let wrong: FormError[];
  try {
    switch (intent) {
      case "ask":
        wrong = await withFields(askSchema, ({ text }) => writeMessage({ id, message: token, text, doer }));
        break;
      case "consult":
        wrong = await withFields(consultSchema, ({ who, on, note, untold }) => noteConsultation({ id, consultation: { id: token, who, note, date: partialDate(on), told: untold !== "yes" }, doer }));
        break;
      case "stage": {
        const stage = settings.applicationStages.find((one) => one.id === values.stage);
        wrong = stage ? [] : [{ field: "stage", text: words.stageWrong }];
        if (stage) await moveToStage({ id, stage: stage.id, seen, doer });
        break;
      }
      case "decline":
        wrong = await withFields(declineSchema, async ({ reason, date, decision }) => {
          if (decision && !(await findDecision({ id: decision }))) return [{ field: "decision", text: words.decisionWrong }];
          await decideApplication({ id, move: "decline", seen, doer, outcome: { reason, date, decision: decision || null, status: null, mechanism: null, membership: null } });
        });
        break;
      case "accept":
        wrong = await withFields(acceptSchema, async ({ reason, date, decision, status, mechanism }) => {
          if (decision && !(await findDecision({ id: decision }))) return [{ field: "decision", text: words.decisionWrong }];
          if (!settings.applyFor.includes(status)) return [{ field: "status", text: words.statusMissing }];
          const known = tools.reference.mechanisms.get(mechanism);
          if (known?.state !== application.country && mechanism !== mechanismOfApplication(id)) return [{ field: "mechanism", text: words.mechanismMissing }];
          // One that has merged since the form was shown is its successor.
          const outcome = { reason, date, decision: decision || null, status, mechanism: known?.id ?? mechanism };
          const membership = await followable(application, outcome, settings);
          if (membership === undefined) return [{ field: "status", text: words.step }];
          await decideApplication({ id, move: "accept", seen, doer, outcome: { ...outcome, membership } });
        });
        break;
      case "record": {
        const { outcome } = application;
        if (outcome?.step !== "waits" || !outcome.status || !outcome.mechanism) throw new DomainError("wrong-state");
        const membership = await followable(application, { ...outcome, status: outcome.status, mechanism: outcome.mechanism }, settings);
        wrong = membership === undefined ? [{ field: null, text: words.step }] : [];
        if (membership !== undefined) await recordAfterAll({ id, membership, seen, doer });
        break;
      }
      case "leave":
        wrong = [];
        await leaveStep({ id, seen, doer });
        break;
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
    if (isDomainError(error, "moved-on")) return refuse(409, [{ field: null, text: words.movedOn }]);
    if (isDomainError(error, "wrong-state")) return refuse(409, [{ field: null, text: words.wrongState }]);
    if (isDomainError(error, "too-long")) return refuse(409, [{ field: null, text: words.tooLong }]);
    throw error;
  }
  if (wrong.length > 0) return refuse(400, wrong);
  await followUpApplications({ id });
  if (intent === "accept") await referenceData({ fresh: true });
  return redirect(paths.applicationOnDesk(lang, id, { done: intent }));
}

/** The membership that this status may follow by the table of steps, as it is now; null where it begins one, undefined where it may not. */
async function followable({ country }: Application, { status, mechanism, date }: { status: string; mechanism: string; date: string }, { statusSteps }: NetworkSettings): Promise<SeenMembership | null | undefined> {
  const [memberships, present] = await Promise.all([listMemberships(), readPresent()]);
  const known = membershipOf(memberships, { id: mechanism, state: country }, present);
  const entry = { id: "to be", status, date: partialDate(date), decision: null, note: null, sources: [], recordedAt: null, recordedBy: null, corrects: null, struck: false };
  try {
    withEntry(known?.history ?? [], entry, statusSteps);
    return known ? { id: known.id, version: known.version } : null;
  } catch (error) {
    if (isDomainError(error, "wrong-state")) return undefined;
    throw error;
  }
}
