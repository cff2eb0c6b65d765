import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterAll, beforeAll } from "vitest";

import { connect, disconnect } from "#models/connection.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubProcess, startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { Engine, MASTER_KEY } from "../helpers/servers.ts";
import { calendarSuite } from "./public/calendars.ts";
import { writeFixtures } from "./public/fixtures.ts";
import { headSuite } from "./public/head.ts";
import { itemPageSuite } from "./public/item-pages.ts";
import { sitemapSuite } from "./public/sitemaps.ts";

/**
 * What the public gets beside the words of the pages: heads, calendars, sitemaps. One hub for all of it,
 * on engines that these tests write to as well.
 */
const dataDir = temporaryFolder();
const engineDir = mkdtempSync(path.join(os.tmpdir(), "hub-engines-"));
let engines: Engine[] = [];
let hub: HubProcess;

beforeAll(async () => {
  const [mongo, search] = await Promise.all([
    Engine.start("mongo", path.join(engineDir, "mongo")),
    Engine.start("search", path.join(engineDir, "search")),
  ]);
  engines = [mongo, search];
  const mongoUrl = `mongodb://127.0.0.1:${mongo.port}/hub_public`;
  await connect(mongoUrl);
  await loadSeed();
  await writeFixtures();
  hub = await startHub({
    dataDir,
    env: { MONGODB_URL: mongoUrl, MEILI_URL: `http://127.0.0.1:${search.port}`, MEILI_API_KEY: MASTER_KEY, HUB_ORIGIN: "https://hub.example" },
  });
}, 300_000);
afterAll(async () => {
  await hub?.stop();
  await disconnect();
  await Promise.all(engines.map((engine) => engine.kill()));
  for (const folder of [dataDir, engineDir]) rmSync(folder, { recursive: true, force: true });
});

/** Asks the hub, without following where it leads; each time anew, since a check may keep this process busy for long. */
const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(hub.url + address.replace("https://hub.example", ""), {
    redirect: "manual",
    ...init,
    headers: { ...(init.headers as Record<string, string>), Connection: "close" },
  });

headSuite(ask);
calendarSuite(ask);
sitemapSuite(ask);
itemPageSuite(ask);
