import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Client } from "./engine.ts";
import { launch, MongoClient, ready, temporaryFolder } from "./engine.ts";

const ROUNDS = 5;
const WRITERS = 10;

interface Pair {
  _id: string;
  writer: number;
  n: number;
  parts: string[];
}

/** Writes until the engine dies; remembers what was acknowledged. */
async function writeOn(client: Client, writer: number, round: number, acknowledged: Map<string, number>): Promise<void> {
  const collection = client.db("soak").collection<Pair>("pairs");
  for (let at = 0; ; at++) {
    const _id = `${round}-${writer}-${at}`;
    await collection.insertOne({ _id, writer, n: 0, parts: [_id, "x".repeat(500)] });
    acknowledged.set(_id, 0);
    await collection.updateOne({ _id }, { $inc: { n: 1 }, $push: { parts: `more ${_id}` } });
    acknowledged.set(_id, 1);
  }
}

test("killed at any moment, the engine has all it acknowledged, and its indexes agree", async () => {
  const folder = temporaryFolder();
  const args = ["--port", "0", "--data", join(folder.path, "data")];
  const acknowledged = new Map<string, number>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const child = launch(args);
      const client = await new MongoClient(await ready(child), { retryWrites: false, serverSelectionTimeoutMS: 2000 }).connect();
      const collection = client.db("soak").collection<Pair>("pairs");
      await collection.createIndexes([{ key: { writer: 1, n: 1 } }, { key: { parts: 1 }, name: "parts" }]);
      const writers = Array.from({ length: WRITERS }, (_, writer) => writeOn(client, writer, round, acknowledged).catch(() => undefined));
      await new Promise((resume) => setTimeout(resume, 150 + round * 110));
      child.kill("SIGKILL");
      await once(child, "exit");
      await Promise.all(writers);
      await client.close();

      const next = launch(args);
      const reader = await new MongoClient(await ready(next)).connect();
      const pairs = reader.db("soak").collection<Pair>("pairs");
      const stored = new Map((await pairs.find().hint({ $natural: 1 }).toArray()).map((pair) => [pair._id, pair]));
      const lost = [...acknowledged].filter(([id, n]) => (stored.get(id)?.n ?? -1) < n);
      const torn = [...stored.values()].filter(({ n, parts }) => parts.length !== 2 + n);
      expect({ lost, torn }).toEqual({ lost: [], torn: [] });
      for (const hint of ["_id_", "writer_1_n_1", "parts"]) expect(await pairs.find({ parts: { $gte: "" } }).hint(hint).toArray().then((all) => all.length)).toBe(stored.size);
      await reader.close();
      next.kill("SIGTERM");
      await once(next, "exit");
    }
    expect(acknowledged.size).toBeGreaterThan(50);
  } finally {
    folder.remove();
  }
}, 60_000);
