import type { Evidence } from "./query.ts";
import type { QueryTerm } from "./query.ts";
import { termCode } from "./analyzer.ts";
import { ATTRIBUTE, BREAK, type TextIndex } from "./text-index.ts";
import type { Scope } from "./matching.ts";

/** What a word of a document may stand for. */
export interface Meaning {
  from: number;
  to: number;
  cost: number;
  exact: boolean;
  /** Codes of the words that must follow. */
  rest: number[];
  /** Letters of the query's word, where the document's only begins with it. */
  prefixLetters: number | undefined;
}

/** From the code of a word to what it may stand for. */
export class Lexicon {
  private readonly meanings = new Map<number, Meaning[]>();
  /** By the low bits of a code, 1 where it may have a meaning or begin an attribute: spares most looks. */
  readonly telling = new Uint8Array(0x10000);

  constructor() {
    this.telling[ATTRIBUTE] = 1;
  }

  add(code: number, meaning: Meaning): void {
    this.telling[code & 0xffff] = 1;
    const meanings = this.meanings.get(code);
    if (meanings) meanings.push(meaning);
    else this.meanings.set(code, [meaning]);
  }

  get(code: number): readonly Meaning[] | undefined {
    return this.meanings.get(code);
  }
}

const MOST_PREFIX_WORDS = 4000;

export function buildLexicon(evidence: readonly Evidence[], text: TextIndex): Lexicon {
  const lexicon = new Lexicon();
  for (const { from, to, words, prefix, cost, exact } of evidence) {
    const [word, ...rest] = words as [string, ...string[]];
    const meaning = { from, to, cost, exact, rest: rest.map(termCode), prefixLetters: prefix ? word.length : undefined };
    if (!prefix) lexicon.add(termCode(word), meaning);
    else {
      const longer = text.terms(`term > ? AND term < ? LIMIT ${MOST_PREFIX_WORDS}`, word, `${word}\u{10FFFF}`);
      for (const each of longer) lexicon.add(termCode(each), meaning);
    }
  }
  return lexicon;
}

/** One place in a document where a term of the query matches. */
export interface Occurrence {
  column: number;
  start: number;
  end: number;
  cost: number;
  exact: boolean;
}

export interface DocumentMatches {
  /** For each term of the query, where it occurs. */
  terms: Occurrence[][];
  /** Words per text column. */
  lengths: Map<number, number>;
}

/** A sentence end or the like keeps words eight positions apart. */
export const BREAK_GAP = 7;
const MOST_OCCURRENCES = 40;

export function findOccurrences(codes: Int32Array, lexicon: Lexicon, terms: readonly QueryTerm[], scope: Scope): DocumentMatches {
  const found: Occurrence[][] = terms.map(() => []);
  const lengths = new Map<number, number>();
  const { telling } = lexicon;
  let column = 0;
  let first = 0;
  let breaks = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    // One more at a break, which is 0; as a branch this would take longer than all the rest.
    breaks += (code - 1) >>> 31;
    if (telling[code & 0xffff] === 0) continue;
    if (code === ATTRIBUTE) {
      lengths.set(column, i - first - breaks);
      column = codes[++i]!;
      first = i + 1;
      breaks = 0;
      continue;
    }
    const meanings = lexicon.get(code);
    if (!meanings || (scope.columns && !scope.columns.includes(column))) continue;
    const position = i - first + breaks * (BREAK_GAP - 1);
    for (const meaning of meanings) {
      if (meaning.cost > 0 && scope.typoColumns && !scope.typoColumns.includes(column)) continue;
      if (!followedBy(codes, i, meaning.rest)) continue;
      for (let term = meaning.from; term <= meaning.to; term++) {
        const list = found[term]!;
        if (list.length >= MOST_OCCURRENCES) continue;
        const cost = term === meaning.from ? meaning.cost : 0;
        list.push({ column, start: position, end: position + meaning.rest.length, cost, exact: meaning.exact });
      }
    }
  }
  lengths.set(column, codes.length - first - breaks);
  return { terms: found, lengths };
}

function followedBy(codes: Int32Array, at: number, rest: readonly number[]): boolean {
  let i = at + 1;
  for (const code of rest) {
    while (codes[i] === BREAK) i++;
    if (codes[i++] !== code) return false;
  }
  return true;
}
