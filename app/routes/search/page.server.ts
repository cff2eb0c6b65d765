import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { RETRY_AFTER_S } from "#app/lib/guarded-build.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { subscription } from "#app/routes/events/calendar.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { searchInDatabase } from "#app/search/database-search.server.ts";
import { type SearchResult, searchItems } from "#app/search/query.server.ts";
import { presentFilters } from "#app/search/present-filters.ts";
import { searchParameters } from "#app/search/schema.ts";

import { addressOf, type PageQuery, readAddress, wholeOf } from "./address.server.ts";
import { chipsOf, facetsOf } from "./facets.server.ts";
import { hubPagesFor } from "./hub-pages.server.ts";
import { proposalsFor, readingOf, reasonOf } from "./guidance.server.ts";
import { keptPage } from "./kept-pages.server.ts";
import { nameOfSearch } from "./whole.server.ts";

/** What the database is asked for at most, where the search server is down. */
const MOST_WITHOUT_SEARCH = 20;

/** The search page: the whole state is in the URL. */
export async function loadSearch({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const address = readAddress(lang, new URL(request.url).searchParams);
  if ("corrected" in address) throw redirect(address.corrected);
  const tools = await pageTools(lang);
  // An address that was kept from before a term or a mechanism was merged; not for ever, since that can be undone.
  const filters = presentFilters(tools.reference, address.query.filters);
  if (filters !== address.query.filters) throw redirect(addressOf(lang, address.query, { filters, page: address.query.page }));
  const { query } = address;
  const page = { ...pageOf(tools, query), lead: await pagePart(tools, "search/lead") };
  try {
    const result = await searchItems({ actor, lang, query, reference: tools.reference });
    const pages = Math.max(1, Math.ceil(result.total / query.limit));
    if (query.page > pages) throw redirect(addressOf(lang, query, { page: pages }));
    const proposes = result.total === 0 || (result.found === "some" && page.hubPages.length === 0);
    const make = async () => ({
      ...page,
      down: false,
      total: result.total,
      loosened: result.kept,
      reading: readingOf(tools, query, result),
      // Where a page of the hub answers, another spelling is no better answer.
      proposals: proposes ? await proposalsFor(tools, query, result) : [],
      sorts: sortsOf(tools, query, result),
      cards: result.hits.map((hit) => ({ ...itemCard(tools, hit.item, hit), reason: reasonOf(tools, result, hit) })),
      facets: facetsOf(tools, query, result),
      previous: query.page > 1 ? addressOf(lang, query, { page: query.page - 1 }) : null,
      next: query.page < pages ? addressOf(lang, query, { page: query.page + 1 }) : null,
      pages,
      take: takeOf(tools, query, result),
    });
    // What is proposed depends on more than this result.
    return data(proposes ? await make() : await keptPage({ reference: tools.reference, address: addressOf(lang, query, { page: query.page }), result }, make));
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    const items = await searchInDatabase({ actor, lang, query: { ...query, limit: MOST_WITHOUT_SEARCH }, reference: tools.reference });
    const cards = items.map((item) => ({ ...itemCard(tools, item), reason: null }));
    const nothing = { total: 0, loosened: null, reading: null, proposals: [], sorts: [], facets: [], previous: null, next: null, pages: 1, take: [] };
    return data({ ...page, ...nothing, cards, down: true }, { status: 503, headers: { "Retry-After": RETRY_AFTER_S } });
  }
}

/** What the page shows whatever the search finds. */
function pageOf(tools: PageTools, query: PageQuery) {
  // Between the quotation marks of a sentence, without its own.
  const asked = query.q.replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();
  return {
    q: query.q,
    asked,
    page: query.page,
    // What the form of filters carries along.
    kept: { ...(query.sort === "date" ? { sort: "date" } : {}), ...(query.show ? { show: query.show } : {}) },
    meta: tools.meta(asked ? tools.t("search:titleFor", { query: asked }) : tools.t("search:title"), undefined, {
      page: "CollectionPage",
      canonical: paths.search(tools.lang, searchParameters(query)),
      unlisted: query.q !== "" || query.show !== null,
      feed: { title: nameOfSearch(tools, query), path: paths.searchAs(tools.lang, "atom", wholeOf(query, { ordered: false })) },
    }),
    hubPages: hubPagesFor(tools, query.q),
    chips: chipsOf(tools, query),
    bare: addressOf(tools.lang, query, { filters: {}, show: null }),
    // For everyone, so that the page can be kept; who has yet to sign in is led there first.
    save: paths.newSavedSearch(tools.lang, wholeOf(query, { ordered: false })),
  };
}

/** In which other forms everything that was found can be had, and followed. */
function takeOf(tools: PageTools, query: PageQuery, { total, facets }: SearchResult) {
  const [followed, kept] = [wholeOf(query, { ordered: false }), wholeOf(query, { ordered: true })];
  // With a filter by types, others are counted as if it were not there.
  const types = query.filters.type ?? facets.type.map(({ value }) => value);
  return [
    { form: "feed" as const, url: paths.searchAs(tools.lang, "atom", followed) },
    ...(types.includes("event") ? [{ form: "calendar" as const, url: subscription(paths.searchAs(tools.lang, "ics", followed)) }] : []),
    ...(total > 0 ? (["csv", "json"] as const).map((form) => ({ form, url: paths.searchAs(tools.lang, form, kept) })) : []),
  ];
}

/** The orders to choose from; without a query there is no rank, and the newest come first. */
function sortsOf(tools: PageTools, query: PageQuery, result: SearchResult) {
  if (!query.q || result.total < 2) return [];
  return (["relevance", "date"] as const).map((sort) => ({
    sort,
    url: addressOf(tools.lang, query, { sort }),
    current: (query.sort ?? "relevance") === sort,
  }));
}
