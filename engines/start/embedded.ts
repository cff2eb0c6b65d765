import { randomBytes } from "node:crypto";
import path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { COMPILED } from "./compile.ts";
import { type Child, type Program, describeEnding } from "./child.ts";
import type { Family } from "./family.ts";
import { Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";

const PATIENCE_MS = 30_000;

/** The name of the hub's database on the embedded server. */
const DATABASE = "nmirf_hub";

export type Form = "compiled" | "source";

/** Compiled, an engine starts in a quarter of the time; its source is there before any build, and is never an older one. */
const programOf = (name: "mongo" | "search", form: Form): string => (form === "source" ? `engines/${name}/main.ts` : `${COMPILED}/${name}/main.js`);

/** Starts the embedded database; resolves with the URL for the hub. */
export async function startDatabase(
  family: Family,
  settings: Settings,
  form: Form,
  socketPath: string,
): Promise<string> {
  const url = await startEngine(family, settings, {
    name: "the database",
    file: programOf("mongo", form),
    args: ["--socket", socketPath, "--data", path.join(settings.dataDir, "mongo")],
    env: settings.inherited,
    output: "pipe",
  });
  // A single server: the driver must not look for the other members of a replica set.
  return `${url.replace(/\/$/, "")}/${DATABASE}?directConnection=true`;
}

/** Starts the embedded search; resolves with its URL and the key, a new one for each start. */
export async function startSearch(
  family: Family,
  settings: Settings,
  form: Form,
): Promise<{ url: string; key: string }> {
  const key = randomBytes(32).toString("base64url");
  const url = await startEngine(family, settings, {
    name: "the search engine",
    file: programOf("search", form),
    args: ["--port", "0", "--data", path.join(settings.dataDir, "search")],
    // By the environment: arguments are for every user of the machine to read.
    env: { ...settings.inherited, MEILI_MASTER_KEY: key },
    output: "pipe",
  });
  return { url, key };
}

/**
 * Starts an engine and waits until it prints `listening URL`.
 * @returns the URL as printed.
 * @throws Refusal with what the engine itself says, where it ends instead.
 */
async function startEngine(family: Family, settings: Settings, program: Program): Promise<string> {
  const child = await family.start("engines", program);
  const said = collect(child.process.stderr);
  const giveUp = new AbortController();
  try {
    const url = await Promise.race([
      listening(child),
      failure(child, said, settings.dataDir),
      sleep(PATIENCE_MS, undefined, { signal: giveUp.signal }).then(() => {
        throw new Refusal(
          `HUB_DATA_DIR: ${child.name} was not ready within 30 seconds on ${settings.dataDir}.`,
        );
      }),
    ]);
    family.keep(child);
    child.process.stderr?.pipe(process.stderr, { end: false });
    return url;
  } finally {
    giveUp.abort();
  }
}

function listening(child: Child): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    // Goes on reading to the end: a full pipe would stop the engine.
    child.process.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-4096);
      const url = /^listening (\S+)\s/m.exec(text)?.[1];
      if (url) resolve(url);
    });
  });
}

/** Rejects when the engine ends; never resolves. */
async function failure(child: Child, said: () => string, dataDir: string): Promise<never> {
  const ending = await child.ended;
  // What it said last may arrive a moment after its end.
  await sleep(50);
  const lines = said().split("\n").filter(Boolean);
  if (lines.length > 1) process.stderr.write(`${lines.join("\n")}\n`);
  const inUse = lines.find((line) => line.includes("is in use"));
  if (inUse) throw new Refusal(`HUB_DATA_DIR: a second hub on the same data folder: ${inUse}`);
  const why = lines.length === 1 ? lines[0] : describeEnding(ending);
  throw new Refusal(`HUB_DATA_DIR: ${child.name} cannot work on ${dataDir}: ${why}`);
}

function collect(stream: Readable | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-16_384);
  });
  return () => text.trim();
}
