/**
 * `npm run backup -- DIR`: copies the data of the embedded database and search into a new folder, while the hub runs or not.
 * The search index is copied first, so that nothing is in it that the database does not have; what it lacks, `npm run restore`
 * has indexed.
 */
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

import { copyFolder as copyDatabase } from "./mongo/copy.ts";
import { copyFolder as copySearch } from "./search/copy.ts";
import { conduct, done } from "./start/conduct.ts";
import { describeCopy, type Part } from "./start/copies.ts";
import { isFounded } from "./start/founding.ts";
import { Refusal, reason } from "./start/refusal.ts";
import { checkNode, readSettings } from "./start/settings.ts";

const COPY: Record<Part, (from: string, to: string) => void | Promise<void>> = { search: copySearch, mongo: copyDatabase };

await conduct(async () => {
  checkNode(process.versions.node);
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new Refusal("Name the folder that the copy is to be made in: npm run backup -- DIR.");
  const { dataDir, mongodbUrl, meiliUrl } = readSettings(process.env, []);
  const parts = ([...(meiliUrl === undefined ? ["search"] : []), ...(mongodbUrl === undefined ? ["mongo"] : [])] as const).filter((part): part is Part => existsSync(path.join(dataDir, part)));
  if (mongodbUrl !== undefined) throw new Refusal("MONGODB_URL is set: the data are on that server, and are copied with its own tools (mongodump).");
  if (!parts.includes("mongo")) throw new Refusal(`HUB_DATA_DIR: there are no data in ${dataDir}.`);
  const target = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (existsSync(target) && readdirSync(target).length > 0) throw new Refusal(`${target} is not empty: a copy is made in a folder of its own.`);
  // Whole or not at all: a copy that was broken off has another name.
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  process.umask(0o077);
  const [at, founded] = [new Date().toISOString(), isFounded(dataDir)];
  try {
    await mkdir(partial, { recursive: true });
    for (const part of parts) await COPY[part](path.join(dataDir, part), path.join(partial, part));
    const { files } = await describeCopy(partial, { at, parts, founded });
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    process.stdout.write(`Copied to ${target} as of ${at}: ${parts.join(" and ")}, ${megabytes.toFixed(1)} MB\n`);
    return done(0);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error instanceof Refusal ? error : new Refusal(`The copy could not be made: ${reason(error)}.`);
  }
});
