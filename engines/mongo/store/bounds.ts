import { BSONRegExp, MaxKey, MinKey } from "bson";
import { EMPTY, keyOf } from "../bson/key.ts";
import type { Value } from "../bson/types.ts";
import { isDoc, orderClass } from "../bson/types.ts";
import type { Filter } from "../query/filter.ts";
import type { Leaf, Node } from "../query/node.ts";
import { literalPrefix } from "../query/regex.ts";

/** A place in the order of keys: before or after all keys that begin with a prefix. */
export interface Edge {
  prefix: Buffer;
  after: boolean;
}

/** The keys between two edges; a point holds all keys that begin with one prefix. */
export interface Interval {
  low: Edge;
  high: Edge;
  isPoint: boolean;
}

/** What a filter demands of one path, as intervals of ascending keys. */
export interface Constraint {
  intervals: Interval[];
  /** Whether the path must have a value other than null. */
  exists: boolean;
  op: string;
  operand: Value;
}

const NOTHING = Buffer.alloc(0);
const LAST = Buffer.from([0xff, 0xff]);

/** First key that is not before an edge. */
export function keyAt(edge: Edge): Buffer {
  if (!edge.after) return edge.prefix;
  const next = Buffer.from(edge.prefix);
  for (let at = next.length - 1; at >= 0; at--) {
    if (next[at] !== 0xff) {
      next[at]!++;
      return next.subarray(0, at + 1);
    }
  }
  return LAST;
}

const compareEdges = (a: Edge, b: Edge): number => Buffer.compare(keyAt(a), keyAt(b));

export const within = (prefix: Buffer, isPoint: boolean): Interval => ({ low: { prefix, after: false }, high: { prefix, after: true }, isPoint });
export const EVERYTHING: Interval = within(NOTHING, false);
const point = (value: Value): Interval => within(keyOf([value]), true);
const classOf = (kind: number): Buffer => Buffer.from([kind]);

/** Sorted, and those that overlap united. */
export function tidy(intervals: Interval[]): Interval[] {
  const made: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => compareEdges(a.low, b.low))) {
    const last = made.at(-1);
    if (!last || compareEdges(interval.low, last.high) >= 0) made.push(interval);
    else if (compareEdges(interval.high, last.high) > 0) made[made.length - 1] = { low: last.low, high: interval.high, isPoint: false };
  }
  return made;
}

/** Keys in both of two lists. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const made: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = compareEdges(x.low, y.low) >= 0 ? x.low : y.low;
      const high = compareEdges(x.high, y.high) <= 0 ? x.high : y.high;
      if (compareEdges(low, high) < 0) made.push({ low, high, isPoint: x.isPoint || y.isPoint });
    }
  }
  return tidy(made);
}

/** The interval as it lies in a descending field, whose bytes are inverted. */
export function flipped({ low, high, isPoint }: Interval): Interval {
  const flip = ({ prefix, after }: Edge): Edge => ({ prefix: Buffer.from(prefix.map((byte) => ~byte)), after: !after });
  return { low: flip(high), high: flip(low), isPoint };
}

function equalTo(value: Value): Interval[] {
  if (!Array.isArray(value)) return [point(value)];
  // an array is found by its first element, or whole as an element of another array
  return tidy([value.length === 0 ? within(keyOf([EMPTY]), true) : point(value[0]), point(value)]);
}

function ordered(op: string, operand: Value): Interval[] | undefined {
  if (operand === null) return op === "$gte" || op === "$lte" ? [point(null)] : undefined;
  if (operand instanceof MinKey || operand instanceof MaxKey || Array.isArray(operand)) return undefined;
  const key = keyOf([operand]);
  const all = classOf(orderClass(operand));
  const low: Edge = op === "$gt" || op === "$gte" ? { prefix: key, after: op === "$gt" } : { prefix: all, after: false };
  const high: Edge = op === "$lt" || op === "$lte" ? { prefix: key, after: op === "$lte" } : { prefix: all, after: true };
  return [{ low, high, isPoint: false }];
}

function matching(regex: Value): Interval[] | undefined {
  const prefix = regex instanceof BSONRegExp ? literalPrefix(regex) : "";
  if (prefix === "") return undefined;
  const start = keyOf([prefix]);
  return [within(start.subarray(0, start.length - 2), false), within(classOf(50), false)];
}

const comparesText = (value: Value): boolean => typeof value === "string" || isDoc(value) || Array.isArray(value);
const notNull = (value: Value): boolean => value !== null && !(Array.isArray(value) && (value.length === 0 || value[0] === null));

function constraintOf(leaf: Leaf, hasCollation: boolean): Constraint | undefined {
  const { op, operand } = leaf;
  const operands = op === "$in" && Array.isArray(operand) ? operand : [operand];
  if (hasCollation && operands.some(comparesText)) return undefined;
  const make = (intervals: Interval[] | undefined, exists: boolean): Constraint | undefined => intervals && { intervals: tidy(intervals), exists, op, operand };
  switch (op) {
    case "$eq":
      return operand instanceof BSONRegExp ? undefined : make(equalTo(operand), notNull(operand));
    case "$in": {
      const each = operands.map((item) => (item instanceof BSONRegExp ? matching(item) : equalTo(item)));
      return each.includes(undefined) ? undefined : make(each.flatMap((list) => list!), operands.every(notNull));
    }
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return make(ordered(op, operand), operand !== null);
    case "$regex":
      return hasCollation ? undefined : make(matching(operand), true);
    case "$exists":
      return make([EVERYTHING], true);
    default:
      return undefined;
  }
}

/** What the parts of a filter that must all hold demand, by path. */
export function constraintsOf(filter: Filter, hasCollation: boolean): Map<string, Constraint[]> {
  const found = new Map<string, Constraint[]>();
  const add = (path: string, constraint: Constraint | undefined): void => {
    if (constraint) found.set(path, [...(found.get(path) ?? []), constraint]);
  };
  const visit = (node: Node, prefix: string): void => {
    if (node.kind === "and" || (node.kind === "or" && node.children.length === 1)) node.children.forEach((child) => visit(child, prefix));
    else if (node.kind === "leaf") {
      if (node.inner) visit(node.inner, `${prefix}${node.path}.`);
      else add(prefix + node.path, constraintOf(node, hasCollation));
    } else if (node.kind === "nor" && prefix === "") {
      const [only] = node.children;
      // "not null" and "not equal to null" say that there is a value
      if (node.children.length === 1 && only?.kind === "leaf" && only.op === "$eq" && only.operand === null) {
        add(only.path, { intervals: [EVERYTHING], exists: true, op: "$exists", operand: true });
      }
    }
  };
  visit(filter.node, "");
  return found;
}
