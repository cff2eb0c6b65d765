import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import process from "node:process";

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * All living processes that have `mark` in their environment, whoever their parent is by now. Processes
 * inherit their environment, so a mark of its own (a temporary data folder) finds all descendants of a
 * start, orphans included. Zombies have none and do not count: they are dead.
 */
export function processesMarked(mark: string): RunningProcess[] {
  return process.platform === "linux" ? fromProc(mark) : fromPs(mark);
}

function fromProc(mark: string): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return [{ pid: Number(pid), command }];
      } catch {
        // Ended meanwhile, or another user's.
        return [];
      }
    });
}

function fromPs(mark: string): RunningProcess[] {
  const table = execFileSync("ps", ["-axwwE", "-o", "pid=,command="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && command?.includes(mark) ? [{ pid: Number(pid), command }] : [];
  });
}

/** Waits until `done` says so. @throws Error with `what` after `limitMs`. */
export async function until(what: string, limitMs: number, done: () => boolean | Promise<boolean>) {
  const end = performance.now() + limitMs;
  while (!(await done())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
