import type { Language } from "#app/i18n/languages.ts";
import { MOST_HITS, MOST_PAGES, ParameterError, parseLanguage } from "#app/search/schema.ts";
import { isPartialDate, partialDate } from "#models/partial-date.ts";

/** What the values of parameters look like, and how a wrong one is told of. */
export const PATTERNS = {
  country: { form: /^[A-Z]{2}$/, wrong: "must be an ISO 3166-1 alpha-2 code in capitals" },
  id: { form: /^[A-Za-z0-9._-]{1,80}$/, wrong: "must be the id of a term" },
} as const;

/** How many values a filter takes. */
export const MOST_VALUES = 30;

/** The parameters of a request for data; an empty value counts as not given. */
export class Parameters {
  readonly #all: URLSearchParams;

  /** @throws ParameterError for the first that is not known. */
  constructor(request: Request, known: readonly string[]) {
    this.#all = new URL(request.url).searchParams;
    for (const name of this.#all.keys()) if (!known.includes(name)) throw new ParameterError(name, "unknown-parameter", `${name}: there is no such parameter`);
  }

  /** The values of a filter, each once. @throws ParameterError. */
  many(name: string, { form, wrong }: (typeof PATTERNS)[keyof typeof PATTERNS]): string[] {
    const values = [...new Set(this.#all.getAll(name).filter((value) => value !== ""))];
    if (values.length > MOST_VALUES) throw new ParameterError(name, "invalid-value", `${name}: at most ${MOST_VALUES} values`);
    if (values.some((value) => !form.test(value))) throw new ParameterError(name, "invalid-value", `${name}: ${wrong}`);
    return values;
  }

  /** The language of the answer; null where all are wanted. @throws ParameterError. */
  language(): Language | null {
    return parseLanguage(this.#all);
  }

  /** How many entries, and which page of them. @throws ParameterError. */
  page(usual: number): { limit: number; page: number } {
    return { limit: this.#whole("limit", MOST_HITS, usual), page: this.#whole("page", MOST_PAGES, 1) };
  }

  /** A day as `YYYY-MM-DD`; null where none is given. @throws ParameterError. */
  day(name: string): string | null {
    const value = this.#one(name);
    if (!value) return null;
    if (value.length !== 10 || !isPartialDate(partialDate(value))) throw new ParameterError(name, "invalid-value", `${name}: must be a day as YYYY-MM-DD`);
    return value;
  }

  #whole(name: string, most: number, usual: number): number {
    const value = this.#one(name);
    if (!value) return usual;
    const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    if (number < 1 || number > most) throw new ParameterError(name, "invalid-value", `${name}: must be a whole number from 1 to ${most}`);
    return number;
  }

  #one(name: string): string | undefined {
    const [value, ...others] = this.#all.getAll(name).filter((given) => given !== "");
    if (others.length > 0) throw new ParameterError(name, "invalid-value", `${name}: may stand once`);
    return value;
  }
}
