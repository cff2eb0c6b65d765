import { decode } from "../bson/decode.ts";
import type { Collation } from "../bson/collation.ts";
import type { Doc, Value } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Filter } from "../query/filter.ts";
import type { Sort } from "../query/sort.ts";
import { Sorter } from "../query/sort.ts";
import type { Collection } from "./collection.ts";
import { dataTable, indexTable } from "./catalog.ts";
import type { Connection, SqlValue } from "./connection.ts";
import type { IndexAccess, Plan } from "./planner.ts";
import { makePlan } from "./planner.ts";
import type { Pulse } from "./pulse.ts";

/** A document that was found: its bytes, and those of its fields that were asked for. */
export interface Found {
  rid: number;
  bytes: Buffer;
  doc: Doc;
}

export interface Query {
  filter: Filter;
  sort?: Sort | undefined;
  skip?: number;
  limit?: number | undefined;
  hint?: Value;
  collation?: Collation | undefined;
  /** Top-level fields that the caller will read; undefined for all. */
  fields: Set<string> | undefined;
  /** Set when the caller only counts, and reads neither fields nor bytes. */
  countsOnly?: boolean;
}

/** What a query has looked at, for `explain`. */
export interface Effort {
  keys: number;
  docs: number;
}

type Row = [rid: number, bytes: Buffer];

const FIRST_PAGE = 32;
const MAX_PAGE = 512;
const PAGE_BYTES = 2 * 1024 * 1024;
const NO_DOC: Doc = new Map();
const NO_BYTES = Buffer.alloc(0);

/** Grows pages while their documents are small. */
function nextSize(size: number, rows: readonly (readonly [unknown, unknown, unknown?])[], bytesOf: (row: never) => Buffer): number {
  let bytes = 0;
  for (const row of rows) bytes += bytesOf(row as never).length;
  const average = Math.max(1, bytes / Math.max(1, rows.length));
  return Math.max(1, Math.min(MAX_PAGE, size * 4, Math.floor(PAGE_BYTES / average)));
}

function select(connection: Connection, sql: string, ...values: SqlValue[]): SqlValue[][] {
  try {
    return connection.all(sql, ...values);
  } catch (thrown) {
    if (/no such table/.test(String(thrown))) throw new MongoError(175, "collection or index was dropped while a cursor was open on it");
    throw thrown;
  }
}

/** All ids without their documents: as one JSON value a page crosses from SQLite much faster than as rows. */
function* allIds(connection: Connection, collection: Collection): Generator<Row[]> {
  const sql = `SELECT json_group_array(rid) FROM (SELECT rid FROM ${dataTable(collection)} WHERE rid > ? ORDER BY rid LIMIT 2000)`;
  for (let last = 0; ; ) {
    const rids = JSON.parse(select(connection, sql, last)[0]![0] as string) as number[];
    if (rids.length === 0) return;
    last = rids.at(-1)!;
    yield rids.map((rid): Row => [rid, NO_BYTES]);
  }
}

function* allRows(connection: Connection, collection: Collection, backwards: boolean): Generator<Row[]> {
  const table = dataTable(collection);
  let last = backwards ? Number.MAX_SAFE_INTEGER : 0;
  let size = FIRST_PAGE;
  for (;;) {
    const order = backwards ? "rid < ? ORDER BY rid DESC" : "rid > ? ORDER BY rid";
    const rows = select(connection, `SELECT rid, doc FROM ${table} WHERE ${order} LIMIT ${size}`, last) as unknown as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1)![0];
    size = nextSize(size, rows, (row: Row) => row[1]);
  }
}

function* indexRows(connection: Connection, collection: Collection, { index, ranges, reverse }: IndexAccess, effort: Effort): Generator<Row[]> {
  const from = `SELECT i.key, i.rid, d.doc FROM ${indexTable(index)} i CROSS JOIN ${dataTable(collection)} d ON d.rid = i.rid`;
  const forward = `${from} WHERE (i.key, i.rid) > (?, ?) AND i.key < ? ORDER BY i.key, i.rid LIMIT`;
  const backward = `${from} WHERE (i.key, i.rid) < (?, ?) AND i.key >= ? ORDER BY i.key DESC, i.rid DESC LIMIT`;
  const sql = reverse ? backward : forward;
  for (const { low, high } of reverse ? ranges.toReversed() : ranges) {
    let [key, rid]: [Buffer, number] = [reverse ? high : low, 0];
    let size = FIRST_PAGE;
    for (;;) {
      const rows = select(connection, `${sql} ${size}`, key, rid, reverse ? low : high) as [Buffer, number, Buffer][];
      effort.keys += rows.length;
      if (rows.length > 0) yield rows.map((row): Row => [row[1], row[2]]);
      if (rows.length < size) break;
      [key, rid] = rows.at(-1)!;
      size = nextSize(size, rows, (row: [Buffer, number, Buffer]) => row[2]);
    }
  }
}

/** Candidates of a plan, each document once. */
function* candidates(connection: Connection, collection: Collection, plan: Plan, effort: Effort, bare: boolean): Generator<Row[]> {
  if (plan.accesses.length === 0) {
    yield* bare ? allIds(connection, collection) : allRows(connection, collection, plan.backwards);
    return;
  }
  const repeats = plan.accesses.length > 1 || plan.accesses.some(({ index }) => index.multikey !== 0);
  const seen = new Set<number>();
  for (const access of plan.accesses) {
    for (const rows of indexRows(connection, collection, access, effort)) {
      yield repeats ? rows.filter(([rid]) => !seen.has(rid) && seen.add(rid)) : rows;
    }
  }
}

const union = (a: Set<string> | undefined, b: Set<string> | undefined): Set<string> | undefined => a && b && new Set([...a, ...b]);

/** Documents that meet the filter, as the plan finds them. */
async function* matches(connection: Connection, collection: Collection, plan: Plan, query: Query, fields: Set<string> | undefined, pulse: Pulse, effort: Effort): AsyncGenerator<Found[]> {
  const { filter } = query;
  const needed = union(fields, filter.fields);
  for (const rows of candidates(connection, collection, plan, effort, query.countsOnly === true && needed?.size === 0)) {
    const found: Found[] = [];
    for (const [rid, bytes] of rows) {
      effort.docs++;
      const doc = needed?.size === 0 ? NO_DOC : decode(bytes, needed);
      if (filter.test(doc)) found.push({ rid, bytes, doc });
      if (pulse.isDue) await pulse.rest();
    }
    if (found.length > 0) yield found;
  }
}

/** Sorts without an index: only keys and ids are held, documents are read again in their order. */
async function* sorted(connection: Connection, collection: Collection, source: AsyncIterable<Found[]>, query: Query, sort: Sort, pulse: Pulse): AsyncGenerator<Found[]> {
  const most = query.limit === undefined ? Infinity : query.limit + (query.skip ?? 0);
  const sorter = new Sorter<number>(sort, most);
  for await (const batch of source) for (const { rid, doc } of batch) sorter.add(sort.keys(doc), rid);
  const rids = sorter.done();
  const sql = `SELECT doc FROM ${dataTable(collection)} WHERE rid = ?`;
  let batch: Found[] = [];
  for (const rid of rids) {
    const [row] = select(connection, sql, rid);
    if (row) {
      const bytes = row[0] as Buffer;
      batch.push({ rid, bytes, doc: query.fields?.size === 0 ? NO_DOC : decode(bytes, query.fields) });
    }
    if (batch.length >= 64) {
      yield batch;
      batch = [];
    }
    if (pulse.isDue) await pulse.rest();
  }
  if (batch.length > 0) yield batch;
}

async function* window(source: AsyncIterable<Found[]>, skip: number, limit: number): AsyncGenerator<Found[]> {
  let passed = 0;
  let left = limit;
  for await (const batch of source) {
    const from = Math.min(batch.length, Math.max(0, skip - passed));
    passed += batch.length;
    const part = from === 0 && left >= batch.length ? batch : batch.slice(from, from + left);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left <= 0) return;
  }
}

/** Runs a query; `explain` may look at the plan and the effort afterwards. */
export function find(connection: Connection, collection: Collection, query: Query, pulse: Pulse): { plan: Plan; effort: Effort; batches: AsyncGenerator<Found[]> } {
  const { filter, sort, skip = 0, limit, hint, collation } = query;
  const plan = makePlan(connection, collection, { filter, sort, limit, hint, hasCollation: collation !== undefined });
  const effort: Effort = { keys: 0, docs: 0 };
  const blocking = sort && !plan.sorted ? sort : undefined;
  const fields = blocking ? blocking.heads : query.fields;
  let batches = matches(connection, collection, plan, query, fields, pulse, effort);
  if (blocking) batches = sorted(connection, collection, batches, query, blocking, pulse);
  if (skip > 0 || limit !== undefined) batches = window(batches, skip, limit ?? Infinity);
  return { plan, effort, batches };
}
