import { encode } from "../bson/encode.ts";
import { compare } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { ValueSet } from "../expression/sets.ts";
import { compileFilter } from "../query/filter.ts";
import { headOf, valuesAt } from "../query/path.ts";
import type { Projection } from "../query/projection.ts";
import { compileProjection } from "../query/projection.ts";
import { compileSort } from "../query/sort.ts";
import { indexTable } from "../store/catalog.ts";
import type { Found, Query } from "../store/find.ts";
import { find } from "../store/find.ts";
import type { Command, Context } from "./context.ts";
import { flag, number, object, optional, required, size, text } from "./context.ts";
import { Cursor, DEFAULT_BATCH } from "./cursors.ts";

async function* nothing(): AsyncGenerator<Buffer[]> {}

async function* bytesOf(batches: AsyncIterable<Found[]>, projection: Projection | undefined): AsyncGenerator<Buffer[]> {
  for await (const batch of batches) yield batch.map(({ bytes, doc: root }) => (projection ? encode(projection.apply(root)) : bytes));
}

/** A find command as a query, with what becomes of its documents. */
export function readFind(context: Context): { query: Query; projection: Projection | undefined } {
  const { command, scope, collation } = context;
  const filter = compileFilter(optional(command, "filter", object) ?? new Map(), { scope, collation });
  const order = optional(command, "sort", object);
  const wanted = optional(command, "projection", object);
  const projection = wanted && wanted.size > 0 ? compileProjection(wanted, scope, { filter: filter.node }) : undefined;
  for (const name of ["min", "max", "tailable", "awaitData", "returnKey", "showRecordId"]) {
    if (optional(command, name, (value) => value) && command.get(name) !== false) throw new MongoError("NotImplemented", `find option ${name} is not supported`);
  }
  const limit = optional(command, "limit", size) || undefined;
  const natural = order?.get("$natural");
  const query: Query = {
    filter, collation, limit,
    skip: optional(command, "skip", size) ?? 0,
    hint: natural === undefined ? command.get("hint") : doc({ $natural: natural }),
    sort: order && order.size > 0 && natural === undefined ? compileSort(order, collation) : undefined,
    fields: projection ? projection.fields : new Set(),
  };
  return { query, projection };
}

const FIND_FIELDS = [
  "filter", "projection", "sort", "skip", "limit", "batchSize", "singleBatch", "hint", "collation", "let", "allowDiskUse", "allowPartialResults",
  "noCursorTimeout", "min", "max", "returnKey", "showRecordId", "tailable", "awaitData", "oplogReplay",
];

async function runFind(context: Context): Promise<Doc> {
  const { command, engine, namespace, pulse } = context;
  const { query, projection } = readFind(context);
  const { reader } = engine.store;
  const collection = reader.catalog.get(namespace);
  const source = collection ? bytesOf(find(reader, collection, query, pulse).batches, projection) : nothing();
  const cursor = new Cursor(namespace, source, pulse, context.session);
  return engine.cursors.first(cursor, optional(command, "batchSize", size) ?? DEFAULT_BATCH, optional(command, "singleBatch", flag));
}

const asLong = (id: Value): bigint => (typeof id === "bigint" ? id : BigInt(Math.trunc(toDouble(id) || 0)));

async function getMore(context: Context): Promise<Doc> {
  const { command, engine } = context;
  const id = command.get("getMore");
  if (!isNumber(id)) throw new MongoError("TypeMismatch", "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const namespace = `${context.db}.${required(command, "collection", text)}`;
  const cursor = asLong(id);
  engine.cursors.get(cursor, namespace).pulse.restart(optional(command, "maxTimeMS", number) ?? 0, () => context.caller.isGone);
  return engine.cursors.more(cursor, namespace, optional(command, "batchSize", size) || Infinity);
}

function killCursors(context: Context): Doc {
  const ids = required(context.command, "cursors", (value) => (Array.isArray(value) ? value : []));
  const killed: Value[] = [];
  const missing: Value[] = [];
  for (const id of ids) (context.engine.cursors.kill(asLong(id)) ? killed : missing).push(id);
  return doc({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] });
}

async function count(context: Context): Promise<Doc> {
  const { command, engine, collation, scope } = context;
  const { reader } = engine.store;
  const collection = reader.catalog.get(context.namespace);
  const condition = optional(command, "query", object) ?? new Map();
  const limit = Math.abs(optional(command, "limit", number) ?? 0) || undefined;
  const query: Query = {
    filter: compileFilter(condition, { collation, scope }), collation, limit,
    skip: optional(command, "skip", size) ?? 0,
    hint: command.get("hint"),
    fields: new Set(),
    countsOnly: true,
  };
  if (!collection) return doc({ n: int(0) });
  if (condition.size === 0 && !query.skip && !limit && query.hint === undefined) {
    return doc({ n: int(reader.all(`SELECT count(*) FROM ${indexTable(collection.indexes[0]!)}`)[0]![0] as number) });
  }
  let n = 0;
  for await (const batch of find(reader, collection, query, context.pulse).batches) n += batch.length;
  return doc({ n: int(n) });
}

async function distinct(context: Context): Promise<Doc> {
  const { command, engine, collation } = context;
  const key = required(command, "key", text);
  const filter = compileFilter(optional(command, "query", object) ?? new Map(), { collation, scope: context.scope });
  const collection = engine.store.reader.catalog.get(context.namespace);
  if (!collection) return doc({ values: [] });
  const found = new ValueSet();
  const query: Query = { filter, collation, hint: command.get("hint"), fields: new Set([headOf(key)]) };
  for await (const batch of find(engine.store.reader, collection, query, context.pulse).batches) {
    for (const { doc: root } of batch) for (const value of valuesAt(root, key)) found.add(value);
  }
  const values = found.values().toSorted((a, b) => compare(a, b, collation));
  return doc({ values: collation ? values.filter((value, at) => at === 0 || compare(values[at - 1], value, collation) !== 0) : values });
}

export const FIND: Record<string, Command> = {
  find: { fields: FIND_FIELDS, run: runFind },
  getMore: { fields: ["collection", "batchSize"], run: getMore },
  killCursors: { fields: ["cursors"], run: killCursors },
  count: { fields: ["query", "limit", "skip", "hint", "collation", "fields"], run: count },
  distinct: { fields: ["key", "query", "collation", "hint"], run: distinct },
};
