import { MARK_END, MARK_START } from "#app/lib/marked-text.ts";

import { askAll, countRequest } from "./ask.server.ts";
import { editDistance } from "./edit-distance.ts";
import { foldLetters, foldQuery, readWords } from "./fold.ts";
import type { SearchHit } from "./hits.server.ts";
import { replaceWords, type Thesaurus } from "./thesaurus.ts";

/** A word of the query that nothing has as it is written, and the one that was searched for in its place. */
export type Taken = { written: string; meant: string };

/** A query without slips, with what was changed; `unknown` are words that stand nowhere and resemble no name. */
export type Mended = { q: string; taken: Taken[]; unknown: string[] };

/** Each asks the search server once; the rest of a long text is left to its tolerance. */
const MOST_WORDS = 10;

/**
 * Replaces words that neither a name nor any item has by the known words they resemble, so that what was
 * meant is recognised, widened and told. A query with quotes is left alone.
 * @throws SearchUnavailable where the search server is down.
 */
export async function mendSlips(thesaurus: Thesaurus, q: string, lang: string): Promise<Mended> {
  const strangers = /["“”„«»]/.test(q) ? [] : thesaurus.strangers(q, lang).slice(0, MOST_WORDS);
  const answers = await askAll(
    strangers.map(({ written }) => countRequest({ q: `"${foldQuery(written)}"`, strategy: "all", within: null, concepts: [] }, {})),
  );
  const absent = strangers.filter((_, index) => answers[index]?.totalHits === 0);
  const mended = absent.filter(({ meant }) => meant !== null);
  return {
    q: replaceWords(q, mended),
    taken: mended.flatMap(({ written, meant }) => (meant === null ? [] : [{ written, meant }])),
    unknown: absent.filter((stranger) => !mended.includes(stranger)).map(({ written }) => written),
  };
}

const MARKED = new RegExp(`${MARK_START}([^${MARK_END}]*)${MARK_END}`, "gu");
const MOST_SLIPS = 2;

/** The words that a server's own tolerance took in place of unknown ones, by what it has marked. */
export function takenByMarks(unknown: string[], hits: SearchHit[]): Taken[] {
  const marked = unknown.length === 0 ? [] : hits.flatMap(({ title, excerpt }) => [...`${title} ${excerpt}`.matchAll(MARKED)].flatMap((match) => readWords(match[1] ?? "")));
  return unknown.flatMap((written) => {
    const folded = foldLetters(written);
    const near = marked.find((word) => word.folded !== folded && !word.folded.startsWith(folded) && editDistance(folded, word.folded, MOST_SLIPS) <= MOST_SLIPS);
    return near ? [{ written, meant: near.word }] : [];
  });
}
