import { rmSync } from "node:fs";

import { connect, disconnect } from "#models/connection.server.ts";

import { type HubProcess, startHub, temporaryFolder } from "./hub-process.ts";
import { MASTER_KEY, startEngines } from "./servers.ts";

/** A hub on engines that the tests write to as well. */
export type HubOnEngines = {
  hub: HubProcess;
  /** For another hub, or a command, on the same servers. */
  env: Record<string, string>;
  /** Where a hub on the same engines is started anew. */
  dataDir: string;
  stop: () => Promise<void>;
};

/**
 * Starts both engines and a hub on them. With `founded` they have the founding network, written and indexed; `prepare`
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
  const engines = await startEngines({ founded });
  await connect(engines.mongoUrl);
  await prepare();
  const settings = { MONGODB_URL: engines.mongoUrl, MEILI_URL: engines.meiliUrl, MEILI_API_KEY: MASTER_KEY, ...env };
  const hub = await startHub({ dataDir, env: settings });
  return {
    hub,
    env: settings,
    dataDir,
    stop: async () => {
      await hub.stop();
      await disconnect();
      await engines.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
