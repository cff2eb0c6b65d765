import path from "node:path";

import mongoose from "mongoose";

import { ArchiveRefused } from "../../app/archive/format.ts";
import { contentsOf, fromBuffer } from "../../app/archive/read.server.ts";
import { walk } from "../../app/archive/walk.server.ts";
import { archiveMutant } from "./mutants.ts";

export type Counts = { /** How many by why they were refused; "sound" where nothing in them is wrong. */ outcomes: Record<string, number>; /** What went wrong otherwise, by the number of the mutant. */ faults: Array<[number, string]>; memoryMb: number; seconds: number };

/** Reads damaged archives to their end as the import does before it writes, many in one process. No database is asked. */
export async function readArchiveMutants({ seed, count }: { seed: number; count: number }): Promise<Counts> {
  const begun = Date.now();
  const counts: Counts = { outcomes: {}, faults: [], memoryMb: 0, seconds: 0 };
  for (let index = 0; index < count; index += 1) {
    const source = fromBuffer(await archiveMutant(seed, index));
    const outcome = await read(source).then(
      () => "sound",
      (error: unknown) => {
        if (error instanceof ArchiveRefused) return error.code;
        counts.faults.push([index, String(error)]);
        return "fault";
      },
    );
    counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + 1;
    counts.memoryMb = Math.max(counts.memoryMb, Math.round(process.memoryUsage.rss() / 1_048_576));
  }
  return { ...counts, seconds: Math.round((Date.now() - begun) / 1_000) };
}

/** Reads an archive to its end as the import does before it writes. @throws ArchiveRefused. */
export async function read(source: ReturnType<typeof fromBuffer>): Promise<void> {
  const contents = await contentsOf(source);
  await walk(source, contents, {
    document: async () => {},
    file: async (_, bytes) => {
      if (bytes) for await (const part of bytes) void part;
    },
  });
}

// As a program: `npm run fuzz:archives -- COUNT SEED`.
if (path.resolve(process.argv[1] ?? "") === import.meta.filename) {
  const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
  process.env.MONGODB_URL ??= "mongodb://127.0.0.1:1/none";
  process.env.MEILI_URL ??= "http://127.0.0.1:1";
  mongoose.set("bufferCommands", false);
  process.stdout.write(`${JSON.stringify({ seed, count, ...(await readArchiveMutants({ seed, count })) }, null, 2)}\n`);
}
