import { parseSortRule, type SortRule } from "./attributes.ts";
import type { DocSet } from "./doc-set.ts";
import type { Evidence } from "./query.ts";
import { termRun, tierExpressions, type Matching, type Scope } from "./matching.ts";
import { buildLexicon, findOccurrences, type Lexicon } from "./occurrences.ts";
import type { QueryTerm } from "./query.ts";
import { FARTHEST, LAST_POSITION, rankText, type TextRank } from "./rules.ts";
import type { SearchIndex } from "./search-index.ts";

/** Documents ranked exactly by the rules that read text; the others follow in the order of the other rules. */
const EXACTLY_RANKED = 100;
const MOST_TYPOS_PER_WORD = 2;

/** A rule that ranks every document from what is in memory, the lower the better. */
interface QuickKey {
  kind: "words" | "typo" | "sort";
  values: ArrayLike<number>;
  max: number;
}
type TextKey = keyof TextRank;
type Rule = QuickKey | TextKey;

export interface Ranking {
  /** Best first. */
  ids: Uint32Array;
  score: (id: number) => number;
}

export interface RankedQuery {
  terms: readonly QueryTerm[];
  evidence: readonly Evidence[];
  matching: Matching | undefined;
  scope: Scope;
  sort: readonly SortRule[];
  deadline: number;
}

/** Puts the documents of a universe in order by the index's ranking rules. */
export function rank(index: SearchIndex, universe: DocSet, query: RankedQuery): Ranking {
  const ids = universe.toArray();
  const rules = compileRules(index, ids, query);
  const firstText = rules.findIndex((rule) => typeof rule === "string");
  const leading = (firstText < 0 ? rules : rules.slice(0, firstText)) as QuickKey[];
  const later = rules.slice(leading.length).filter((rule): rule is QuickKey => typeof rule !== "string");
  const everywhere = new Uint32Array(ids.length);
  for (let i = 0; i < everywhere.length; i++) everywhere[i] = i;
  const order = sortByKeys(everywhere, [...leading, ...later]);
  const ranks = new Map<number, TextRank>();
  if (firstText >= 0 && ids.length > 1) {
    const candidates = choose(index, ids, order, leading, query);
    rankTexts(index, ids, candidates, query, ranks);
    const chosen = new Uint8Array(ids.length);
    for (const i of candidates) chosen[i] = 1;
    const best = candidates.toSorted((a, b) => compare(rules, ranks, a, b));
    let end = order.length;
    for (let k = order.length - 1; k >= 0; k--) if (chosen[order[k]!] === 0) order[--end] = order[k]!;
    order.set(best);
  }
  const positions = new Map<number, number>();
  return {
    ids: pick(ids, order),
    score: (id) => {
      if (positions.size === 0) ids.forEach((each, i) => positions.set(each, i));
      const i = positions.get(id)!;
      if (firstText >= 0 && !ranks.has(i)) rankTexts(index, ids, [i], query, ranks);
      return score(rules, ranks.get(i), i, query);
    },
  };
}

function pick(values: ArrayLike<number>, order: Uint32Array): Uint32Array {
  const picked = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) picked[i] = values[order[i]!]!;
  return picked;
}

function compileRules(index: SearchIndex, ids: Uint32Array, { matching, sort, terms }: RankedQuery): Rule[] {
  const rules: Rule[] = [];
  const byColumn = ({ field, direction }: SortRule) => {
    const column = index.loaded.columns.byName.get(field);
    if (!column) return;
    const order = column.order(direction);
    const values = new Int32Array(ids.length);
    for (let i = 0; i < ids.length; i++) values[i] = order[column.contentOf[ids[i]!] ?? 0]!;
    rules.push({ kind: "sort", values, max: order[0]! });
  };
  const missing = new Uint8Array(ids.length);
  const typos = new Uint8Array(ids.length);
  if (matching) {
    for (let i = 0; i < ids.length; i++) {
      const run = termRun(matching, ids[i]!);
      missing[i] = terms.length - run.matched;
      typos[i] = run.typos;
    }
  }
  const words = () => {
    if (!rules.some((rule) => typeof rule !== "string" && rule.kind === "words")) rules.push({ kind: "words", values: missing, max: terms.length });
  };
  for (const name of index.row.settings.rankingRules) {
    const custom = parseSortRule(name);
    if (custom) byColumn(custom);
    else if (name === "sort") sort.forEach(byColumn);
    else if (matching) {
      words();
      if (name === "typo") rules.push({ kind: "typo", values: typos, max: terms.length * MOST_TYPOS_PER_WORD });
      if (name === "proximity" && terms.length > 1) rules.push("proximity");
      if (name === "attribute" || name === "attributeRank") rules.push("attribute");
      if (name === "attribute" || name === "wordPosition") rules.push("position");
      if (name === "exactness") rules.push("exactAttribute", "inexactWords");
    }
  }
  return rules;
}

/** Stable counting sort by several keys, the first the most important. */
function sortByKeys(order: Uint32Array, keys: readonly QuickKey[]): Uint32Array {
  let sorted = order;
  for (const { values } of [...keys].toReversed()) {
    let max = 0;
    for (let k = 0; k < sorted.length; k++) max = Math.max(max, values[sorted[k]!]!);
    if (max === 0) continue;
    const starts = new Uint32Array(max + 2);
    for (let k = 0; k < sorted.length; k++) starts[values[sorted[k]!]! + 1]!++;
    for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
    const next = new Uint32Array(sorted.length);
    for (let k = 0; k < sorted.length; k++) next[starts[values[sorted[k]!]!]!++] = sorted[k]!;
    sorted = next;
  }
  return sorted;
}

/**
 * The documents worth an exact look: all that are better by the rules before the first that reads
 * text, then the most promising of those that tie, by where the words stand and by the later rules,
 * in which order all that tie are put.
 */
function choose(index: SearchIndex, ids: Uint32Array, order: Uint32Array, leading: readonly QuickKey[], query: RankedQuery): number[] {
  if (order.length <= EXACTLY_RANKED) return Array.from(order);
  const last = order[EXACTLY_RANKED - 1]!;
  const ties = (i: number) => leading.every(({ values }) => values[i] === values[last]);
  const from = order.findIndex(ties);
  const to = order.findLastIndex(ties) + 1;
  const tied = order.slice(from, to);
  const room = Math.max(EXACTLY_RANKED - from, EXACTLY_RANKED / 2);
  if (tied.length <= room) return Array.from(order.subarray(0, to));
  const words = query.terms.flatMap((term) => term.words);
  const columns = query.scope.columns ?? index.loaded.text.columns;
  const tiers = tierExpressions(words, query.terms.at(-1)?.prefix ?? false, query.scope, columns.slice(0, Math.min(4, columns.length - 1)));
  const tierOf = new Uint8Array(ids.length).fill(tiers.length);
  let promising = 0;
  for (let tier = 0; tier < tiers.length && promising < room; tier++) {
    const documents = index.loaded.text.match(tiers[tier]!, index.loaded.capacity);
    for (const i of tied) {
      if (tierOf[i] !== tiers.length || !documents.has(ids[i]!)) continue;
      tierOf[i] = tier;
      promising++;
    }
  }
  order.set(sortByKeys(tied, [{ kind: "sort", values: tierOf, max: tiers.length }]), from);
  return Array.from(order.subarray(0, from + room));
}

const lexicons = new WeakMap<RankedQuery, Lexicon>();

function rankTexts(index: SearchIndex, ids: Uint32Array, candidates: readonly number[], query: RankedQuery, into: Map<number, TextRank>): void {
  const { text } = index.loaded;
  const matching = query.matching!;
  const byAttribute = index.row.settings.proximityPrecision === "byAttribute";
  let lexicon = lexicons.get(query);
  if (!lexicon) lexicons.set(query, (lexicon = buildLexicon(query.evidence, text)));
  const streams = text.streams(candidates.map((i) => ids[i]!));
  for (const i of candidates) {
    const codes = streams.get(ids[i]!);
    if (!codes || performance.now() > query.deadline) continue;
    const kept = matching.keepOrder.slice(0, termRun(matching, ids[i]!).matched);
    into.set(i, rankText(findOccurrences(codes, lexicon, query.terms, query.scope), query.terms, kept, byAttribute));
  }
}

function compare(rules: readonly Rule[], ranks: ReadonlyMap<number, TextRank>, a: number, b: number): number {
  for (const rule of rules) {
    const difference = typeof rule === "string"
      ? (ranks.get(a)?.[rule] ?? Number.MAX_SAFE_INTEGER) - (ranks.get(b)?.[rule] ?? Number.MAX_SAFE_INTEGER)
      : rule.values[a]! - rule.values[b]!;
    if (difference !== 0) return difference;
  }
  return a - b;
}

/** A number in (0, 1]: each rule divides what the one before left undecided. Sorting does not count. */
function score(rules: readonly Rule[], text: TextRank | undefined, i: number, { terms }: RankedQuery): number {
  const pairs = Math.max(1, terms.length - 1);
  const worst: Record<TextKey, number> = {
    proximity: pairs * FARTHEST, attribute: terms.length * 16, position: terms.length * LAST_POSITION, exactAttribute: 2, inexactWords: terms.length,
  };
  let value = 0;
  let width = 1;
  for (const rule of rules) {
    if (typeof rule !== "string" && rule.kind === "sort") continue;
    const max = typeof rule === "string" ? worst[rule] : rule.max;
    const bad = typeof rule === "string" ? (text?.[rule] ?? max) - (rule === "proximity" ? terms.length - 1 : 0) : rule.values[i]!;
    const steps = max + 1;
    const rank = steps - Math.min(max, Math.max(0, bad));
    value += width * ((rank - 1) / steps);
    width /= steps;
  }
  return Math.min(1, value + width);
}
