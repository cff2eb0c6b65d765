import type { MarkedText, PageTools, SourceView } from "#app/lib/page-tools.server.ts";
import { decisionLinks } from "#app/routes/decisions/links.server.ts";
import type { Decision } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import { formerNames, type HistoryEntry, lineOf, type Mechanism, type Stand } from "#models/mechanism.ts";

/** One event of a mechanism's history, in words. */
export type EventView = {
  id: string;
  /** The mechanism in whose record it stands: this one, or one that merged into it. */
  of: string;
  kind: HistoryEntry["kind"];
  what: string;
  date: string;
  /** The name that it had until then, and the ministry from then on. */
  former: MarkedText | null;
  ministry: MarkedText | null;
  legalBasis: MarkedText | null;
  note: MarkedText | null;
  /** The decision of the network behind it. */
  decision: (MarkedText & { url: string }) | null;
  sources: SourceView[];
};

/** Everything that happened to a mechanism, and to those that have become it, the last first. */
export function historyView(tools: PageTools, mechanism: Mechanism, decisions: Decision[]): EventView[] {
  const all = [mechanism, ...tools.reference.mechanisms.predecessorsOf(mechanism.id)].flatMap((one) => lineOf(one.history).map((entry) => ({ of: one, entry })));
  // What has no date stands at the end, where the oldest stands.
  const day = ({ entry }: (typeof all)[number]) => entry.date.from ?? "";
  return all.toSorted((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0)).map(({ of, entry }) => ({ ...eventView(tools, mechanism, of, entry), decision: decisionLinks(tools, decisions, entry.decision ? [entry.decision] : [])[0] ?? null }));
}

function eventView(tools: PageTools, mechanism: Mechanism, of: Mechanism, entry: HistoryEntry): Omit<EventView, "decision"> {
  const { t, lang } = tools;
  const isOwn = of.id === mechanism.id;
  const own = tools.mechanism(of).text;
  return {
    id: entry.id,
    of: of.id,
    kind: entry.kind,
    what: isOwn ? t(`profile:event.${entry.kind}`) : entry.kind === "merged" ? t("profile:event.mergedIn", { name: own }) : `${own}: ${t(`profile:event.${entry.kind}`)}`,
    date: tools.date(entry.date),
    former: nameIn(entry.before, lang),
    ministry: localize(entry.after?.ministry, lang),
    legalBasis: localize(entry.legalBasis, lang),
    note: localize(entry.note, lang),
    sources: tools.sources(entry.sources),
  };
}

const nameIn = (stand: Stand | null, lang: string): MarkedText | null => localize(stand?.name, lang) ?? localize(stand?.shortName, lang);

/** The names that it had before, each with the time until which it had it. */
export function formerNamesView(tools: PageTools, mechanism: Mechanism) {
  return formerNames(mechanism).flatMap(({ name, shortName, until }) => {
    const text = localize(name, tools.lang) ?? localize(shortName, tools.lang);
    return text ? [{ ...text, until: until.from ? tools.t("profile:until", { date: tools.date(until) }) : tools.t("profile:formerly") }] : [];
  });
}
