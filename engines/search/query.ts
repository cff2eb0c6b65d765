import type { Analyzer } from "./analyzer.ts";
import type { SynonymSet } from "./synonyms.ts";

/** Only the first words of a query count, as on the real server. */
const MAX_TERMS = 10;

/** A word of the query, or a quoted phrase. */
export interface QueryTerm {
  words: string[];
  phrase: boolean;
  /** The last word is still being typed: longer words that begin so match too. */
  prefix: boolean;
  letters: number;
}

/** Words whose occurrence in a document counts as a match of the query's terms `from` to `to`. */
export interface Evidence {
  from: number;
  to: number;
  /** More than one: they must follow each other. */
  words: string[];
  /** The (one) word may go on. */
  prefix: boolean;
  /** Typos it counts for. */
  cost: number;
  /** The words are those of the query themselves. */
  exact: boolean;
  /** The set of synonyms that they belong to; all its others are evidence of the same. */
  synonyms?: SynonymSet | undefined;
}

export interface ParsedQuery {
  terms: QueryTerm[];
  /** Words and phrases that must not occur. */
  negatives: string[][];
}

export function parseQuery(query: string, analyzer: Analyzer, stopWords: ReadonlySet<string>, prefixSearch: boolean): ParsedQuery {
  const terms: QueryTerm[] = [];
  const negatives: string[][] = [];
  const phrase = (words: string[], negative: boolean) => {
    if (words.length === 0) return;
    if (negative) negatives.push(words);
    else terms.push({ words, phrase: true, prefix: false, letters: 0 });
  };
  for (let at = 0; at < query.length; ) {
    const negative = isMinus(query, at);
    if (negative) at++;
    if (query[at] === '"') {
      const end = query.indexOf('"', at + 1);
      phrase(analyzer.terms(query.slice(at + 1, end < 0 ? undefined : end)), negative);
      at = end < 0 ? query.length : end + 1;
      continue;
    }
    let end = at + 1;
    while (end < query.length && query[end] !== '"' && (negative ? !/\s/.test(query[end]!) : !isMinus(query, end))) end++;
    const text = query.slice(at, end);
    if (negative) phrase(analyzer.terms(text), true);
    else {
      for (const token of analyzer.tokens(text)) {
        const prefix = prefixSearch && at + token.end === query.length;
        if (stopWords.has(token.term) && !prefix) continue;
        terms.push({ words: [token.term], phrase: false, prefix, letters: token.letters });
      }
    }
    at = end;
  }
  return { terms: terms.slice(0, MAX_TERMS), negatives };
}

function isMinus(query: string, at: number): boolean {
  return query[at] === "-" && (at === 0 || /\s/.test(query[at - 1]!)) && at + 1 < query.length && !/\s/.test(query[at + 1]!);
}
