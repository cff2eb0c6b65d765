import { isObject } from "./document.ts";
import { ApiError, notSupported } from "./errors.ts";
import type { MatchingStrategy } from "./matching.ts";

/** Languages whose words the one way of splitting and folding serves; any other locale is refused. */
const LOCALES = new Set([
  "ara", "eng", "fra", "spa", "por", "ita", "deu", "nld", "cat", "ron", "ar", "en", "fr", "es", "pt", "it", "de", "nl", "ca", "ro",
]);

/** A search as asked for, checked and with the server's defaults. */
export interface SearchRequest {
  q: string | null;
  offset: number;
  limit: number;
  page: number | undefined;
  hitsPerPage: number | undefined;
  filter: unknown;
  facets: string[] | undefined;
  sort: string[];
  distinct: string | undefined;
  matchingStrategy: MatchingStrategy;
  attributesToRetrieve: string[];
  attributesToSearchOn: string[] | undefined;
  attributesToHighlight: string[];
  attributesToCrop: string[];
  cropLength: number;
  cropMarker: string;
  highlightPreTag: string;
  highlightPostTag: string;
  showMatchesPosition: boolean;
  showRankingScore: boolean;
}

const REFUSED = [
  "vector", "hybrid", "retrieveVectors", "media", "personalize", "rankingScoreThreshold", "showRankingScoreDetails", "showPerformanceDetails",
  "hybridEmbedder", "hybridSemanticRatio", "useNetwork",
];
const KNOWN = [
  "q", "offset", "limit", "page", "hitsPerPage", "filter", "facets", "sort", "distinct", "matchingStrategy", "attributesToRetrieve",
  "attributesToSearchOn", "attributesToHighlight", "attributesToCrop", "cropLength", "cropMarker", "highlightPreTag", "highlightPostTag",
  "showMatchesPosition", "showRankingScore", "locales",
];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Reads the parameters of a search; each wrong one is refused with its own code. */
export function parseSearchRequest(body: unknown, extra: readonly string[] = []): SearchRequest {
  if (!isObject(body)) throw new ApiError("bad_request", "Invalid value type: expected an object");
  for (const [name, value] of Object.entries(body)) {
    if (REFUSED.includes(name)) {
      if (value !== null && value !== false) throw notSupported(`The search parameter \`${name}\``);
    } else if (!KNOWN.includes(name) && !extra.includes(name)) {
      throw new ApiError("bad_request", `Unknown field \`${name}\`: expected one of ${KNOWN.map((each) => `\`${each}\``).join(", ")}`);
    }
  }
  const read = <T>(name: string, is: (value: unknown) => value is T, expected: string): T | undefined => {
    const value = body[name];
    if (value === undefined || value === null) return undefined;
    if (!is(value)) {
      throw new ApiError(`invalid_search_${snake(name)}`, `Invalid value type at \`.${name}\`: expected ${expected}, but found: \`${JSON.stringify(value)}\``);
    }
    return value;
  };
  const text = (name: string) => read(name, (value) => typeof value === "string", "a string");
  const flag = (name: string) => read(name, (value) => typeof value === "boolean", "a boolean") ?? false;
  const count = (name: string) =>
    read(name, (value): value is number => Number.isInteger(value) && (value as number) >= 0, "a positive integer");
  const list = (name: string) =>
    read(name, (value): value is string[] => Array.isArray(value) && value.every((each) => typeof each === "string"), "an array of strings");

  const strategy = text("matchingStrategy") ?? "last";
  if (strategy !== "last" && strategy !== "all" && strategy !== "frequency") {
    throw new ApiError("invalid_search_matching_strategy", `Unknown value \`${strategy}\` at \`.matchingStrategy\`: expected one of \`last\`, \`all\`, \`frequency\``);
  }
  const unknown = list("locales")?.find((locale) => !LOCALES.has(locale));
  if (unknown !== undefined) throw new ApiError("invalid_search_locales", `The locale \`${unknown}\` is not supported by this embedded engine.`);
  return {
    q: text("q") ?? null,
    offset: count("offset") ?? 0,
    limit: count("limit") ?? 20,
    page: count("page"),
    hitsPerPage: count("hitsPerPage"),
    filter: body.filter,
    facets: list("facets"),
    sort: list("sort") ?? [],
    distinct: text("distinct"),
    matchingStrategy: strategy,
    attributesToRetrieve: list("attributesToRetrieve") ?? ["*"],
    attributesToSearchOn: list("attributesToSearchOn"),
    attributesToHighlight: list("attributesToHighlight") ?? [],
    attributesToCrop: list("attributesToCrop") ?? [],
    cropLength: count("cropLength") ?? 10,
    cropMarker: text("cropMarker") ?? "…",
    highlightPreTag: text("highlightPreTag") ?? "<em>",
    highlightPostTag: text("highlightPostTag") ?? "</em>",
    showMatchesPosition: flag("showMatchesPosition"),
    showRankingScore: flag("showRankingScore"),
  };
}

const NUMBERS = ["offset", "limit", "page", "hitsPerPage", "cropLength"];
const FLAGS = ["showMatchesPosition", "showRankingScore", "showRankingScoreDetails", "retrieveVectors", "showPerformanceDetails"];
const LISTS = ["facets", "sort", "attributesToRetrieve", "attributesToSearchOn", "attributesToHighlight", "attributesToCrop", "locales"];

/** The same parameters from a query string, where lists are separated by commas. */
export function searchBodyOf(query: URLSearchParams): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (NUMBERS.includes(name)) body[name] = /^\d+$/.test(value) ? Number(value) : value;
    else if (FLAGS.includes(name)) body[name] = value === "true" ? true : value === "false" ? false : value;
    else if (LISTS.includes(name)) body[name] = value.split(",").map((each) => each.trim());
    else body[name] = name === "filter" ? filterOf(value) : value;
  }
  return body;
}

function filterOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}
