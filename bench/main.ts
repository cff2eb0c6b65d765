/**
 * `npm run bench`: speed and memory of a hub started as its users start it, on the founding network.
 * Absolute figures belong to the machine; only their ratios within one run are worth quoting.
 */
import { readFileSync, rmSync } from "node:fs";

import autocannon from "autocannon";

import { type HubProcess, startHub, temporaryFolder } from "../tests/helpers/hub-process.ts";

const SECONDS = 5;
const CONNECTIONS = 8;

/** The page with the least in it: what Remix and the frame of a page cost by themselves. */
const BASELINE = "sign-in";

type Measured = { name: string; perSecond: number; p97: number };

async function measure(name: string, url: string): Promise<Measured> {
  await autocannon({ url, connections: CONNECTIONS, duration: 1 });
  const { requests, latency, non2xx, errors } = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} answers other than 2xx, ${errors} errors`);
  return { name, perSecond: requests.average, p97: latency.p97_5 };
}

/** Resident memory of a process in MiB. */
function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) / 1024;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), (performance.now() - start) / 1000];
}

function print(title: string, rows: Array<[string, string]>): void {
  process.stdout.write(`\n${title}\n`);
  for (const [name, value] of rows) process.stdout.write(`  ${name.padEnd(34)}${value}\n`);
}

type Hits = { hits: Array<{ url: string }> };

async function benchPages(hub: HubProcess): Promise<void> {
  const { hits } = (await (await fetch(`${hub.url}/api/v1/search?type=record&lang=ar`)).json()) as Hits;
  const item = new URL(hits[0]?.url ?? hub.url).pathname;
  const base = await measure("base", `${hub.url}/en/${BASELINE}`);
  const pages = [
    await measure("home", `${hub.url}/en`),
    await measure("search, no query", `${hub.url}/en/search`),
    await measure("search, three words, a filter", `${hub.url}/es/search?q=esclavitud+mesa+redonda&country=MR`),
    await measure("item", hub.url + item),
    await measure("network", `${hub.url}/en/network`),
    await measure("mechanisms", `${hub.url}/en/mechanisms`),
    await measure("search as data", `${hub.url}/api/v1/search?q=trafficking`),
  ];
  print(
    `Throughput and 97.5th percentile as ratios to the ${BASELINE} page (${base.perSecond.toFixed(0)}/s, ${base.p97} ms here)`,
    pages.map(({ name, perSecond, p97 }) => [
      name,
      `throughput ${(perSecond / base.perSecond).toFixed(2)}   p97.5 ${(p97 / base.p97).toFixed(2)}`,
    ]),
  );
}

const dataDir = temporaryFolder();
let hub: HubProcess | undefined;
try {
  let seconds: number;
  [hub, seconds] = await timed(() => startHub({ dataDir }));
  const first = seconds;
  await hub.stop();
  [hub, seconds] = await timed(() => startHub({ dataDir }));
  print("Start to first answer, in seconds", [
    ["first start (builds if it must)", first.toFixed(1)],
    ["second start", seconds.toFixed(1)],
  ]);
  await benchPages(hub);
  const running = hub;
  print(
    "Resident memory after that, in MiB",
    (["hub", "database", "search", "start"] as const).map((role) => [
      role,
      residentMiB(running.pid(role) ?? 0).toFixed(0),
    ]),
  );
} finally {
  await hub?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
