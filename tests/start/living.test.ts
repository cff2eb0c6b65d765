import { existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import { afterAll, expect, test } from "vitest";

import {
  type HubProcess,
  type Role,
  launchHub,
  startHub,
  temporaryFolder,
} from "../helpers/hub-process.ts";
import { until } from "../helpers/processes.ts";

/** One life of one data folder: each test goes on from where the one before has left it. */
const folder = temporaryFolder();
// Longer than the address of a socket may be: the database must find another place for its own.
const dataDir = path.join(folder, "a-folder-with-a-long-name-".repeat(5));
let hub: HubProcess | undefined;
let founded: string[] = [];

afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The addresses of all items that a visitor finds, without the hub's own. */
async function findAll({ url }: HubProcess): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/search?q=&lang=en&limit=100`);
  expect(response.status).toBe(200);
  const { total, hits } = (await response.json()) as { total: number; hits: { url: string }[] };
  expect(hits).toHaveLength(total);
  return hits.map((hit) => new URL(hit.url).pathname).toSorted();
}

async function start(): Promise<HubProcess> {
  hub = await startHub({ dataDir });
  return hub;
}

test("a start that is killed while it loads the founding network leaves no process", async () => {
  hub = await launchHub({ dataDir });
  await hub.untilPrinted("Loading the founding network");
  hub.kill("start");
  await hub.untilGone(5000);
  expect(existsSync(path.join(dataDir, "founded"))).toBe(false);
});

test("the first finished start prints address and set-up link, and shows the founding network", async () => {
  const first = await start();
  expect(first.stdout).toContain(`http://localhost:${new URL(first.url).port}`);
  const link = new URL(first.setUpLink ?? "no link").pathname;
  expect((await fetch(first.url + link)).status).toBe(200);

  expect(statSync(dataDir).mode & 0o777).toBe(0o700);

  founded = await findAll(first);
  expect(founded.length).toBeGreaterThan(5);
  const mechanisms = await (await fetch(`${first.url}/en/mechanisms`)).text();
  for (const country of ["Morocco", "Paraguay", "Portugal"]) expect(mechanisms).toContain(country);
});

test("a second hub on the same data folder says so, and leaves the first alone", async () => {
  const { code, stderrLines } = await (await launchHub({ dataDir })).exit;
  expect(stderrLines).toEqual([expect.stringMatching(/^HUB_DATA_DIR: .*second hub/)]);
  expect(code).toBe(1);
  expect(hub && (await findAll(hub))).toEqual(founded);
});

test("a taken port is named", async () => {
  const port = Number(new URL(hub?.url ?? "").port);
  const other = await launchHub({ dataDir: path.join(folder, "other"), port });
  const { code, stderrLines } = await other.exit;
  expect(stderrLines).toEqual([expect.stringMatching(new RegExp(`^PORT: ${port} .*taken`))]);
  expect(code).toBe(1);
});

test("Ctrl-C ends everything cleanly", async () => {
  hub?.interrupt();
  expect(await hub?.exit).toMatchObject({ code: 0, stderrLines: [] });
  expect(hub?.processes()).toEqual([]);
});

test.each<Role>(["hub", "database", "search", "start", "npm"])(
  "%s killed with SIGKILL: the others end, and the next start has the data, builds nothing and prints no link",
  async (role) => {
    const next = await start();
    expect(next.stdout).not.toMatch(/Building|Loading/);
    expect(next.setUpLink).toBeUndefined();
    expect(await findAll(next)).toEqual(founded);

    next.kill(role);
    await next.untilGone(5000);
    const { code, stderrLines } = await next.exit;
    if (role === "npm" || role === "start") return;
    expect(code).toBe(1);
    const lost = { hub: "The hub", database: "The database", search: "The search engine" }[
      role as "hub" | "database" | "search"
    ];
    expect(stderrLines).toContain(
      `${lost} ended unexpectedly (signal SIGKILL); the hub is stopped.`,
    );
  },
);

test("Ctrl-C before it is ready ends it as well", async () => {
  const unready = await launchHub({ dataDir });
  hub = unready;
  await until("the start of the database", 20_000, () => unready.pid("database") !== undefined);
  unready.interrupt();
  expect(await unready.exit).toMatchObject({ code: 0, stderrLines: [] });
  expect(unready.processes()).toEqual([]);
});
