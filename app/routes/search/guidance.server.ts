import { directionOf } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { hasMarks } from "#app/lib/marked-text.ts";
import { facetsInUse } from "#app/search/ask.server.ts";
import type { SearchHit } from "#app/search/hits.server.ts";
import { countItems, type SearchResult } from "#app/search/query.server.ts";
import type { Filters } from "#app/search/schema.ts";
import type { Name } from "#app/search/thesaurus.ts";
import { thesaurusOf } from "#app/search/thesaurus.server.ts";

import { addressOf, type PageQuery, without } from "./address.server.ts";
import { labelFacet } from "./facet-labels.server.ts";

/** The most concepts of a query that the page tells of. */
const MOST_CONCEPTS = 4;

const shown = ({ name, lang }: Name) => ({ name, lang, dir: directionOf(lang) });

/** What the page tells of how a query was understood, with the searches that undo it. */
export function readingOf(tools: PageTools, query: PageQuery, { read, found, taken, literally }: SearchResult) {
  const { concepts, freely, quoted, subject } = read;
  return {
    concepts: concepts
      .filter(({ labels, others }) => labels.length + others.length > 0)
      .slice(0, MOST_CONCEPTS)
      .map(({ written, labels, others }) => ({ written, labels: labels.map(shown), others: others.map(shown) })),
    taken,
    literally: literally && !quoted ? addressOf(tools.lang, query, { q: literally }) : null,
    freely: freely ? addressOf(tools.lang, query, { q: freely }) : null,
    subject: found === "subject" && subject !== null ? subject.replaceAll('"', "").trim() : null,
  };
}

/** The most reasons that a card gives. */
const MOST_REASONS = 3;

/** By what a hit was found whose title and excerpt show nothing of it: names of what it is about. Null where they do. */
export function reasonOf(tools: PageTools, { read }: SearchResult, { title, excerpt, concepts }: SearchHit): string | null {
  if (read.literal || hasMarks(title) || hasMarks(excerpt)) return null;
  const named = new Set(read.concepts.flatMap(({ ids }) => ids));
  const bearers = thesaurusOf(tools.reference).bearers(read.words);
  const [exactly, partly] = [concepts.filter((id) => named.has(id)), concepts.filter((id) => bearers.has(id))];
  const labels = (exactly.length > 0 ? exactly : partly).map((id) => (id.startsWith("state:") ? tools.country(id.slice("state:".length)) : tools.term(id)));
  const names = [...new Set(labels)].slice(0, MOST_REASONS).join(" · ");
  return names ? tools.t("search:foundBy", { names }) : null;
}

/** A search to try instead, with what it finds. */
export type Proposal = { kind: "nearest" | "freely" | "without" | "in"; name: string; count: number; url: string };

/**
 * What to try where nothing, or nothing with all words, was found: names that are written nearly so,
 * the query without its quotes, without each filter, in the other languages. Only what finds something.
 */
export async function proposalsFor(tools: PageTools, query: PageQuery, result: SearchResult): Promise<Proposal[]> {
  const { reference, lang } = tools;
  const nearest = thesaurusOf(reference).nearest(result.read.freely ?? query.q, lang).map((q) => ({ kind: "nearest" as const, q }));
  const freely = result.read.freely ? [{ kind: "freely" as const, q: result.read.freely }] : [];
  const queries = [...nearest, ...freely];
  const counts = await countItems({ lang, reference, searches: queries.map(({ q }) => ({ q, filters: query.filters })) });
  const byWords = queries.map(({ kind, q }, index): Proposal => ({ kind, name: q, count: counts[index] ?? 0, url: addressOf(lang, query, { q }) }));
  if (result.total > 0) return byWords.filter(({ count, kind }) => count > 0 && kind === "nearest");
  const loosened = await loosenedFilters(tools, query, result);
  return [...byWords, ...loosened].filter(({ count }) => count > 0);
}

async function loosenedFilters(tools: PageTools, query: PageQuery, result: SearchResult): Promise<Proposal[]> {
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
  const [count = 0] = await countItems({ lang: tools.lang, reference: tools.reference, searches: [{ q: query.q, filters: none }] });
  const all = { kind: "without" as const, name: dropped.map(({ name }) => name).join(", "), count, url: addressOf(tools.lang, query, { filters: none }) };
  return [...dropped, all, ...languages];
}
