import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import type { SearchResult } from "#app/search/query.server.ts";
import type { Facet } from "#app/search/settings.ts";

import { addressOf, type PageQuery, without } from "./address.server.ts";
import { labelFacet } from "./facet-labels.server.ts";

/** Facets in reading order: those that most readers use stand open. */
const OPEN: readonly Facet[] = ["type", "country", "theme", "year", "language"];
const FOLDED: readonly Facet[] = ["group", "persons", "mechanism", "mechanismType", "capacity", "sdg"];

/** How many values of a facet stand on the page, beside those in use; a link leads to all of them. */
const SHOWN = { open: 5, folded: 3 };
/** The most values that a facet opens to. */
const MOST = 300;

/** The facets of a result, each with its most used values. */
export function facetsOf(tools: PageTools, query: PageQuery, result: SearchResult) {
  return [...OPEN, ...FOLDED].flatMap((facet) => {
    const all = result.facets[facet];
    if (all.length === 0) return [];
    const inUse = query.filters[facet] ?? [];
    const opened = query.show === facet;
    const most = FOLDED.includes(facet) ? SHOWN.folded : SHOWN.open;
    // No link for the sake of one value.
    const fits = all.length <= most + 1;
    const values = all
      .filter(({ value }, rank) => (opened ? rank < MOST : fits || rank < most) || inUse.includes(value))
      .map(({ value, count }) => ({ value, count, label: labelFacet(tools, facet, value), ...(inUse.includes(value) ? { chosen: true } : {}) }));
    const more = fits
      ? null
      : {
          label: opened ? tools.t("search:showFewer") : tools.t("search:showAll", { n: all.length }),
          url: addressOf(tools.lang, query, { page: query.page, show: opened ? null : facet }),
        };
    const name = tools.t(`search:facet.${facet}`);
    return [{ facet, name, folded: FOLDED.includes(facet) && !opened && inUse.length === 0, values: ordered(tools, facet, opened, values), more }];
  });
}

type Value = { value: string; count: number; label: string; chosen?: boolean };

/** The most used first; a whole list by its alphabet, years backwards. */
function ordered(tools: PageTools, facet: Facet, opened: boolean, values: Value[]): Value[] {
  if (facet === "year") return values.toSorted((a, b) => b.value.localeCompare(a.value));
  if (facet === "sdg" && opened) return values.toSorted((a, b) => a.value.localeCompare(b.value, "en", { numeric: true }));
  return opened ? sortByName(values, tools.lang, ({ label }) => label) : values;
}

/** The values in use, each with the search without it. */
export function chipsOf(tools: PageTools, query: PageQuery) {
  return ([...OPEN, ...FOLDED]).flatMap((facet) =>
    (query.filters[facet] ?? []).map((value) => ({
      facet: tools.t(`search:facet.${facet}`),
      label: labelFacet(tools, facet, value),
      without: addressOf(tools.lang, query, without(query, facet, value)),
    })),
  );
}
