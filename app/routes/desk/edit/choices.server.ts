import { today } from "#app/lib/dates.ts";
import { localeOf } from "#app/lib/locales.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { VISITOR } from "#models/actor.ts";
import { listDecisions } from "#models/decision.server.ts";
import { GATHERING_KINDS } from "#models/gathering.ts";
import { type Facts, type Item, versionFor } from "#models/item.ts";
import { listPublished, listPublishedByIds } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import { isInForce, type Term } from "#models/term.ts";
import { MEASURE_STATUSES } from "#models/vocabulary.ts";

export type Option = { value: string; label: string };
/** Terms under the heading of the one above them; a scheme without levels has one group without a name. */
export type TermGroup = { name: string | null; options: Option[] };
export type TermChoice = { scheme: string; name: string; groups: TermGroup[] };

/** Vocabularies in the order in which an author is asked for them. */
const ASKED = ["theme", "persons", "capacity", "body", "sdg"] as const;

/** What an author can choose from, in the language of the page. `chosen`: terms that the text carries already. */
export async function choicesFor(tools: PageTools, { type, mechanism }: Pick<Item, "type" | "mechanism">, { terms: chosen, partners = [], details }: Pick<Facts, "terms" | "partners" | "details">) {
  const { t, lang } = tools;
  return {
    terms: ASKED.map((scheme): TermChoice => ({ scheme, name: t(`items:scheme.${scheme}`), groups: groupsOf(tools, scheme, chosen) })),
    // Terms that are not asked for and were given by the seed or an import: they stay.
    kept: chosen.filter((id) => !ASKED.some((scheme) => id.startsWith(`${scheme}:`)) && !id.startsWith("documentKind:")),
    partners: partnerOptions(tools, partners),
    months: Array.from({ length: 12 }, (_, month) => ({
      value: String(month + 1),
      label: new Intl.DateTimeFormat(localeOf(lang), { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month, 15))),
    })),
    languages: LANGUAGE_CODES.map((value) => ({ value, label: tools.language(value) })),
    kinds: type === "document" ? optionsOf(tools, tools.reference.terms.values(), "documentKind", chosen) : [],
    decisions: type === "document" ? (await listDecisions()).map(({ id, title }) => ({ value: id, label: localize(title, lang)?.text ?? id })) : [],
    statuses: type === "measure" ? MEASURE_STATUSES.map((value) => ({ value, label: t(`items:measure.status.${value}`) })) : [],
    ...(type === "event" && "gathering" in details && details.gathering ? gatheringChoices(tools) : { gatheringKinds: [], states: [] }),
    events: type === "document" ? await eventChoices(tools, mechanism, "event" in details ? (details.event ?? null) : null) : [],
    zones: type === "event" ? Intl.supportedValuesOf("timeZone") : [],
  };
}

/** Partners that can be named, and those that are named already, by their names. */
export function partnerOptions(tools: PageTools, chosen: string[]): Option[] {
  const offered = [...tools.reference.partners.values()].filter(({ id, retired }) => !retired || chosen.includes(id));
  return sortByName(offered.map(({ id }) => ({ value: id, label: tools.partner(id).text })), tools.lang, ({ label }) => label);
}

/** Kinds of gatherings, and States in the groups to which they belong at the United Nations. */
function gatheringChoices(tools: PageTools) {
  const { reference, lang, t } = tools;
  const states = [...reference.states.values()];
  const regions = [...reference.terms.values()].filter(({ parent }) => parent === "countryGroup:un").toSorted((a, b) => a.order - b.order);
  const optionsOfStates = (own: typeof states) => sortByName(own.map(({ id }) => ({ value: id, label: tools.country(id) })), lang, ({ label }) => label);
  const slug = (id: string) => id.slice("countryGroup:".length);
  const groups: TermGroup[] = [
    ...regions.map(({ id }) => ({ name: tools.term(id), options: optionsOfStates(states.filter((state) => state.groups.includes(slug(id)))) })),
    { name: null, options: optionsOfStates(states.filter((state) => !regions.some(({ id }) => state.groups.includes(slug(id))))) },
  ];
  return {
    gatheringKinds: GATHERING_KINDS.map((value) => ({ value, label: t(`gatherings:kinds.${value}`) })),
    states: groups.filter(({ options }) => options.length > 0),
  };
}

/** How many events are offered to a document, the last ones first. */
const EVENTS = 200;

/** The published events of the network and of the document's own mechanism; the one that is chosen stays among them. */
async function eventChoices(tools: PageTools, mechanism: string | null, chosen: string | null): Promise<Option[]> {
  const [gatherings, own, kept] = await Promise.all([
    listPublished({ actor: VISITOR, types: ["event"], gathering: true, limit: EVENTS }),
    mechanism ? listPublished({ actor: VISITOR, types: ["event"], mechanism, limit: EVENTS }) : [],
    chosen ? listPublishedByIds({ actor: VISITOR, ids: [chosen] }) : [],
  ]);
  const all = new Map([...gatherings, ...own, ...kept].map((item) => [item.id, [versionFor(item, tools.lang).content.title, item.date.from ? tools.date(item.date) : ""].filter(Boolean).join(" · ")]));
  // One that readers do not see has no title here, and is not lost for that.
  if (chosen && !all.has(chosen)) all.set(chosen, chosen);
  return [...all].map(([value, label]) => ({ value, label }));
}

/** Terms in force, and those no longer in force that the text carries. */
const isOffered = (chosen: string[]) => (term: Term): boolean => chosen.includes(term.id) || isInForce(term, today());

function optionsOf(tools: PageTools, terms: Iterable<Term>, scheme: string, chosen: string[]): Option[] {
  const own = [...terms].filter((term) => term.scheme === scheme).filter(isOffered(chosen));
  return own.toSorted((a, b) => a.order - b.order).map(({ id }) => ({ value: id, label: tools.term(id) }));
}

function groupsOf(tools: PageTools, scheme: string, chosen: string[]): TermGroup[] {
  const all = [...tools.reference.terms.values()].filter((term) => term.scheme === scheme).toSorted((a, b) => a.order - b.order);
  const parents = all.filter(({ id }) => all.some((term) => term.parent === id));
  const children = (parent: string | null) => all.filter((term) => term.parent === parent);
  if (parents.length === 0) {
    const options = optionsOf(tools, all, scheme, chosen);
    return [{ name: null, options: scheme === "persons" ? sortByName(options, tools.lang, ({ label }) => label) : options }];
  }
  const alone = children(null).filter((term) => !parents.includes(term));
  return [
    ...parents.map((parent) => ({
      name: tools.term(parent.id),
      // Themes are chosen below their chapter; a goal can be chosen itself.
      options: optionsOf(tools, [...(scheme === "theme" ? [] : [parent]), ...children(parent.id)], scheme, chosen),
    })),
    ...(alone.length > 0 ? [{ name: null, options: optionsOf(tools, alone, scheme, chosen) }] : []),
  ];
}
