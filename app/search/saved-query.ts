import { ParameterError, parseSearch, searchParameters, type SearchQuery } from "./schema.ts";
import { FACET_NAMES } from "./settings.ts";

/** A search as it is saved: what it asks for in one spelling, so that the same is known again; without order and page. */
export function savedQueryOf({ q, filters }: Pick<SearchQuery, "q" | "filters">): string {
  const sorted = Object.fromEntries(FACET_NAMES.flatMap((facet) => (filters[facet] ? [[facet, filters[facet].toSorted()]] : [])));
  return searchParameters({ q: q.replace(/\s+/g, " ").trim(), filters: sorted, page: 1 }).toString();
}

/** The search that was saved; null where the hub no longer understands it. */
export function readSavedQuery(query: string): SearchQuery | null {
  try {
    return parseSearch(new URLSearchParams(query), { limit: 1 });
  } catch (error) {
    if (error instanceof ParameterError) return null;
    throw error;
  }
}
