import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { connect, disconnect } from "#models/connection.server.ts";

import { type HubProcess, startHub, temporaryFolder } from "./hub-process.ts";
import { Engine, MASTER_KEY } from "./servers.ts";

/** A hub on engines that the tests write to as well. */
export type HubOnEngines = {
  hub: HubProcess;
  /** For another hub, or a command, on the same servers. */
  env: Record<string, string>;
  /** Where a hub on the same engines is started anew. */
  dataDir: string;
  stop: () => Promise<void>;
};

/** Starts both engines and a hub on them; `prepare` writes to its database before the hub opens. */
export async function startHubOnEngines({
  database,
  env = {},
  prepare = async () => {},
}: {
  database: string;
  env?: Record<string, string>;
  prepare?: () => Promise<unknown>;
}): Promise<HubOnEngines> {
  const dataDir = temporaryFolder();
  const engineDir = mkdtempSync(path.join(os.tmpdir(), "hub-engines-"));
  const [mongo, search] = await Promise.all([
    Engine.start("mongo", path.join(engineDir, "mongo")),
    Engine.start("search", path.join(engineDir, "search")),
  ]);
  const mongoUrl = `mongodb://127.0.0.1:${mongo.port}/${database}`;
  await connect(mongoUrl);
  await prepare();
  const settings = { MONGODB_URL: mongoUrl, MEILI_URL: `http://127.0.0.1:${search.port}`, MEILI_API_KEY: MASTER_KEY, ...env };
  const hub = await startHub({ dataDir, env: settings });
  return {
    hub,
    env: settings,
    dataDir,
    stop: async () => {
      await hub.stop();
      await disconnect();
      await Promise.all([mongo.kill(), search.kill()]);
      for (const folder of [dataDir, engineDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
