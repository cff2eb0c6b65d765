import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { z } from "zod";

import { Refusal } from "./refusal.ts";

/** What stands beside a copy, and tells whether it is whole. */
const manifestSchema = z.object({
  format: z.literal(1),
  /** When the copy was begun: what was written before is in it. */
  at: z.string(),
  /** The parts that were copied: the embedded ones. */
  parts: z.array(z.enum(["mongo", "search"])),
  /** Whether the founding network had been loaded: where not, the next start loads it. */
  founded: z.boolean(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Part = Manifest["parts"][number];

const MANIFEST = "copy.json";

/** The files under a folder, as paths from there. */
function filesUnder(folder: string, within = ""): string[] {
  return readdirSync(path.join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(within, entry.name);
    return entry.isDirectory() ? filesUnder(folder, name) : [name];
  });
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Writes down what a copy consists of. */
export async function describeCopy(folder: string, about: Pick<Manifest, "at" | "parts" | "founded">): Promise<Manifest> {
  const files: Manifest["files"] = [];
  for (const name of filesUnder(folder)) {
    const file = path.join(folder, name);
    files.push({ path: name, bytes: statSync(file).size, sha256: await digestOf(file) });
  }
  const manifest: Manifest = { format: 1, ...about, files };
  writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  return manifest;
}

/** @throws Refusal where a folder holds no copy, one that is not whole, or one of another format. */
export async function readCopy(folder: string): Promise<Manifest> {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file)) throw new Refusal(`${folder} is no copy made by \`npm run backup\`: ${MANIFEST} is not in it.`);
  const manifest = manifestSchema.safeParse(parsed(file));
  if (!manifest.success) throw new Refusal(`${file} cannot be read: it was written by another version of the hub, or was changed.`);
  for (const { path: name, sha256 } of manifest.data.files) {
    const part = path.join(folder, name);
    if (!existsSync(part)) throw new Refusal(`The copy in ${folder} is not whole: ${name} is missing.`);
    if ((await digestOf(part)) !== sha256) throw new Refusal(`The copy in ${folder} is damaged: ${name} is not as it was written.`);
  }
  return manifest.data;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
