import { DocSet } from "./doc-set.ts";
import type { Evidence } from "./query.ts";
import type { QueryTerm } from "./query.ts";
import type { SynonymSet } from "./synonyms.ts";
import { ftsTerm, type TextIndex } from "./text-index.ts";

export type MatchingStrategy = "all" | "last" | "frequency";

const NO_MATCH = 255;
const TERMS_PER_EXPRESSION = 100;

/** The text columns in which words, and words with typos, may match; `undefined` = all. */
export interface Scope {
  columns: readonly number[] | undefined;
  typoColumns: readonly number[] | undefined;
}

/** Which documents match which terms of the query, and at the cost of how many typos. */
export interface Matching {
  /** Documents that match enough terms for the strategy. */
  universe: DocSet;
  /** The terms in the order in which they are given up last. */
  keepOrder: number[];
  costs: Uint8Array[];
}

export function matchTerms(
  text: TextIndex, terms: readonly QueryTerm[], evidence: readonly Evidence[], scope: Scope,
  strategy: MatchingStrategy, among: DocSet,
): Matching {
  const capacity = among.words.length * 32;
  const costs = terms.map(() => new Uint8Array(capacity).fill(NO_MATCH));
  const sets = terms.map(() => new DocSet(capacity));
  for (const { from, to, cost, documents } of lookUp(text, evidence, scope, capacity)) {
    for (let term = from; term <= to; term++) {
      const paid = term === from ? cost : 0;
      const costOf = costs[term]!;
      sets[term] = sets[term]!.or(documents);
      documents.forEach((id) => {
        if (paid < costOf[id]!) costOf[id] = paid;
      });
    }
  }
  const phrases = terms.flatMap((term, i) => (term.phrase ? [i] : []));
  const words = terms.flatMap((term, i) => (term.phrase ? [] : [i]));
  if (strategy === "frequency") {
    const sizes = sets.map((set) => set.size);
    words.sort((a, b) => (sizes[a] || Infinity) - (sizes[b] || Infinity) || a - b);
  }
  const keepOrder = [...phrases, ...words];
  const required = strategy === "all" ? terms.length : Math.max(1, phrases.length);
  const universe = keepOrder.slice(0, required).reduce((set, term) => set.and(sets[term]!), among);
  return { universe, keepOrder, costs };
}

/** How many terms of `keepOrder` a document matches before the first it does not, and with how many typos. */
export function termRun({ keepOrder, costs }: Matching, id: number): { matched: number; typos: number } {
  let typos = 0;
  let matched = 0;
  for (const term of keepOrder) {
    const cost = costs[term]![id]!;
    if (cost === NO_MATCH) break;
    typos += cost;
    matched++;
  }
  return { matched, typos };
}

export function phraseExpression(words: readonly string[], columns?: readonly number[]): string {
  return inColumns(columns, quote(words));
}

/** Documents that have all words in one column, or near each other: where the best hits are looked for first. */
export function tierExpressions(words: readonly string[], lastIsPrefix: boolean, { columns: among }: Scope, columns: readonly number[]): string[] {
  const plain = words.map((word, i) => (lastIsPrefix && i === words.length - 1 ? `${quote([word])} *` : quote([word])));
  const inEach = columns.map((column) => inColumns([column], plain.join(" AND ")));
  if (words.length === 1) return inEach;
  const near = `NEAR(${words.map((word) => quote([word])).join(" ")}, 8)`;
  return [inColumns(among, quote(words)), ...inEach.slice(0, 2), inColumns(among, near), ...inEach.slice(2)];
}

function quote(words: readonly string[]): string {
  return `"${words.map(ftsTerm).join(" ")}"`;
}

function inColumns(columns: readonly number[] | undefined, expression: string): string {
  return columns ? `{${columns.map((column) => `c${column}`).join(" ")}} : (${expression})` : expression;
}

interface Group {
  from: number;
  to: number;
  cost: number;
  /** Where these are synonyms: their set. */
  synonyms: SynonymSet | undefined;
  parts: string[];
}

/** The documents per term and number of typos; long lists of words are asked for in parts. */
function* lookUp(text: TextIndex, evidence: readonly Evidence[], scope: Scope, capacity: number) {
  const typed = new Set(evidence.filter(({ prefix }) => prefix).map(({ from }) => from));
  const groups = new Map<string, Group>();
  for (const { from, to, words, prefix, cost, exact, synonyms } of evidence) {
    // What begins with the word includes the word itself.
    if (exact && typed.has(from)) continue;
    const key = `${from}-${to}-${cost}-${prefix || exact}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { from, to, cost, synonyms, parts: [] }));
    group.parts.push(quote(words) + (prefix ? " *" : ""));
  }
  for (const { from, to, cost, synonyms, parts } of groups.values()) {
    const columns = cost > 0 ? scope.typoColumns : scope.columns;
    if (columns?.length === 0) continue;
    // It does not tell one attribute from another.
    if (synonyms && text.synonyms && !columns) {
      yield { from, to, cost, documents: text.synonyms.match(synonyms.number, capacity) };
      continue;
    }
    for (let at = 0; at < parts.length; at += TERMS_PER_EXPRESSION) {
      const expression = inColumns(columns, parts.slice(at, at + TERMS_PER_EXPRESSION).join(" OR "));
      yield { from, to, cost, documents: text.match(expression, capacity) };
    }
  }
}
