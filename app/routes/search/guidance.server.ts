import { directionOf } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { askAll, countRequest, facetsInUse } from "#app/search/ask.server.ts";
import type { SearchResult } from "#app/search/query.server.ts";
import { type ReadQuery, readQuery } from "#app/search/read-query.ts";
import type { Filters } from "#app/search/schema.ts";
import type { Name } from "#app/search/thesaurus.ts";
import { thesaurusOf } from "#app/search/thesaurus.server.ts";

import { addressOf, type PageQuery, without } from "./address.server.ts";
import { labelFacet } from "./facet-labels.server.ts";

/** The most concepts of a query that the page tells of. */
const MOST_CONCEPTS = 4;

const shown = ({ name, lang }: Name) => ({ name, lang, dir: directionOf(lang) });

/** What the page tells of how a query was understood, with the searches that undo it. */
export function readingOf(tools: PageTools, query: PageQuery, { read }: SearchResult) {
  const { concepts, literally, freely, quoted, question, subject } = read;
  return {
    concepts: concepts
      .filter(({ labels, others }) => labels.length + others.length > 0)
      .slice(0, MOST_CONCEPTS)
      .map(({ written, labels, others }) => ({ written, labels: labels.map(shown), others: others.map(shown) })),
    literally: literally && !quoted ? addressOf(tools.lang, query, { q: literally }) : null,
    freely: freely ? addressOf(tools.lang, query, { q: freely }) : null,
    // What was asked last is what was found: the subject alone, where the whole question finds less.
    subject: question && subject !== null && read.sent === subject ? subject.trim() : null,
  };
}

/** A search to try instead, with what it finds. */
export type Proposal = { kind: "nearest" | "freely" | "without" | "in"; name: string; count: number; url: string };

/**
 * What to try where nothing, or nothing with all words, was found: names that are written nearly so,
 * the query without its quotes, without each filter, in the other languages. Only what finds something.
 */
export async function proposalsFor(tools: PageTools, query: PageQuery, result: SearchResult): Promise<Proposal[]> {
  const thesaurus = thesaurusOf(tools.reference);
  const other = (kind: "nearest" | "freely", q: string) => ({ kind, name: q, q, read: readQuery(thesaurus, q, tools.lang) });
  const nearest = thesaurus.nearest(result.read.freely ?? query.q, tools.lang).map((q) => other("nearest", q));
  const freely = result.read.freely ? [other("freely", result.read.freely)] : [];
  const queries = [...nearest, ...freely];
  const answers = await askAll(queries.map(({ read }) => countRequest(read, query.filters)));
  const byWords = queries.map(({ kind, name, q }, index): Proposal => ({ kind, name, count: answers[index]?.totalHits ?? 0, url: addressOf(tools.lang, query, { q }) }));
  if (result.total > 0) return byWords.filter(({ count, kind }) => count > 0 && kind === "nearest");
  const loosened = await loosenedFilters(tools, query, result.read, result);
  return [...byWords, ...loosened].filter(({ count }) => count > 0);
}

async function loosenedFilters(tools: PageTools, query: PageQuery, read: ReadQuery, result: SearchResult): Promise<Proposal[]> {
  const used = facetsInUse(query);
  const dropped = used.map((facet): Proposal => ({
    kind: "without",
    name: (query.filters[facet] ?? []).map((value) => labelFacet(tools, facet, value)).join(", "),
    count: result.without[facet] ?? 0,
    url: addressOf(tools.lang, query, without(query, facet)),
  }));
  const languages = used.includes("language")
    ? result.facets.language
        .filter(({ count }) => count > 0)
        .map(({ value, count }): Proposal => ({ kind: "in", name: tools.language(value), count, url: addressOf(tools.lang, query, { filters: { ...query.filters, language: [value] } }) }))
    : [];
  if (used.length < 2 || dropped.some(({ count }) => count > 0)) return [...dropped, ...languages];
  const none: Filters = {};
  const [answer] = await askAll([countRequest(read, none)]);
  const all = { kind: "without" as const, name: dropped.map(({ name }) => name).join(", "), count: answer?.totalHits ?? 0, url: addressOf(tools.lang, query, { filters: none }) };
  return [...dropped, all, ...languages];
}
