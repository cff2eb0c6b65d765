import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isDoc, isNumber, toDouble } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "../query/filter.ts";
import type { Collection } from "../store/collection.ts";
import { dataTable, indexTable } from "../store/catalog.ts";
import type { Connection } from "../store/connection.ts";
import type { Command, Context } from "./context.ts";
import { flag, number, object, optional } from "./context.ts";

/** Number of documents and their bytes. */
function sizeOf(connection: Connection, collection: Collection): { count: number; bytes: number; indexBytes: number } {
  const [row] = connection.all(`SELECT count(*), coalesce(sum(length(doc)), 0) FROM ${dataTable(collection)}`);
  let indexBytes = 0;
  for (const index of collection.indexes) indexBytes += connection.all(`SELECT coalesce(sum(length(key) + 8), 0) FROM ${indexTable(index)}`)[0]![0] as number;
  return { count: row![0] as number, bytes: row![1] as number, indexBytes };
}

function collStats(context: Context): Doc {
  const { reader } = context.engine.store;
  const collection = reader.catalog.get(context.namespace);
  if (!collection) return doc({ ns: context.namespace, size: int(0), count: int(0), storageSize: int(0), nindexes: int(0), totalIndexSize: int(0) });
  const { count, bytes, indexBytes } = sizeOf(reader, collection);
  return doc({
    ns: context.namespace, size: int(bytes), count: int(count), avgObjSize: int(count === 0 ? 0 : Math.round(bytes / count)),
    storageSize: int(bytes), nindexes: int(collection.indexes.length), totalIndexSize: int(indexBytes), totalSize: int(bytes + indexBytes), capped: false,
  });
}

function dbStats(context: Context): Doc {
  const { reader } = context.engine.store;
  const own = [...reader.catalog.values()].filter((collection) => collection.db === context.db);
  const sizes = own.map((collection) => sizeOf(reader, collection));
  const sum = (pick: (size: (typeof sizes)[number]) => number): number => sizes.reduce((total, size) => total + pick(size), 0);
  return doc({
    db: context.db, collections: int(own.length), views: int(0), objects: int(sum((size) => size.count)),
    dataSize: sum((size) => size.bytes), storageSize: sum((size) => size.bytes),
    indexes: int(own.reduce((total, collection) => total + collection.indexes.length, 0)), indexSize: sum((size) => size.indexBytes),
  });
}

function listDatabases(context: Context): Doc {
  const { reader } = context.engine.store;
  const nameOnly = optional(context.command, "nameOnly", flag) ?? false;
  const filter = compileFilter(optional(context.command, "filter", object) ?? new Map());
  const sizes = new Map<string, number>();
  for (const collection of reader.catalog.values()) {
    const bytes = nameOnly ? 0 : sizeOf(reader, collection).bytes;
    sizes.set(collection.db, (sizes.get(collection.db) ?? 0) + bytes);
  }
  const rows = [...sizes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => doc({ name, sizeOnDisk: BigInt(bytes), empty: false }));
  const shown = rows.filter((row) => filter.test(row)).map((row): Doc => (nameOnly ? doc({ name: row.get("name") }) : row));
  if (nameOnly) return doc({ databases: shown });
  return doc({ databases: shown, totalSize: [...sizes.values()].reduce((total, bytes) => total + BigInt(bytes), 0n) });
}

function serverStatus(context: Context): Doc {
  const { engine } = context;
  return doc({
    version: "7.0.0", process: "mongod", pid: BigInt(process.pid), uptime: Math.round((Date.now() - engine.started.getTime()) / 1000), localTime: new Date(),
    connections: doc({ current: int(engine.connections) }), metrics: doc({ cursor: doc({ open: doc({ total: BigInt(engine.cursors.size) }) }) }),
    mem: doc({ resident: int(Math.round(process.memoryUsage().rss / 1048576)) }), storageEngine: doc({ name: "sqlite", persistent: true }),
  });
}

function getParameter(context: Context): Doc {
  const known = doc({ featureCompatibilityVersion: doc({ version: "7.0" }) });
  if (context.command.get("getParameter") === "*") return known;
  const asked = [...context.command.keys()].filter((name) => known.has(name));
  if (asked.length === 0) throw new MongoError("InvalidOptions", "no option found to get");
  return doc(Object.fromEntries(asked.map((name) => [name, known.get(name)])));
}

/** The one parameter that can be set: how often expired documents are looked for. */
function setParameter(context: Context): Doc {
  const seconds = optional(context.command, "ttlMonitorSleepSecs", number);
  if (seconds === undefined || seconds < 1) throw new MongoError("InvalidOptions", "attempted to set unrecognized parameter, or to a wrong value");
  context.engine.expiry.every(seconds);
  return new Map();
}

/** `failCommand`, as tests of drivers use it: some commands fail a number of times. */
function configureFailPoint(context: Context): Doc {
  const { command, engine } = context;
  if (command.get("configureFailPoint") !== "failCommand") throw new MongoError("BadValue", "only the fail point failCommand is supported");
  const mode: Value = command.get("mode");
  const times = isDoc(mode) && isNumber(mode.get("times")) ? toDouble(mode.get("times")) : mode === "alwaysOn" ? Infinity : 0;
  engine.failPoint = times > 0 ? { times, data: optional(command, "data", object) ?? new Map() } : undefined;
  return new Map();
}

const refuse = (code: "IllegalOperation" | "NotImplemented", why: string): Command => ({
  fields: ["*"],
  run: () => {
    throw new MongoError(code, why);
  },
});
const noTransactions = refuse("IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");

export const ADMINISTRATION: Record<string, Command> = {
  collStats: { fields: ["scale"], run: collStats },
  collstats: { fields: ["scale"], run: collStats },
  dbStats: { fields: ["scale", "freeStorage"], run: dbStats },
  dbstats: { fields: ["scale", "freeStorage"], run: dbStats },
  listDatabases: { fields: ["filter", "nameOnly", "authorizedDatabases"], run: listDatabases },
  serverStatus: { fields: ["*"], run: serverStatus },
  getParameter: { fields: ["*"], run: getParameter },
  setParameter: { fields: ["ttlMonitorSleepSecs"], run: setParameter },
  configureFailPoint: { fields: ["mode", "data"], run: configureFailPoint },
  fsync: { fields: ["async", "lock"], run: () => doc({ numFiles: int(1) }) },
  commitTransaction: noTransactions,
  abortTransaction: noTransactions,
  mapReduce: refuse("NotImplemented", "JavaScript is not supported: mapReduce"),
};
