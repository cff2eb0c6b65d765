/**
 * Engines that a suite can kill, restart and look into. Whoever imports this file runs on them even where the tests are
 * given other servers: what it tests is what only the embedded engines can do (see `suitesOnOwnEngines`).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { inject } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
export const MASTER_KEY = "a-key-for-tests-only";
/** The name of the database on engines of the tests' own. */
export const DATABASE = "hub_test";

/** One engine in a process of its own, on a folder that survives its end. */
export class Engine {
  readonly #arguments: string[];
  #child: ChildProcess | undefined;
  #port = 0;

  private constructor(name: "mongo" | "search", dataDir: string, compiled?: string) {
    this.#arguments = [...(compiled ? [path.join(compiled, name, "main.js")] : ["--import", "tsx", `engines/${name}/main.ts`]), "--data", dataDir];
  }

  /** `compiled` is the folder of `compileEngines`. */
  static async start(name: "mongo" | "search", dataDir: string, compiled?: string): Promise<Engine> {
    const engine = new Engine(name, dataDir, compiled);
    await engine.start();
    return engine;
  }

  get port(): number {
    return this.#port;
  }

  /** Starts it, again on the port that it had before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#arguments, "--port", String(this.#port)], {
      cwd: ROOT,
      env: { ...process.env, MEILI_MASTER_KEY: MASTER_KEY },
      // Ends with the tests, also where they are killed.
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    this.#child = child;
    if (!child.stdout) throw new Error("no standard output");
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /^listening \S+:(\d+)\/?$/.exec(line)?.[1];
      if (!port) continue;
      this.#port = Number(port);
      return;
    }
    throw new Error(`the engine ended with ${child.exitCode}`);
  }

  /** Kills it with SIGKILL and waits for its end. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends it with all that it has to write, and waits for that. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }
}

export type OwnEngines = { /** Each has its data in a folder of its name in it. */ folder: string; mongo: Engine; search: Engine; mongoUrl: string; meiliUrl: string; stop: () => Promise<void> };

/** Both engines on a new folder: an empty one or, with `founded`, one with the founding network, written and indexed. */
export async function ownEngines({ founded = false } = {}): Promise<OwnEngines> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hub-engines-"));
  if (founded) cpSync(inject("founded"), folder, { recursive: true });
  const [mongo, search] = await Promise.all([
    Engine.start("mongo", path.join(folder, "mongo"), inject("compiled")),
    Engine.start("search", path.join(folder, "search"), inject("compiled")),
  ]);
  return {
    folder,
    mongo,
    search,
    mongoUrl: `mongodb://127.0.0.1:${mongo.port}/${DATABASE}`,
    meiliUrl: `http://127.0.0.1:${search.port}`,
    stop: async () => {
      await Promise.all([mongo.kill(), search.kill()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
