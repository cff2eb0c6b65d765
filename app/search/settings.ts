import type { Settings } from "meilisearch";

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

/** What an item says itself, as it is written: the attributes in which quotes are looked for. */
export const TEXT_ATTRIBUTES = ["title", "summary", "text"] as const;

/**
 * All settings but the synonyms, which come from the vocabularies. No stop words: the hub leaves them
 * out of queries itself, and a server that knew of them would never find a synonym or a quoted phrase
 * that holds one (it drops them from both, but not from the distance between the words of a text).
 * `sort` stands first, since who sorts by date wants the newest first whatever its rank; without it,
 * the rule says nothing.
 */
export const INDEX_SETTINGS: Settings = {
  searchableAttributes: ["title", "labels", "summary", "text", "mentions", "bare"],
  filterableAttributes: [...Object.values(FACETS), "concepts", "id", "item", "stamp", "lang"],
  sortableAttributes: ["date", "published"],
  distinctAttribute: "item",
  rankingRules: ["sort", "words", "typo", "proximity", "attribute", "exactness"],
  stopWords: [],
  pagination: { maxTotalHits: 1_000_000 },
  faceting: { maxValuesPerFacet: 500 },
};
