import type { LoaderFunctionArgs } from "@remix-run/node";

import type { Language } from "#app/i18n/languages.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { presentFilters } from "#app/search/present-filters.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import type { Actor } from "#models/actor.ts";
import type { ListedItem } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";

import { type PageQuery, readSearch } from "./address.server.ts";
import { labelFacet } from "./facet-labels.server.ts";

/**
 * The search of a request for everything that it finds, with what stands today in the place of what was merged.
 * @throws ParameterError.
 */
export async function wholeSearch({ request }: Pick<LoaderFunctionArgs, "request">, lang: Language): Promise<{ tools: PageTools; query: PageQuery }> {
  const asked = readSearch(new URL(request.url).searchParams);
  const tools = await pageTools(lang);
  return { tools, query: { ...asked, filters: presentFilters(tools.reference, asked.filters), page: 1, show: null } };
}

/** What a search is called in a list of subscriptions: its words and filters, and the hub. */
export function nameOfSearch(tools: PageTools, { q, filters }: Pick<PageQuery, "q" | "filters">): string {
  const words = q.replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim();
  const chosen = chosenOf(tools, filters);
  const own = words ? [tools.t("search:titleFor", { query: words }), ...chosen] : chosen.length > 0 ? chosen : [tools.t("search:title")];
  return [...own, tools.t("site:shortName")].join(" · ");
}

const chosenOf = (tools: PageTools, filters: PageQuery["filters"]): string[] =>
  FACET_NAMES.flatMap((facet) => (filters[facet] ?? []).map((value) => labelFacet(tools, facet, value)));

/** What a search asks for, in a few words: its own and its filters; empty where it asks for everything. */
export const wordsOfSearch = (tools: PageTools, { q, filters }: Pick<PageQuery, "q" | "filters">): string => [...(q ? [q] : []), ...chosenOf(tools, filters)].join(" · ");

/** The items with these ids in the order of these, as far as the actor may read them. */
export async function readInOrder({ actor, ids }: { actor: Actor; ids: string[] }): Promise<ListedItem[]> {
  const byId = new Map((await listPublishedByIds({ actor, ids })).map((item) => [item.id, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Items that are read at a time. */
const BATCH = 200;

/** The same, a part at a time: each as far as it may be read when its turn comes. */
export async function* inTurn({ actor, ids }: { actor: Actor; ids: string[] }): AsyncGenerator<ListedItem[]> {
  for (let from = 0; from < ids.length; from += BATCH) yield await readInOrder({ actor, ids: ids.slice(from, from + BATCH) });
}
