import { today } from "#app/lib/dates.ts";
import { localeOf } from "#app/lib/locales.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { listDecisions } from "#models/decision.server.ts";
import { localize } from "#models/localized.ts";
import { isInForce, type Term } from "#models/term.ts";
import { type ItemType, MEASURE_STATUSES } from "#models/vocabulary.ts";

export type Option = { value: string; label: string };
/** Terms under the heading of the one above them; a scheme without levels has one group without a name. */
export type TermGroup = { name: string | null; options: Option[] };
export type TermChoice = { scheme: string; name: string; groups: TermGroup[] };

/** Vocabularies in the order in which an author is asked for them. */
const ASKED = ["theme", "persons", "capacity", "body", "sdg"] as const;

/** What an author can choose from, in the language of the page. `chosen`: terms that the text carries already. */
export async function choicesFor(tools: PageTools, type: ItemType, chosen: string[], chosenPartners: string[]) {
  const { t, lang } = tools;
  return {
    terms: ASKED.map((scheme): TermChoice => ({ scheme, name: t(`items:scheme.${scheme}`), groups: groupsOf(tools, scheme, chosen) })),
    // Terms that are not asked for and were given by the seed or an import: they stay.
    kept: chosen.filter((id) => !ASKED.some((scheme) => id.startsWith(`${scheme}:`)) && !id.startsWith("documentKind:")),
    partners: partnerOptions(tools, chosenPartners),
    months: Array.from({ length: 12 }, (_, month) => ({
      value: String(month + 1),
      label: new Intl.DateTimeFormat(localeOf(lang), { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month, 15))),
    })),
    languages: LANGUAGE_CODES.map((value) => ({ value, label: tools.language(value) })),
    kinds: type === "document" ? optionsOf(tools, tools.reference.terms.values(), "documentKind", chosen) : [],
    decisions: type === "document" ? (await listDecisions()).map(({ id, title }) => ({ value: id, label: localize(title, lang)?.text ?? id })) : [],
    statuses: type === "measure" ? MEASURE_STATUSES.map((value) => ({ value, label: t(`items:measure.status.${value}`) })) : [],
    zones: type === "event" ? Intl.supportedValuesOf("timeZone") : [],
  };
}

/** Partners that can be named, and those that are named already, by their names. */
export function partnerOptions(tools: PageTools, chosen: string[]): Option[] {
  const offered = [...tools.reference.partners.values()].filter(({ id, retired }) => !retired || chosen.includes(id));
  return sortByName(offered.map(({ id }) => ({ value: id, label: tools.partner(id).text })), tools.lang, ({ label }) => label);
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
