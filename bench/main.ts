/**
 * `npm run bench`: speed, weight and memory of a hub started as its users start it, on the founding network and then
 * with generated items beside it (`-- --items N`, 20,000 unless told; 0 leaves that part out), then the embedded engines
 * as they grow (`--engines 1000,20000,100000`; 0 leaves that out). `--only engines` measures nothing else.
 * Times belong to the machine: only their ratios within one run are worth quoting.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";

import { openBrowser } from "../tests/e2e/browser.ts";
import { type HubProcess, ROOT, startHub, temporaryFolder } from "../tests/helpers/hub-process.ts";
import { printEngines, printGoals } from "./engines-report.ts";
import { measureEngines, sizesOf } from "./engines.ts";
import { type Load, measure } from "./load.ts";
import { measurePublishing } from "./publishing.ts";
import { weigh } from "./weight.ts";

const { values: options } = parseArgs({ options: { items: { type: "string", default: "20000" }, engines: { type: "string" }, only: { type: "string" } } });
const GENERATED = Number(options.items);

/** A page of the hub without a loader and with one paragraph: what the others are measured against. */
const EMPTY = "/en/empty";
const FILL_LIMIT_MS = 3_600_000;

type Hits = { total: number; hits: Array<{ url: string }> };

async function search(hub: HubProcess, query: string): Promise<Hits> {
  return (await (await fetch(`${hub.url}/api/v1/search?${query}`)).json()) as Hits;
}

/** The paths of items, each in the language that `lang` says, in the order of the search. */
async function items(hub: HubProcess, lang: string, limit: number): Promise<string[]> {
  const { hits } = await search(hub, `lang=${lang}&limit=${limit}`);
  return hits.map((hit) => new URL(hit.url).pathname);
}

const QUERIES = ["trafficking", "treaty bodies", "prisión", "عبودية", "plan d'action", "tortura", "recomendações", "children", "التقرير الوطني", "disability"];
const queriesOf = (lang: string): string[] => QUERIES.map((query) => `/${lang}/search?q=${encodeURIComponent(query)}`);
/** Queries of two words within each of these years: more than are asked while it is measured, so that none is asked twice. */
const newQueries = (years: number[]): string[] =>
  years.flatMap((year) =>
    QUERIES.flatMap((first) => QUERIES.filter((second) => second !== first).map((second) => `/en/search?q=${encodeURIComponent(`${first} ${second}`)}&year=${year}`)),
  );

async function benchPages(hub: HubProcess): Promise<void> {
  const pages: Record<string, string[]> = {
    home: ["/en", "/ar"],
    "items, one after the other": [...(await items(hub, "en", 20)), ...(await items(hub, "ar", 20))],
    "search without a query": ["/en/search", "/ar/search"],
    "search, ten queries": [...queriesOf("en"), ...queriesOf("ar")],
    mechanisms: ["/en/mechanisms", "/ar/mechanisms"],
    "one mechanism": ["/en/mechanisms/morocco/x", "/ar/mechanisms/morocco/x"],
    network: ["/en/network", "/ar/network"],
    "network on an earlier day": ["/en/network?on=2024-06-01", "/ar/network?on=2024-12-31"],
    "decisions, plan, partners": ["/en/network/decisions", "/ar/network/plan", "/en/partners"],
    events: ["/en/events", "/ar/events"],
    "network and mechanisms as data": ["/api/v1/network", "/api/v1/mechanisms", "/api/v1/mechanisms/morocco"],
    "search as data": QUERIES.map((query) => `/api/v1/search?q=${encodeURIComponent(query)}`),
  };
  const empty = await measure(hub.url, [EMPTY]);
  const ratios = (load: Load): string => `throughput ${(load.perSecond / empty.perSecond).toFixed(2)}   p95 ${(load.p95 / empty.p95).toFixed(2)}`;
  const rows: Array<[string, string]> = [];
  for (const [name, addresses] of Object.entries(pages)) {
    rows.push([name, ratios(await measure(hub.url, await canonical(hub, addresses)))]);
  }
  const unasked = await measure(hub.url, newQueries([2012, 2014, 2016, 2018, 2020, 2022, 2024]), newQueries([2011, 2013]));
  rows.push(["search, each query for the first time", ratios(unasked)]);
  rows.push(["the empty page again", ratios(await measure(hub.url, [EMPTY]))]);
  print(`Pages as ratios to an empty one (${empty.perSecond.toFixed(0)}/s, p95 ${empty.p95.toFixed(0)} ms on this machine)`, rows);
}

/** The addresses that these lead to, so that redirects are not measured. */
async function canonical(hub: HubProcess, addresses: string[]): Promise<string[]> {
  return Promise.all(
    addresses.map(async (address) => {
      const response = await fetch(hub.url + address);
      await response.body?.cancel();
      const { pathname, search: query } = new URL(response.url);
      return pathname + query;
    }),
  );
}

async function benchWeight(hub: HubProcess): Promise<void> {
  const browser = await openBrowser();
  try {
    const addresses = ["/en", "/ar", "/en/search", "/ar/search?q=trafficking", "/en/mechanisms", "/en/network", ...(await items(hub, "ar", 100)).slice(-3)];
    const rows: Array<[string, string]> = [];
    for (const address of addresses) {
      const weight = await weigh(browser, hub.url + address);
      const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);
      rows.push([
        decodeURIComponent(address).slice(0, 40),
        `HTML ${kB(weight.html)}   JavaScript ${kB(weight.script)}   CSS ${kB(weight.stylesheet)}   fonts ${kB(weight.font)}`,
      ]);
    }
    print("A first visit in Chromium, in kB as sent", rows);
  } finally {
    await browser.close();
  }
}

/** Resident memory of a process in MiB. */
function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) / 1024;
}

function benchMemory(hub: HubProcess): void {
  const roles = ["hub", "database", "search", "start"] as const;
  print("Resident memory after that, in MiB", roles.map((role) => [role, residentMiB(hub.pid(role) ?? 0).toFixed(0)]));
}

/** Adds generated items and waits until each can be found. */
async function fill(hub: HubProcess, dataDir: string, count: number): Promise<void> {
  const before = (await search(hub, "limit=1")).total;
  const generator = spawn(process.execPath, ["--import", "tsx", "engines/run.ts", "bench/generate.ts", String(count)], {
    cwd: ROOT,
    env: { ...process.env, HUB_DATA_DIR: dataDir },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(generator, "close")) as [number];
  if (code !== 0) throw new Error("the items could not be generated");
  const end = Date.now() + FILL_LIMIT_MS;
  while ((await search(hub, "limit=1")).total < before + count) {
    if (Date.now() > end) throw new Error("the items were not indexed in time");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), (performance.now() - start) / 1000];
}

function print(title: string, rows: Array<[string, string]>): void {
  process.stdout.write(`\n${title}\n`);
  for (const [name, value] of rows) process.stdout.write(`  ${name.padEnd(42)}${value}\n`);
}

async function benchPublishing(hub: HubProcess): Promise<void> {
  const { toHit, toAbsence } = await measurePublishing(hub, dataDir);
  const row = (times: number[]): string => {
    const sorted = times.toSorted((a, b) => a - b);
    return `median ${((sorted[Math.floor(sorted.length / 2)] ?? NaN) / 1000).toFixed(2)}   slowest ${((sorted.at(-1) ?? NaN) / 1000).toFixed(2)}`;
  };
  print("From a click to what readers find, in seconds", [
    ["approved, until it is found", row(toHit)],
    ["withdrawn, until it is found no more", row(toAbsence)],
  ]);
}

async function benchHub(hub: HubProcess): Promise<void> {
  await benchPublishing(hub);
  await benchPages(hub);
  benchMemory(hub);
  await benchWeight(hub);
}

/** What one search page takes that was not asked for before, one after the other; milliseconds at the median. */
async function searchPageMs(hub: HubProcess): Promise<number> {
  const times: number[] = [];
  for (const address of newQueries([2023]).slice(0, 40)) {
    const [, seconds] = await timed(async () => (await fetch(hub.url + address)).text());
    times.push(seconds * 1000);
  }
  return times.toSorted((a, b) => a - b)[20] ?? NaN;
}

async function startTwice(dataDir: string, first: string): Promise<HubProcess> {
  const [once, firstSeconds] = await timed(() => startHub({ dataDir }));
  await once.stop();
  const [hub, secondSeconds] = await timed(() => startHub({ dataDir }));
  print("Start to first page, in seconds", [
    [first, firstSeconds.toFixed(1)],
    ["the next start", secondSeconds.toFixed(1)],
  ]);
  return hub;
}

const isHubLeftOut = options.only === "engines";
const dataDir = isHubLeftOut ? "" : temporaryFolder();

/** Measures the hub; what a search page takes at the end of it, in milliseconds. */
async function benchHubs(): Promise<number> {
  let hub: HubProcess | undefined;
  try {
    process.stdout.write("\n== The founding network ==\n");
    hub = await startTwice(dataDir, "first start (builds if it must, loads the founding network)");
    await benchHub(hub);
    if (GENERATED > 0) {
      process.stdout.write(`\n== With ${GENERATED} generated items in five languages ==\n`);
      const running = hub;
      const [, seconds] = await timed(() => fill(running, dataDir, GENERATED));
      print("Generating and indexing", [["items per second", (GENERATED / seconds).toFixed(0)]]);
      await hub.stop();
      hub = await startTwice(dataDir, "start");
      await benchHub(hub);
    }
    return await searchPageMs(hub);
  } finally {
    await hub?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const pageMs = isHubLeftOut ? null : await benchHubs();
const sizes = sizesOf(options.engines);
if (sizes.length > 0) {
  const measured = await measureEngines(sizes);
  printEngines(measured);
  printGoals(measured, pageMs);
}
