import { encode } from "../bson/encode.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection } from "../store/collection.ts";
import { checkName, createCollection, dropCollection, renameCollection, replaceIndexSpec, setOptions, uuidOf } from "../store/catalog.ts";
import type { Connection } from "../store/connection.ts";
import type { Command, Context } from "./context.ts";
import { flag, object, optional, required, size, text } from "./context.ts";
import { Cursor } from "./cursors.ts";
import { write } from "./modify.ts";

const VALIDATION = ["validator", "validationLevel", "validationAction"];
const REFUSED = ["capped", "timeseries", "clusteredIndex", "changeStreamPreAndPostImages", "encryptedFields", "expireAfterSeconds"];
const IGNORED = ["size", "max", "autoIndexId", "storageEngine", "indexOptionDefaults", "idIndex", "pipeline", "flags", "temp"];

function existing(connection: Connection, namespace: string): Collection {
  const collection = connection.catalog.get(namespace);
  if (!collection) throw new MongoError("NamespaceNotFound", `ns not found: ${namespace}`);
  return collection;
}

function validationOf(command: Doc): Doc {
  const options: Doc = new Map();
  for (const name of VALIDATION) if (command.has(name)) options.set(name, command.get(name));
  const validator = options.get("validator");
  if (validator !== undefined) compileFilter(object(validator, "validator"));
  return options;
}

function create(context: Context): Promise<Doc> {
  const { command, namespace, db, target } = context;
  if (command.has("viewOn")) throw new MongoError("CommandNotSupported", "views are not supported");
  for (const name of REFUSED) {
    const value = command.get(name);
    if (value !== undefined && value !== null && value !== false) throw new MongoError("InvalidOptions", `collections with '${name}' are not supported`);
  }
  const collation = optional(command, "collation", object);
  if (collation && collation.get("locale") !== "simple") throw new MongoError("InvalidOptions", "collections with a default collation are not supported");
  const options = validationOf(command);
  return write(context, (connection) => {
    if (connection.catalog.has(namespace)) throw new MongoError("NamespaceExists", `Collection ${namespace} already exists.`);
    createCollection(connection, db, target, options);
    return new Map();
  });
}

function drop(context: Context): Promise<Doc> {
  return write(context, (connection) => {
    const collection = existing(connection, context.namespace);
    const indexes = collection.indexes.length;
    dropCollection(connection, collection);
    return doc({ nIndexesWas: int(indexes), ns: context.namespace });
  });
}

function dropDatabase(context: Context): Promise<Doc> {
  return write(context, (connection) => {
    for (const collection of connection.catalog.values()) if (collection.db === context.db) dropCollection(connection, collection);
    return doc({ dropped: context.db });
  });
}

function rename(context: Context): Promise<Doc> {
  const { command } = context;
  const split = (namespace: string): [string, string] => {
    const dot = namespace.indexOf(".");
    return [namespace.slice(0, dot), namespace.slice(dot + 1)];
  };
  const from = context.target;
  const to = required(command, "to", text);
  checkName(...split(to));
  return write(context, (connection) => {
    const collection = connection.catalog.get(from);
    if (!collection) throw new MongoError("NamespaceNotFound", `Source collection ${from} does not exist`);
    if (from === to) throw new MongoError("IllegalOperation", "Can't rename a collection to itself");
    const present = connection.catalog.get(to);
    if (present && !optional(command, "dropTarget", flag)) throw new MongoError("NamespaceExists", "target namespace exists");
    if (present) dropCollection(connection, present);
    renameCollection(connection, collection, ...split(to));
    return new Map();
  });
}

/** Changes the validator of a collection, or the expiry or visibility of an index. */
function modify(context: Context): Promise<Doc> {
  const { command, namespace } = context;
  return write(context, (connection) => {
    const collection = existing(connection, namespace);
    const options = validationOf(command);
    if (options.size > 0) setOptions(connection, collection, new Map([...collection.options, ...options]));
    const change = optional(command, "index", object);
    if (!change) return new Map();
    const current = connection.catalog.get(namespace)!;
    const pattern = change.get("keyPattern");
    const index = current.indexes.find((one) => one.name === change.get("name") || (isDoc(pattern) && encode(one.key).equals(encode(pattern))));
    if (!index) throw new MongoError("IndexNotFound", "cannot find index for collMod");
    const spec = new Map(index.spec);
    const expires = change.get("expireAfterSeconds");
    if (isNumber(expires) && toDouble(expires) >= 0) spec.set("expireAfterSeconds", expires);
    if (change.has("hidden")) spec.set("hidden", change.get("hidden") === true);
    replaceIndexSpec(connection, current, index, spec);
    return new Map();
  });
}

function listCollections(context: Context): Promise<Doc> {
  const { command, engine, db } = context;
  const nameOnly = optional(command, "nameOnly", flag) ?? false;
  const filter = compileFilter(optional(command, "filter", object) ?? new Map());
  const rows = [...engine.store.reader.catalog.values()].filter((collection) => collection.db === db).map((collection): Doc => {
    const row = doc({ name: collection.name, type: "collection" });
    if (nameOnly) return row;
    const id = collection.indexes[0]!.spec;
    return new Map<string, Value>([...row, ["options", collection.options], ["info", doc({ readOnly: false, uuid: uuidOf(collection) })], ["idIndex", id]]);
  });
  async function* all(): AsyncGenerator<Buffer[]> {
    yield rows.filter((row) => filter.test(row)).map(encode);
  }
  const options = optional(command, "cursor", object) ?? new Map();
  const cursor = new Cursor(`${db}.$cmd.listCollections`, all(), context.pulse, context.session);
  return engine.cursors.first(cursor, optional(options, "batchSize", size) ?? 100_000);
}

export const COLLECTIONS: Record<string, Command> = {
  create: { fields: [...VALIDATION, ...REFUSED, ...IGNORED, "viewOn", "collation"], run: create },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  renameCollection: { fields: ["to", "dropTarget"], run: rename },
  collMod: { fields: [...VALIDATION, "index"], run: modify },
  listCollections: { fields: ["filter", "nameOnly", "cursor", "authorizedCollections"], run: listCollections },
};
