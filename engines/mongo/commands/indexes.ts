import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { equal } from "../bson/compare.ts";
import { display } from "../bson/display.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, isTruthy, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection, Index } from "../store/collection.ts";
import { addIndex, createCollection, dataTable, removeIndex } from "../store/catalog.ts";
import type { Connection } from "../store/connection.ts";
import { indexDocument } from "../store/documents.ts";
import type { Pulse } from "../store/pulse.ts";
import type { Command, Context } from "./context.ts";
import { list, object, optional, required, size } from "./context.ts";
import { Cursor } from "./cursors.ts";
import { write } from "./modify.ts";

const OPTIONS = new Set(["v", "key", "name", "unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "background", "hidden", "collation", "ns"]);
const PARTIAL_OPERATORS = new Set(["$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type", "$and", "$or", "$in"]);
const MAX_INDEXES = 64;

function checkPartial(filter: Doc): void {
  for (const [name, value] of filter) {
    if (name.startsWith("$") && !PARTIAL_OPERATORS.has(name)) throw new MongoError("CannotCreateIndex", `unsupported expression in partial index: ${name}`);
    for (const part of Array.isArray(value) ? value : [value]) if (isDoc(part)) checkPartial(part);
  }
}

function checkKey(key: Doc): void {
  if (key.size === 0) throw new MongoError("CannotCreateIndex", "Index keys cannot be empty.");
  if (key.size > 31) throw new MongoError(13103, "too many compound keys");
  for (const [path, direction] of key) {
    if (path === "" || path.split(".").includes("")) throw new MongoError("CannotCreateIndex", "Index keys cannot contain an empty field.");
    if (path.startsWith("$") || path.includes("$**")) throw new MongoError("CannotCreateIndex", `Index key contains an illegal field name: '${path}': wildcard indexes are not supported`);
    if (typeof direction === "string") throw new MongoError("CannotCreateIndex", `Unknown index plugin '${direction}': only ascending and descending indexes are supported`);
    if (!isNumber(direction) || !toDouble(direction)) throw new MongoError("CannotCreateIndex", "Values in the index key pattern must be numbers other than 0");
  }
}

/** The specification as it is kept: checked, named, without options that are off. */
function normalised(source: Doc): Doc {
  const key = source.get("key");
  if (!isDoc(key)) throw new MongoError("FailedToParse", "The 'key' field is a required property of an index specification");
  checkKey(key);
  for (const name of source.keys()) {
    if (!OPTIONS.has(name)) throw new MongoError(197, `The field '${name}' is not valid for an index specification. Specification: ${display(source)}`);
  }
  const name = source.get("name") ?? [...key].flatMap(([path, direction]) => [path, String(toDouble(direction))]).join("_");
  if (typeof name !== "string" || name === "" || name === "*") throw new MongoError("CannotCreateIndex", "The index name is not valid");
  const collation = source.get("collation");
  if (isDoc(collation) && collation.get("locale") !== "simple") throw new MongoError("CannotCreateIndex", "indexes with a collation are not supported");
  const spec = doc({ v: int(2), key, name });
  for (const option of ["unique", "sparse", "hidden"]) if (isTruthy(source.get(option))) spec.set(option, true);
  const partial = source.get("partialFilterExpression");
  if (partial !== undefined) {
    if (!isDoc(partial)) throw new MongoError("CannotCreateIndex", "'partialFilterExpression' must be an object");
    if (spec.has("sparse")) throw new MongoError("CannotCreateIndex", "cannot mix \"partialFilterExpression\" and \"sparse\" options");
    checkPartial(partial);
    compileFilter(partial);
    spec.set("partialFilterExpression", partial);
  }
  const expires = source.get("expireAfterSeconds");
  if (expires !== undefined) {
    if (!isNumber(expires) || !(toDouble(expires) >= 0 && toDouble(expires) <= 0x7fffffff)) throw new MongoError("CannotCreateIndex", "TTL index 'expireAfterSeconds' option must be within an acceptable range");
    if (key.size > 1 || key.has("_id")) throw new MongoError("CannotCreateIndex", "TTL indexes are single-field indexes, compound indexes do not support TTL");
    spec.set("expireAfterSeconds", expires);
  }
  return spec;
}

const isIdKey = (key: Doc): boolean => key.size === 1 && key.has("_id");
const sameKey = (a: Doc, b: Doc): boolean => equal(a, b);
const optionsOf = (spec: Doc): Doc => new Map([...spec].filter(([name]) => !["v", "name", "hidden", "key"].includes(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Whether an index is there already. @throws MongoError when it is there with other options or another name. */
function isPresent(collection: Collection, spec: Doc): boolean {
  const key = spec.get("key") as Doc;
  if (isIdKey(key)) return true;
  const name = spec.get("name") as string;
  const named = collection.indexes.find((index) => index.name === name);
  if (named) {
    if (sameKey(named.key, key) && equal(optionsOf(named.spec), optionsOf(spec))) return true;
    throw new MongoError("IndexKeySpecsConflict", `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${display(spec)}, existing index: ${display(named.spec)}`);
  }
  const other = collection.indexes.find((index) => sameKey(index.key, key));
  if (!other) return false;
  throw new MongoError("IndexOptionsConflict", `Index already exists with a different name: ${other.name}`);
}

async function build(connection: Connection, collection: Collection, index: Index, pulse: Pulse): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = connection.all(`SELECT rid, doc FROM ${dataTable(collection)} WHERE rid > ? ORDER BY rid LIMIT 64`, last);
    for (const [rid, bytes] of rows) {
      indexDocument(connection, collection, index, rid as number, decode(bytes as Buffer));
      if (pulse.isDue) await pulse.rest();
    }
    if (rows.length < 64) return;
    last = rows.at(-1)![0] as number;
  }
}

function createIndexes(context: Context): Promise<Doc> {
  const { command, namespace, db, target } = context;
  const given = required(command, "indexes", list).map((value) => object(value, "indexes"));
  if (given.length === 0) throw new MongoError("BadValue", "Must specify at least one index to create");
  const specs = given.map(normalised);
  return write(context, async (connection) => {
    const existed = connection.catalog.has(namespace);
    if (!existed) createCollection(connection, db, target, new Map());
    const current = (): Collection => connection.catalog.get(namespace)!;
    const before = current().indexes.length;
    for (const spec of specs) {
      if (isPresent(current(), spec)) continue;
      if (current().indexes.length >= MAX_INDEXES) throw new MongoError("CannotCreateIndex", `add index fails, too many indexes for ${namespace}`);
      const index = addIndex(connection, current(), spec);
      await build(connection, current(), index, context.pulse);
    }
    const after = current().indexes.length;
    const reply = doc({ numIndexesBefore: int(before), numIndexesAfter: int(after), createdCollectionAutomatically: !existed });
    if (before === after) reply.set("note", "all indexes already exist");
    return reply;
  });
}

function existing(connection: Connection, namespace: string): Collection {
  const collection = connection.catalog.get(namespace);
  if (!collection) throw new MongoError("NamespaceNotFound", `ns does not exist: ${namespace}`);
  return collection;
}

function listIndexes(context: Context): Promise<Doc> {
  const { command, engine, namespace } = context;
  const collection = existing(engine.store.reader, namespace);
  async function* all(): AsyncGenerator<Buffer[]> {
    yield collection.indexes.map((index) => encode(index.spec));
  }
  const options = optional(command, "cursor", object) ?? new Map();
  return engine.cursors.first(new Cursor(namespace, all(), context.pulse, context.session), optional(options, "batchSize", size) ?? 1000);
}

function chosen(collection: Collection, which: Value): Index {
  const found = collection.indexes.find((index) => (isDoc(which) ? sameKey(index.key, which) : index.name === which));
  if (!found) throw new MongoError("IndexNotFound", isDoc(which) ? `can't find index with key: ${display(which)}` : `index not found with name [${String(which)}]`);
  if (isIdKey(found.key)) throw new MongoError("InvalidOptions", "cannot drop _id index");
  return found;
}

function dropIndexes(context: Context): Promise<Doc> {
  const { command, namespace } = context;
  const which = required(command, "index", (value) => value);
  return write(context, (connection) => {
    let collection = existing(connection, namespace);
    const before = collection.indexes.length;
    const named = which === "*" ? collection.indexes.filter((index) => !isIdKey(index.key)) : (Array.isArray(which) ? which : [which]).map((one) => chosen(collection, one));
    for (const index of named) collection = removeIndex(connection, collection, index);
    return doc({ nIndexesWas: int(before), ...(which === "*" ? { msg: "non-_id indexes dropped for collection" } : {}) });
  });
}

export const INDEXES: Record<string, Command> = {
  createIndexes: { fields: ["indexes", "commitQuorum", "ignoreUnknownIndexOptions"], run: createIndexes },
  listIndexes: { fields: ["cursor", "includeBuildUUIDs"], run: listIndexes },
  dropIndexes: { fields: ["index"], run: dropIndexes },
};
