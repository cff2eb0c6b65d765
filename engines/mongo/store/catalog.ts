import { Binary } from "bson";
import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isNumber, isTruthy, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Catalog, Collection, Index } from "./collection.ts";
import type { Connection } from "./connection.ts";

export const dataTable = (collection: Collection): string => `d${collection.id}`;
export const indexTable = (index: Index): string => `i${index.id}`;

export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT OR IGNORE INTO meta VALUES ('format', 1);
  CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid BLOB NOT NULL, options BLOB NOT NULL, UNIQUE (db, name));
  CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS retries (session BLOB PRIMARY KEY, number INTEGER NOT NULL, at INTEGER NOT NULL, reply BLOB NOT NULL) WITHOUT ROWID;
`;

function toIndex(id: number, spec: Doc, multikey: number): Index {
  const key = spec.get("key") as Doc;
  const fields = [...key].map(([path, direction]) => ({ path, parts: path.split("."), descending: toDouble(direction) < 0 }));
  const partial = spec.get("partialFilterExpression");
  const expires = spec.get("expireAfterSeconds");
  return {
    id,
    name: spec.get("name") as string,
    spec,
    key,
    fields,
    descending: fields.map((field) => field.descending),
    unique: isTruthy(spec.get("unique")) || (fields.length === 1 && fields[0]!.path === "_id"),
    sparse: isTruthy(spec.get("sparse")),
    hidden: isTruthy(spec.get("hidden")),
    partial: isDoc(partial) ? compileFilter(partial) : undefined,
    expireAfterSeconds: isNumber(expires) ? toDouble(expires) : undefined,
    multikey,
  };
}

function toCollection(id: number, db: string, name: string, uuid: Buffer, options: Doc, indexes: Index[]): Collection {
  const validator = options.get("validator");
  const enforced = options.get("validationAction") !== "warn" && options.get("validationLevel") !== "off";
  return {
    id, db, name, namespace: `${db}.${name}`, uuid, options, indexes,
    validator: isDoc(validator) && enforced ? compileFilter(validator) : undefined,
  };
}

/** Reads the catalog from disk. @throws Error when the data folder is of a newer format. */
export function loadCatalog(connection: Connection): Catalog {
  const format = connection.all("SELECT value FROM meta WHERE name = 'format'")[0]?.[0];
  if (format !== 1) throw new Error(`it has format ${String(format)}, and this program reads format 1: start the version that wrote it, or name another folder`);
  const indexes = new Map<number, Index[]>();
  for (const [id, owner, spec, multikey] of connection.all("SELECT id, collection, spec, multikey FROM indexes ORDER BY id")) {
    const list = indexes.get(owner as number) ?? [];
    list.push(toIndex(id as number, decode(spec as Buffer), multikey as number));
    indexes.set(owner as number, list);
  }
  const catalog = new Map<string, Collection>();
  for (const [id, db, name, uuid, options] of connection.all("SELECT id, db, name, uuid, options FROM collections ORDER BY id")) {
    const made = toCollection(id as number, db as string, name as string, uuid as Buffer, decode(options as Buffer), indexes.get(id as number) ?? []);
    catalog.set(made.namespace, made);
  }
  return catalog;
}

/** Puts a changed collection (or none) in the place of one, for this transaction. */
function replace(connection: Connection, namespace: string, collection: Collection | undefined): void {
  const next = new Map(connection.catalog);
  if (collection) next.set(namespace, collection);
  else next.delete(namespace);
  connection.catalog = next;
  connection.catalogChanged = true;
}

/** @throws MongoError InvalidNamespace for a name the server does not accept. */
export function checkName(db: string, name: string): void {
  const wrong = /[\0$ ]/.test(db) || /[\0$]/.test(name) || name.startsWith(".") || name.endsWith(".") || name === "";
  if (wrong || db === "" || db.length > 63 || /[/\\. "]/.test(db) || Buffer.byteLength(db + name) > 254) {
    throw new MongoError("InvalidNamespace", `Invalid namespace specified '${db}.${name}'`);
  }
  if (name.startsWith("system.")) throw new MongoError("InvalidNamespace", `Invalid system namespace: ${db}.${name}`);
}

export function createCollection(connection: Connection, db: string, name: string, options: Doc): Collection {
  checkName(db, name);
  const uuid = Buffer.from(crypto.randomUUID().replaceAll("-", ""), "hex");
  const id = connection.run("INSERT INTO collections (db, name, uuid, options) VALUES (?, ?, ?, ?)", db, name, uuid, encode(options));
  connection.exec(`CREATE TABLE d${id} (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL)`);
  const made = toCollection(id, db, name, uuid, options, []);
  replace(connection, made.namespace, made);
  const spec: Doc = new Map<string, Value>([["v", 2n], ["key", new Map<string, Value>([["_id", 1n]])], ["name", "_id_"]]);
  addIndex(connection, made, spec);
  return connection.catalog.get(made.namespace)!;
}

/** Adds an empty index; the caller fills it. */
export function addIndex(connection: Connection, collection: Collection, spec: Doc): Index {
  const id = connection.run("INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, 0)", collection.id, encode(spec));
  connection.exec(`CREATE TABLE i${id} (key BLOB, rid INTEGER, PRIMARY KEY (key, rid)) WITHOUT ROWID`);
  const index = toIndex(id, spec, 0);
  replace(connection, collection.namespace, { ...collection, indexes: [...collection.indexes, index] });
  return index;
}

export function removeIndex(connection: Connection, collection: Collection, index: Index): Collection {
  connection.exec(`DROP TABLE ${indexTable(index)}; DELETE FROM indexes WHERE id = ${index.id}`);
  const left = { ...collection, indexes: collection.indexes.filter((other) => other.id !== index.id) };
  replace(connection, collection.namespace, left);
  return left;
}

export function replaceIndexSpec(connection: Connection, collection: Collection, index: Index, spec: Doc): void {
  connection.run("UPDATE indexes SET spec = ? WHERE id = ?", encode(spec), index.id);
  const changed = toIndex(index.id, spec, index.multikey);
  replace(connection, collection.namespace, { ...collection, indexes: collection.indexes.map((other) => (other.id === index.id ? changed : other)) });
}

export function dropCollection(connection: Connection, collection: Collection): void {
  const tables = [dataTable(collection), ...collection.indexes.map(indexTable)].map((table) => `DROP TABLE ${table};`);
  connection.exec(`${tables.join("")} DELETE FROM indexes WHERE collection = ${collection.id}; DELETE FROM collections WHERE id = ${collection.id}`);
  replace(connection, collection.namespace, undefined);
}

export function renameCollection(connection: Connection, collection: Collection, db: string, name: string): void {
  checkName(db, name);
  connection.run("UPDATE collections SET db = ?, name = ? WHERE id = ?", db, name, collection.id);
  replace(connection, collection.namespace, undefined);
  const renamed = { ...collection, db, name, namespace: `${db}.${name}` };
  replace(connection, renamed.namespace, renamed);
}

export function setOptions(connection: Connection, collection: Collection, options: Doc): void {
  connection.run("UPDATE collections SET options = ? WHERE id = ?", encode(options), collection.id);
  replace(connection, collection.namespace, toCollection(collection.id, collection.db, collection.name, collection.uuid, options, [...collection.indexes]));
}

/** Notes on disk and in memory that arrays were met; an index is never planned as if they were not. */
export function markMultikey(connection: Connection, index: Index, mask: number): void {
  index.multikey |= mask;
  connection.catalogChanged = true;
  connection.run("UPDATE indexes SET multikey = ? WHERE id = ?", index.multikey, index.id);
}

export const uuidOf = (collection: Collection): Binary => new Binary(collection.uuid, 4);
