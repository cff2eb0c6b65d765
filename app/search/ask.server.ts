import type { MultiSearchQuery, SearchResponse } from "meilisearch";

import { MARK_END, MARK_START } from "#app/lib/marked-text.ts";

import { askingClient, indexName } from "./client.server.ts";
import type { SearchDocument } from "./documents.server.ts";
import type { Filters, SearchQuery } from "./schema.ts";
import { type Facet, FACET_NAMES, FACETS, TEXT_ATTRIBUTES } from "./settings.ts";

/** The search server does not answer, or answers that it cannot. */
export class SearchUnavailable extends Error {}

/** A document found, with its texts marked and cut around what was found. */
export type FoundDocument = Pick<SearchDocument, "id" | "item" | "stamp" | "lang" | "file" | "page" | "concepts"> & {
  _formatted?: { title?: string; summary?: string; text?: string };
};

export type FoundPage = SearchResponse<SearchDocument> & { totalHits?: number };

/** One way of asking for a query. */
export type Attempt = {
  q: string;
  /** All words, or, where nothing has them all, the rarer ones. */
  strategy: "all" | "frequency";
  /** The attributes in which it is looked for; in all of them where null. */
  within: readonly string[] | null;
  /** What items must carry or mention: one of each list, by the ids of concepts. */
  concepts: string[][];
};

const EXCERPT_WORDS = 40;

/** The words of a request, and where they are looked for. */
const wording = ({ q, strategy, within }: Attempt) => ({
  indexUid: indexName(),
  q,
  matchingStrategy: strategy,
  ...(within ? { attributesToSearchOn: [...within] } : {}),
});

/** The parts of a request that show documents. */
const SHOWING = {
  attributesToRetrieve: ["id", "item", "stamp", "lang", "file", "page", "concepts"],
  attributesToHighlight: [...TEXT_ATTRIBUTES],
  attributesToCrop: ["summary", "text"],
  cropLength: EXCERPT_WORDS,
  highlightPreTag: MARK_START,
  highlightPostTag: MARK_END,
};

/** With pages, not with a limit: only so are a server's counts exact, in items. */
const COUNTING = { hitsPerPage: 1, page: 1, attributesToRetrieve: ["item"] };

const equals = (attribute: string, value: string): string => `${attribute} = ${JSON.stringify(value)}`;

const choosing = (attempt: Attempt, filters: Filters, except?: Facet) => ({
  ...wording(attempt),
  filter: [
    ...attempt.concepts.map((ids) => ids.map((id) => equals("concepts", id))),
    ...FACET_NAMES.flatMap((facet) => {
      const values = filters[facet];
      return values && facet !== except ? [values.map((value) => equals(FACETS[facet], value))] : [];
    }),
  ],
});

const list = (values: string[]): string => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;

/** The facets that a search narrows. */
export const facetsInUse = ({ filters }: Pick<SearchQuery, "filters">): Facet[] => FACET_NAMES.filter((facet) => filters[facet]?.length);

/** The request for one page of hits with all facets. */
export function pageRequest(attempt: Attempt, query: SearchQuery): MultiSearchQuery {
  return {
    ...choosing(attempt, query.filters),
    ...SHOWING,
    facets: Object.values(FACETS),
    hitsPerPage: query.limit,
    page: query.page,
    ...(isByDate(query) ? { sort: ["date:desc"] } : {}),
  };
}

/** Without a query there is no rank: the newest come first. */
export const isByDate = ({ q, sort }: SearchQuery): boolean => sort === "date" || q === "";

/** The request for the best hits; `except` names items that are left out, `offset` how many come before. */
export function bestRequest(attempt: Attempt, filters: Filters, { limit, offset = 0, except = [] }: { limit: number; offset?: number; except?: string[] }): MultiSearchQuery {
  const { filter, ...words } = choosing(attempt, filters);
  return { ...words, ...SHOWING, filter: except.length > 0 ? [...filter, `item NOT IN ${list(except)}`] : filter, limit, offset };
}

type Listing = { limit: number; offset?: number; sort?: "date:desc" | "published:desc" | undefined; among?: string[] };

/** The request for the items themselves, with nothing of their texts; `offset` how many come before, `among` the only ones that count. */
export function itemsRequest(attempt: Attempt, filters: Filters, { limit, offset = 0, sort, among }: Listing): MultiSearchQuery {
  const { filter, ...words } = choosing(attempt, filters);
  return { ...words, filter: among ? [...filter, `item IN ${list(among)}`] : filter, attributesToRetrieve: ["item"], limit, offset, ...(sort ? { sort: [sort] } : {}) };
}

/** The request for a facet's counts and the total as if the facet were not in use. */
export function facetRequest(attempt: Attempt, query: SearchQuery, facet: Facet): MultiSearchQuery {
  return { ...choosing(attempt, query.filters, facet), ...COUNTING, facets: [FACETS[facet]] };
}

/** The request for the number of items that are found. */
export function countRequest(attempt: Attempt, filters: Filters): MultiSearchQuery {
  return { ...choosing(attempt, filters), ...COUNTING };
}

/** The request for the few best hits while someone types: the last word is a beginning, however short. */
export function beginningRequest(attempt: Attempt, limit: number): MultiSearchQuery {
  return { ...wording({ ...attempt, q: attempt.q.trimEnd() }), ...SHOWING, hitsPerPage: limit, page: 1 };
}

/** The request for the versions of these items in one language, as far as they answer. */
export function versionsRequest(attempt: Attempt, items: string[], lang: string): MultiSearchQuery {
  return { ...wording(attempt), ...SHOWING, filter: [`item IN ${list(items)}`, equals("lang", lang)], limit: items.length };
}

/**
 * Asks the search server several things at once.
 * @throws SearchUnavailable where it does not answer.
 */
export async function askAll(queries: MultiSearchQuery[]): Promise<FoundPage[]> {
  if (queries.length === 0) return [];
  try {
    const { results } = await askingClient().multiSearch<{ queries: MultiSearchQuery[] }, SearchDocument>({ queries });
    return results as FoundPage[];
  } catch (error) {
    throw new SearchUnavailable("the search server gave no answer", { cause: error });
  }
}
