import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import type { Decision } from "#models/decision.ts";
import { listDecisions } from "#models/decision.server.ts";
import { localize } from "#models/localized.ts";
import { correctedIds, effectiveHistory, type RecordedStep, statusBefore, statusesAfter } from "#models/membership.ts";
import { findMembership, presentStep, recordStep } from "#models/membership.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { teller } from "../desk/people.server.ts";
import { decisionChoices } from "./choices.server.ts";
import { readStep, recordWords, refusalOf, refuse, stepValues } from "./steps.server.ts";

const DONE = ["step", "correct", "add"] as const;

async function openMembership(id: string | undefined) {
  const membership = await findMembership({ id: id ?? "" });
  if (!membership) throw new Response(null, { status: 404 });
  return membership;
}

/** The record of a membership: what holds, all that was ever written down, and the steps that can be taken. */
export async function loadRecord(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang } = proved;
  const membership = await openMembership(args.params.id);
  const [tools, navigation, settings, decisions] = await Promise.all([pageTools(lang), deskNavigation(proved), readNetworkSettings(), listDecisions()]);
  const { t } = tools;
  const { history } = membership;
  const { tell } = await teller(tools, proved, history.map(({ recordedBy }) => recordedBy));
  const present = presentStep(membership);
  const last = effectiveHistory(history).at(-1) ?? null;
  const query = new URL(args.request.url).searchParams;
  const done = DONE.find((one) => one === query.get("done"));
  const corrected = correctedIds(history);
  const correcting = history.find(({ id }) => id === query.get("correct") && !corrected.has(id));
  const { errors: _, done: dones, ...texts } = recordWords(tools);
  const mechanism = membership.mechanism ? tools.reference.mechanisms.get(membership.mechanism) : undefined;
  const named = (ids: string[]) => ids.map((value) => ({ value, name: tools.term(value) }));
  const country = tools.country(membership.state);
  return {
    meta: tools.meta(country, undefined, { unlisted: true }),
    navigation,
    texts: { ...texts, stepHelp: t("membership:record.stepHelp", { status: last ? tools.term(last.status) : texts.never }) },
    country,
    now: present ? t("membership:record.now", { status: tools.term(present.status) }) : texts.never,
    mechanism: mechanism ? { url: mechanismUrl(tools, mechanism), text: tools.mechanism(mechanism).text } : null,
    done: done ? dones[done] : null,
    version: membership.version,
    back: paths.memberships(lang),
    here: paths.membership(lang, membership.id),
    effective: effectiveHistory(history).map((step) => ({ id: step.id, ...stepView(step, tools, decisions) })),
    entries: history
      .map((entry) => {
        const replaced = history.find(({ id }) => id === entry.corrects);
        const words = replaced ? { status: tools.term(replaced.status), date: tools.date(replaced.date) } : null;
        return {
          id: entry.id,
          ...stepView(entry, tools, decisions),
          isCorrected: corrected.has(entry.id),
          struck: entry.struck,
          told: entry.recordedBy ? tell(entry.recordedBy, entry.recordedAt) : texts.founding,
          replaces: words ? t(entry.struck ? "membership:record.struck" : "membership:record.correction", words) : null,
          correct: corrected.has(entry.id) ? null : `${paths.membership(lang, membership.id, { correct: entry.id })}#step`,
        };
      })
      .toReversed(),
    correcting: correcting && {
      id: correcting.id,
      title: `${tools.term(correcting.status)}, ${tools.date(correcting.date)}`,
      here: paths.membership(lang, membership.id, { correct: correcting.id }),
      // What may stand in its place: what follows the status before it, and what it says now.
      statuses: named([...new Set([...statusesAfter(settings.statusSteps, statusBefore(history, correcting.id)), correcting.status])]),
      values: { status: correcting.status, date: correcting.date.from ?? "", decision: correcting.decision ?? "", note: localize(correcting.note, lang)?.text ?? "" },
    },
    decisions: await decisionChoices(tools),
    next: named(statusesAfter(settings.statusSteps, last?.status ?? null)),
  };
}

function stepView(step: RecordedStep, tools: PageTools, decisions: Decision[]) {
  const decision = decisions.find(({ id }) => id === step.decision);
  return {
    status: tools.term(step.status),
    date: tools.date(step.date),
    decision: decision ? localize(decision.title, tools.lang) : null,
    note: localize(step.note, tools.lang),
  };
}

/** Takes a step, or writes another entry down in the place of one. */
export async function changeRecord(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { actor, lang } = proved;
  const membership = await openMembership(args.params.id);
  const [form, tools, settings] = await Promise.all([readForm(args.request), pageTools(lang), readNetworkSettings()]);
  const intent = form.get("intent") ?? "";
  const [values, of] = [stepValues(form), form.get("of") ?? ""];
  const refused = { intent, of, values };
  const strikes = form.get("strike") !== null;
  if (intent !== "step" && intent !== "correct") throw new Response(null, { status: 400 });
  const wrongEntry = intent === "correct" ? membership.history.find(({ id }) => id === of) : undefined;
  if (intent === "correct" && !wrongEntry) throw new Response(null, { status: 400 });
  const read = await readStep(strikes && wrongEntry ? { ...values, status: wrongEntry.status, date: wrongEntry.date.from ?? "", decision: "" } : values, tools, proved);
  if ("wrong" in read) return refuse(400, { ...refused, errors: read.wrong });
  // What was not wrong stays: the sources, and the note in other languages.
  const note = read.entry.note && { ...wrongEntry?.note, ...read.entry.note };
  const entry = { ...read.entry, note, corrects: wrongEntry?.id ?? null, struck: strikes, sources: wrongEntry?.sources ?? [] };
  const log = auditEntry({ by: actor.id, address: args.context.address }, `membership:${intent}`, { kind: "membership", id: membership.id }, { status: entry.status });
  try {
    await recordStep({ id: membership.id, entry, table: settings.statusSteps, version: Number(form.get("seen") ?? membership.version), log });
  } catch (error) {
    const { status, errors } = refusalOf(error, tools);
    return refuse(status, { ...refused, errors });
  }
  return redirect(paths.membership(lang, membership.id, { done: intent }));
}
