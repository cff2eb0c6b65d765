import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";

import type { Stage } from "./conduct.ts";
import { type Form, startDatabase, startSearch } from "./embedded.ts";
import { prepareDataFolder, prepareSocketPlace } from "./folders.ts";
import { forgetFoundingWithoutDatabase } from "./founding.ts";
import type { Servers } from "./hub.ts";
import type { Settings } from "./settings.ts";

/** Starts the embedded engine for each server that has no URL set. */
export async function startServers(stage: Stage, settings: Settings, form: Form): Promise<Servers> {
  const { mongodbUrl, meiliUrl, dataDir, inherited } = settings;
  // What the processes write from here on is for their owner alone, even where the data folder is not.
  process.umask(0o077);
  if (mongodbUrl === undefined || meiliUrl === undefined) prepareDataFolder(dataDir);
  const [database, search] = await Promise.all([
    mongodbUrl ?? embedDatabase(stage, settings, form),
    meiliUrl === undefined ? startSearch(stage.family, settings, form) : { url: meiliUrl, key: inherited.MEILI_API_KEY },
  ]);
  return { mongodbUrl: database, meiliUrl: search.url, meiliKey: search.key };
}

async function embedDatabase({ family, cleanUps }: Stage, settings: Settings, form: Form): Promise<string> {
  forgetFoundingWithoutDatabase(settings.dataDir);
  const socket = prepareSocketPlace(settings.dataDir);
  cleanUps.push(socket.remove);
  return startDatabase(family, settings, form, socket.path);
}

const addressFile = (dataDir: string): string => path.join(dataDir, "servers.json");

/** Leaves word, for its owner alone, of where the servers of a running hub are. */
export function publishServers({ cleanUps }: Stage, dataDir: string, servers: Servers): void {
  writeFileSync(addressFile(dataDir), JSON.stringify(servers), { mode: 0o600 });
  cleanUps.push(() => rmSync(addressFile(dataDir), { force: true }));
}

/** The servers of the hub that runs on this data folder; null where none runs, whatever a killed one left. */
export async function runningServers(dataDir: string): Promise<Servers | null> {
  let servers: Servers;
  try {
    servers = JSON.parse(readFileSync(addressFile(dataDir), "utf8")) as Servers;
  } catch {
    return null;
  }
  const embedded = decodeURIComponent(/^mongodb:\/\/([^/]+\.sock)\//.exec(servers.mongodbUrl)?.[1] ?? "");
  const search = new URL(servers.meiliUrl);
  const target = embedded ? { path: embedded } : { host: search.hostname, port: Number(search.port) };
  return (await answers(target)) ? servers : null;
}

async function answers(target: net.NetConnectOpts): Promise<boolean> {
  const socket = net.connect(target);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
