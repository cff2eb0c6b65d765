import type { LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { localeOf } from "#app/lib/locales.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { paths } from "#app/paths.ts";
import { historyView } from "#app/routes/mechanisms/history.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind, lineOf, type Mechanism } from "#models/mechanism.ts";
import { DATE_NOT_STATED } from "#models/partial-date.ts";
import { can } from "#models/policy.ts";

import { decisionChoices } from "../offices/choices.server.ts";
import { fieldsOfEvent } from "./history-form.ts";
import { frameOf, openKept } from "./open.server.ts";

const DONE = ["added", "corrected", "retracted", "merged", "undone"] as const;

/** The history of a mechanism, and the form to add an event, or to correct one. */
export async function loadMechanismHistory(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "profile:write");
  const { lang } = proved;
  const [mechanism, tools, decisions] = await Promise.all([openKept(proved, args.params), pageTools(lang), listDecisions()]);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const texts = t("profile:history", { returnObjects: true, name: tools.mechanism(mechanism).text });
  const done = DONE.find((one) => one === query.get("done"));
  const all = [mechanism, ...tools.reference.mechanisms.predecessorsOf(mechanism.id)];
  const mayKeep = (id: string) => can(proved.actor, "profile:write", { mechanism: id });
  return {
    meta: tools.meta(`${texts.title} · ${tools.mechanism(mechanism).text}`, undefined, { unlisted: true }),
    frame: await frameOf(proved, tools, mechanism, paths.mechanismHistory(lang, mechanism.id)),
    lang,
    texts: { ...texts, summary: t("accounts:errors.summary") },
    done: done ? texts.done[done] : null,
    address: paths.mechanismHistory(lang, mechanism.id),
    kinds: HISTORY_KINDS.filter((kind) => kind !== "merged" || mergeTargets(proved, tools, mechanism).length > 0).map((kind) => ({
      kind,
      name: texts.add[kind],
      url: paths.mechanismHistory(lang, mechanism.id, { add: kind }),
    })),
    events: historyView(tools, mechanism, decisions).map((event) => ({
      ...event,
      correct: mayKeep(event.of) ? paths.mechanismHistory(lang, mechanism.id, { correct: event.id }) : null,
      // What has merged into one that merged on can only be undone from the end.
      step: !mayKeep(event.of) ? null : event.kind !== "merged" ? ("retract" as const) : all.find(({ id }) => id === event.of)?.successor === mechanism.id ? ("undo" as const) : null,
    })),
    earlier: earlierView(tools, all),
    // The register is the network's: a mechanism's own editors are not asked for its decisions.
    decisions: can(proved.actor, "network:manage") ? decisionChoices(tools, decisions) : null,
    form: formOf(proved, tools, mechanism, all, query),
  };
}

/** What was corrected or taken back, so that the record is whole. */
function earlierView(tools: PageTools, all: Mechanism[]) {
  return all.flatMap(({ history }) => {
    const present = new Set(lineOf(history).map(({ id }) => id));
    return history.filter(({ id, retracts }) => !present.has(id) && !retracts).map(({ id, kind, date, note }) => ({ id, what: tools.t(`profile:event.${kind}`), date: tools.date(date), note: note?.[tools.lang] ?? null }));
  });
}

/** The mechanisms into which this one can merge: all others whose profile the same person keeps. */
function mergeTargets({ actor }: Proved, tools: PageTools, mechanism: Mechanism) {
  const others = [...tools.reference.mechanisms.values()].filter(({ id }) => id !== mechanism.id && can(actor, "profile:write", { mechanism: id }));
  const rows = others.map((other) => ({ value: other.id, name: `${tools.country(other.state)} · ${tools.mechanism(other).text}`, isNear: other.state === mechanism.state }));
  // Those of the same State first: it is hardly ever another's.
  return sortByName(rows, tools.lang, ({ name }) => name).toSorted((a, b) => Number(b.isNear) - Number(a.isNear));
}

function formOf(proved: Proved, tools: PageTools, mechanism: Mechanism, all: Mechanism[], query: URLSearchParams) {
  const { lang, t } = tools;
  const kind = HISTORY_KINDS.find((one) => one === query.get("add"));
  const found = all.flatMap((of) => lineOf(of.history).map((entry) => ({ of, entry }))).find(({ entry }) => entry.id === query.get("correct"));
  if (!kind && !(found && can(proved.actor, "profile:write", { mechanism: found.of.id }))) return null;
  const shared = {
    months: monthsOf(lang),
    languages: LANGUAGE_CODES.map((code) => ({ code, name: tools.language(code), dir: LANGUAGES[code].dir })),
    targets: kind === "merged" ? mergeTargets(proved, tools, mechanism) : [],
  };
  return found ? correcting(found.of, found.entry) : adding(kind ?? "established");

  function adding(own: HistoryKind) {
    const { name, shortName } = mechanism;
    const fields = fieldsOfEvent(lang, { date: DATE_NOT_STATED, legalBasis: null, note: null, names: { name, shortName }, ministry: null, decision: null });
    return { ...shared, intent: own === "merged" ? ("merge" as const) : ("add" as const), kind: own, entry: null, of: mechanism.id, title: t(`profile:history.add.${own}`), hasNames: own === "renamed", fields };
  }
  function correcting(of: Mechanism, entry: HistoryEntry) {
    const hasNames = entry.kind === "renamed" && Boolean(entry.before?.name ?? entry.before?.shortName);
    const fields = fieldsOfEvent(lang, { ...entry, names: entry.before, ministry: null });
    return { ...shared, intent: "correct" as const, kind: entry.kind, entry: entry.id, of: of.id, title: t("profile:history.correcting", { what: t(`profile:event.${entry.kind}`) }), hasNames, fields };
  }
}

/** The months by their names, so that nobody mixes them up with days. */
function monthsOf(lang: string): Array<{ value: string; label: string }> {
  const format = new Intl.DateTimeFormat(localeOf(lang), { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1).padStart(2, "0"), label: format.format(new Date(Date.UTC(2025, index, 15))) }));
}
