import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { runningServers } from "../../engines/start/servers.ts";
import { type HubProcess, ROOT, shellEnvironment, startHub } from "../helpers/hub-process.ts";
import { databaseUrl, newName, otherServers } from "../helpers/other-servers.ts";
import { serversAt } from "../helpers/servers.ts";

/** A hub with the founding network, on engines that it starts itself or on servers that the environment names. */
export async function startReadersHub(dataDir: string): Promise<{ hub: HubProcess; mongoUrl: string }> {
  const others = otherServers(process.env);
  if (others) {
    const name = newName(others);
    const { mongoUrl, env } = serversAt({ mongoUrl: databaseUrl(others, name), meiliUrl: others.meiliUrl, meiliKey: others.meiliKey, index: name, stop: async () => {} });
    // On servers that it is given a start founds nothing.
    await promisify(execFile)("npm", ["run", "seed"], { cwd: ROOT, env: { ...shellEnvironment(), ...env, HUB_DATA_DIR: dataDir } });
    return { hub: await startHub({ dataDir, env }), mongoUrl };
  }
  const hub = await startHub({ dataDir });
  const servers = await runningServers(dataDir);
  if (!servers) throw new Error("the hub's own servers are not running");
  return { hub, mongoUrl: servers.mongodbUrl };
}
