import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { type SearchResult, searchItems } from "#app/search/query.server.ts";
import { MAX_QUERY, ParameterError, parseSearch, searchParameters, type SearchQuery } from "#app/search/schema.ts";
import type { Facet } from "#app/search/settings.ts";

import { labelFacet } from "./facet-labels.server.ts";

const HITS = 10;

/** Facets that the page offers, in reading order; the others work by URL and on the API. */
const OFFERED: readonly Facet[] = ["type", "country", "theme", "year", "language"];

/** The search page: the whole state is in the URL. */
export async function loadSearch({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const tools = await pageTools(lang);
  const url = new URL(request.url);
  let query: SearchQuery;
  try {
    query = { ...parseSearch(url.searchParams, { limit: HITS }), limit: HITS };
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    // What means nothing here is dropped, and the rest of the search is kept.
    throw redirect(paths.search(lang, withoutErrors(url.searchParams)));
  }
  const page = {
    q: query.q,
    page: query.page,
    meta: tools.meta(query.q ? tools.t("search:titleFor", { query: query.q }) : tools.t("search:title"), undefined, {
      page: "CollectionPage",
      canonical: paths.search(lang, searchParameters(query)),
      unlisted: query.q !== "",
    }),
    chips: chipsOf(tools, query),
  };
  try {
    const result = await searchItems({ actor, lang, query });
    const pages = Math.max(1, Math.ceil(result.total / HITS));
    if (query.page > pages) throw redirect(paths.search(lang, searchParameters({ ...query, page: pages })));
    return data({
      ...page,
      down: false,
      total: result.total,
      loosened: result.loosened,
      cards: result.hits.map((hit) => itemCard(tools, hit.item, hit)),
      facets: facetsOf(tools, query, result),
      previous: query.page > 1 ? paths.search(lang, searchParameters({ ...query, page: query.page - 1 })) : null,
      next:
        query.page * HITS < result.total
          ? paths.search(lang, searchParameters({ ...query, page: query.page + 1 }))
          : null,
      pages,
    });
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    const nothing = { total: 0, loosened: false, cards: [], facets: [], previous: null, next: null, pages: 1 };
    return data({ ...page, ...nothing, down: true }, { status: 503, headers: { "Retry-After": "30" } });
  }
}

/** The parameters without those that the search does not understand. */
function withoutErrors(parameters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(parameters);
  for (;;) {
    try {
      parseSearch(rest, { limit: HITS });
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

function facetsOf(tools: PageTools, query: SearchQuery, result: SearchResult) {
  const used = Object.keys(query.filters) as Facet[];
  return [...new Set([...OFFERED, ...used])].flatMap((facet) => {
    const values = result.facets[facet].map(({ value, count }) => ({
      value,
      count,
      label: labelFacet(tools, facet, value),
      chosen: query.filters[facet]?.includes(value) ?? false,
    }));
    if (facet === "year") values.sort((a, b) => b.value.localeCompare(a.value));
    return values.length > 0 ? [{ facet, name: tools.t(`search:facet.${facet}`), values }] : [];
  });
}

/** The chosen values, each with the search without it. */
function chipsOf(tools: PageTools, query: SearchQuery) {
  return (Object.keys(query.filters) as Facet[]).flatMap((facet) =>
    (query.filters[facet] ?? []).map((value) => {
      const rest = (query.filters[facet] ?? []).filter((other) => other !== value);
      const filters = { ...query.filters, [facet]: rest };
      return {
        label: labelFacet(tools, facet, value),
        without: paths.search(tools.lang, searchParameters({ q: query.q, filters, page: 1 })),
      };
    }),
  );
}
