import { rmSync } from "node:fs";
import path from "node:path";

import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, expect, test } from "vitest";

import { answerChecker, describedApi } from "../helpers/described-api.ts";
import { type HubProcess, startHub, temporaryFolder } from "../helpers/hub-process.ts";
import { MASTER_KEY, type OwnEngines, ownEngines } from "../helpers/own-engines.ts";

const dataDir = temporaryFolder();
let engines: OwnEngines;
let hub: HubProcess;

beforeAll(async () => {
  engines = await ownEngines({ founded: true });
  hub = await startHub({ dataDir, env: { MONGODB_URL: engines.mongoUrl, MEILI_URL: engines.meiliUrl, MEILI_API_KEY: MASTER_KEY, MEILI_INDEX: "second-hub" } });
});
afterAll(async () => {
  await hub?.stop();
  await engines?.stop();
  rmSync(dataDir, { recursive: true, force: true });
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
  await engines.search.kill();

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
  rmSync(path.join(engines.folder, "search"), { recursive: true, force: true });
  await engines.search.start();
  const total = async () => ((await (await get("/api/v1/search?q=esclavage&lang=fr")).json()) as { total?: number }).total;
  await expect.poll(total, { timeout: 60_000, interval: 500 }).toBeGreaterThanOrEqual(6);
  // Its own index, and none that another hub on this server may have.
  const { results } = await new Meilisearch({ host: engines.meiliUrl, apiKey: MASTER_KEY }).getRawIndexes();
  expect(results.map(({ uid }) => uid)).toEqual(["second-hub"]);
});

test("with the database gone pages say so with 503, a report is given back, and none that was confirmed is lost", async () => {
  const send = (text: string) =>
    fetch(`${hub.url}/en/report`, { method: "POST", redirect: "manual", headers: { Origin: hub.url }, body: new URLSearchParams({ token: "a-token", page: "/en/network", text, email: "", website: "" }) });
  const confirmed = (await send("Confirmed before the crash")).headers.get("Location") ?? "";
  expect(confirmed).toMatch(/^\/en\/report\/[2-9b-z]{12}/);
  await engines.mongo.kill();

  for (const page of ["/fr", "/ar/network", "/en/mechanisms/morocco"]) {
    const answer = await get(page);
    expect([answer.status, answer.headers.get("Retry-After")], page).toEqual([503, "30"]);
  }
  const page = await (await get("/fr/events")).text();
  expect(page).toContain("La plateforme ne peut répondre pour le moment");
  expect(page).toContain('href="/fr/events"');
  expect(page).not.toMatch(/Mongo|ECONNREFUSED/);
  expect((await get("/fr/network.data")).status).toBe(503);
  const given = await send("Written in vain?");
  expect([given.status, given.headers.get("Retry-After")]).toEqual([503, "30"]);
  expect(await given.text()).toContain("Written in vain?");
  // What needs no database is there.
  for (const open of ["/fr/about", "/fr/about/privacy", "/fr/report"]) expect((await get(open)).status, open).toBe(200);

  await engines.mongo.start();
  await expect.poll(async () => (await get(confirmed)).status, { timeout: 30_000, interval: 250 }).toBe(200);
});
