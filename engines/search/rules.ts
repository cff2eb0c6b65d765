import { BREAK_GAP, type DocumentMatches, type Occurrence } from "./occurrences.ts";
import type { QueryTerm } from "./query.ts";

/** How well one document's text matches, each number the better the lower. */
export interface TextRank {
  proximity: number;
  attribute: number;
  position: number;
  /** 0: an attribute is exactly the query; 1: it begins with it; 2: neither. */
  exactAttribute: number;
  inexactWords: number;
}

export const FARTHEST = BREAK_GAP + 1;
export const LAST_POSITION = 10;

export function rankText(matches: DocumentMatches, terms: readonly QueryTerm[], kept: readonly number[], byAttribute: boolean): TextRank {
  const best = matches.terms.map(cheapest);
  const order = kept.length === terms.length ? terms.map((_, i) => i) : [...kept].toSorted((a, b) => a - b);
  let proximity = 0;
  for (let i = 1; i < order.length; i++) proximity += distance(best[order[i - 1]!]!, best[order[i]!]!, byAttribute);
  let attribute = 0;
  let position = 0;
  let inexactWords = 0;
  for (const term of order) {
    let column = Infinity;
    let at = Infinity;
    let exact = false;
    for (const each of best[term]!) {
      if (each.column < column) [column, at] = [each.column, each.start];
      else if (each.column === column && each.start < at) at = each.start;
      exact ||= each.exact;
    }
    attribute += Number.isFinite(column) ? column : 0;
    position += positionCost(at);
    if (!exact) inexactWords++;
  }
  return { proximity, attribute, position, exactAttribute: exactness(matches, terms, best), inexactWords };
}

function cheapest(occurrences: readonly Occurrence[]): Occurrence[] {
  let least = Infinity;
  for (const { cost } of occurrences) if (cost < least) least = cost;
  return occurrences.filter(({ cost }) => cost === least);
}

/** Words between two terms, at most `FARTHEST`; the wrong order counts one more, another attribute the most. */
function distance(left: readonly Occurrence[], right: readonly Occurrence[], byAttribute: boolean): number {
  let least = FARTHEST;
  for (const a of left) {
    for (const b of right) {
      if (a.column !== b.column) continue;
      if (byAttribute) return 1;
      const apart = a.start === b.start ? 1 : b.start > a.end ? b.start - a.end : b.start > a.start ? 1 : a.start - b.end + 1;
      if (apart < least) least = apart;
    }
  }
  return least;
}

function exactness(matches: DocumentMatches, terms: readonly QueryTerm[], best: Occurrence[][]): number {
  let rank = 2;
  for (const first of best[0] ?? []) {
    if (first.start !== 0 || !first.exact) continue;
    let next = 0;
    const follows = terms.every((_, i) => {
      const here = best[i]!.find((each) => each.exact && each.column === first.column && each.start === next);
      if (here) next = here.end + 1;
      return here !== undefined;
    });
    if (follows) rank = Math.min(rank, matches.lengths.get(first.column) === next ? 0 : 1);
  }
  return rank;
}

function positionCost(position: number): number {
  if (position <= 1) return position;
  const steps = [4, 7, 11, 16, 24, 64, 256, 1024];
  const step = steps.findIndex((last) => position <= last);
  return step < 0 ? LAST_POSITION : step + 2;
}
