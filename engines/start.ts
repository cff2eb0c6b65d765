/**
 * `npm start`: builds the hub where needed, starts the embedded engine for each server that has no URL,
 * loads the founding network on the first start, starts the hub, and ends all of them together.
 */
import { buildIfNeeded } from "./start/build.ts";
import { conduct } from "./start/conduct.ts";
import { prepareDataFolder, refuseHalfRestored } from "./start/folders.ts";
import { foundNetwork } from "./start/founding.ts";
import { hubEnvironment, startHub } from "./start/hub.ts";
import { checkAddress } from "./start/port.ts";
import { publishServers, startServers } from "./start/servers.ts";
import { checkNode, readSettings } from "./start/settings.ts";

await conduct(async (stage) => {
  const { family } = stage;
  checkNode(process.versions.node);
  const settings = readSettings(process.env, process.argv.slice(2));
  refuseHalfRestored(settings.dataDir);
  const embeds = settings.mongodbUrl === undefined || settings.meiliUrl === undefined;
  if (settings.port !== 0) await checkAddress(settings.host, settings.port);
  // Before the build, which takes its time.
  if (embeds) prepareDataFolder(settings.dataDir);
  if (!settings.dev) await buildIfNeeded(family, settings.inherited);

  const servers = await startServers(stage, settings, settings.dev ? "source" : "compiled");
  if (embeds) publishServers(stage, settings.dataDir, servers);
  const env = hubEnvironment(settings, servers);
  if (settings.mongodbUrl === undefined) await foundNetwork(family, settings.dataDir, env);
  await startHub(family, settings, env);
  return new Promise<never>(() => {});
});
