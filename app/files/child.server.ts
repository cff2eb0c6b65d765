import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import type { Job, Outcome } from "./job.ts";

/** What one file may take. Memory is that of the whole process: pictures and packed parts lie outside of the heap. */
export const CHILD_LIMITS = { ms: 60_000, heapMb: 384, memoryMb: 900, answer: 12_000_000 };
const LOOK_MS = 100;

/** The project's folder: the pages that are built lie elsewhere in it than their sources. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "app/files/worker/main.ts"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("the program that reads files is not there");
    folder = parent;
  }
  return folder;
}

/** What became of a job: its outcome; `exhausted` where it took too much; `stopped` where the hub ends. */
export type Ending = Outcome | { ended: "exhausted" | "stopped" };

/** How Node ends where a program cannot be loaded. */
const BROKEN = 1;

/**
 * Does a job in a process of its own, which is ended where it takes too much time or memory, or the signal is given.
 * @throws Error where the program itself fails, which says nothing of the file.
 */
export async function runJob(job: Job, signal: AbortSignal, limits = CHILD_LIMITS): Promise<Ending> {
  if (signal.aborted) return { ended: "stopped" };
  const root = projectFolder();
  const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMb}`, "--import", "tsx", path.join(root, "app/files/worker/main.ts"), JSON.stringify(job)], {
    cwd: root,
    // None of the hub's settings: there are passwords among them.
    env: {} as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let [said, ended]: [string, "exhausted" | "stopped" | null] = ["", null];
  const end = (why: "exhausted" | "stopped") => {
    ended ??= why;
    child.kill("SIGKILL");
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.length > limits.answer) end("exhausted");
  });
  const onAbort = () => end("stopped");
  signal.addEventListener("abort", onAbort);
  const late = setTimeout(() => end("exhausted"), limits.ms);
  const look = setInterval(() => void memoryOf(child.pid).then((mb) => { if (mb > limits.memoryMb) end("exhausted"); }), LOOK_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.once("close", resolve).once("error", reject));
    if (code === BROKEN && !ended) throw new Error("the program that reads files cannot run");
  } finally {
    clearTimeout(late);
    clearInterval(look);
    signal.removeEventListener("abort", onAbort);
  }
  if (ended) return { ended };
  // Without an answer it has died of its memory, or of the file.
  return parse(said) ?? { ended: "exhausted" };
}

function parse(said: string): Outcome | null {
  try {
    return JSON.parse(said) as Outcome;
  } catch {
    return null;
  }
}

/** What a process holds, in MB; 0 where the system does not say: the limit of the heap is all there is then. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}
