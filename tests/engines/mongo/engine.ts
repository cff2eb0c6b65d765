import type { ChildProcess, StdioOptions } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const { MongoClient } = mongoose.mongo;
export type Client = InstanceType<typeof MongoClient>;

/** Starts the engine's program, or a compiled one, with options as written. */
export function launch(args: string[], stdio: StdioOptions = ["ignore", "pipe", "pipe"], program = "engines/mongo/main.ts"): ChildProcess {
  return spawn(process.execPath, [...(program.endsWith(".ts") ? ["--import", "tsx"] : []), program, ...args], { cwd: ROOT, stdio });
}

/** What a process said until it ended. */
export async function outcome(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (out += String(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => (err += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

/** The address in the line that the engine prints when it is ready. */
export function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    let complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => (complaint += String(chunk)));
    child.stdout!.on("data", (chunk: Buffer) => {
      said += String(chunk);
      const line = /^listening (\S+)\n/.exec(said);
      if (line) resolve(line[1]!);
    });
    child.once("exit", (code) => reject(new Error(`the engine ended with ${code}: ${complaint}`)));
  });
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "engine-mongo-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Running {
  child: ChildProcess;
  url: string;
  client: Client;
  folder: string;
  stop(): Promise<void>;
}

/** An engine on a folder and port of its own, with a client connected to it. */
export async function startEngine(): Promise<Running> {
  const folder = temporaryFolder();
  const child = launch(["--port", "0", "--data", join(folder.path, "data")]);
  const url = await ready(child);
  const client = await new MongoClient(url).connect();
  return {
    child, url, client, folder: folder.path,
    stop: async () => {
      await client.close();
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      folder.remove();
    },
  };
}

/** The code of the error that a promise is rejected with. */
export async function codeOf(promise: Promise<unknown>): Promise<number | string> {
  try {
    await promise;
    return "no error";
  } catch (thrown) {
    return (thrown as { code?: number }).code ?? (thrown as Error).message;
  }
}
