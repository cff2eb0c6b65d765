import type { Language } from "#app/i18n/languages.ts";
import { MAX_QUERY } from "#app/lib/query-limits.ts";
import { paths } from "#app/paths.ts";
import { ParameterError, parseSearch, searchParameters, type SearchQuery } from "#app/search/schema.ts";
import { type Facet, FACET_NAMES } from "#app/search/settings.ts";

const HITS = 10;

/** A search as the page has it: all of it in the URL. */
export type PageQuery = SearchQuery & {
  /** The facet that shows all its values. */
  show: Facet | null;
};

/** Parameters of the page alone, beside those of the search as data. */
const OF_THE_PAGE = ["sort", "show"];

/** The search at an address as the page understands it. @throws ParameterError. */
export const readSearch = (parameters: URLSearchParams): PageQuery => ({
  ...parseSearch(parameters, { limit: HITS, more: OF_THE_PAGE }),
  limit: HITS,
  show: FACET_NAMES.find((facet) => facet === parameters.get("show")) ?? null,
});

/** The search at an address; where something of it means nothing, the address without that. */
export function readAddress(lang: Language, parameters: URLSearchParams): { query: PageQuery } | { corrected: string } {
  try {
    return { query: readSearch(parameters) };
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    return { corrected: paths.search(lang, withoutErrors(parameters)) };
  }
}

/** The parameters without those that the search does not understand. */
function withoutErrors(parameters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(parameters);
  for (;;) {
    try {
      readSearch(rest);
      return rest;
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error;
      const { length } = rest.get(error.field) ?? "";
      // Of a query that is too long, its beginning is kept.
      if (error.field === "q" && length > MAX_QUERY) rest.set("q", rest.get("q")?.slice(0, MAX_QUERY) ?? "");
      else rest.delete(error.field);
    }
  }
}

/** The address of a search with a change to it, on its first page unless that is what changes. */
export function addressOf(lang: Language, query: PageQuery, change: Partial<PageQuery> = {}): string {
  const changed = { ...query, page: 1, ...change };
  const parameters = searchParameters(changed);
  if (changed.show) parameters.set("show", changed.show);
  return paths.search(lang, parameters);
}

/** The same filters without one value, or without a whole facet. */
export function without(query: PageQuery, facet: Facet, value?: string): Pick<PageQuery, "filters"> {
  const rest = value === undefined ? [] : (query.filters[facet] ?? []).filter((other) => other !== value);
  const { [facet]: _dropped, ...others } = query.filters;
  return { filters: rest.length > 0 ? { ...others, [facet]: rest } : others };
}

/** The parameters by which everything that a search finds is asked for in another form: without page, and without order where there is another. */
export function wholeOf(query: PageQuery, { ordered }: { ordered: boolean }): URLSearchParams {
  return searchParameters({ ...query, page: 1, sort: ordered ? query.sort : "relevance" });
}
