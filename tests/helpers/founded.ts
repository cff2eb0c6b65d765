import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import type { TestProject } from "vitest/node";

import { connectSearch } from "#app/search/client.server.ts";
import { startIndexer } from "#app/search/indexer.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { loadSeed } from "#seed/load.ts";

import { compileEngines } from "../../engines/start/compile.ts";
import { ROOT } from "./hub-process.ts";
import { databaseUrl, foundedName, type OtherServers, otherServers, removeAll, suitesOnOwnEngines } from "./other-servers.ts";
import { DATABASE, Engine, MASTER_KEY } from "./own-engines.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of both engines with the founding network, written and indexed: suites that want it start on a copy. */
    founded: string;
    /** The folder of the engines as programs without a compiler beside them: a run starts many. */
    compiled: string | undefined;
    /** The servers that the suites share; null where they have engines of their own. */
    others: OtherServers | null;
  }
}

/** Within the project, where the engines find their packages. */
const CACHE = path.join(ROOT, ".cache");

/** One for all projects of a run, whichever asks first. */
const shared = globalThis as { foundedForTests?: Promise<Founded>; projectsOnFounded?: number };
type Founded = { folder: string; compiled: string; others: OtherServers | null };

/** Loading and indexing the founding network once costs a run less than each suite's doing it. */
export default async function setup(project: TestProject) {
  shared.projectsOnFounded = (shared.projectsOnFounded ?? 0) + 1;
  const { folder, compiled, others } = await (shared.foundedForTests ??= make());
  project.provide("founded", folder);
  project.provide("compiled", compiled);
  project.provide("others", others);
  return async () => {
    for (const made of [folder, compiled]) rmSync(made, { recursive: true, force: true });
    // Whatever a suite that was cut off has left there goes as well, once no project has suites that run.
    if (--shared.projectsOnFounded! === 0 && others) await removeAll(others, others.run);
  };
}

async function make(): Promise<Founded> {
  const others = otherServers(process.env);
  const folder = mkdtempSync(path.join(os.tmpdir(), "hub-founded-"));
  mkdirSync(CACHE, { recursive: true });
  const compiled = mkdtempSync(path.join(CACHE, "engines-"));
  await compileEngines(compiled);
  await foundIn(folder, compiled);
  if (others) await foundOn(others);
  return { folder, compiled, others };
}

async function foundOn(others: OtherServers): Promise<void> {
  process.stdout.write(`The suites run on the servers of MONGODB_URL and MEILI_URL, in databases and indexes named ${others.run}_… On engines of their own, for what only those can do:\n${suitesOnOwnEngines().map((suite) => `  tests/${suite}\n`).join("")}`);
  await connect(databaseUrl(others, foundedName(others)));
  await loadSeed();
  await disconnect();
}

async function foundIn(folder: string, compiled: string): Promise<void> {
  const [mongo, search] = await Promise.all([
    Engine.start("mongo", path.join(folder, "mongo"), compiled),
    Engine.start("search", path.join(folder, "search"), compiled),
  ]);
  await connect(`mongodb://127.0.0.1:${mongo.port}/${DATABASE}`);
  connectSearch({ url: `http://127.0.0.1:${search.port}`, apiKey: MASTER_KEY });
  await loadSeed();
  const indexer = startIndexer();
  await indexer.caughtUp;
  await indexer.stop();
  await disconnect();
  await Promise.all([mongo.stop(), search.stop()]);
}
