import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { CHILD_LIMITS } from "../../app/files/child.server.ts";

export type Counts = { /** How many by what came of them; "exhausted" brought their process down, or took too long. */ outcomes: Record<string, number>; exhausted: number[]; memoryMb: number };

/** Longer than any sound file takes, on a machine that does other things. */
const PATIENCE_MS = 30_000;

/**
 * Reads damaged files by the very readers of the hub, with the memory that a job has, many in one process: what one of them brings
 * down is noted, and the next goes on in another.
 */
export async function readMutants({ seed, count }: { seed: number; count: number }): Promise<Counts> {
  const counts: Counts = { outcomes: {}, exhausted: [], memoryMb: 0 };
  const folder = mkdtempSync(path.join(os.tmpdir(), "hub-mutants-"));
  const add = (outcome: string) => (counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + 1);
  try {
    for (let next = 0; next < count; ) {
      const child = spawn(process.execPath, [`--max-old-space-size=${CHILD_LIMITS.heapMb}`, "--import", "tsx", path.join(import.meta.dirname, "mutating.ts"), ...[seed, next, Math.min(count, next + 2_000)].map(String), folder], { stdio: ["ignore", "pipe", "ignore"] });
      let begun = next - 1;
      const before = next;
      let patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      for await (const line of createInterface({ input: child.stdout })) {
        clearTimeout(patience);
        patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
        const { at, begins, outcome, rss } = JSON.parse(line) as { at: number; begins?: boolean; outcome?: string; rss?: number };
        if (begins) begun = at;
        if (outcome === undefined) continue;
        add(outcome);
        counts.memoryMb = Math.max(counts.memoryMb, rss ?? 0);
        next = at + 1;
      }
      clearTimeout(patience);
      if (begun >= next) {
        add("exhausted");
        counts.exhausted.push(begun);
        next = begun + 1;
      } else if (next === before) throw new Error("the readers do not run");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return counts;
}

// As a program: `npm run fuzz:files -- COUNT SEED`.
if (process.argv[1] === import.meta.filename) {
  const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
  const counts = await readMutants({ seed, count });
  process.stdout.write(`${JSON.stringify({ seed, count, ...counts }, null, 2)}\n`);
}
