import type { Language } from "#app/i18n/languages.ts";
import type { ReferenceData } from "#app/lib/reference-data.server.ts";
import type { ListedItem } from "#models/item.ts";
import { lookUpPublished, type Needle } from "#models/item-lookup.server.ts";
import type { Actor } from "#models/actor.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { readWords } from "./fold.ts";
import { foldedPattern } from "./folded-pattern.ts";
import { presentFilters } from "./present-filters.ts";
import type { Filters, SearchQuery } from "./schema.ts";
import { type Recognised } from "./thesaurus.ts";
import { thesaurusOf } from "./thesaurus.server.ts";

/** Shorter words stand inside too many others. */
const SHORTEST = 3;
/** Facets whose values are terms of the item itself. */
const CARRIED = ["theme", "persons", "capacity", "sdg"] as const;

/**
 * What the database finds where the search server is down: items with the words of the query, or other
 * names of what it means, in a title or summary, or with its concepts among their terms. Every filter
 * holds as it does in the search.
 */
export async function searchInDatabase({
  actor,
  lang,
  query,
  reference,
}: {
  actor: Actor;
  lang: Language;
  query: SearchQuery;
  reference: ReferenceData;
}): Promise<ListedItem[]> {
  return lookUpPublished({
    actor,
    needles: needlesOf(reference, query.q, lang),
    narrowing: narrowingOf(reference, presentFilters(reference, query.filters)),
    limit: query.limit,
  });
}

const patternsOf = (names: string[]): string[] => [...new Set(names.flatMap((name) => foldedPattern(name) ?? []))];

/** Every concept that a text names, and every other word of it that says something. */
function needlesOf(reference: ReferenceData, text: string, lang: Language): Needle[] {
  const concepts = thesaurusOf(reference).recognise(text, lang);
  const others = readWords(text).filter(
    ({ start, folded, tells }) => tells && folded.length >= SHORTEST && !concepts.some((concept) => concept.start <= start && start < concept.end),
  );
  return [
    ...concepts.map((concept) => needleOf(reference, concept)),
    ...others.map(({ word }) => ({ patterns: patternsOf([word]), terms: [], countries: [] })),
  ];
}

function needleOf(reference: ReferenceData, { ids, written, labels, others }: Recognised): Needle {
  const of = (scheme: string) => ids.filter((id) => id.startsWith(`${scheme}:`)).map((id) => id.slice(scheme.length + 1));
  return {
    patterns: patternsOf([written, ...labels.map(({ name }) => name), ...others.map(({ name }) => name)]),
    terms: ids.filter((id) => reference.terms.has(id)),
    countries: [...of("state"), ...statesIn(reference, of("countryGroup"))],
  };
}

const statesIn = ({ states }: ReferenceData, groups: string[]): string[] =>
  [...states.values()].filter((state) => state.groups.some((group) => groups.includes(group))).map(({ id }) => id);

/** The filters as the database knows them: a group by its States, a type of mechanism by its mechanisms. */
function narrowingOf(reference: ReferenceData, filters: Filters) {
  const both = (one: string[] | undefined, other: string[] | undefined) =>
    one && other ? one.filter((value) => other.includes(value)) : (one ?? other);
  const ofType = filters.mechanismType?.map((type) => `mechanismType:${type}`);
  const mechanisms = ofType && [...reference.mechanisms.values()].filter(({ type }) => type && ofType.includes(type)).map(({ id }) => id);
  return {
    types: filters.type && ITEM_TYPES.filter((type) => filters.type?.includes(type)),
    countries: both(filters.country, filters.group && statesIn(reference, filters.group)),
    mechanisms: both(filters.mechanism, mechanisms),
    languages: filters.language,
    years: filters.year,
    terms: CARRIED.flatMap((facet) => {
      const values = filters[facet]?.map((value) => `${facet}:${value}`);
      return values ? [[...values, ...(facet === "sdg" ? targetsOf(reference, values) : [])]] : [];
    }),
  };
}

/** A goal is also carried by its targets. */
const targetsOf = ({ terms }: ReferenceData, goals: string[]): string[] =>
  [...terms.values()].filter(({ parent }) => parent !== null && goals.includes(parent)).map(({ id }) => id);
