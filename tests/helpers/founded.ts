import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import type { TestProject } from "vitest/node";

import { connectSearch } from "#app/search/client.server.ts";
import { startIndexer } from "#app/search/indexer.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { loadSeed } from "#seed/load.ts";

import { DATABASE, Engine, MASTER_KEY } from "./servers.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of both engines with the founding network, written and indexed: suites that want it start on a copy. */
    founded: string;
  }
}

/** One folder for all projects of a run, whichever asks first. */
const shared = globalThis as { foundedForTests?: Promise<string> };

/** Loading and indexing the founding network once costs a run less than each suite's doing it. */
export default async function setup(project: TestProject) {
  const founded = await (shared.foundedForTests ??= make());
  project.provide("founded", founded);
  return () => rmSync(founded, { recursive: true, force: true });
}

async function make(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hub-founded-"));
  const [mongo, search] = await Promise.all([
    Engine.start("mongo", path.join(folder, "mongo")),
    Engine.start("search", path.join(folder, "search")),
  ]);
  await connect(`mongodb://127.0.0.1:${mongo.port}/${DATABASE}`);
  connectSearch({ url: `http://127.0.0.1:${search.port}`, apiKey: MASTER_KEY });
  await loadSeed();
  const indexer = startIndexer();
  await indexer.caughtUp;
  await indexer.stop();
  await disconnect();
  await Promise.all([mongo.stop(), search.stop()]);
  return folder;
}
