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
import { DATABASE, Engine, MASTER_KEY } from "./servers.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of both engines with the founding network, written and indexed: suites that want it start on a copy. */
    founded: string;
    /** The folder of the engines as programs without a compiler beside them: a run starts many. */
    compiled: string | undefined;
  }
}

/** Within the project, where the engines find their packages. */
const CACHE = path.join(ROOT, ".cache");

/** One folder for all projects of a run, whichever asks first. */
const shared = globalThis as { foundedForTests?: Promise<Founded> };
type Founded = { folder: string; compiled: string };

/** Loading and indexing the founding network once costs a run less than each suite's doing it. */
export default async function setup(project: TestProject) {
  const { folder, compiled } = await (shared.foundedForTests ??= make());
  project.provide("founded", folder);
  project.provide("compiled", compiled);
  return () => [folder, compiled].forEach((made) => rmSync(made, { recursive: true, force: true }));
}

async function make(): Promise<Founded> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hub-founded-"));
  mkdirSync(CACHE, { recursive: true });
  const compiled = mkdtempSync(path.join(CACHE, "engines-"));
  await compileEngines(compiled);
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
  return { folder, compiled };
}
