import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { startEngine } from "./engine.ts";

const { Decimal128, Long, ObjectId } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Repeatable random numbers. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const OID = new ObjectId("0123456789abcdef01234567");
const SCALARS: unknown[] = [
  0, 1, 2, -1, 1.5, NaN, Long.fromString("9007199254740993"), Decimal128.fromString("1.5"), Decimal128.fromString("2"), "", "a", "ab", "b", "z\u0000x", "é", "😀",
  null, true, false, OID, new Date(0), new Date(5), { x: 1 }, { x: 1, y: 2 }, {}, new mongoose.mongo.MinKey(), new mongoose.mongo.MaxKey(),
];

function value(roll: (sides: number) => number, depth = 0): unknown {
  const kind = roll(depth > 1 ? 7 : 10);
  if (kind < 7) return SCALARS[roll(SCALARS.length)];
  if (kind < 9) return Array.from({ length: roll(4) }, () => value(roll, depth + 1));
  return { x: value(roll, depth + 1) };
}

function condition(roll: (sides: number) => number): unknown {
  const scalar = (): unknown => SCALARS[roll(SCALARS.length)];
  switch (roll(12)) {
    case 0: return { $gt: scalar() };
    case 1: return { $gte: scalar() };
    case 2: return { $lt: scalar() };
    case 3: return { $lte: scalar(), $gte: scalar() };
    case 4: return { $in: [scalar(), scalar(), value(roll)] };
    case 5: return { $exists: roll(2) === 1 };
    case 6: return { $ne: scalar() };
    case 7: return /^a/;
    case 8: return { $elemMatch: { x: scalar() } };
    case 9: return { $not: { $gt: scalar() } };
    default: return value(roll);
  }
}

const INDEXES: [string, Record<string, 1 | -1>, Document][] = [
  ["plain", { a: 1 }, {}],
  ["descending", { a: -1, b: 1 }, {}],
  ["sparse", { a: 1 }, { sparse: true }],
  ["nested", { "a.x": 1, b: -1 }, {}],
  ["partial", { a: 1 }, { partialFilterExpression: { a: { $gt: 0 } } }],
  ["second", { b: 1, a: 1 }, {}],
];

test("a query finds the same documents, in the same order, with an index and without", async () => {
  const roll = dice(20260101);
  const db = engine.client.db("agreement");
  const documents: Document[] = Array.from({ length: 150 }, (_, _id) => {
    const made: Document = { _id };
    if (roll(8) > 0) made["a"] = value(roll);
    if (roll(8) > 0) made["b"] = SCALARS[roll(SCALARS.length)];
    return made;
  });
  await db.collection("plainly").insertMany(documents);
  const indexed = new Map<string, mongoose.mongo.Collection>();
  for (const [name, key, options] of INDEXES) {
    const collection = db.collection(name);
    // half of the entries come from building the index, half from inserting into it, and some from updates
    await collection.insertMany(documents.slice(0, 75));
    await collection.createIndex(key, options);
    await collection.insertMany(documents.slice(75).map((made) => ({ ...made, a: 99 })));
    for (const made of documents.slice(75)) await collection.replaceOne({ _id: made["_id"] }, made);
    indexed.set(name, collection);
  }
  let served = 0;
  for (let round = 0; round < 80; round++) {
    const filter: Document = { [roll(4) === 0 ? "a.x" : "a"]: condition(roll) };
    if (roll(3) === 0) filter["b"] = condition(roll);
    const query = roll(6) === 0 ? { $or: [filter, { b: condition(roll) }] } : filter;
    const sort: Record<string, 1 | -1> = roll(2) === 0 ? { a: roll(2) ? 1 : -1, _id: 1 } : { b: -1, _id: 1 };
    const wanted = await db.collection("plainly").find(query, { sort, hint: { $natural: 1 } }).map(({ _id }) => _id).toArray();
    for (const [name, collection] of indexed) {
      const found = await collection.find(query, { sort }).map(({ _id }) => _id).toArray();
      expect(found, `${name}: ${JSON.stringify(query)} sorted by ${JSON.stringify(sort)}`).toEqual(wanted);
    }
    const plan = JSON.stringify(await indexed.get("plain")!.find(query).explain("queryPlanner"));
    if (plan.includes("IXSCAN")) served++;
  }
  expect(served).toBeGreaterThan(25);
}, 60_000);

test("what an index holds follows every change", async () => {
  const roll = dice(7);
  const collection = engine.client.db("agreement").collection<Document & { _id: number }>("changing");
  await collection.createIndexes([{ key: { a: 1 } }, { key: { "a.x": 1 } }, { key: { b: 1 }, unique: true, sparse: true }]);
  const refused = new Set<number | undefined>();
  for (let round = 0; round < 300; round++) {
    const _id = roll(30);
    const step = roll(4);
    const change = step === 0 ? { $set: { a: value(roll) } } : step === 1 ? { $unset: { a: 1, b: 1 } } : { $set: { b: value(roll) } };
    if (step === 3) await collection.deleteOne({ _id });
    else await collection.updateOne({ _id }, change, { upsert: true }).catch((thrown: { code?: number }) => refused.add(thrown.code));
  }
  expect([...refused]).toEqual([11000]);
  const all = await collection.find().hint({ $natural: 1 }).toArray();
  const indexed = await collection.find().hint({ a: 1 }).toArray();
  expect(indexed.length).toBe(all.length);
  for (const made of all.filter((one) => "b" in one && !Array.isArray(one["b"]))) {
    const found = await collection.find({ b: { $eq: made["b"] } }).hint({ b: 1 }).map(({ _id }) => _id).toArray();
    expect(found).toContain(made._id);
  }
});
