import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Dice } from "../../helpers/dice.ts";
import type { Client } from "./engine.ts";
import { launch, MongoClient, ready, temporaryFolder } from "./engine.ts";

const WRITERS = 8;
/** A new database after so many rounds, so that looking it through stays quick. */
const ROUNDS_OF_A_DATABASE = 20;
const BATCH = 20;

interface Pair { _id: string; writer: number; n: number; parts: string[] }
interface Claim { name: string; by: string }
interface Line { _id: string; batch: string }
interface Counter { _id: string; n: number }

/** What the engine has acknowledged since the database is there. */
export class Acknowledged {
  readonly pairs = new Map<string, number>();
  readonly removed = new Set<string>();
  readonly claims = new Map<string, string>();
  readonly batches = new Set<string>();
  counter = 0;
  /** What was acknowledged by now, and was not changed until `later`. */
  until(later: Acknowledged): Acknowledged {
    const same = new Acknowledged();
    for (const [id, n] of this.pairs) if (later.pairs.has(id)) same.pairs.set(id, n);
    for (const [name, by] of this.claims) same.claims.set(name, by);
    for (const id of this.removed) same.removed.add(id);
    for (const batch of this.batches) same.batches.add(batch);
    same.counter = this.counter;
    return same;
  }
  get size(): number {
    return this.pairs.size + this.removed.size + this.claims.size + this.batches.size + this.counter;
  }
}

export const collections = (client: Client, database: string) => {
  const db = client.db(database);
  return { pairs: db.collection<Pair>("pairs"), claims: db.collection<Claim>("claims"), lines: db.collection<Line>("lines"), counters: db.collection<Counter>("counters") };
};
type Collections = ReturnType<typeof collections>;

const INDEXES = { pairs: ["_id_", "writer_1_n_1", "parts_1"], claims: ["_id_", "name_1"], lines: ["_id_", "batch_1"] } as const;

export async function prepare({ pairs, claims, lines }: Collections): Promise<void> {
  await pairs.createIndexes([{ key: { writer: 1, n: 1 } }, { key: { parts: 1 } }]);
  await claims.createIndexes([{ key: { name: 1 }, unique: true }]);
  await lines.createIndexes([{ key: { batch: 1 } }]);
}

/** Writes until the engine dies: documents, changes, removals, batches, a counter, and names that only one of all may have. */
export async function writeOn({ pairs, claims, lines, counters }: Collections, writer: number, round: number, known: Acknowledged): Promise<never> {
  for (let at = 0; ; at++) {
    const _id = `${round}-${writer}-${at}`;
    await pairs.insertOne({ _id, writer, n: 0, parts: [_id, "x".repeat(500)] });
    known.pairs.set(_id, 0);
    await pairs.updateOne({ _id }, { $inc: { n: 1 }, $push: { parts: `more ${_id}` } });
    known.pairs.set(_id, 1);
    const name = `${round}-${at}`;
    await claims.insertOne({ name, by: _id }).then(
      () => known.claims.set(name, _id),
      (error: { code?: number }) => {
        if (error.code !== 11_000) throw error;
      },
    );
    if (at % 3 === 0) {
      await lines.insertMany(Array.from({ length: BATCH }, (_, line) => ({ _id: `${_id}/${line}`, batch: _id })));
      known.batches.add(_id);
    }
    const counter = await counters.findOneAndUpdate({ _id: "all" }, { $inc: { n: 1 } }, { upsert: true, returnDocument: "after" });
    known.counter = Math.max(known.counter, counter?.n ?? 0);
    if (at % 4 === 3) {
      const gone = `${round}-${writer}-${at - 2}`;
      // From here on it may be there or not, until the removal is acknowledged.
      known.pairs.delete(gone);
      await pairs.deleteOne({ _id: gone });
      known.removed.add(gone);
    }
  }
}

/** What is not as it was acknowledged, each in a line. */
export async function faults(all: Collections, known: Acknowledged): Promise<string[]> {
  const { pairs, claims, lines, counters } = all;
  const natural = { hint: { $natural: 1 } } as const;
  const stored = new Map((await pairs.find({}, natural).toArray()).map((pair) => [pair._id, pair]));
  const owners = new Map<string, string[]>();
  for (const { name, by } of await claims.find({}, natural).toArray()) owners.set(name, [...(owners.get(name) ?? []), by]);
  const batches = new Map<string, number>();
  for (const { batch } of await lines.find({}, natural).toArray()) batches.set(batch, (batches.get(batch) ?? 0) + 1);
  const found = [
    ...[...known.pairs].filter(([id, n]) => (stored.get(id)?.n ?? -1) < n).map(([id]) => `lost: ${id}`),
    ...[...known.removed].filter((id) => stored.has(id)).map((id) => `back again: ${id}`),
    ...[...stored.values()].filter(({ n, parts }) => parts.length !== 2 + n).map(({ _id }) => `half written: ${_id}`),
    ...[...known.claims].filter(([name, by]) => !owners.get(name)?.includes(by)).map(([name]) => `lost name: ${name}`),
    ...[...owners].filter(([, by]) => by.length !== 1).map(([name]) => `name of several: ${name}`),
    ...[...known.batches].filter((batch) => batches.get(batch) !== BATCH).map((batch) => `lost lines of ${batch}`),
  ];
  if (((await counters.findOne({ _id: "all" }))?.n ?? 0) < known.counter) found.push("the counter went back");
  const counts = { pairs: stored.size, claims: owners.size, lines: [...batches.values()].reduce((sum, count) => sum + count, 0) };
  for (const name of ["pairs", "claims", "lines"] as const) {
    for (const hint of INDEXES[name]) {
      const listed = (await all[name].find({} as never, { hint, projection: { _id: 1 } }).toArray()).map(({ _id }) => String(_id));
      // An index with several entries of a document gives it once.
      if (new Set(listed).size !== counts[name] || listed.length !== counts[name]) found.push(`${hint} of ${name} has ${listed.length} of ${counts[name]}`);
    }
  }
  return found;
}

export interface Killed { kills: number; acknowledged: number; faults: string[] }

/** Kills the database with SIGKILL at random moments under concurrent writes, and looks after each restart for what it acknowledged. */
export async function killDatabase({ kills, roll, program }: { kills: number; program?: string } & Pick<Dice, "roll">): Promise<Killed> {
  const folder = temporaryFolder();
  const args = ["--port", "0", "--data", join(folder.path, "data")];
  const found: string[] = [];
  let acknowledged = 0;
  let known = new Acknowledged();
  let child = launch(args, undefined, program);
  let url = await ready(child);
  try {
    for (let round = 0; round < kills; round++) {
      if (round % ROUNDS_OF_A_DATABASE === 0) {
        acknowledged += known.size;
        known = new Acknowledged();
      }
      const database = `soak${Math.floor(round / ROUNDS_OF_A_DATABASE)}`;
      // Retries would wait for an engine that is not coming back at that address.
      const client = await new MongoClient(url, { retryWrites: false, retryReads: false, serverSelectionTimeoutMS: 1_000 }).connect();
      const all = collections(client, database);
      await prepare(all);
      if (round % ROUNDS_OF_A_DATABASE === 0 && round > 0) await client.db(`soak${Math.floor(round / ROUNDS_OF_A_DATABASE) - 1}`).dropDatabase();
      const writers = Array.from({ length: WRITERS }, (_, writer) => writeOn(all, writer, round, known).catch(() => undefined));
      await sleep(20 + roll(400));
      child.kill("SIGKILL");
      await once(child, "exit");
      await Promise.all(writers);
      await client.close();
      child = launch(args, undefined, program);
      url = await ready(child);
      const reader = await new MongoClient(url).connect();
      found.push(...(await faults(collections(reader, database), known)).map((fault) => `round ${round}: ${fault}`));
      await reader.close();
    }
    return { kills, acknowledged: acknowledged + known.size, faults: found };
  } finally {
    child.kill("SIGKILL");
    folder.remove();
  }
}
