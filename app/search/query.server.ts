import type { MultiSearchQuery, SearchResponse } from "meilisearch";

import type { Language } from "#app/i18n/languages.ts";
import { type ListedItem, type ListedVersion, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import type { Actor } from "#models/scope.server.ts";

import { indexName, searchClient } from "./client.server.ts";
import type { SearchDocument } from "./documents.server.ts";
import { foldQuery } from "./fold.ts";
import type { Filters, SearchQuery } from "./schema.ts";
import { type Facet, FACET_NAMES, FACETS, TEXT_ATTRIBUTES } from "./settings.ts";

/** One item found, in the language version that answers the query best for this reader. */
export type SearchHit = { item: ListedItem; version: ListedVersion; excerpt: string };

export type FacetValue = { value: string; count: number };

export type SearchResult = {
  /** Exact, in items. */
  total: number;
  /** True where nothing has all words of the query, and the hits have some of them. */
  loosened: boolean;
  hits: SearchHit[];
  /** Counts per value; those of a facet in use are counted as if it were not, so that values can be added. */
  facets: Record<Facet, FacetValue[]>;
};

/** The search server does not answer, or answers that it cannot. */
export class SearchUnavailable extends Error {}

const EXCERPT_WORDS = 40;

function filterOf(filters: Filters, except?: Facet): string[][] {
  return FACET_NAMES.flatMap((facet) => {
    const values = filters[facet];
    if (!values || facet === except) return [];
    return [values.map((value) => `${FACETS[facet]} = ${JSON.stringify(value)}`)];
  });
}

/**
 * Finds items in all languages, ranked together. All words are asked for first; where nothing has
 * them all, what has the rarer ones.
 * @throws SearchUnavailable where the search server is down.
 */
export async function searchItems({
  actor,
  lang,
  query,
}: {
  actor: Actor;
  lang: Language;
  query: SearchQuery;
}): Promise<SearchResult> {
  let responses = await ask(query, "all");
  const loosened = query.q !== "" && responses[0]?.totalHits === 0;
  if (loosened) responses = await ask(query, "frequency");
  const [main, ...others] = responses;
  const active = FACET_NAMES.filter((facet) => query.filters[facet]);
  const counts = (facet: Facet): FacetValue[] => {
    const response = active.includes(facet) ? others[active.indexOf(facet)] : main;
    const distribution: Record<string, number> = { ...response?.facetDistribution?.[FACETS[facet]] };
    // A chosen value stays on the page, also where it finds nothing.
    for (const value of query.filters[facet] ?? []) distribution[value] ??= 0;
    return Object.entries(distribution)
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  };
  return {
    total: main?.totalHits ?? 0,
    loosened: loosened && main?.totalHits !== 0,
    hits: await readHits(actor, lang, (main?.hits ?? []) as FoundDocument[]),
    facets: Object.fromEntries(FACET_NAMES.map((facet) => [facet, counts(facet)])) as Record<Facet, FacetValue[]>,
  };
}

type Response = SearchResponse<SearchDocument> & { totalHits?: number };

async function ask(query: SearchQuery, matchingStrategy: "all" | "frequency"): Promise<Response[]> {
  const common = { indexUid: indexName(), q: foldQuery(query.q), matchingStrategy };
  const active = FACET_NAMES.filter((facet) => query.filters[facet]);
  const queries: MultiSearchQuery[] = [
    {
      ...common,
      filter: filterOf(query.filters),
      facets: Object.values(FACETS),
      hitsPerPage: query.limit,
      page: query.page,
      attributesToRetrieve: ["item", "lang"],
      attributesToCrop: ["text"],
      cropLength: EXCERPT_WORDS,
      showMatchesPosition: true,
      // Without a query there is no rank: the newest first.
      ...(query.q ? {} : { sort: ["date:desc"] }),
    },
    ...active.map((facet) => ({
      ...common,
      filter: filterOf(query.filters, facet),
      facets: [FACETS[facet]],
      // With pages, not with a limit: only so are a server's counts exact, in items.
      hitsPerPage: 1,
      page: 1,
      attributesToRetrieve: ["item"],
    })),
  ];
  try {
    const { results } = await searchClient().multiSearch<{ queries: MultiSearchQuery[] }, SearchDocument>({ queries });
    return results as Response[];
  } catch (error) {
    throw new SearchUnavailable("the search server gave no answer", { cause: error });
  }
}

type FoundDocument = Pick<SearchDocument, "item" | "lang"> & {
  _formatted?: { text?: string };
  _matchesPosition?: Record<string, unknown[]>;
};

async function readHits(actor: Actor, lang: Language, found: FoundDocument[]): Promise<SearchHit[]> {
  const items = await listPublishedByIds({ actor, ids: found.map((document) => document.item) });
  const byId = new Map(items.map((item) => [item.id, item]));
  return found.flatMap((document) => {
    const item = byId.get(document.item);
    if (!item) return [];
    const matched = Object.keys(document._matchesPosition ?? {});
    const inText = matched.some((attribute) => TEXT_ATTRIBUTES.some((own) => own === attribute));
    // What was found by a label is found in every version: the reader gets his own.
    const version = versionFor(item, inText ? document.lang : lang);
    const excerpt =
      matched.includes("text") && !matched.includes("summary") && version.lang === document.lang
        ? (document._formatted?.text ?? version.content.summary)
        : version.content.summary || (document._formatted?.text ?? "");
    return [{ item, version, excerpt: excerpt.replace(/\s+/g, " ").trim() }];
  });
}
