import { execFile } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

import { dice } from "../helpers/dice.ts";
import { ROOT, shellEnvironment, temporaryFolder } from "../helpers/hub-process.ts";
import { launch, MongoClient, ready } from "./mongo/engine.ts";
import { Acknowledged, collections, faults as faultsOfDatabase, prepare, writeOn as writeDocuments } from "./mongo/killing.ts";
import { faults as faultsOfSearch, unknown, writeOn as writeIndex } from "./search/killing.ts";
import { startServer } from "./search/server.ts";

const folder = temporaryFolder();
const [data, copy, other] = ["data", "copy", "other"].map((name) => join(folder, name)) as [string, string, string];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: "backup" | "restore", dataDir: string, env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", `engines/${program}.ts`, copy], { cwd: ROOT, env: { ...shellEnvironment(), HUB_DATA_DIR: dataDir, ...env } }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );

const [before, after] = [new Acknowledged(), new Acknowledged()];
const [known, certain] = [unknown(), new Map<number, string | null>()];

let copied: Awaited<ReturnType<typeof run>>;

beforeAll(async () => {
  const database = launch(["--port", "0", "--data", join(data, "mongo")]);
  const [url, search] = await Promise.all([ready(database), startServer(join(data, "search"))]);
  const client = await new MongoClient(url, { retryWrites: false, serverSelectionTimeoutMS: 1_000 }).connect();
  const all = collections(client, "copied");
  await prepare(all);
  await search.client.createIndex("copied", { primaryKey: "id" }).waitTask();
  await search.client.index("copied").updateSettings({ filterableAttributes: ["round"] }).waitTask();
  const writers = [0, 1, 2, 3].map((writer) => writeDocuments(all, writer, 0, after).catch(() => undefined));
  writers.push(...[0, 1].map((writer) => writeIndex(search.client.index("copied"), writer, 0, known, dice(3)) as Promise<undefined>));
  while (after.size < 100 || known.certain.size < 60) await sleep(20);
  Object.assign(before, structuredClone(after.until(after)));
  for (const [id, state] of known.certain) certain.set(id, state);
  copied = await run("backup", data);
  database.kill("SIGKILL");
  await Promise.all([once(database, "exit"), search.stop("SIGKILL")]);
  await Promise.all(writers);
  await client.close();
}, 60_000);

test("a copy that was made under writes has, on another machine, all that was acknowledged before, and agrees with itself", async () => {
  expect(copied).toMatchObject({ code: 0, said: expect.stringContaining("search and mongo") as string });
  expect(await run("restore", other)).toMatchObject({ code: 0, said: expect.stringContaining("Restored") as string });
  const database = launch(["--port", "0", "--data", join(other, "mongo")]);
  const client = await new MongoClient(await ready(database)).connect();
  const same = before.until(after);
  expect(same.size).toBeGreaterThan(20);
  expect(await faultsOfDatabase(collections(client, "copied"), same)).toEqual([]);
  await client.close();
  database.kill("SIGKILL");
  const search = await startServer(join(other, "search"));
  const unchanged = new Map([...certain].filter(([id, state]) => known.certain.get(id) === state && !known.open.some((change) => change.has(id))));
  expect(unchanged.size).toBeGreaterThan(20);
  expect(await faultsOfSearch(search.client, "copied", { ...unknown(), certain: unchanged }, { isAll: false })).toEqual([]);
  await search.stop("SIGKILL");
}, 60_000);

test("data that are there are never replaced, nor a copy", async () => {
  expect(await run("restore", data)).toMatchObject({ code: 1, said: expect.stringMatching(/has data \(search\)/) as string });
  expect(await run("backup", data)).toMatchObject({ code: 1, said: expect.stringContaining("is not empty") as string });
  expect(await run("backup", data, { MONGODB_URL: "mongodb://127.0.0.1:1/x" })).toMatchObject({ code: 1, said: expect.stringContaining("mongodump") as string });
});

test("a copy that is damaged is refused before anything is written", async () => {
  appendFileSync(join(copy, "mongo", "data.sqlite"), "x");
  const empty = join(folder, "empty");
  expect(await run("restore", empty)).toMatchObject({ code: 1, said: expect.stringContaining("data.sqlite is not as it was written") as string });
  expect(existsSync(empty) ? readdirSync(empty) : []).toEqual([]);
});
