import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { withBuildLock } from "./build-lock.ts";
import { describeEnding } from "./child.ts";
import type { Family } from "./family.ts";
import { COMPILED, compileEngines } from "./compile.ts";
import { Refusal, errorCode } from "./refusal.ts";
import { ROOT } from "./settings.ts";

const BUILD = path.join(ROOT, "build");

/** Written last, and holds the digest of the inputs: no stamp, no finished build. */
const STAMP = path.join(BUILD, ".inputs");

const RESULTS = [path.join(BUILD, "server", "index.js"), path.join(BUILD, "client")];

const INPUTS = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
  "app",
  "engines",
  "models",
  "public",
];

/**
 * Builds the pages and the engines where there is no build of the present inputs.
 * @throws Refusal after showing the output of a build that failed.
 */
export async function buildIfNeeded(family: Family, env: NodeJS.ProcessEnv): Promise<void> {
  if (isCurrent(digestInputs())) return;
  await withBuildLock(async () => {
    // Taken again: another start may have built while this one waited.
    const digest = digestInputs();
    if (!isCurrent(digest)) await build(family, env, digest);
  });
}

async function build(family: Family, env: NodeJS.ProcessEnv, digest: string): Promise<void> {
  const why = existsSync(STAMP) ? "its files have changed" : "first start only";
  process.stdout.write(`Building the hub (${why})…\n`);
  // An interrupted build must not pass for the older one that it has half overwritten.
  rmSync(STAMP, { force: true });
  const child = await family.start("front", {
    name: "the build",
    file: path.join(ROOT, "node_modules", ".bin", "remix"),
    args: ["vite:build"],
    env: { ...env, NODE_ENV: "production" },
    output: "pipe",
  });
  const output = await child.output();
  const ending = await child.ended;
  if (ending.code !== 0) {
    process.stderr.write(`${output}\n`);
    throw new Refusal(`The hub could not be built (${describeEnding(ending)}).`);
  }
  await compileEngines(path.join(ROOT, COMPILED));
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(STAMP, digest);
}

function isCurrent(digest: string): boolean {
  if (!RESULTS.every((result) => existsSync(result))) return false;
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === digest;
}

/** A digest of names and contents: a fresh checkout or a copy changes the times of files that are the same. */
function digestInputs(): string {
  const hash = createHash("sha256");
  for (const file of INPUTS.flatMap(filesUnder)) {
    const content = readFileSync(path.join(ROOT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** The files at or under a path from the project's folder, in a fixed order; none where nothing is there. */
function filesUnder(relative: string): string[] {
  const absolute = path.join(ROOT, relative);
  if (!existsSync(absolute)) return [];
  try {
    return readdirSync(absolute, { withFileTypes: true })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const name = path.join(relative, entry.name);
        return entry.isDirectory() ? filesUnder(name) : entry.isFile() ? [name] : [];
      });
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return [relative];
    throw error;
  }
}
