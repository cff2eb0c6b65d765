import type { Settings } from "meilisearch";

import { STOP_WORDS } from "./stop-words.ts";

/** Facets of the contract, with the attribute of the index document that each one filters on. */
export const FACETS = {
  type: "type",
  country: "country",
  group: "countryGroup",
  theme: "theme",
  persons: "persons",
  mechanism: "mechanism",
  capacity: "capacity",
  mechanismType: "mechanismType",
  sdg: "sdg",
  year: "year",
  language: "languages",
} as const;

export type Facet = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as Facet[];

/** Attributes of one language; a match in any other attribute speaks for all versions of an item. */
export const TEXT_ATTRIBUTES = ["title", "summary", "text", "bare"] as const;

export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ["title", "labels", "summary", "text", "mentions", "bare"],
  filterableAttributes: [...Object.values(FACETS), "item", "stamp"],
  sortableAttributes: ["date"],
  distinctAttribute: "item",
  rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness"],
  stopWords: Object.values(STOP_WORDS).flat(),
  pagination: { maxTotalHits: 1_000_000 },
  faceting: { maxValuesPerFacet: 500 },
};
