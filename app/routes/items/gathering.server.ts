import { directionOf } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import type { MarkedText, PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { standingOf } from "#app/lib/standing.server.ts";
import { paths } from "#app/paths.ts";
import { changesOf, readChangeable } from "#app/routes/decisions/changes.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { VISITOR } from "#models/actor.ts";
import { listDecisions } from "#models/decision.server.ts";
import { AGENDA } from "#models/gathering.ts";
import { type ItemDetails, type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { listMemberships } from "#models/membership.server.ts";
import { lastDay } from "#models/partial-date.ts";
import { listPartners } from "#models/partner.server.ts";

const DOCUMENTS = 100;

type Named = { text: string; lang?: string; url?: string };

/**
 * What a gathering of the network has beside its text: who took part, its published documents, and the decisions taken
 * there, each with what it changed; null for other events.
 */
export async function gatheringOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  if (item.type !== "event" || !(item.details as ItemDetails["event"]).gathering) return null;
  const { t } = tools;
  const [documents, decisions, participants] = await Promise.all([
    listPublished({ actor: VISITOR, types: ["document"], event: item.id, limit: DOCUMENTS }),
    decisionsTaken(tools, item.id),
    participantsOf(tools, item),
  ]);
  return {
    texts: t("gatherings:page", { returnObjects: true }),
    noAgenda: !version.content.sections.some(({ group }) => group === AGENDA),
    participants,
    documents: documents.map((document) => {
      const own = versionFor(document, tools.lang);
      const { kind } = document.details as ItemDetails["document"];
      return {
        id: document.id,
        url: paths.item(tools.lang, { ...document, title: own.content.title }),
        title: own.content.title,
        lang: own.lang,
        dir: directionOf(own.lang),
        about: [kind ? tools.term(kind) : null, document.date.from ? tools.date(document.date) : null, own.lang === tools.lang ? null : tools.language(own.lang)].filter(Boolean).join(" · "),
      };
    }),
    decisions,
  };
}

/** The participants, in groups: States by what they were to the network on the last day of it, partners, others as they were named. */
async function participantsOf(tools: PageTools, item: PublishedItem): Promise<Array<{ name: string; entries: Named[] }>> {
  const { t, lang, reference } = tools;
  const { states = [], others = [] } = (item.details as ItemDetails["event"]).participants ?? {};
  const [memberships, partners] = await Promise.all([states.length > 0 ? listMemberships() : [], item.partners.length > 0 ? listPartners() : []]);
  // Of one to come, or without a date, what holds today is all there is to say.
  const day = [lastDay(item.date) ?? today(), today()].toSorted()[0];
  const members = new Set(memberships.filter((membership) => standingOf(reference, membership, day) !== "other").map(({ state }) => state));
  const isMember = (state: string) => members.has(state);
  const named = (codes: string[]) => sortByName(codes.map((code): Named => {
    const [mechanism, ...more] = [...reference.mechanisms.values()].filter(({ state }) => state === code);
    return { text: tools.country(code), ...(mechanism && more.length === 0 ? { url: mechanismUrl(tools, mechanism) } : {}) };
  }), lang, ({ text }) => text);
  const organisations = item.partners.flatMap((id): Named[] => {
    const name = localize(partners.find((partner) => partner.id === id)?.name, lang);
    return name ? [marked(name, lang)] : [];
  });
  return [
    { name: t("gatherings:page.members"), entries: named(states.filter(isMember)) },
    // Where the network had no members yet, nobody was to become one.
    { name: t(members.size > 0 ? "gatherings:page.futureMembers" : "gatherings:page.states"), entries: named(states.filter((state) => !isMember(state))) },
    { name: t("gatherings:page.partners"), entries: organisations },
    { name: t("gatherings:page.others"), entries: others.map((text) => ({ text })) },
  ].filter(({ entries }) => entries.length > 0);
}

const marked = ({ text, lang: own }: MarkedText, lang: string): Named => ({ text, ...(own === lang ? {} : { lang: own }) });

/** The decisions taken at a gathering, with what each changed. */
async function decisionsTaken(tools: PageTools, gathering: string) {
  const { lang } = tools;
  const taken = (await listDecisions()).filter((decision) => decision.gathering === gathering);
  if (taken.length === 0) return [];
  const changeable = await readChangeable();
  return taken.map(({ id, kind, title }) => ({
    id,
    url: paths.decision(lang, id),
    kind: tools.term(kind),
    ...marked(localize(title, lang) ?? { text: id, lang }, lang),
    changed: changesOf(tools, id, changeable).map(({ text }) => text),
  }));
}
