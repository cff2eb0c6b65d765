/**
 * `npm run soak -- [KILLS] [SEED]`: kills each engine that often (200 unless told) with SIGKILL under concurrent writes, and
 * looks after each restart for what it acknowledged. Ends with 1 where anything is lost, doubled or half written.
 */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

import { compileEngines } from "../../engines/start/compile.ts";
import { dice } from "../helpers/dice.ts";
import { killDatabase } from "./mongo/killing.ts";
import { killSearch } from "./search/killing.ts";

const [kills = 200, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const folder = path.resolve(import.meta.dirname, "../../.cache", `soak-${process.pid}`);
mkdirSync(folder, { recursive: true });
try {
  await compileEngines(folder);
  const program = (name: string) => path.join(folder, name, "main.js");
  for (const [name, kill] of [["mongo", killDatabase], ["search", killSearch]] as const) {
    const { acknowledged, faults } = await kill({ kills, program: program(name), ...dice(seed) });
    process.stdout.write(`${name}: seed ${seed}, killed ${kills} times, ${acknowledged} acknowledged writes looked for, ${faults.length} faults\n`);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
