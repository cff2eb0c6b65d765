import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Meilisearch, type Index, type Settings } from "meilisearch";

export const MASTER_KEY = "a-master-key-for-tests";
const MAIN = join(import.meta.dirname, "../../../engines/search/main.ts");

export interface Server {
  url: string;
  client: Meilisearch;
  process: ChildProcess;
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "engine-search-"));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the engine, or a compiled one, and collects what it prints until it ends. */
export function launch(args: string[], env: Record<string, string> = {}, program = MAIN) {
  const child = spawn(process.execPath, [...(program.endsWith(".ts") ? ["--import", "tsx"] : []), program, ...args], {
    env: { ...process.env, MEILI_MASTER_KEY: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const url = /^listening (\S+)\n/.exec(output.out)?.[1];
      if (url) resolve(url);
    });
    void ended.then(() => reject(new Error(`the engine ended: ${output.err}`)));
  });
  listening.catch(() => undefined);
  return { child, output, ended, listening };
}

export async function startServer(folder: string, program?: string): Promise<Server> {
  const { child, ended, listening } = launch(["--port", "0", "--data", folder], { MEILI_MASTER_KEY: MASTER_KEY }, program);
  const url = await listening;
  return {
    url,
    process: child,
    client: new Meilisearch({ host: url, apiKey: MASTER_KEY, defaultWaitOptions: { interval: 5, timeout: 20_000 } }),
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A new index with settings and documents; fails where one of its tasks failed. */
export async function makeIndex<T extends Record<string, unknown>>(
  client: Meilisearch, uid: string, documents: T[], settings: Settings = {},
): Promise<Index<T>> {
  const index = client.index<T>(uid);
  const tasks = [await index.updateSettings(settings).waitTask(), await index.addDocuments(documents, { primaryKey: "id" }).waitTask()];
  for (const task of tasks) if (task.status !== "succeeded") throw new Error(`${task.type}: ${task.error?.message}`);
  return index;
}

export async function idsOf(index: Index, q: string, options: Record<string, unknown> = {}): Promise<unknown[]> {
  const { hits } = await index.search(q, options);
  return hits.map((hit) => hit.id);
}

/** The code of the error a call of the client ends with. */
export async function errorCode(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
}
