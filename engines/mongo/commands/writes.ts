import type { Doc, Value } from "../bson/types.ts";
import { doc, int } from "../bson/types.ts";
import { parseCollation } from "../bson/collation.ts";
import { asMongoError, MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Query } from "../store/find.ts";
import type { Connection } from "../store/connection.ts";
import { compileUpdate } from "../update/update.ts";
import type { Command, Context } from "./context.ts";
import { documents, flag, list, number, object, optional, required, scopeOf } from "./context.ts";
import { deleteMatching, ensureCollection, insertOne, updateMatching, write } from "./modify.ts";

const MAX_STATEMENTS = 100_000;

/** Runs the statements of a command one by one; one that fails is reported by its place, and ends an ordered command. */
async function each(context: Context, statements: Value[], run: (statement: Value, at: number) => void | Promise<void>): Promise<Value[]> {
  if (statements.length === 0 || statements.length > MAX_STATEMENTS) {
    throw new MongoError("InvalidLength", `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${statements.length} operations.`);
  }
  const ordered = optional(context.command, "ordered", flag) ?? true;
  const errors: Value[] = [];
  for (const [at, statement] of statements.entries()) {
    try {
      await run(statement, at);
    } catch (thrown) {
      const error = asMongoError(thrown);
      // time and a client that has gone end the whole command; nothing of it is kept
      if (["MaxTimeMSExpired", "ClientDisconnect", "InternalError"].includes(error.codeName)) throw thrown;
      const report = doc({ index: int(at), code: int(error.code), errmsg: error.message });
      if (error.fields) for (const [name, value] of error.fields) report.set(name, value);
      errors.push(report);
      if (ordered) break;
    }
    if (context.pulse.isDue) await context.pulse.rest();
  }
  return errors;
}

function withErrors(reply: Doc, errors: Value[]): Doc {
  if (errors.length > 0) reply.set("writeErrors", errors);
  return reply;
}

function insert(context: Context): Promise<Doc> {
  const { command, target } = context;
  const sources = documents(command, "documents");
  const bypass = optional(command, "bypassDocumentValidation", flag) ?? false;
  return write(context, async (connection) => {
    let n = 0;
    const collection = ensureCollection(connection, context.db, target);
    const errors = await each(context, sources, (source) => {
      insertOne(connection, collection, source, bypass);
      n++;
    });
    return withErrors(doc({ n: int(n) }), errors);
  });
}

function checkFields(statement: Doc, kind: string, known: readonly string[]): void {
  for (const name of statement.keys()) {
    if (!known.includes(name)) throw new MongoError(40415, `BSON field '${kind}.${name}' is an unknown field.`);
  }
}

/** The query of an update or delete statement. */
function queryOf(context: Context, statement: Doc, single: boolean): Query {
  const collation = parseCollation(statement.get("collation"));
  const scope = scopeOf(context.command.get("let"));
  return {
    filter: compileFilter(required(statement, "q", object), { scope, collation }),
    limit: single ? 1 : undefined,
    hint: statement.get("hint"),
    collation,
    fields: new Set(),
  };
}

const UPDATE_FIELDS = ["q", "u", "c", "multi", "upsert", "arrayFilters", "hint", "collation", "upsertSupplied"];

function update(context: Context): Promise<Doc> {
  const { command, target, scope } = context;
  const statements = documents(command, "updates").map((value) => object(value, "updates"));
  for (const statement of statements) checkFields(statement, "update.updates", UPDATE_FIELDS);
  const bypass = optional(command, "bypassDocumentValidation", flag) ?? false;
  return write(context, async (connection: Connection) => {
    let n = 0;
    let modified = 0;
    const upserted: Value[] = [];
    const errors = await each(context, statements, async (value, at) => {
      const statement = value as Doc;
      const multi = optional(statement, "multi", flag) ?? false;
      const constants = optional(statement, "c", object);
      const inner = constants ? { vars: new Map([...scope.vars, ...constants]) } : scope;
      const compiled = compileUpdate(statement.get("u"), optional(statement, "arrayFilters", list) ?? [], inner);
      if (multi && compiled.isReplacement) throw new MongoError("FailedToParse", "multi update is not supported for replacement-style update");
      const query = queryOf(context, statement, !multi);
      const outcome = await updateMatching(context, connection, target, { query, update: compiled, upsert: optional(statement, "upsert", flag) ?? false, bypass });
      n += outcome.matched + Number(outcome.upserted !== undefined);
      modified += outcome.modified;
      if (outcome.upserted !== undefined) upserted.push(doc({ index: int(at), _id: outcome.upserted }));
    });
    const reply = doc({ n: int(n), nModified: int(modified) });
    if (upserted.length > 0) reply.set("upserted", upserted);
    return withErrors(reply, errors);
  });
}

function remove(context: Context): Promise<Doc> {
  const { command, target } = context;
  const statements = documents(command, "deletes").map((value) => object(value, "deletes"));
  for (const statement of statements) checkFields(statement, "delete.deletes", ["q", "limit", "hint", "collation"]);
  return write(context, async (connection) => {
    let n = 0;
    const errors = await each(context, statements, async (value) => {
      const limit = required(value as Doc, "limit", number);
      if (limit !== 0 && limit !== 1) throw new MongoError("FailedToParse", `The limit field in delete objects must be 0 or 1. Got ${limit}`);
      n += (await deleteMatching(context, connection, target, queryOf(context, value as Doc, limit === 1))).matched;
    });
    return withErrors(doc({ n: int(n) }), errors);
  });
}

export const WRITES: Record<string, Command> = {
  insert: { fields: ["documents", "ordered", "bypassDocumentValidation"], run: insert },
  update: { fields: ["updates", "ordered", "bypassDocumentValidation", "let"], run: update },
  delete: { fields: ["deletes", "ordered", "let"], run: remove },
};
