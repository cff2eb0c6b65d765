import { askAll, countRequest } from "./ask.server.ts";
import { foldQuery, readWords } from "./fold.ts";
import type { ReadQuery } from "./read-query.ts";
import type { Filters } from "./schema.ts";

/** What a search that kept only some of the words holds on to. */
export type Kept = {
  /** The word or name that everything found has; null where that is not certain. */
  always: string | null;
  /** The words and names that nothing has. */
  missing: string[];
};

/** So many words and names are asked for one by one. */
const MOST = 12;

/**
 * Tells what a loosened search kept. The server drops the most frequent words first and never the rarest
 * that something has: where as many items have that one as were found, all of them have it.
 * @throws SearchUnavailable where the search server is down.
 */
export async function keptOf({ q, read, filters, total }: { q: string; read: ReadQuery; filters: Filters; total: number }): Promise<Kept> {
  const words = readWords(q)
    .filter(({ tells, start }) => tells && !read.concepts.some((name) => name.start <= start && start < name.end))
    .map(({ word, start }) => ({ text: word, start }));
  const names = read.concepts.map(({ written, start }) => ({ text: written, start }));
  const asked = [...words, ...names].toSorted((a, b) => a.start - b.start).map(({ text }) => text).slice(0, MOST);
  const answers = await askAll(asked.map((text) => countRequest({ q: `${foldQuery(text)} `, strategy: "all", within: null, concepts: [] }, filters)));
  const counts = asked.map((text, index) => ({ text, count: answers[index]?.totalHits ?? 0 }));
  return {
    always: counts.find(({ count }) => count === total)?.text ?? null,
    missing: counts.filter(({ count }) => count === 0).map(({ text }) => text),
  };
}
