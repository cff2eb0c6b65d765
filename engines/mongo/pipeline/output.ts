import { encode } from "../bson/encode.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { constantValue } from "../expression/compile.ts";
import type { Scope } from "../expression/scope.ts";
import { withVars } from "../expression/scope.ts";
import { compileFilter } from "../query/filter.ts";
import { fieldAt } from "../query/path.ts";
import type { Collection } from "../store/collection.ts";
import { createCollection, dataTable, indexTable } from "../store/catalog.ts";
import type { Connection } from "../store/connection.ts";
import { insertDocument, replaceDocument } from "../store/documents.ts";
import { find } from "../store/find.ts";
import type { Pulse } from "../store/pulse.ts";
import { compileUpdate, withId } from "../update/update.ts";

/** Writes what a pipeline made, in the transaction of a connection. */
export type Output = (connection: Connection, results: Doc[], pulse: Pulse) => Promise<void>;

function targetOf(spec: Value, stage: string, db: string): { db: string; name: string } {
  if (typeof spec === "string") return { db, name: spec };
  const name = isDoc(spec) ? spec.get("coll") : undefined;
  const other = isDoc(spec) ? (spec.get("db") ?? db) : db;
  if (typeof name !== "string" || typeof other !== "string") throw new MongoError(16990, `${stage} needs the name of a collection`);
  return { db: other, name };
}

const ensure = (connection: Connection, { db, name }: { db: string; name: string }): Collection =>
  connection.catalog.get(`${db}.${name}`) ?? createCollection(connection, db, name, new Map());

/** `$out`: the results take the place of all documents; the indexes stay. */
function out(spec: Value, db: string): Output {
  const target = targetOf(spec, "$out", db);
  return async (connection, results, pulse) => {
    const collection = ensure(connection, target);
    connection.run(`DELETE FROM ${dataTable(collection)}`);
    for (const index of collection.indexes) connection.run(`DELETE FROM ${indexTable(index)}`);
    for (const result of results) {
      const named = withId(result);
      insertDocument(connection, collection, named, encode(named));
      if (pulse.isDue) await pulse.rest();
    }
  };
}

function checkUniqueOn(collection: Collection, on: string[]): void {
  const wanted = new Set(on);
  const fits = collection.indexes.some((index) => index.unique && !index.partial && index.fields.length === wanted.size && index.fields.every((field) => wanted.has(field.path)));
  if (!fits) throw new MongoError(51183, "Cannot find index to verify that join fields will be unique");
}

const MATCHED = ["replace", "keepExisting", "merge", "fail"];
const UNMATCHED = ["insert", "discard", "fail"];

/** `$merge`: each result meets the document that has the same values in the fields `on`. */
function merge(spec: Value, db: string, scope: Scope): Output {
  const options = isDoc(spec) ? spec : doc({ into: spec });
  const target = targetOf(options.get("into"), "$merge", db);
  const given = options.get("on") ?? "_id";
  const on = (Array.isArray(given) ? given : [given]) as string[];
  const matched = options.get("whenMatched") ?? "merge";
  const unmatched = options.get("whenNotMatched") ?? "insert";
  if (!Array.isArray(matched) && !MATCHED.includes(matched as string)) throw new MongoError("BadValue", `Enumeration value '${String(matched)}' for field 'whenMatched' is not a valid value.`);
  if (!UNMATCHED.includes(unmatched as string)) throw new MongoError("BadValue", `Enumeration value '${String(unmatched)}' for field 'whenNotMatched' is not a valid value.`);
  const bindings = options.get("let");
  const combine = (before: Doc, result: Doc): Doc => {
    if (matched === "replace") return withId(result.has("_id") ? result : new Map([["_id", before.get("_id")], ...result]));
    if (!Array.isArray(matched)) return new Map([...before, ...result]);
    const inner = withVars(scope.vars, [["new", result]]);
    const named = isDoc(bindings) ? [...bindings].map(([name, value]): [string, Value] => [name, constantValue(value, { vars: withVars(inner, [["ROOT", result]]) })]) : [];
    return compileUpdate(matched, [], { vars: withVars(inner, named) }).apply(before, undefined);
  };
  return async (connection, results, pulse) => {
    const collection = ensure(connection, target);
    if (on.length !== 1 || on[0] !== "_id") checkUniqueOn(collection, on);
    for (const source of results) {
      const result = source.has("_id") || !on.includes("_id") ? source : withId(source);
      const values = on.map((path): [string, Value] => [path, fieldAt(result, path.split("."))]);
      if (values.some(([, value]) => value === undefined || value === null || Array.isArray(value))) {
        throw new MongoError(51132, "$merge write error: 'on' field cannot be missing, null, undefined or an array");
      }
      const filter = compileFilter(new Map(values.map(([path, value]) => [path, new Map([["$eq", value]])])));
      const { value: found } = await find(connection, collection, { filter, limit: 1, fields: undefined }, pulse).batches.next();
      const before = found?.[0];
      if (!before) {
        if (unmatched === "fail") throw new MongoError(13113, "$merge could not find a matching document in the target collection for at least one document in the source collection");
        if (unmatched === "insert") insertDocument(connection, collection, withId(result), encode(withId(result)));
      } else if (matched === "fail") {
        insertDocument(connection, collection, withId(result), encode(withId(result)));
      } else if (matched !== "keepExisting") {
        const after = combine(before.doc, result);
        replaceDocument(connection, collection, before.rid, before.doc, after);
      }
      if (pulse.isDue) await pulse.rest();
    }
  };
}

/** The writing stage at the end of a pipeline; undefined when there is none. */
export function outputOf(stage: Value, db: string, scope: Scope): Output | undefined {
  if (!isDoc(stage) || stage.size !== 1) return undefined;
  if (stage.has("$out")) return out(stage.get("$out"), db);
  return stage.has("$merge") ? merge(stage.get("$merge"), db, scope) : undefined;
}
