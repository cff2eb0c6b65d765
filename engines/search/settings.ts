import { ApiError, notSupported } from "./errors.ts";
import { isObject } from "./document.ts";

export interface FilterFeatures {
  facetSearch: boolean;
  filter: { equality: boolean; comparison: boolean };
}
export type FilterableAttribute = string | { attributePatterns: string[]; features: FilterFeatures };
export type FacetOrder = "alpha" | "count";

export interface Settings {
  displayedAttributes: string[];
  searchableAttributes: string[];
  filterableAttributes: FilterableAttribute[];
  sortableAttributes: string[];
  rankingRules: string[];
  stopWords: string[];
  nonSeparatorTokens: string[];
  separatorTokens: string[];
  dictionary: string[];
  synonyms: Record<string, string[]>;
  distinctAttribute: string | null;
  proximityPrecision: "byWord" | "byAttribute";
  typoTolerance: {
    enabled: boolean;
    minWordSizeForTypos: { oneTypo: number; twoTypos: number };
    disableOnWords: string[];
    disableOnAttributes: string[];
    disableOnNumbers: boolean;
  };
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, FacetOrder> };
  pagination: { maxTotalHits: number };
  embedders: Record<string, never>;
  searchCutoffMs: number | null;
  localizedAttributes: null;
  facetSearch: boolean;
  prefixSearch: "indexingTime" | "disabled";
}

/** A partial update as clients send it: `null` resets, a missing key keeps. */
export type SettingsUpdate = { [Key in keyof Settings]?: unknown };

export function defaultSettings(): Settings {
  return {
    displayedAttributes: ["*"],
    searchableAttributes: ["*"],
    filterableAttributes: [],
    sortableAttributes: [],
    rankingRules: ["words", "typo", "proximity", "attribute", "sort", "exactness"],
    stopWords: [],
    nonSeparatorTokens: [],
    separatorTokens: [],
    dictionary: [],
    synonyms: {},
    distinctAttribute: null,
    proximityPrecision: "byWord",
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnWords: [],
      disableOnAttributes: [],
      disableOnNumbers: false,
    },
    faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
    pagination: { maxTotalHits: 1000 },
    embedders: {},
    searchCutoffMs: null,
    localizedAttributes: null,
    facetSearch: true,
    prefixSearch: "indexingTime",
  };
}

const RULES = ["words", "typo", "proximity", "attribute", "attributeRank", "wordPosition", "sort", "exactness"];
const SETS: ReadonlySet<string> = new Set(["stopWords", "separatorTokens", "nonSeparatorTokens", "dictionary"]);

/** The settings after an update; throws an `ApiError` that names the setting. */
export function updateSettings(current: Settings, update: SettingsUpdate): Settings {
  const next = structuredClone(current);
  for (const [key, value] of Object.entries(update) as [keyof Settings, unknown][]) {
    if (!Object.hasOwn(current, key)) throw unknownSetting(key);
    const setting = value === null ? defaultSettings()[key] : VALIDATORS[key](value, next);
    (next as unknown as Record<string, unknown>)[key] = SETS.has(key) ? [...new Set(setting as string[])].toSorted() : setting;
  }
  return next;
}

function unknownSetting(key: string): ApiError {
  if (key === "chat" || key === "foreignKeys") return notSupported(`The setting \`${key}\``);
  return new ApiError("bad_request", `Unknown field \`${key}\`: expected one of ${Object.keys(defaultSettings()).map((name) => `\`${name}\``).join(", ")}`);
}

export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function invalid(key: keyof Settings, message: string): ApiError {
  return new ApiError(`invalid_settings_${kebab(key).replaceAll("-", "_")}`, message);
}

function strings(key: keyof Settings, value: unknown): string[] {
  if (!Array.isArray(value) || value.some((each) => typeof each !== "string")) {
    throw invalid(key, `Invalid value type at \`.${key}\`: expected an array of strings, but found: \`${JSON.stringify(value)}\``);
  }
  return value as string[];
}

function integer(key: keyof Settings, value: unknown, name: string, max = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max) {
    throw invalid(key, `Invalid value at \`.${name}\`: expected a positive integer, but found: \`${JSON.stringify(value)}\``);
  }
  return value as number;
}

function flag(key: keyof Settings, value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw invalid(key, `Invalid value type at \`.${name}\`: expected a boolean`);
  return value;
}

function oneOf<T extends string>(key: keyof Settings, value: unknown, choices: readonly T[]): T {
  if (!choices.includes(value as T)) throw invalid(key, `Unknown value \`${String(value)}\` at \`.${key}\`: expected one of ${choices.map((each) => `\`${each}\``).join(", ")}`);
  return value as T;
}

function members<T extends object>(key: keyof Settings, value: unknown, known: T): [keyof T & string, unknown][] {
  if (!isObject(value)) throw invalid(key, `Invalid value type at \`.${key}\`: expected an object`);
  for (const name of Object.keys(value)) if (!Object.hasOwn(known, name)) throw invalid(key, `Unknown field \`${name}\` inside \`.${key}\``);
  return Object.entries(value) as [keyof T & string, unknown][];
}

type Validator<Key extends keyof Settings> = (value: unknown, current: Settings) => Settings[Key];

const VALIDATORS: { [Key in keyof Settings]: Validator<Key> } = {
  displayedAttributes: (value) => strings("displayedAttributes", value),
  searchableAttributes: (value) => [...new Set(strings("searchableAttributes", value))],
  filterableAttributes: (value) => {
    if (!Array.isArray(value)) throw invalid("filterableAttributes", "Invalid value type at `.filterableAttributes`: expected an array");
    return value.map((each) => (typeof each === "string" ? each : granular(each)));
  },
  sortableAttributes: (value) => strings("sortableAttributes", value),
  rankingRules: (value) => {
    const rules = strings("rankingRules", value);
    for (const rule of rules) {
      if (!RULES.includes(rule) && !/^.+:(asc|desc)$/.test(rule)) {
        throw invalid("rankingRules", `Invalid value at \`.rankingRules\`: \`${rule}\` ranking rule is invalid. Valid ranking rules are words, typo, sort, proximity, attribute, exactness and custom ranking rules.`);
      }
    }
    return rules;
  },
  stopWords: (value) => strings("stopWords", value),
  nonSeparatorTokens: (value) => strings("nonSeparatorTokens", value),
  separatorTokens: (value) => strings("separatorTokens", value),
  dictionary: (value) => strings("dictionary", value),
  synonyms: (value) => {
    if (!isObject(value)) throw invalid("synonyms", "Invalid value type at `.synonyms`: expected an object");
    return Object.fromEntries(Object.entries(value).map(([word, others]) => [word, strings("synonyms", others)]));
  },
  distinctAttribute: (value) => {
    if (typeof value !== "string") throw invalid("distinctAttribute", "Invalid value type at `.distinctAttribute`: expected a string");
    return value;
  },
  proximityPrecision: (value) => oneOf("proximityPrecision", value, ["byWord", "byAttribute"]),
  typoTolerance: (value, current) => {
    const typo = current.typoTolerance;
    for (const [name, each] of members("typoTolerance", value, typo)) {
      if (each === null) Object.assign(typo, { [name]: defaultSettings().typoTolerance[name] });
      else if (name === "enabled" || name === "disableOnNumbers") typo[name] = flag("typoTolerance", each, `typoTolerance.${name}`);
      else if (name === "disableOnWords" || name === "disableOnAttributes") typo[name] = strings("typoTolerance", each);
      else {
        for (const [size, letters] of members("typoTolerance", each, typo.minWordSizeForTypos)) {
          typo.minWordSizeForTypos[size] = integer("typoTolerance", letters ?? (size === "oneTypo" ? 5 : 9), `minWordSizeForTypos.${size}`, 255);
        }
        const { oneTypo, twoTypos } = typo.minWordSizeForTypos;
        if (oneTypo > twoTypos) {
          throw new ApiError("invalid_settings_typo_tolerance", `\`minWordSizeForTypos\` setting is invalid. \`oneTypo\` and \`twoTypos\` fields should be between \`0\` and \`255\`, and \`twoTypos\` should be greater or equals to \`oneTypo\` but found \`oneTypo: ${oneTypo}\` and twoTypos: ${twoTypos}\`.`);
        }
      }
    }
    return typo;
  },
  faceting: (value, current) => {
    const faceting = current.faceting;
    for (const [name, each] of members("faceting", value, faceting)) {
      if (name === "maxValuesPerFacet") faceting.maxValuesPerFacet = integer("faceting", each ?? 100, name);
      else if (each === null) faceting.sortFacetValuesBy = { "*": "alpha" };
      else if (!isObject(each)) throw invalid("faceting", "Invalid value type at `.faceting.sortFacetValuesBy`: expected an object");
      else for (const [facet, order] of Object.entries(each)) faceting.sortFacetValuesBy[facet] = oneOf("faceting", order, ["alpha", "count"]);
    }
    return faceting;
  },
  pagination: (value, current) => {
    for (const [name, each] of members("pagination", value, current.pagination)) current.pagination[name] = integer("pagination", each ?? 1000, name);
    return current.pagination;
  },
  embedders: (value) => {
    if (!isObject(value) || Object.values(value).some((each) => each !== null)) throw notSupported("The setting `embedders`");
    return {};
  },
  searchCutoffMs: (value) => integer("searchCutoffMs", value, "searchCutoffMs"),
  localizedAttributes: (value) => {
    // One way of splitting words serves every language: what names others would change nothing.
    if (!Array.isArray(value) || value.length > 0) throw notSupported("The setting `localizedAttributes`");
    return null;
  },
  facetSearch: (value) => flag("facetSearch", value, "facetSearch"),
  prefixSearch: (value) => oneOf("prefixSearch", value, ["indexingTime", "disabled"]),
};

function granular(value: unknown): FilterableAttribute {
  const entry = isObject(value) ? value : {};
  const features = isObject(entry.features) ? entry.features : {};
  const filter = isObject(features.filter) ? features.filter : {};
  const switchOf = (each: unknown, otherwise: boolean) => (each === undefined ? otherwise : flag("filterableAttributes", each, "features"));
  return {
    attributePatterns: strings("filterableAttributes", entry.attributePatterns),
    features: {
      facetSearch: switchOf(features.facetSearch, false),
      filter: { equality: switchOf(filter.equality, true), comparison: switchOf(filter.comparison, false) },
    },
  };
}
