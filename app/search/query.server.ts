import type { Language } from "#app/i18n/languages.ts";
import { type ReferenceData, referenceData } from "#app/lib/reference-data.server.ts";
import type { Actor } from "#models/actor.ts";

import { askAll, type Attempt, beginningRequest, bestRequest, countRequest, facetRequest, facetsInUse, type FoundDocument, type FoundPage, isByDate, pageRequest } from "./ask.server.ts";
import { documentsOf, readHits, type SearchHit } from "./hits.server.ts";
import { type Kept, keptOf } from "./loosened.server.ts";
import { presentFilters } from "./present-filters.ts";
import { type ReadQuery, readQuery } from "./read-query.ts";
import type { Filters, SearchQuery } from "./schema.ts";
import { type Facet, FACET_NAMES, FACETS, TEXT_ATTRIBUTES } from "./settings.ts";
import { mendSlips, type Taken, takenByMarks } from "./slips.server.ts";
import { thesaurusOf } from "./thesaurus.server.ts";

export type FacetValue = { value: string; count: number };

/** What was found in the end: the whole query, the subject of a question, or some of its words. */
export type Found = "whole" | "subject" | "some";

export type SearchResult = {
  /** How the query was understood, its slips mended. */
  read: ReadQuery;
  /** Words of it that were taken for others. */
  taken: Taken[];
  /** The query as it was written with every word and name in quotes; null where it is so already. */
  literally: string | null;
  found: Found;
  /** What was held on to, where only some of the words were. */
  kept: Kept | null;
  /** Exact, in items. */
  total: number;
  hits: SearchHit[];
  /** Counts per value; those of a facet in use are counted as if it were not, so that values can be added. */
  facets: Record<Facet, FacetValue[]>;
  /** How many items there would be without each facet in use. */
  without: Partial<Record<Facet, number>>;
};

type Asker = {
  actor: Actor;
  lang: Language;
  /** Read here where the caller has none at hand. */
  reference?: ReferenceData;
};

/**
 * Finds items in all languages, ranked together. What is asked in turn until something is found: all
 * words among what has to do with the concepts that they name; all words; what the query is about;
 * its rarer words.
 * @throws SearchUnavailable where the search server is down.
 */
export async function searchItems({ actor, lang, query: asked, reference }: Asker & { query: SearchQuery }): Promise<SearchResult> {
  const known = reference ?? (await referenceData());
  const thesaurus = thesaurusOf(known);
  const query = { ...asked, filters: presentFilters(known, asked.filters) };
  const { q, taken, unknown } = await mendSlips(thesaurus, query.q, lang);
  const read = readQuery(thesaurus, q, lang);
  const used = facetsInUse(query);
  // Nobody wrote the very words of a mended query.
  const asksExact = taken.length === 0 && hasExactFirst(read, query);
  let answers: FoundPage[] = [];
  let attempt: Attempt & { found: Found } = { ...NOTHING, found: "whole" };
  let exactOnes: FoundDocument[] = [];
  for (attempt of attemptsFor(read)) {
    // Among what the attempt itself finds, so that its counts hold for both together.
    const exact = asksExact ? { ...attempt, q: read.literally ?? "", strategy: "all" as const, within: HEADS } : null;
    const [first, ...rest] = await askAll([
      ...(exact ? [bestRequest(exact, query.filters, { limit: EXACT_FIRST })] : []),
      pageRequest(attempt, query),
      ...used.map((facet) => facetRequest(attempt, query, facet)),
    ]);
    exactOnes = exact ? documentsOf(first) : [];
    answers = exact ? rest : [first, ...rest].filter((answer) => answer !== undefined);
    if (answers[0]?.totalHits) break;
  }
  const [main, ...others] = answers;
  const counts = (facet: Facet): FacetValue[] => {
    const response = used.includes(facet) ? others[used.indexOf(facet)] : main;
    // A chosen value stays on the page, also where it finds nothing.
    const chosen = (query.filters[facet] ?? []).map((value): [string, number] => [value, 0]);
    return [...new Map([...chosen, ...Object.entries(response?.facetDistribution?.[FACETS[facet]] ?? {})])]
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  const hits = await readHits({ actor, lang, attempt, found: await exactFirst(exactOnes, documentsOf(main), attempt, query) });
  const total = main?.totalHits ?? 0;
  return {
    read,
    kept: attempt.found === "some" && total > 0 ? await keptOf({ q, read, filters: query.filters, total }) : null,
    taken: [...taken, ...takenByMarks(unknown, hits)],
    literally: taken.length > 0 ? readQuery(thesaurus, query.q, lang).literally : read.literally,
    found: attempt.found,
    total,
    hits,
    facets: Object.fromEntries(FACET_NAMES.map((facet) => [facet, counts(facet)])) as Record<Facet, FacetValue[]>,
    without: Object.fromEntries(used.map((facet, index) => [facet, others[index]?.totalHits ?? 0])),
  };
}

const NOTHING: Attempt = { q: "", strategy: "all", within: null, concepts: [] };

/** A question begins with what it is about; what is quoted is never given up. */
function attemptsFor({ words, subject, question, quoted, literal, concepts }: ReadQuery): Array<Attempt & { found: Found }> {
  const all = (q: string, found: Found, ids: string[][]) => ({ q, strategy: "all" as const, within: quoted ? TEXT_ATTRIBUTES : null, concepts: ids, found });
  if (!words || literal) return [all(words, "whole", [])];
  const ids = quoted ? [] : concepts.map((concept) => concept.ids);
  const whole = [...(ids.length > 0 ? [all(words, "whole", ids)] : []), all(words, "whole", [])];
  const about = subject === null ? [] : [all(subject, "subject", ids)];
  return [...(question ? [...about, ...whole] : [...whole, ...about]), { ...all(words, "some", []), strategy: "frequency" }];
}

/** How many items whose title or summary has the very words of a widened query come before all others. */
const EXACT_FIRST = 10;
const HEADS = ["title", "summary"];

/** True where the query was widened and rank decides: then what has its very words comes first. */
const hasExactFirst = ({ literally, quoted, question, concepts }: ReadQuery, query: SearchQuery): boolean =>
  literally !== null && !quoted && !question && concepts.length > 0 && !isByDate(query);

/** The documents of a page, with those that have the very words before those found by other names. */
async function exactFirst(exact: FoundDocument[], found: FoundDocument[], attempt: Attempt, query: SearchQuery): Promise<FoundDocument[]> {
  if (exact.length === 0) return found;
  const items = new Set(exact.map(({ item }) => item));
  if (query.page === 1) return [...exact, ...found.filter(({ item }) => !items.has(item))].slice(0, query.limit);
  const offset = (query.page - 1) * query.limit - exact.length;
  const from = Math.max(0, offset);
  const [rest] = await askAll([bestRequest(attempt, query.filters, { limit: query.limit, offset: from, except: [...items] })]);
  return [...exact.slice((query.page - 1) * query.limit), ...documentsOf(rest)].slice(0, query.limit);
}

/**
 * The best hits for what someone is still typing.
 * @throws SearchUnavailable where the search server is down.
 */
export async function searchWhileTyping({
  actor,
  lang,
  q,
  limit,
  reference,
}: Asker & { q: string; limit: number; reference: ReferenceData }): Promise<Pick<SearchResult, "total" | "hits">> {
  const read = readQuery(thesaurusOf(reference), q, lang);
  const attempt = { ...NOTHING, q: read.words, within: read.quoted ? TEXT_ATTRIBUTES : null };
  const [answer] = await askAll([beginningRequest(attempt, limit)]);
  return { total: answer?.totalHits ?? 0, hits: await readHits({ actor, lang, attempt, found: documentsOf(answer) }) };
}

/**
 * How many items each of these searches finds whole.
 * @throws SearchUnavailable where the search server is down.
 */
export async function countItems({ lang, reference, searches }: { lang: Language; reference: ReferenceData; searches: Array<{ q: string; filters: Filters }> }): Promise<number[]> {
  const thesaurus = thesaurusOf(reference);
  const asked = searches.map(({ q, filters }) =>
    attemptsFor(readQuery(thesaurus, q, lang)).flatMap((attempt) => (attempt.found === "whole" ? [countRequest(attempt, filters)] : [])),
  );
  const totals = (await askAll(asked.flat())).map((answer) => answer.totalHits ?? 0);
  return asked.map((requests) => totals.splice(0, requests.length).find((total) => total > 0) ?? 0);
}
