/** Servers that are not the tests' own: each suite has a database and an index on them that nobody else uses. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { Meilisearch } from "meilisearch";
import mongoose from "mongoose";

import { finished } from "#app/search/index-setup.server.ts";

/** `run` begins the name of every database and index that a run makes. */
export type OtherServers = { mongoUrl: string; meiliUrl: string; meiliKey: string | undefined; run: string };

/** One for all projects of a run, which load this file each for itself. */
const shared = globalThis as { runOfTests?: string };

/** The servers that the environment names; null where the tests are to run on engines of their own. */
export function otherServers(env: NodeJS.ProcessEnv): OtherServers | null {
  const { MONGODB_URL, MEILI_URL, MEILI_API_KEY } = env;
  if (!MONGODB_URL && !MEILI_URL) return null;
  if (!MONGODB_URL || !MEILI_URL) throw new Error("MONGODB_URL and MEILI_URL: the tests need both servers, or neither");
  shared.runOfTests ??= `hub_test_${randomUUID().slice(0, 8)}`;
  return { mongoUrl: MONGODB_URL, meiliUrl: MEILI_URL, meiliKey: MEILI_API_KEY, run: shared.runOfTests };
}

/** The database with the founding network that the suites of a run begin with a copy of. */
export const foundedName = ({ run }: OtherServers): string => `${run}_founded`;
/** A name that no other suite has, for a database and an index. */
export const newName = ({ run }: OtherServers): string => `${run}_${randomUUID().slice(0, 8)}`;

/** The URL of a database on the server, with whatever else stands in the server's; also of a URL with several hosts. */
export function databaseUrl({ mongoUrl }: OtherServers, name: string): string {
  const [, server = "", options = ""] = /^(\w+(?:\+srv)?:\/\/[^/?]+)[^?]*(\?.*)?$/.exec(mongoUrl) ?? [];
  // Without a database in the URL, whoever has a name and a password is looked for in "admin".
  const signsIn = server.includes("@") && !options.includes("authSource");
  const source = /^\w+(?:\+srv)?:\/\/[^/?]+\/([^?]+)/.exec(mongoUrl)?.[1] ?? "admin";
  return `${server}/${name}${options}${signsIn ? `${options ? "&" : "?"}authSource=${source}` : ""}`;
}

/** Makes a database as a copy of another; its indexes are made by whoever connects to it. */
export async function copyDatabase(servers: OtherServers, from: string, to: string): Promise<void> {
  const connection = await mongoose.createConnection(databaseUrl(servers, from)).asPromise();
  try {
    const collections = (await connection.listCollections()).map(({ name }) => name);
    for (const name of collections) await connection.collection(name).aggregate([{ $out: { db: to, coll: name } }]).toArray();
  } finally {
    await connection.close();
  }
}

/** Removes the databases and indexes whose names begin so, and waits until they are gone. */
export async function removeAll(servers: OtherServers, beginning: string): Promise<void> {
  const connection = await mongoose.createConnection(databaseUrl(servers, beginning)).asPromise();
  try {
    const { databases } = await connection.listDatabases();
    const own = databases.map(({ name }) => name).filter((name) => name.startsWith(beginning));
    for (const name of own) await connection.useDb(name, { useCache: false }).dropDatabase();
  } finally {
    await connection.close();
  }
  const client = new Meilisearch({ host: servers.meiliUrl, ...(servers.meiliKey ? { apiKey: servers.meiliKey } : {}) });
  const { results } = await client.getRawIndexes({ limit: 10_000 });
  for (const { uid } of results.filter((index) => index.uid.startsWith(beginning))) await finished(client.deleteIndex(uid));
}

const TESTS = path.resolve(import.meta.dirname, "..");

/** The suites that run on engines of their own whatever servers are given: by their room, or by what they import. */
export function suitesOnOwnEngines(): string[] {
  const suites = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter((file) => /\.test\.tsx?$/.test(file));
  return suites.filter((file) => /^(engines|start)\//.test(file) || /from "[^"]*helpers\/own-engines\.ts"/.test(readFileSync(path.join(TESTS, file), "utf8"))).toSorted();
}
