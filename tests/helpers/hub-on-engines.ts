import { rmSync } from "node:fs";

import { connect, disconnect } from "#models/connection.server.ts";
import { isAnyPending } from "#models/item-queries.server.ts";

import { type HubProcess, startHub, temporaryFolder } from "./hub-process.ts";
import { until } from "./processes.ts";
import { type Servers, startServers } from "./servers.ts";

/** How long the indexing of the founding network may take. */
const INDEXED_MS = 90_000;

/** Waits until the hub has indexed what it found in the connected database: it opens after a while whether or not it has. */
export const untilIndexed = (): Promise<void> => until("all items are indexed", INDEXED_MS, async () => !(await isAnyPending()));

/** A hub on servers that the tests write to as well. */
export type HubOnEngines = {
  hub: HubProcess;
  servers: Servers;
  /** For another hub, or a command, on the same servers. */
  env: Record<string, string>;
  /** Where a hub on the same servers is started anew. */
  dataDir: string;
  stop: () => Promise<void>;
};

/**
 * Starts a hub on servers of its own (see `startServers`). With `founded` they have the founding network, written and indexed; `prepare`
 * writes to the database before the hub opens.
 */
export async function startHubOnEngines({
  founded = false,
  env = {},
  prepare = async () => {},
}: {
  founded?: boolean;
  env?: Record<string, string>;
  prepare?: () => Promise<unknown>;
} = {}): Promise<HubOnEngines> {
  const dataDir = temporaryFolder();
  const servers = await startServers({ founded });
  await connect(servers.mongoUrl);
  await prepare();
  const settings = { ...servers.env, ...env };
  const hub = await startHub({ dataDir, env: settings });
  if (founded) await untilIndexed();
  return {
    hub,
    servers,
    env: settings,
    dataDir,
    stop: async () => {
      await hub.stop();
      await disconnect();
      await servers.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
