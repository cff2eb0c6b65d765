import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, Raw } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Collection } from "../store/collection.ts";
import { createCollection, dataTable } from "../store/catalog.ts";
import type { Connection } from "../store/connection.ts";
import { insertDocument, removeDocument, replaceDocument } from "../store/documents.ts";
import type { Query } from "../store/find.ts";
import { find } from "../store/find.ts";
import { recall, remember } from "../store/retries.ts";
import type { Pulse } from "../store/pulse.ts";
import type { Update } from "../update/update.ts";
import { withId } from "../update/update.ts";
import type { Context } from "./context.ts";

/** Runs a command that writes. A retry of one that was committed gets the same reply and writes nothing. */
export function write(context: Context, run: (connection: Connection) => Doc | Promise<Doc>): Promise<Doc> {
  const { command, session } = context;
  const given = command.get("txnNumber");
  const number = typeof given === "bigint" && session !== undefined ? given : undefined;
  return context.engine.store.write(async (connection) => {
    const earlier = number === undefined ? undefined : recall(connection, session!, number);
    if (earlier) return earlier;
    const reply = await run(connection);
    if (number !== undefined) remember(connection, session!, number, reply);
    return reply;
  });
}

/** The collection of a namespace, which is created if it is not there. */
export function ensureCollection(connection: Connection, db: string, name: string): Collection {
  return connection.catalog.get(`${db}.${name}`) ?? createCollection(connection, db, name, new Map());
}

/** Inserts what a client sent: its bytes are kept, unless it left the `_id` out or not in front. */
export function insertOne(connection: Connection, collection: Collection, source: Value, bypass: boolean): void {
  const root = source instanceof Raw ? decode(source.bytes) : source;
  if (!isDoc(root)) throw new MongoError("TypeMismatch", "documents to insert must be objects");
  const named = withId(root);
  const bytes = named === root && source instanceof Raw ? source.bytes : encode(named);
  insertDocument(connection, collection, named, bytes, bypass);
}

/** Ids of the documents that meet a query: all are found before the first is changed. */
async function idsOf(connection: Connection, collection: Collection, query: Query, pulse: Pulse): Promise<number[]> {
  const rids: number[] = [];
  for await (const batch of find(connection, collection, { ...query, fields: new Set() }, pulse).batches) {
    for (const { rid } of batch) rids.push(rid);
  }
  return rids;
}

const read = (connection: Connection, collection: Collection, rid: number): Doc =>
  decode(connection.all(`SELECT doc FROM ${dataTable(collection)} WHERE rid = ?`, rid)[0]![0] as Buffer);

/** One change to a document: what it was and what it is. */
export interface Changed {
  before: Doc | undefined;
  after: Doc | undefined;
}
export interface Outcome {
  matched: number;
  modified: number;
  upserted: Value;
  last: Changed | undefined;
}

export interface UpdateStatement {
  query: Query;
  update: Update;
  upsert: boolean;
  bypass: boolean;
}

export async function updateMatching(context: Context, connection: Connection, name: string, statement: UpdateStatement): Promise<Outcome> {
  const { query, update, upsert, bypass } = statement;
  const { pulse, db } = context;
  const outcome: Outcome = { matched: 0, modified: 0, upserted: undefined, last: undefined };
  const collection = connection.catalog.get(`${db}.${name}`);
  if (collection) {
    for (const rid of await idsOf(connection, collection, query, pulse)) {
      const before = read(connection, collection, rid);
      const after = update.apply(before, query.filter.node);
      outcome.matched++;
      if (replaceDocument(connection, collection, rid, before, after, bypass)) outcome.modified++;
      outcome.last = { before, after };
      if (pulse.isDue) await pulse.rest();
    }
  }
  if (outcome.matched > 0 || !upsert) return outcome;
  const made = update.insert(query.filter);
  insertDocument(connection, ensureCollection(connection, db, name), made, encode(made), bypass);
  outcome.upserted = made.get("_id");
  outcome.last = { before: undefined, after: made };
  return outcome;
}

export async function deleteMatching(context: Context, connection: Connection, name: string, query: Query): Promise<Outcome> {
  const outcome: Outcome = { matched: 0, modified: 0, upserted: undefined, last: undefined };
  const collection = connection.catalog.get(`${context.db}.${name}`);
  if (!collection) return outcome;
  for (const rid of await idsOf(connection, collection, query, context.pulse)) {
    const before = read(connection, collection, rid);
    removeDocument(connection, collection, rid, before);
    outcome.matched++;
    outcome.last = { before, after: undefined };
    if (context.pulse.isDue) await context.pulse.rest();
  }
  return outcome;
}
