import { readFile } from "node:fs/promises";

import type { Job, Outcome } from "../job.ts";
import { endWithParent } from "./end-with-parent.ts";
import { readerFor } from "./readers.ts";
import { Refused } from "./refused.ts";

/**
 * One job on one file, in a process of its own with little memory, no settings and no way to the database: what a hostile file
 * brings down is this alone. The job is its one argument, what comes of it its one line. Each kind of file loads what reads it.
 */
async function work(job: Job): Promise<Outcome> {
  const reader = await readerFor(job);
  const bytes = await readFile(job.path);
  // From here on, faults that nobody waits for are those of the file as well.
  for (const fault of ["uncaughtException", "unhandledRejection"]) process.once(fault, () => answer({ refused: "malformed" }));
  try {
    return { done: await reader(bytes) };
  } catch (error) {
    // What no rule foresees in a file is a fault of that file.
    return { refused: error instanceof Refused ? error.reason : "malformed" };
  }
}

function answer(outcome: Outcome): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
}

endWithParent();
answer(await work(JSON.parse(process.argv[2] ?? "null") as Job));
