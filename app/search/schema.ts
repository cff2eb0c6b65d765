import { z } from "zod";

import { isLanguage, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { MAX_QUERY } from "#app/lib/query-limits.ts";
import { ITEM_TYPES } from "#models/vocabulary.ts";

import { type Facet, FACET_NAMES } from "./settings.ts";

/** Values chosen per facet: "or" within one, "and" across. */
export type Filters = Partial<Record<Facet, string[]>>;

/** By rank, or the newest first. */
export type SortOrder = "relevance" | "date";

/** What a reader asks the search for. */
export type SearchQuery = { q: string; filters: Filters; limit: number; page: number; sort?: SortOrder };

/** A parameter that is wrong, with the code that names how. */
export class ParameterError extends Error {
  readonly field: string;
  readonly code: "unknown-parameter" | "invalid-value";

  constructor(field: string, code: ParameterError["code"], message: string) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

const SLUG = /^[A-Za-z0-9._-]{1,80}$/;

/** What the values of the facets look like; those of `type` are a closed list. */
export const VALUE_PATTERNS: Record<Facet, RegExp> = {
  type: SLUG,
  country: /^[A-Z]{2}$/,
  group: SLUG,
  theme: SLUG,
  persons: SLUG,
  mechanism: SLUG,
  capacity: SLUG,
  mechanismType: SLUG,
  sdg: SLUG,
  year: /^\d{4}$/,
  language: /^[a-z]{2,3}$/,
};

const WRONG: Partial<Record<Facet, string>> = {
  country: "must be an ISO 3166-1 alpha-2 code in capitals",
  year: "must be a year of four digits",
  language: "must be a language code",
};

const valueOf = (facet: Facet): z.ZodType<string> =>
  facet === "type" ? z.enum(ITEM_TYPES) : z.string().regex(VALUE_PATTERNS[facet], WRONG[facet] ?? "must be the id of a term");

/** How many values may be chosen, of all facets together: a page repeats them with each way to take one of them back. */
export const MAX_VALUES = 30;
export const MOST_HITS = 100;
export const MOST_PAGES = 10_000;

const q = z.string().max(MAX_QUERY, `must have at most ${MAX_QUERY} characters`);
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(most));
const limit = whole(MOST_HITS);
const page = whole(MOST_PAGES);

function parse<T>(field: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ParameterError(field, "invalid-value", `${field}: ${result.error.issues[0]?.message ?? "wrong value"}`);
}

const sort = z.enum(["relevance", "date"]);

/**
 * Reads a search from the parameters of a URL. An empty value counts as not given. `more` names
 * parameters that are known here besides those of the search as data.
 * @throws ParameterError for the first parameter that is unknown or wrong.
 */
export function parseSearch(parameters: URLSearchParams, { limit: most, more = [] }: { limit: number; more?: string[] }): SearchQuery {
  const known = new Set<string>(["q", "lang", "limit", "page", ...FACET_NAMES, ...more]);
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw new ParameterError(name, "unknown-parameter", `${name}: there is no such parameter`);
  }
  const single = <T>(name: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>, fallback: T): T => {
    const values = parameters.getAll(name).filter((value) => value !== "");
    if (values.length > 1) throw new ParameterError(name, "invalid-value", `${name}: may stand once`);
    return values.length === 0 ? fallback : parse(name, schema, values[0]);
  };
  const filters: Filters = {};
  let chosen = 0;
  for (const facet of FACET_NAMES) {
    const values = [...new Set(parameters.getAll(facet).filter((value) => value !== ""))];
    chosen += values.length;
    if (chosen > MAX_VALUES) {
      throw new ParameterError(facet, "invalid-value", `${facet}: at most ${MAX_VALUES} values in all filters together`);
    }
    if (values.length > 0) filters[facet] = values.map((value) => parse(facet, valueOf(facet), value));
  }
  return {
    q: single("q", q, "").trim(),
    filters,
    limit: single("limit", limit, most),
    page: single("page", page, 1),
    sort: more.includes("sort") ? single("sort", sort, "relevance") : "relevance",
  };
}

/** What someone has typed so far: the text of `q`, cut where it is too long. */
export function parseTyped(parameters: URLSearchParams): string {
  return (parameters.get("q") ?? "").slice(0, MAX_QUERY).trim();
}

/** The reader's language from `lang`, where the URL's path does not give it. */
export function parseLanguage(parameters: URLSearchParams): (typeof LANGUAGE_CODES)[number] | null {
  const [value, ...others] = parameters.getAll("lang").filter((given) => given !== "");
  if (!value) return null;
  if (others.length > 0) throw new ParameterError("lang", "invalid-value", "lang: may stand once");
  if (isLanguage(value)) return value;
  throw new ParameterError("lang", "invalid-value", `lang: must be one of ${LANGUAGE_CODES.join(", ")}`);
}

/** A search as the parameters of a URL; the page is left out where it is the first. */
export function searchParameters({ q, filters, page, sort: order }: Pick<SearchQuery, "q" | "filters" | "page" | "sort">): URLSearchParams {
  const parameters = new URLSearchParams();
  if (q) parameters.set("q", q);
  for (const facet of FACET_NAMES) for (const value of filters[facet] ?? []) parameters.append(facet, value);
  if (order === "date") parameters.set("sort", order);
  if (page > 1) parameters.set("page", String(page));
  return parameters;
}
