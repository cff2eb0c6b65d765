import type { Language } from "#app/i18n/languages.ts";
import type { ReferenceData } from "#app/lib/reference-data.server.ts";

import { askAll, isByDate, itemsRequest } from "./ask.server.ts";
import { attemptsFor, EXACT_FIRST, exactly, hasExactFirst } from "./attempts.ts";
import { documentsOf } from "./hits.server.ts";
import { presentFilters } from "./present-filters.ts";
import { readQuery } from "./read-query.ts";
import type { SearchQuery } from "./schema.ts";
import { mendSlips } from "./slips.server.ts";
import { thesaurusOf } from "./thesaurus.server.ts";

type Asking = {
  lang: Language;
  query: SearchQuery;
  reference: ReferenceData;
  /** As the pages of the search have them, or what was published last first. */
  order: "page" | "published";
  limit?: number;
};

/** Items in one request; a server reads the whole of their documents to give their ids. */
const PART = 1_000;
/** How far the next part reaches back into the one before it: so many items may be taken away in between, and none is missed. */
const OVERLAP = 50;

/**
 * The ids of everything that a search finds, on all of its pages, each once; at most `limit`. What may be read of them is
 * for the database to say.
 * @throws SearchUnavailable where the search server is down.
 */
export async function findEvery({ lang, query, reference, order, limit = Infinity }: Asking): Promise<string[]> {
  const { read, taken, filters } = await readAsked({ lang, query, reference });
  const asksExact = order === "page" && taken.length === 0 && hasExactFirst(read, query);
  const sort = order === "published" ? "published:desc" : isByDate(query) ? "date:desc" : undefined;
  for (const attempt of attemptsFor(read)) {
    const exact = asksExact ? await itemsOf(exactly(attempt, read), filters, { limit: EXACT_FIRST }) : [];
    const found = new Set(exact);
    for (let offset = 0; found.size < limit; offset += PART - OVERLAP) {
      const part = await itemsOf(attempt, filters, { limit: Math.min(PART, limit), offset, sort });
      for (const id of part) found.add(id);
      if (part.length < PART) break;
    }
    if (found.size > 0) return [...found].slice(0, limit);
  }
  return [];
}

/**
 * Which of these items a search finds, what was published last first. Where it finds nothing with all of its words, it
 * finds what its page does then.
 * @throws SearchUnavailable where the search server is down.
 */
export async function findAmong({ ids, ...asked }: Omit<Asking, "order" | "limit"> & { ids: string[] }): Promise<string[]> {
  if (ids.length === 0) return [];
  const { read, filters } = await readAsked(asked);
  for (const attempt of attemptsFor(read)) {
    const anything = itemsRequest(attempt, filters, { limit: 1 });
    const [first, these] = await askAll([anything, itemsRequest(attempt, filters, { limit: ids.length, sort: "published:desc", among: ids })]);
    if (documentsOf(first).length > 0) return documentsOf(these).map(({ item }) => item);
  }
  return [];
}

/** A search as it is put to the server. */
async function readAsked({ lang, query, reference }: Pick<Asking, "lang" | "query" | "reference">) {
  const thesaurus = thesaurusOf(reference);
  const { q, taken } = await mendSlips(thesaurus, query.q, lang);
  return { read: readQuery(thesaurus, q, lang), taken, filters: presentFilters(reference, query.filters) };
}

async function itemsOf(...request: Parameters<typeof itemsRequest>): Promise<string[]> {
  const [answer] = await askAll([itemsRequest(...request)]);
  return documentsOf(answer).map(({ item }) => item);
}
