import type { MultiSearchQuery, SearchResponse } from "meilisearch";

import { MARK_END, MARK_START } from "#app/lib/marked-text.ts";

import { indexName, searchClient } from "./client.server.ts";
import type { SearchDocument } from "./documents.server.ts";
import type { ReadQuery } from "./read-query.ts";
import type { Filters, SearchQuery } from "./schema.ts";
import { type Facet, FACET_NAMES, FACETS, TEXT_ATTRIBUTES } from "./settings.ts";

/** The search server does not answer, or answers that it cannot. */
export class SearchUnavailable extends Error {}

/** A document found, with its texts marked and cut around what was found. */
export type FoundDocument = Pick<SearchDocument, "item" | "lang"> & {
  _formatted?: { title?: string; summary?: string; text?: string };
};

export type FoundPage = SearchResponse<SearchDocument> & { totalHits?: number };

/** All words of the query, or, where nothing has them all, the rarer ones. */
export type Strategy = "all" | "frequency";

const EXCERPT_WORDS = 40;

/** The parts of a request that choose documents. Quotes are looked for in the texts as they are written. */
const choosing = (read: ReadQuery, strategy: Strategy) => ({
  indexUid: indexName(),
  q: read.sent,
  matchingStrategy: strategy,
  ...(read.quoted ? { attributesToSearchOn: [...TEXT_ATTRIBUTES] } : {}),
});

/** The parts of a request that show documents. */
const SHOWING = {
  attributesToRetrieve: ["item", "lang"],
  attributesToHighlight: [...TEXT_ATTRIBUTES],
  attributesToCrop: ["summary", "text"],
  cropLength: EXCERPT_WORDS,
  highlightPreTag: MARK_START,
  highlightPostTag: MARK_END,
};

/** With pages, not with a limit: only so are a server's counts exact, in items. */
const COUNTING = { hitsPerPage: 1, page: 1, attributesToRetrieve: ["item"] };

const equals = (attribute: string, value: string): string => `${attribute} = ${JSON.stringify(value)}`;

function filterOf(filters: Filters, except?: Facet): string[][] {
  return FACET_NAMES.flatMap((facet) => {
    const values = filters[facet];
    return values && facet !== except ? [values.map((value) => equals(FACETS[facet], value))] : [];
  });
}

/** The facets that a search narrows. */
export const facetsInUse = ({ filters }: Pick<SearchQuery, "filters">): Facet[] => FACET_NAMES.filter((facet) => filters[facet]?.length);

/** The request for one page of hits with all facets. */
export function pageRequest(read: ReadQuery, query: SearchQuery, strategy: Strategy): MultiSearchQuery {
  const newestFirst = query.sort === "date" || !read.sent;
  return {
    ...choosing(read, strategy),
    ...SHOWING,
    filter: filterOf(query.filters),
    facets: Object.values(FACETS),
    hitsPerPage: query.limit,
    page: query.page,
    ...(newestFirst ? { sort: ["date:desc"] } : {}),
  };
}

/** The request for a facet's counts and the total as if the facet were not in use. */
export function facetRequest(read: ReadQuery, query: SearchQuery, strategy: Strategy, facet: Facet): MultiSearchQuery {
  return { ...choosing(read, strategy), ...COUNTING, filter: filterOf(query.filters, facet), facets: [FACETS[facet]] };
}

/** The request for the number of items that a query finds. */
export function countRequest(read: ReadQuery, filters: Filters): MultiSearchQuery {
  return { ...choosing(read, "all"), ...COUNTING, filter: filterOf(filters) };
}

/** The request for the few best hits while someone types: the last word is a beginning, however short. */
export function beginningRequest(read: ReadQuery, limit: number): MultiSearchQuery {
  return { ...choosing(read, "all"), ...SHOWING, q: read.sent.trimEnd(), hitsPerPage: limit, page: 1 };
}

/** The request for the versions of these items in one language, as far as they answer the query. */
export function versionsRequest(read: ReadQuery, strategy: Strategy, items: string[], lang: string): MultiSearchQuery {
  const filter = [items.map((item) => equals("item", item)), [equals("lang", lang)]];
  return { ...choosing(read, strategy), ...SHOWING, filter, limit: items.length };
}

/**
 * Asks the search server several things at once.
 * @throws SearchUnavailable where it does not answer.
 */
export async function askAll(queries: MultiSearchQuery[]): Promise<FoundPage[]> {
  if (queries.length === 0) return [];
  try {
    const { results } = await searchClient().multiSearch<{ queries: MultiSearchQuery[] }, SearchDocument>({ queries });
    return results as FoundPage[];
  } catch (error) {
    throw new SearchUnavailable("the search server gave no answer", { cause: error });
  }
}
