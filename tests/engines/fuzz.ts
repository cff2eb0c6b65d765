/**
 * `npm run fuzz -- [COUNT] [SEED]`: sends that many mutated messages and requests (200,000 unless told), half of them to each
 * engine. Ends with 1 where an engine dies, answers anything but a reply or an error of its protocol, or grows beyond a limit.
 */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { type Dice, dice } from "../helpers/dice.ts";
import { temporaryFolder } from "../helpers/hub-process.ts";
import { launch, ready } from "./mongo/engine.ts";
import { fuzzDatabase, type Outcomes } from "./mongo/fuzzing.ts";
import { fuzzSearch } from "./search/fuzzing.ts";
import { startServer } from "./search/server.ts";

const MOST_MIB = 700;
const PART = 5_000;
const SHOWN_FAULTS = 20;

const [count = 200_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const folder = temporaryFolder();

const residentMib = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? NaN) / 1024;

/** Sends in parts, and looks after each whether the engine lives and how large it has become. */
async function fuzz(name: string, pid: number, send: (count: number, dice: Dice) => Promise<Outcomes>): Promise<void> {
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const chance = dice(seed);
  let most = 0;
  for (let sent = 0; sent < count / 2; sent += PART) {
    const part = await send(Math.min(PART, count / 2 - sent), chance);
    for (const [outcome, times] of Object.entries(part.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + times;
    faults.push(...part.faults);
    most = Math.max(most, residentMib(pid));
  }
  if (most > MOST_MIB) faults.push(`${most.toFixed(0)} MiB resident`);
  process.stdout.write(`${name}: seed ${seed}, ${count / 2} sent, at most ${most.toFixed(0)} MiB resident, ${faults.length} faults; ${JSON.stringify(outcomes)}\n`);
  for (const fault of faults.slice(0, SHOWN_FAULTS)) process.stdout.write(`  ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

const database = launch(["--port", "0", "--data", path.join(folder, "mongo")]);
try {
  const port = Number(new URL(await ready(database)).port);
  await fuzz("mongo", database.pid ?? 0, (part, chance) => fuzzDatabase({ port, count: part, dice: chance }));
  const search = await startServer(path.join(folder, "search"));
  await fuzz("search", search.process.pid ?? 0, (part, chance) => fuzzSearch({ url: search.url, count: part, dice: chance }));
  await search.stop("SIGKILL");
} finally {
  database.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
