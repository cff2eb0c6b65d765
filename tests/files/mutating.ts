import { readerFor } from "../../app/files/worker/readers.ts";
import { Refused } from "../../app/files/worker/refused.ts";
import { mutant } from "./mutants.ts";

/** Reads mutants one after another, and says of each what came of it: `node mutating.ts SEED FIRST AFTER-LAST FOLDER`. */
const [seed = 0, first = 0, end = 0] = process.argv.slice(2, 5).map(Number);
const folder = process.argv[5] ?? "";

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let at = first;
// What nobody waits for is said of the file that is being read.
process.on("unhandledRejection", () => say({ at, stray: true }));

for (; at < end; at += 1) {
  const { type, bytes } = await mutant(seed, at);
  say({ at, begins: true });
  const reader = await readerFor({ task: "read", path: "", type, out: `${folder}/out` });
  const outcome = await reader(bytes).then(
    () => "kept",
    (error: unknown) => (error instanceof Refused ? error.reason : "malformed"),
  );
  say({ at, outcome, rss: Math.round(process.memoryUsage.rss() / 1_048_576) });
}
process.exit(0);
