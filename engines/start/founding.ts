import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describeEnding } from "./child.ts";
import type { Family } from "./family.ts";
import { HubRefused, Refusal } from "./refusal.ts";

/** Written after the founding network is loaded. A start that was interrupted before loads it again. */
function markerOf(dataDir: string): string {
  return path.join(dataDir, "founded");
}

/** To be called before the database is started: a marker without a database is left over from an older one. */
export function forgetFoundingWithoutDatabase(dataDir: string): void {
  if (!existsSync(path.join(dataDir, "mongo"))) rmSync(markerOf(dataDir), { force: true });
}

export const isFounded = (dataDir: string): boolean => existsSync(markerOf(dataDir));

/** Notes that the founding network has been loaded. */
export function markFounded(dataDir: string): void {
  writeFileSync(markerOf(dataDir), `${new Date().toISOString()}\n`);
}

/**
 * Loads the founding network on the first start. Repeatable: the seed never overwrites what a user changed.
 * @throws Refusal after showing the output of a seed that failed.
 */
export async function foundNetwork(
  family: Family,
  dataDir: string,
  hubEnv: NodeJS.ProcessEnv,
): Promise<void> {
  if (isFounded(dataDir)) return;
  process.stdout.write("Loading the founding network (first start only)…\n");
  const child = await family.start("front", {
    name: "the founding",
    file: "seed/main.ts",
    env: hubEnv,
    output: "pipe",
  });
  const output = await child.output();
  const ending = await child.ended;
  if (ending.code !== 0) {
    // What it said itself is the one line; only one that was killed said nothing.
    if (!output) throw new Refusal(`The founding network could not be loaded (${describeEnding(ending)}).`);
    process.stderr.write(`${output}\n`);
    throw new HubRefused();
  }
  markFounded(dataDir);
}
