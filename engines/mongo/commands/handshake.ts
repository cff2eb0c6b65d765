import { arch, platform, release } from "node:os";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, newObjectId } from "../bson/types.ts";
import type { Command, Context } from "./context.ts";

const VERSION = "7.0.0";
const processId = newObjectId();

/** The engine presents itself as the primary of a replica set of one, so that drivers retry writes. */
function hello(context: Context): Doc {
  const { address } = context.engine;
  return doc({
    ...(context.name === "hello" ? { isWritablePrimary: true } : { ismaster: true, isWritablePrimary: true }),
    helloOk: true,
    secondary: false,
    setName: "embedded",
    setVersion: int(1),
    electionId: processId,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: int(16 * 1024 * 1024),
    maxMessageSizeBytes: int(48_000_000),
    maxWriteBatchSize: int(100_000),
    localTime: new Date(),
    logicalSessionTimeoutMinutes: int(30),
    connectionId: int(context.caller.id),
    minWireVersion: int(0),
    maxWireVersion: int(21),
    readOnly: false,
  });
}

const buildInfo = (): Doc =>
  doc({
    version: VERSION,
    versionArray: [7, 0, 0, 0].map(int),
    gitVersion: "embedded",
    modules: ["embedded stand-in"],
    bits: int(64),
    debug: false,
    maxBsonObjectSize: int(16 * 1024 * 1024),
    storageEngines: ["sqlite"],
    javascriptEngine: "none",
  });

const nothing = (): Doc => new Map();
const answer = (fields: Record<string, Value>, known: string[] = []): Command => ({ fields: known, run: () => doc(fields) });

export const HANDSHAKE: Record<string, Command> = {
  hello: { fields: ["*"], run: hello },
  isMaster: { fields: ["*"], run: hello },
  ismaster: { fields: ["*"], run: hello },
  ping: { fields: [], run: nothing },
  buildInfo: { fields: [], run: buildInfo },
  buildinfo: { fields: [], run: buildInfo },
  connectionStatus: answer({ authInfo: doc({ authenticatedUsers: [], authenticatedUserRoles: [] }) }, ["showPrivileges"]),
  getCmdLineOpts: answer({ argv: [], parsed: new Map() }),
  getLog: answer({ totalLinesWritten: int(0), log: [] }),
  hostInfo: { fields: [], run: () => doc({ system: doc({ currentTime: new Date() }), os: doc({ type: platform(), name: arch(), version: release() }) }) },
  whatsmyuri: { fields: [], run: (context) => doc({ you: `client:${context.caller.id}` }) },
  endSessions: {
    fields: [],
    run: (context) => {
      for (const id of sessionIds(context.command.get("endSessions"))) context.engine.cursors.killSession(id);
      return nothing();
    },
  },
  refreshSessions: { fields: [], run: nothing },
  killSessions: { fields: [], run: nothing },
  killAllSessions: { fields: [], run: nothing },
  startSession: { fields: [], run: nothing },
};

function sessionIds(sessions: Value): string[] {
  if (!Array.isArray(sessions)) return [];
  return sessions.flatMap((session) => {
    const id = session instanceof Map ? session.get("id") : undefined;
    return id && typeof id === "object" && "sub_type" in id ? [Buffer.from(id.buffer.subarray(0, id.position)).toString("hex")] : [];
  });
}
