import { encode } from "../bson/encode.ts";
import { EMPTY } from "../bson/key.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, isDoc, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { display } from "../bson/display.ts";
import type { Collection, Index } from "./collection.ts";
import { dataTable, indexTable, markMultikey } from "./catalog.ts";
import type { Connection } from "./connection.ts";
import type { IndexEntries } from "./keys.ts";
import { indexEntries } from "./keys.ts";

/** Largest document, in bytes. */
export const MAX_DOCUMENT = 16 * 1024 * 1024;

function duplicate(collection: Collection, index: Index, entries: IndexEntries, at: number): MongoError {
  const values = entries.tuples[at]!;
  const keyValue: Doc = new Map(index.fields.map((field, place): [string, Value] => {
    const value = values[place];
    return [field.path, value === EMPTY ? [] : (value as Value)];
  }));
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: ${display(keyValue)}`;
  return new MongoError("DuplicateKey", message, doc({ keyPattern: index.key, keyValue }));
}

/** Refuses keys that another document already has in a unique index. */
function checkUnique(connection: Connection, collection: Collection, index: Index, entries: IndexEntries, rid: number): void {
  if (!index.unique) return;
  entries.keys.forEach((key, at) => {
    const [taken] = connection.all(`SELECT rid FROM ${indexTable(index)} WHERE key = ? AND rid <> ? LIMIT 1`, key, rid);
    if (taken) throw duplicate(collection, index, entries, at);
  });
}

function enter(connection: Connection, index: Index, entries: IndexEntries, rid: number): void {
  if ((entries.multikey & ~index.multikey) !== 0) markMultikey(connection, index, entries.multikey);
  for (const key of entries.keys) connection.run(`INSERT INTO ${indexTable(index)} VALUES (?, ?)`, key, rid);
}

/** @throws MongoError for an `_id` of a type that cannot be one. */
export function checkId(root: Doc): void {
  const id = root.get("_id");
  if (Array.isArray(id)) throw new MongoError("InvalidIdField", "The '_id' value cannot be of type array");
  if (id !== null && typeName(id) === "regex") throw new MongoError("InvalidIdField", "The '_id' value cannot be of type regex");
  if (isDoc(id)) {
    for (const name of id.keys()) {
      if (name.startsWith("$")) throw new MongoError("DollarPrefixedFieldName", `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
    }
  }
}

function checkDocument(collection: Collection, root: Doc, bytes: Buffer, bypass: boolean): void {
  if (bytes.length > MAX_DOCUMENT) {
    throw new MongoError("BSONObjectTooLarge", `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT}`);
  }
  if (collection.validator && !bypass && !collection.validator.test(root)) {
    const details = doc({ operatorName: "filter", specifiedAs: collection.options.get("validator"), reason: "the document does not match" });
    throw new MongoError("DocumentValidationFailure", "Document failed validation", doc({ errInfo: doc({ failingDocumentId: root.get("_id"), details }) }));
  }
}

/**
 * Inserts a document that has its `_id` in front. Checks come before writes, so an error leaves nothing behind.
 * @throws MongoError DuplicateKey with keyPattern and keyValue, DocumentValidationFailure, BSONObjectTooLarge.
 */
export function insertDocument(connection: Connection, collection: Collection, root: Doc, bytes: Buffer, bypass = false): number {
  checkId(root);
  checkDocument(collection, root, bytes, bypass);
  const entries = collection.indexes.map((index) => indexEntries(index, root));
  collection.indexes.forEach((index, at) => checkUnique(connection, collection, index, entries[at]!, 0));
  const rid = connection.run(`INSERT INTO ${dataTable(collection)} (doc) VALUES (?)`, bytes);
  collection.indexes.forEach((index, at) => enter(connection, index, entries[at]!, rid));
  return rid;
}

/** Entries of `a` whose keys are not in `b`. */
function without(a: IndexEntries, b: IndexEntries): IndexEntries {
  const present = new Set(b.keys.map((key) => key.toString("latin1")));
  const places = a.keys.map((key, at) => (present.has(key.toString("latin1")) ? -1 : at)).filter((at) => at >= 0);
  return { keys: places.map((at) => a.keys[at]!), tuples: places.map((at) => a.tuples[at]!), multikey: a.multikey };
}

/** Puts a document in the place of another; false when the bytes are the same. */
export function replaceDocument(connection: Connection, collection: Collection, rid: number, before: Doc, after: Doc, bypass = false): boolean {
  const bytes = encode(after);
  if (bytes.equals(encode(before))) return false;
  checkDocument(collection, after, bytes, bypass);
  const changes = collection.indexes.map((index) => {
    const old = indexEntries(index, before);
    const made = indexEntries(index, after);
    return { index, gone: without(old, made), come: without(made, old) };
  });
  for (const { index, come } of changes) checkUnique(connection, collection, index, come, rid);
  for (const { index, gone, come } of changes) {
    for (const key of gone.keys) connection.run(`DELETE FROM ${indexTable(index)} WHERE key = ? AND rid = ?`, key, rid);
    enter(connection, index, come, rid);
  }
  connection.run(`UPDATE ${dataTable(collection)} SET doc = ? WHERE rid = ?`, bytes, rid);
  return true;
}

export function removeDocument(connection: Connection, collection: Collection, rid: number, root: Doc): void {
  for (const index of collection.indexes) {
    for (const key of indexEntries(index, root).keys) connection.run(`DELETE FROM ${indexTable(index)} WHERE key = ? AND rid = ?`, key, rid);
  }
  connection.run(`DELETE FROM ${dataTable(collection)} WHERE rid = ?`, rid);
}

/** Enters one existing document into an index that is being built. */
export function indexDocument(connection: Connection, collection: Collection, index: Index, rid: number, root: Doc): void {
  const entries = indexEntries(index, root);
  checkUnique(connection, collection, index, entries, rid);
  enter(connection, index, entries, rid);
}
