import type { Language } from "#app/i18n/languages.ts";
import { hasMarks, joinMarks } from "#app/lib/marked-text.ts";
import { type ReferenceData, referenceData } from "#app/lib/reference-data.server.ts";
import { type ListedItem, type ListedVersion, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import type { Actor } from "#models/scope.server.ts";

import { askAll, beginningRequest, facetRequest, facetsInUse, type FoundDocument, type FoundPage, pageRequest, type Strategy, versionsRequest } from "./ask.server.ts";
import { isSameText, markArabicWords } from "./mark-words.ts";
import { type ReadQuery, readQuery } from "./read-query.ts";
import type { SearchQuery } from "./schema.ts";
import { type Facet, FACET_NAMES, FACETS } from "./settings.ts";
import { thesaurusOf } from "./thesaurus.server.ts";

/** One item found, in the language version that answers the query best for this reader. */
export type SearchHit = {
  item: ListedItem;
  version: ListedVersion;
  /** Title and excerpt with marks around what was found (see lib/marked-text). */
  title: string;
  excerpt: string;
};

export type FacetValue = { value: string; count: number };

export type SearchResult = {
  /** How the query was understood; `sent` is what was found in the end. */
  read: ReadQuery;
  /** Exact, in items. */
  total: number;
  /** True where nothing has all words of the query, and the hits have some of them. */
  loosened: boolean;
  hits: SearchHit[];
  /** Counts per value; those of a facet in use are counted as if it were not, so that values can be added. */
  facets: Record<Facet, FacetValue[]>;
  /** How many items there would be without each facet in use. */
  without: Partial<Record<Facet, number>>;
};

/**
 * Finds items in all languages, ranked together. All words are asked for first; where nothing has
 * them all, what has the rarer ones; what stands in quotes is never given up.
 * @throws SearchUnavailable where the search server is down.
 */
export async function searchItems({
  actor,
  lang,
  query,
  reference,
}: {
  actor: Actor;
  lang: Language;
  query: SearchQuery;
  /** Read here where the caller has none at hand. */
  reference?: ReferenceData;
}): Promise<SearchResult> {
  let read = readQuery(thesaurusOf(reference ?? (await referenceData())), query.q, lang);
  const used = facetsInUse(query);
  const ask = (strategy: Strategy) =>
    askAll([pageRequest(read, query, strategy), ...used.map((facet) => facetRequest(read, query, strategy, facet))]);
  let [strategy, answers] = ["all" as Strategy, [] as FoundPage[]];
  for (const attempt of attemptsFor(read)) {
    read = { ...read, sent: attempt.sent };
    strategy = attempt.strategy;
    answers = await ask(strategy);
    if (answers[0]?.totalHits) break;
  }
  const [main, ...others] = answers;
  const counts = (facet: Facet): FacetValue[] => {
    const response = used.includes(facet) ? others[used.indexOf(facet)] : main;
    const distribution: Record<string, number> = { ...response?.facetDistribution?.[FACETS[facet]] };
    // A chosen value stays on the page, also where it finds nothing.
    for (const value of query.filters[facet] ?? []) distribution[value] ??= 0;
    return Object.entries(distribution)
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  const total = main?.totalHits ?? 0;
  return {
    read,
    total,
    loosened: strategy === "frequency" && total > 0,
    hits: await readHits({ actor, lang, read, strategy, found: documentsOf(main) }),
    facets: Object.fromEntries(FACET_NAMES.map((facet) => [facet, counts(facet)])) as Record<Facet, FacetValue[]>,
    without: Object.fromEntries(used.map((facet, index) => [facet, others[index]?.totalHits ?? 0])),
  };
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
}: {
  actor: Actor;
  lang: Language;
  q: string;
  limit: number;
  reference: ReferenceData;
}): Promise<Pick<SearchResult, "total" | "hits">> {
  const read = readQuery(thesaurusOf(reference), q, lang);
  const [answer] = await askAll([beginningRequest(read, limit)]);
  return { total: answer?.totalHits ?? 0, hits: await readHits({ actor, lang, read, strategy: "all", found: documentsOf(answer) }) };
}

/**
 * What is asked in turn until something is found: all words; what the query is about; the rarer words.
 * A question begins with what it is about, and what is quoted is never given up.
 */
function attemptsFor({ sent, subject, question, literal }: ReadQuery): Array<{ sent: string; strategy: Strategy }> {
  const whole = { sent, strategy: "all" as const };
  if (!sent || literal) return [whole];
  const about = subject ? [{ sent: subject, strategy: "all" as const }] : [];
  return [...(question ? [...about, whole] : [whole, ...about]), { sent, strategy: "frequency" }];
}

export const documentsOf = (page: FoundPage | undefined): FoundDocument[] => (page?.hits ?? []) as FoundDocument[];

const isFoundInText = ({ _formatted: text }: FoundDocument): boolean =>
  [text?.title, text?.summary, text?.text].some((part) => part !== undefined && hasMarks(part));

/** The items of these documents as the actor may read them now, whatever the index still holds. */
export async function readHits({
  actor,
  lang,
  read,
  strategy,
  found,
}: {
  actor: Actor;
  lang: Language;
  read: ReadQuery;
  strategy: Strategy;
  found: FoundDocument[];
}): Promise<SearchHit[]> {
  const items = await listPublishedByIds({ actor, ids: found.map((document) => document.item) });
  const byId = new Map(items.map((item) => [item.id, item]));
  const documents = found.map((document) => withArabicMarks(document, read));
  // A version in another language came first; the reader's own is shown where it answers as well.
  const elsewhere = documents.filter(
    (document) =>
      document.lang !== lang && isFoundInText(document) && byId.get(document.item)?.versions.some((version) => version.lang === lang),
  );
  const own = elsewhere.length > 0 ? await askAll([versionsRequest(read, strategy, elsewhere.map(({ item }) => item), lang)]) : [];
  const ownByItem = new Map(documentsOf(own[0]).map((document) => [document.item, withArabicMarks(document, read)]));
  return documents.flatMap((document) => {
    const item = byId.get(document.item);
    return item ? [hitOf(item, ownByItem.get(document.item) ?? document, lang)] : [];
  });
}

function withArabicMarks(document: FoundDocument, { sent }: ReadQuery): FoundDocument {
  const { title = "", summary = "", text = "" } = document._formatted ?? {};
  return { ...document, _formatted: { title: markArabicWords(title, sent), summary: markArabicWords(summary, sent), text: markArabicWords(text, sent) } };
}

function hitOf(item: ListedItem, document: FoundDocument, lang: Language): SearchHit {
  // What was found by a label is found in every version: the reader gets his own.
  const version = versionFor(item, isFoundInText(document) ? document.lang : lang);
  const { title, summary } = version.content;
  const { _formatted: found } = document;
  if (!found || version.lang !== document.lang || !isSameText(found.title ?? "", title)) {
    return { item, version, title, excerpt: tidy(summary) };
  }
  const excerpt = [found.summary, found.text].find((text) => text && hasMarks(text)) || found.summary || found.text || "";
  return { item, version, title: joinMarks(found.title ?? title), excerpt: tidy(excerpt) };
}

/** On one line, and with one mark over words that follow each other. */
const tidy = (text: string): string => joinMarks(text).replace(/\s+/g, " ").trim();
