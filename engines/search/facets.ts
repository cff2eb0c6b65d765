import { filterablePatterns, filterFeatures } from "./attributes.ts";
import { normalizeFacet, type Column, type FacetValue } from "./column.ts";
import type { DocSet } from "./doc-set.ts";
import { ApiError } from "./errors.ts";
import type { SearchIndex } from "./search-index.ts";
import { typoBudget } from "./typos.ts";
import { editDistance } from "./typos.ts";
import type { FacetOrder, Settings } from "./settings.ts";

export interface FacetCount {
  value: string;
  count: number;
}

export interface Facets {
  facetDistribution: Record<string, Record<string, number>>;
  facetStats: Record<string, { min: number; max: number }>;
}

/** Counts the values of the asked fields over `among`. Throws where a field is not filterable. */
export function countFacets(index: SearchIndex, names: readonly string[], among: DocSet): Facets {
  const { settings } = index.row;
  const { columns } = index.loaded;
  const wanted = new Set<string>();
  for (const name of names) {
    if (name === "*") {
      for (const field of columns.byName.keys()) if (filterFeatures(settings, field)) wanted.add(field);
    } else if (filterFeatures(settings, name)) wanted.add(name);
    else {
      throw new ApiError("invalid_search_facets", `Invalid facet distribution: Attribute \`${name}\` is not filterable. ${filterablePatterns(settings)}`);
    }
  }
  const facets: Facets = { facetDistribution: {}, facetStats: {} };
  for (const name of [...wanted].toSorted()) {
    const column = columns.byName.get(name);
    const counts = column ? countValues(column, among) : [];
    const shown = order(counts, facetOrder(settings, name)).slice(0, settings.faceting.maxValuesPerFacet);
    facets.facetDistribution[name] = Object.fromEntries(shown.map(({ value, count }) => [value, count]));
    const numbers = counts.flatMap(({ number }) => (number === undefined ? [] : [number]));
    if (numbers.length > 0) {
      facets.facetStats[name] = {
        min: numbers.reduce((a, b) => Math.min(a, b)),
        max: numbers.reduce((a, b) => Math.max(a, b)),
      };
    }
  }
  return facets;
}

/** The values of one field that begin with `query`, typos forgiven, with their counts. */
export function searchFacet(index: SearchIndex, name: string, query: string | null, among: DocSet): FacetCount[] {
  const { settings } = index.row;
  const column = index.loaded.columns.byName.get(name);
  const fold = (text: string) => index.loaded.analyzer.terms(text).join("");
  const wanted = fold(query ?? "");
  const budget = typoBudget(wanted, wanted.length, settings.typoTolerance, new Set());
  const matches = (value: string) => {
    const folded = fold(value);
    if (folded.startsWith(wanted)) return true;
    return budget > 0 && folded[0] === wanted[0] && editDistance(wanted, folded.slice(0, 200), budget, true) <= budget;
  };
  const counts = (column ? countValues(column, among) : []).filter(({ number, value }) => number === undefined && matches(value));
  return order(counts, facetOrder(settings, name))
    .slice(0, settings.faceting.maxValuesPerFacet)
    .map(({ value, count }) => ({ value, count }));
}

interface Counted extends FacetCount {
  number: number | undefined;
}

function countValues(column: Column, among: DocSet): Counted[] {
  const { contents, contentOf, values } = column;
  const perContent = new Uint32Array(contents.size);
  among.forEach((id) => {
    perContent[contentOf[id] ?? 0]!++;
  });
  const counts = new Uint32Array(values.length);
  const shown: FacetValue[] = [];
  perContent.forEach((count, content) => {
    if (count === 0) return;
    for (const place of contents.of(content)) {
      const value = values[place]!;
      if (counts[value.first] === 0) shown.push(value);
      counts[value.first]! += count;
    }
  });
  return shown.map(({ text, number, first }) => ({ value: text, count: counts[first]!, number }));
}

function facetOrder(settings: Settings, name: string): FacetOrder {
  const { sortFacetValuesBy } = settings.faceting;
  return sortFacetValuesBy[name] ?? sortFacetValuesBy["*"] ?? "alpha";
}

function order(counts: Counted[], by: FacetOrder): Counted[] {
  const keyed = counts.map((counted) => ({ ...counted, key: normalizeFacet(counted.value) }));
  const alpha = (a: (typeof keyed)[number], b: (typeof keyed)[number]) =>
    (a.number === undefined ? 1 : 0) - (b.number === undefined ? 1 : 0) ||
    (a.number !== undefined ? a.number - b.number! : a.key < b.key ? -1 : 1);
  return keyed.toSorted((a, b) => (by === "count" ? b.count - a.count : 0) || alpha(a, b));
}
