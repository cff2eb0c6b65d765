import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isDoc, toDouble } from "../bson/types.ts";
import type { Engine } from "../engine.ts";
import { MongoError } from "../errors.ts";
import { ADMINISTRATION } from "./administration.ts";
import { AGGREGATION } from "./aggregate.ts";
import { COLLECTIONS } from "./collections.ts";
import type { Caller, Command } from "./context.ts";
import { Context } from "./context.ts";
import { EXPLAIN } from "./explain.ts";
import { FIND } from "./find.ts";
import { FIND_AND_MODIFY } from "./findandmodify.ts";
import { HANDSHAKE } from "./handshake.ts";
import { INDEXES } from "./indexes.ts";
import { WRITES } from "./writes.ts";

const COMMANDS = new Map<string, Command>(
  Object.entries({ ...HANDSHAKE, ...FIND, ...WRITES, ...FIND_AND_MODIFY, ...AGGREGATION, ...INDEXES, ...COLLECTIONS, ...ADMINISTRATION, ...EXPLAIN }),
);

/** Fields that any command may carry. */
const GENERAL = new Set([
  "$db", "lsid", "$clusterTime", "$readPreference", "txnNumber", "stmtId", "stmtIds", "readConcern", "writeConcern", "maxTimeMS", "comment",
  "apiVersion", "apiStrict", "apiDeprecationErrors", "$configServerState", "$audit", "$client", "help",
]);

/** The reply to a command that failed. */
export function failure(error: MongoError): Doc {
  const reply = doc({ ok: 0, errmsg: error.message, code: int(error.code), codeName: error.codeName });
  if (error.fields) for (const [name, value] of error.fields) reply.set(name, value);
  return reply;
}

function refuseTransactions(command: Doc): void {
  if (command.has("startTransaction") || command.has("autocommit")) {
    throw new MongoError("IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
  }
}

function checkGeneral(command: Doc): void {
  const version = command.get("apiVersion");
  if (version !== undefined && version !== "1") throw new MongoError(322, `API version must be "1"`);
  const concern = command.get("readConcern");
  const level = isDoc(concern) ? concern.get("level") : undefined;
  if (level !== undefined && !["local", "majority", "available", "linearizable"].includes(level as string)) {
    if (level === "snapshot") throw new MongoError("InvalidOptions", "read concern level snapshot is not supported");
    throw new MongoError("BadValue", `Enumeration value '${String(level)}' for field 'readConcern.level' is not a valid value.`);
  }
}

/** Says what a write concern asks for beyond the one copy that there is. */
function writeConcernError(command: Doc, reply: Doc): void {
  const concern = command.get("writeConcern");
  const copies = isDoc(concern) ? concern.get("w") : undefined;
  if (copies === undefined || copies === "majority" || !(toDouble(copies) > 1 || typeof copies === "string")) return;
  reply.set("writeConcernError", doc({ code: int(100), codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes" }));
}

/** What a fail point makes of a command: an error, a closed connection (null), or nothing. */
function failPoint(engine: Engine, name: string): Doc | null | undefined {
  const point = engine.failPoint;
  const names = point?.data.get("failCommands");
  if (!point || !Array.isArray(names) || !names.includes(name)) return undefined;
  if (--point.times <= 0) engine.failPoint = undefined;
  if (point.data.get("closeConnection") === true) return null;
  const code = point.data.get("errorCode");
  if (code === undefined) return undefined;
  const labels: Value = point.data.get("errorLabels");
  return failure(new MongoError(toDouble(code), "Failing command via 'failCommand' failpoint", labels ? doc({ errorLabels: labels }) : undefined));
}

/**
 * Performs one command and answers its reply, errors included; undefined closes the connection.
 */
export async function perform(engine: Engine, command: Doc, caller: Caller): Promise<Doc | undefined> {
  const name = command.keys().next().value ?? "";
  const db = command.get("$db");
  if (typeof db !== "string") throw new MongoError(40414, "OP_MSG requests require a $db argument");
  const found = COMMANDS.get(name);
  if (!found) throw new MongoError("CommandNotFound", `no such command: '${name}'`);
  if (db === "" || /[\0 "/\\$.]/.test(db.replace("$external", ""))) throw new MongoError("InvalidNamespace", `Invalid database name: '${db}'`);
  refuseTransactions(command);
  for (const field of command.keys()) {
    if (field !== name && !GENERAL.has(field) && !found.fields.includes(field) && !found.fields.includes("*")) {
      throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
  checkGeneral(command);
  const failed = engine.failPoint && failPoint(engine, name);
  if (failed !== undefined) return failed ?? undefined;
  const reply = new Map(await found.run(new Context(engine, name, command, db, caller)));
  writeConcernError(command, reply);
  if (!reply.has("ok")) reply.set("ok", 1);
  return reply;
}
