import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { answerChecker, describedApi } from "../helpers/described-api.ts";
import { type HubProcess, startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { Engine, MASTER_KEY } from "../helpers/servers.ts";

const dataDir = temporaryFolder();
const searchDir = mkdtempSync(path.join(os.tmpdir(), "hub-search-"));
let search: Engine;
let hub: HubProcess;

beforeAll(async () => {
  search = await Engine.start("search", searchDir);
  const env = { MEILI_URL: `http://127.0.0.1:${search.port}`, MEILI_API_KEY: MASTER_KEY };
  hub = await startHub({ dataDir, env });
});
afterAll(async () => {
  await hub?.stop();
  await search?.kill();
  for (const folder of [dataDir, searchDir]) rmSync(folder, { recursive: true, force: true });
});

const articlesIn = (html: string): number => html.split("<article").length - 1;

/** What the database finds in the founding network, by the parameters of a search. */
const LOOKED_UP: Record<string, number> = {
  "type=record": 3,
  "type=record&type=measure": 4,
  "type=record&year=2021": 1,
  "country=MA&type=measure": 1,
  "group=arab-league&type=record": 3,
  "group=cplp&type=record": 0,
  "q=zzqqxxyy": 0,
  "q=Mauritanie&type=record": 3,
  [`q=${encodeURIComponent("مُوريتانيا")}&type=record`]: 3,
  "q=%22trafic+de+migrants%22&language=fr": 1,
  "q=((": 12,
};

const get = (address: string): Promise<Response> => fetch(hub.url + address);

test("without the search server pages answer, search says so, and all is well when it is back", async () => {
  expect(await (await get("/readyz")).json()).toEqual({ database: true, search: true });
  await search.kill();

  for (const page of ["/en", "/ar/network", "/fr/mechanisms/morocco", "/es/events"]) {
    expect((await get(page)).status, page).toBe(200);
  }
  const page = await get("/fr/search?q=esclavage");
  expect(page.status).toBe(503);
  expect(page.headers.get("Retry-After")).not.toBeNull();
  const html = await page.text();
  expect(html).toContain('value="esclavage"');
  // By the term in another language, and by every filter.
  expect(articlesIn(html)).toBeGreaterThanOrEqual(4);
  for (const [parameters, found] of Object.entries(LOOKED_UP)) {
    expect(articlesIn(await (await get(`/fr/search?${parameters}`)).text()), parameters).toBe(found);
  }
  const api = await get("/api/v1/search?q=esclavage");
  expect(api.status).toBe(503);
  const problem: unknown = await api.json();
  expect(problem).toMatchObject({ code: "search-unavailable" });
  const description = await describedApi(hub.url);
  const described = description.paths["/api/v1/search"]?.get;
  expect(described && answerChecker(description)(described, api.status, "application/json", problem)).toEqual([]);
  const ready = await get("/readyz");
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ database: true, search: false });

  // On an empty folder: a server that has lost everything is filled again.
  rmSync(searchDir, { recursive: true, force: true });
  await search.start();
  const total = async () => ((await (await get("/api/v1/search?q=esclavage&lang=fr")).json()) as { total?: number }).total;
  await expect.poll(total, { timeout: 60_000, interval: 500 }).toBeGreaterThanOrEqual(6);
});
