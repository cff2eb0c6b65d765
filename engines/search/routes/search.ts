import { filterablePatterns, filterFeatures } from "../attributes.ts";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { isObject } from "../document.ts";
import type { Engine } from "../engine.ts";
import { ApiError, notSupported } from "../errors.ts";
import { searchFacet } from "../facets.ts";
import type { Reply, Route } from "../http.ts";
import { parseSearchRequest, searchBodyOf } from "../search-request.ts";
import { find, search } from "../search.ts";
import { indexUid } from "./parameters.ts";

export function searchRoutes(engine: Engine): Route[] {
  const { catalog } = engine;

  const one = (uid: string, body: unknown, extra: readonly string[] = []) => search(catalog.get(uid), parseSearchRequest(body, extra));

  const facetSearch = (uid: string, body: unknown): Reply => {
    const started = performance.now();
    const request = parseSearchRequest(body, ["facetName", "facetQuery", "exhaustiveFacetCount"]);
    const { facetName, facetQuery = null } = body as Record<string, unknown>;
    if (facetName === undefined) throw new ApiError("missing_facet_search_facet_name", "Missing field `facetName`");
    if (typeof facetName !== "string") throw new ApiError("invalid_facet_search_facet_name", "Invalid value type at `.facetName`: expected a string");
    if (facetQuery !== null && typeof facetQuery !== "string") throw new ApiError("invalid_facet_search_facet_query", "Invalid value type at `.facetQuery`: expected a string");
    const index = catalog.get(uid);
    const { settings } = index.row;
    if (!settings.facetSearch) throw new ApiError("facet_search_disabled", "The facet search is disabled for this index");
    if (!filterFeatures(settings, facetName)?.facetSearch) {
      throw new ApiError("invalid_facet_search_facet_name", `Attribute \`${facetName}\` is not facet-searchable. ${filterablePatterns(settings)}`);
    }
    const { documents } = find(index, request);
    return { body: { facetHits: searchFacet(index, facetName, facetQuery, documents), facetQuery, processingTimeMs: Math.round(performance.now() - started) } };
  };

  return [
    ["POST", "/indexes/:uid/search", "search", async ({ path, json }) => ({ body: one(path.uid!, await json()) })],
    ["GET", "/indexes/:uid/search", "search", ({ path, query }) => ({ body: one(path.uid!, searchBodyOf(query)) })],
    ["POST", "/indexes/:uid/facet-search", "search", async ({ path, json }) => facetSearch(path.uid!, await json())],
    ["POST", "/multi-search", "search", async ({ json }) => {
      const body = await json();
      if (!isObject(body) || !Array.isArray(body.queries)) throw new ApiError("bad_request", "Missing field `queries`");
      if (body.federation !== undefined && body.federation !== null) throw notSupported("Federated search");
      const results: Record<string, unknown>[] = [];
      for (const [i, query] of (body.queries as unknown[]).entries()) {
        if (!isObject(query) || query.indexUid === undefined) throw new ApiError("missing_index_uid", `Inside \`.queries[${i}]\`: Missing field \`indexUid\``);
        if (query.federationOptions !== undefined) throw notSupported("Federated search");
        const uid = indexUid(query.indexUid);
        try {
          results.push({ indexUid: uid, ...one(uid, query, ["indexUid"]) });
        } catch (error) {
          throw error instanceof ApiError ? new ApiError(error.code, `Inside \`.queries[${i}]\`: ${error.message}`) : error;
        }
        await yieldToOthers();
      }
      return { body: { results } };
    }],
  ];
}
