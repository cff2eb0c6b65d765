import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { plainText } from "#app/rich-text/plain.server.ts";
import { hasCalendarEntry } from "#app/routes/events/events.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import type { Decision } from "#models/decision.ts";
import type { ItemDetails, PublishedItem, PublishedVersion } from "#models/item.ts";
import { localize } from "#models/localized.ts";
import type { Mechanism } from "#models/mechanism.ts";

import { placeOf } from "./place.server.ts";
import { SHEET_LINES } from "./text.server.ts";

/** One line of what the hub says of an item; `lang` is given where the value is in another language than the reader's. */
export type Fact = { term: string; value: string; lang?: string; url?: string; file?: boolean };

/** What is said of an item beside its text, in reading order. `decision` is the text it is linked to. */
export function factsOf(
  tools: PageTools,
  item: PublishedItem,
  version: PublishedVersion,
  decision: Pick<Decision, "id" | "title"> | null,
): Fact[] {
  const { t, lang } = tools;
  const place = placeOf(item, version, lang);
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  const facts: Fact[] = [
    ...(item.country ? [{ term: t("items:country"), value: tools.country(item.country) }] : []),
    { term: item.type === "record" ? t("items:year") : t("items:date"), value: tools.date(item.date) },
    ...(tools.time(item) ? [{ term: t("items:time"), value: tools.time(item) ?? "" }] : []),
    ...(place ? [{ term: t("items:place"), value: place.text, lang: place.lang }] : []),
    ...(item.type === "event" ? eventFacts(tools, item) : []),
    ...(item.type === "document" ? documentFacts(tools, item, decision) : []),
    ...(item.type === "measure" ? measureFacts(tools, item, version) : []),
    ...(mechanism ? [mechanismFact(tools, mechanism)] : []),
  ];
  return facts.map(({ lang: own, ...fact }) => (own && own !== lang ? { ...fact, lang: own } : fact));
}

/** The mechanism that answers for the item. */
function mechanismFact(tools: PageTools, mechanism: Mechanism): Fact {
  const { text, lang } = tools.mechanism(mechanism);
  return { term: tools.t("items:mechanism"), value: text, lang, url: mechanismUrl(tools, mechanism) };
}

function eventFacts({ t, lang }: PageTools, item: PublishedItem): Fact[] {
  const { gathering, gatheringKind } = item.details as ItemDetails["event"];
  return [
    ...(gathering && gatheringKind ? [{ term: t("gatherings:kind"), value: t(`gatherings:kinds.${gatheringKind}`) }] : []),
    ...(gathering ? [{ term: t("items:event.organiser"), value: t("items:network"), url: paths.network(lang) }] : []),
    ...(hasCalendarEntry(item)
      ? [{ term: t("items:event.calendarEntry"), value: t("items:event.add"), url: paths.eventCalendar(lang, item.id), file: true }]
      : []),
  ];
}

function documentFacts(tools: PageTools, item: PublishedItem, decision: Pick<Decision, "id" | "title"> | null): Fact[] {
  const { t, lang } = tools;
  const { kind } = item.details as ItemDetails["document"];
  const adopted = decision ? localize(decision.title, lang) : null;
  return [
    { term: t("items:document.kind"), value: kind ? tools.term(kind) : t("site:notStated") },
    ...(decision && adopted
      ? [{ term: t("items:document.adoptedText"), value: adopted.text, lang: adopted.lang, url: paths.decision(lang, decision.id) }]
      : []),
  ];
}

function measureFacts(tools: PageTools, item: PublishedItem, version: PublishedVersion): Fact[] {
  const { t } = tools;
  const { number, status, contact } = item.details as ItemDetails["measure"];
  const lines = SHEET_LINES.flatMap((group): Fact[] => {
    const texts = version.content.sections.filter((section) => section.group === group).map(({ text }) => plainText(text));
    return texts.length > 0 ? [{ term: t(`items:measure.${group as "axis" | "ministry"}`), value: texts.join("\n"), lang: version.lang }] : [];
  });
  return [
    { term: t("items:measure.number"), value: number ?? t("site:notStated") },
    {
      term: t("items:measure.statusLabel"),
      value: status
        ? t("items:measure.statusAsOf", { status: t(`items:measure.status.${status.value}`), date: tools.date(status.asOf) })
        : t("site:notStated"),
    },
    ...lines,
    ...(contact ? [{ term: t("items:measure.contact"), value: contact, ...(isAddress(contact) ? { url: `mailto:${contact}`, file: true } : {}) }] : []),
  ];
}

const isAddress = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);
