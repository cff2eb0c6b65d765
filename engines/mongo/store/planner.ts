import { compare, equal } from "../bson/compare.ts";
import type { Value } from "../bson/types.ts";
import { isDoc, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Filter } from "../query/filter.ts";
import type { Leaf, Node } from "../query/node.ts";
import type { Sort } from "../query/sort.ts";
import type { Constraint, Interval } from "./bounds.ts";
import { constraintsOf, EVERYTHING, flipped, intersect, keyAt, within } from "./bounds.ts";
import type { Collection, Index } from "./collection.ts";
import { indexTable } from "./catalog.ts";
import type { Connection } from "./connection.ts";

/** A half-open range of index keys. */
export interface Range {
  low: Buffer;
  high: Buffer;
}
/** One index and the ranges of it to read, in index order or against it. */
export interface IndexAccess {
  index: Index;
  ranges: Range[];
  reverse: boolean;
}
/** How candidates are found: all documents, or the union of index accesses. */
export interface Plan {
  accesses: IndexAccess[];
  /** Direction of a scan of all documents, when there is no index access. */
  backwards: boolean;
  /** Whether documents come in the order asked for. */
  sorted: boolean;
}
export interface Wanted {
  filter: Filter;
  sort?: Sort | undefined;
  limit?: number | undefined;
  hint?: Value;
  hasCollation: boolean;
}
interface Candidate extends IndexAccess {
  /** Fields with one value, and whether any constraint is used. */
  singles: number;
  bounded: boolean;
  complete: boolean;
  sorted: boolean;
}

const MAX_RANGES = 2000;
const PROBE = 1000;

/** Whether every document that meets the filter is sure to be in a partial index. */
function implies(node: Node, constraints: Map<string, Constraint[]>): boolean {
  if (node.kind === "and") return node.children.every((child) => implies(child, constraints));
  if (node.kind === "or") return node.children.some((child) => implies(child, constraints));
  if (node.kind !== "leaf") return false;
  return (constraints.get(node.path) ?? []).some((constraint) => impliesLeaf(node, constraint));
}

function impliesLeaf(leaf: Leaf, { op, operand, exists }: Constraint): boolean {
  if (leaf.op === "$exists") return exists;
  if (op === "$eq") return !Array.isArray(operand) && leaf.test(operand);
  if (op === "$in") return (operand as Value[]).every((item) => !Array.isArray(item) && leaf.test(item));
  if (op === leaf.op && equal(operand, leaf.operand)) return true;
  const lower = (name: string): boolean => name === "$gt" || name === "$gte";
  const upper = (name: string): boolean => name === "$lt" || name === "$lte";
  if ((lower(op) && lower(leaf.op)) || (upper(op) && upper(leaf.op))) {
    const order = compare(operand, leaf.operand) * (lower(op) ? 1 : -1);
    return order > 0 && leaf.test(operand);
  }
  return false;
}

function isUsable(index: Index, constraints: Map<string, Constraint[]>): boolean {
  if (index.hidden) return false;
  if (index.partial && !implies(index.partial.node, constraints)) return false;
  return !index.sparse || index.fields.some((field) => constraints.get(field.path)?.some((constraint) => constraint.exists));
}

/** The intervals that the constraints of one path leave; on an array only one of them may be used. */
function intervalsFor(constraints: Constraint[] | undefined, multikey: boolean): Interval[] | undefined {
  if (!constraints) return undefined;
  if (!multikey) return constraints.map((constraint) => constraint.intervals).reduce(intersect);
  const points = constraints.find((constraint) => constraint.intervals.every((interval) => interval.isPoint));
  return (points ?? constraints[0]!).intervals;
}

function access(index: Index, constraints: Map<string, Constraint[]>): Omit<Candidate, "sorted" | "reverse"> {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let singles = 0;
  let bounded = false;
  let at = 0;
  let tail: Interval[] | undefined;
  for (; at < index.fields.length; at++) {
    const found = intervalsFor(constraints.get(index.fields[at]!.path), (index.multikey >> at & 1) === 1);
    if (!found) break;
    const intervals = index.descending[at] ? found.map(flipped).toReversed() : found;
    if (intervals.length * prefixes.length > MAX_RANGES) break;
    bounded ||= intervals[0] !== EVERYTHING;
    if (!intervals.every((interval) => interval.isPoint)) {
      tail = intervals;
      break;
    }
    if (intervals.length === 1 && singles === at) singles++;
    prefixes = prefixes.flatMap((prefix) => intervals.map((interval) => Buffer.concat([prefix, interval.low.prefix])));
  }
  const ranges = prefixes.flatMap((prefix) =>
    (tail ?? [within(Buffer.alloc(0), true)]).map(({ low, high }) => ({
      low: keyAt({ prefix: Buffer.concat([prefix, low.prefix]), after: low.after }),
      high: keyAt({ prefix: Buffer.concat([prefix, high.prefix]), after: high.after }),
    })),
  );
  return { index, ranges, singles, bounded, complete: at === index.fields.length };
}

/** Direction in which an index gives the order asked for; undefined when it does not. */
function orderOf(index: Index, singles: number, sort: Sort): "forward" | "reverse" | undefined {
  const fixed = new Set(index.fields.slice(0, singles).filter((_, at) => !(index.multikey >> at & 1)).map((field) => field.path));
  const wanted = sort.fields.filter((field) => !fixed.has(field.path));
  let direction: boolean | undefined;
  for (const [at, field] of wanted.entries()) {
    const place = singles + at;
    const offered = index.fields[place];
    if (!offered || offered.path !== field.path || index.multikey >> place & 1) return undefined;
    direction ??= offered.descending !== field.descending;
    if (direction !== (offered.descending !== field.descending)) return undefined;
  }
  return direction ? "reverse" : "forward";
}

function candidate(index: Index, constraints: Map<string, Constraint[]>, sort: Sort | undefined): Candidate {
  const made = access(index, constraints);
  const order = sort && orderOf(index, made.singles, sort);
  return { ...made, sorted: order !== undefined, reverse: order === "reverse" };
}

/** How many index entries an access reads, counted up to a limit. */
function probe(connection: Connection, { index, ranges }: Candidate): number {
  let total = 0;
  for (const { low, high } of ranges.slice(0, 20)) {
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${indexTable(index)} WHERE key >= ? AND key < ? LIMIT ${PROBE})`;
    total += connection.all(sql, low, high)[0]![0] as number;
    if (total >= PROBE) break;
  }
  return total * Math.max(1, ranges.length / 20);
}

function choose(connection: Connection, candidates: Candidate[], wanted: Wanted): Candidate | undefined {
  const useful = candidates.filter((one) => one.bounded || one.sorted || one.index.partial || one.index.sparse);
  const exact = useful.find((one) => one.complete && one.index.unique && one.ranges.length === 1);
  if (exact || useful.length < 2) return exact ?? useful[0];
  const cost = (one: Candidate): number => {
    const read = one.bounded || one.index.partial || one.index.sparse ? probe(connection, one) : wanted.limit === undefined ? 5 * PROBE : PROBE + 2;
    return wanted.sort && !one.sorted ? read * 1.5 : read;
  };
  const priced = useful.map((one) => ({ one, cost: cost(one) }));
  priced.sort((a, b) => a.cost - b.cost || b.one.singles - a.one.singles || Number(b.one.sorted) - Number(a.one.sorted) || a.one.index.fields.length - b.one.index.fields.length);
  return priced[0]!.one;
}

function hinted(collection: Collection, hint: Value): Index | "forward" | "backward" {
  if (isDoc(hint) && hint.has("$natural")) return toDouble(hint.get("$natural")) < 0 ? "backward" : "forward";
  const found = collection.indexes.find((index) => (isDoc(hint) ? equal(index.key, hint) : index.name === hint));
  if (!found) throw new MongoError("BadValue", "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index");
  return found;
}

const scanAll = (backwards = false): Plan => ({ accesses: [], backwards, sorted: false });
const useOne = ({ index, ranges, reverse, sorted }: Candidate): Plan => ({ accesses: [{ index, ranges, reverse }], backwards: false, sorted });

/** Serves each branch of an `$or` by an index of its own, where every branch has one. */
function planBranches(connection: Connection, collection: Collection, node: Node, wanted: Wanted): Plan | undefined {
  const or = node.kind === "or" ? node : node.kind === "and" ? node.children.find((child) => child.kind === "or") : undefined;
  if (or?.kind !== "or") return undefined;
  const accesses: IndexAccess[] = [];
  for (const child of or.children) {
    const constraints = constraintsOf({ ...wanted.filter, node: child }, wanted.hasCollation);
    const candidates = collection.indexes.filter((index) => isUsable(index, constraints)).map((index) => candidate(index, constraints, undefined));
    const best = choose(connection, candidates.filter((one) => one.bounded), { ...wanted, sort: undefined });
    if (!best) return undefined;
    accesses.push({ index: best.index, ranges: best.ranges, reverse: false });
  }
  return { accesses, backwards: false, sorted: false };
}

/**
 * Decides how to find the candidates of a filter; the filter is applied to each of them in any case.
 * @throws MongoError BadValue for a hint that names no index.
 */
export function makePlan(connection: Connection, collection: Collection, wanted: Wanted): Plan {
  const { filter, sort, hint, hasCollation } = wanted;
  const orderable = hasCollation ? undefined : sort;
  const constraints = constraintsOf(filter, hasCollation);
  const given = hint === undefined || (isDoc(hint) && hint.size === 0) ? undefined : hinted(collection, hint);
  if (given === "forward" || given === "backward") return scanAll(given === "backward");
  if (given) return useOne(candidate(given, constraints, orderable));
  const candidates = collection.indexes.filter((index) => isUsable(index, constraints)).map((index) => candidate(index, constraints, orderable));
  const best = choose(connection, candidates, wanted);
  if (best?.bounded) return useOne(best);
  return planBranches(connection, collection, filter.node, wanted) ?? (best ? useOne(best) : scanAll());
}
