import type mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, startEngine } from "./engine.ts";

type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const collectionOf = (name: string): mongoose.mongo.Collection => engine.client.db("indexes").collection(name);

/** Stages of a plan from the outside in, an index scan with the name of its index. */
async function planOf(cursor: mongoose.mongo.FindCursor): Promise<string[]> {
  const { queryPlanner } = (await cursor.explain("queryPlanner")) as Document;
  const stages: string[] = [];
  for (let stage = queryPlanner.winningPlan as Document | undefined; stage; stage = stage["inputStage"] as Document | undefined) {
    stages.push(stage["indexName"] ? `${stage["stage"]} ${stage["indexName"]}` : String(stage["stage"]));
  }
  return stages;
}

describe("use of indexes", () => {
  let people: mongoose.mongo.Collection;
  beforeAll(async () => {
    people = collectionOf("people");
    await people.createIndexes([
      { key: { city: 1, age: -1 }, name: "city_age" },
      { key: { mail: 1 }, name: "mail", unique: true, sparse: true },
      { key: { tags: 1 }, name: "tags" },
      { key: { score: 1 }, name: "high", partialFilterExpression: { score: { $gt: 50 } } },
    ]);
    await people.insertMany(Array.from({ length: 200 }, (_, n) => ({ city: `c${n % 5}`, age: n, mail: n % 2 ? `m${n}@x` : undefined, tags: [`t${n % 3}`, "all"], score: n })), { ignoreUndefined: true });
  });

  const PLANS: [filter: Document, sort: Record<string, 1 | -1> | undefined, plan: string[]][] = [
    [{ city: "c1" }, undefined, ["FETCH", "IXSCAN city_age"]],
    [{ city: "c1", age: { $gt: 5, $lt: 90 } }, undefined, ["FETCH", "IXSCAN city_age"]],
    [{ city: "c1" }, { age: -1 }, ["FETCH", "IXSCAN city_age"]],
    [{ city: "c1" }, { age: 1 }, ["FETCH", "IXSCAN city_age"]],
    [{ city: { $in: ["c1", "c2"] } }, { city: 1, age: -1 }, ["FETCH", "IXSCAN city_age"]],
    [{ city: { $in: ["c1", "c2"] } }, { age: -1 }, ["SORT", "FETCH", "IXSCAN city_age"]],
    [{}, { city: -1, age: 1 }, ["FETCH", "IXSCAN city_age"]],
    [{}, { city: 1, age: 1 }, ["SORT", "COLLSCAN"]],
    [{ age: 5 }, undefined, ["COLLSCAN"]],
    [{ mail: "m1@x" }, undefined, ["FETCH", "IXSCAN mail"]],
    [{ mail: null }, undefined, ["COLLSCAN"]],
    [{ mail: { $exists: true } }, undefined, ["FETCH", "IXSCAN mail"]],
    [{ mail: /^m1/ }, undefined, ["FETCH", "IXSCAN mail"]],
    [{ tags: "t1" }, undefined, ["FETCH", "IXSCAN tags"]],
    [{ tags: { $all: ["t1", "all"] } }, undefined, ["FETCH", "IXSCAN tags"]],
    [{ tags: "all" }, { tags: 1 }, ["SORT", "FETCH", "IXSCAN tags"]],
    [{ score: { $gt: 60 } }, undefined, ["FETCH", "IXSCAN high"]],
    [{ score: { $gt: 40 } }, undefined, ["COLLSCAN"]],
    [{ score: 77 }, undefined, ["FETCH", "IXSCAN high"]],
    [{ $or: [{ city: "c1" }, { mail: "m3@x" }] }, undefined, ["FETCH", "OR"]],
    [{ $or: [{ city: "c1" }, { age: 3 }] }, undefined, ["COLLSCAN"]],
    [{ city: { $ne: "c1" } }, undefined, ["COLLSCAN"]],
  ];
  test.each(PLANS)("%j sorted by %j", async (filter, sort, plan) => {
    const cursor = people.find(filter, sort && { sort });
    expect(await planOf(cursor)).toEqual(plan);
  });

  test("statistics show what was examined, and a hint is followed", async () => {
    const stats = (await people.find({ city: "c1", age: { $gte: 191 } }).explain("executionStats")) as Document;
    expect(stats["executionStats"]).toMatchObject({ nReturned: 2, totalKeysExamined: 2, totalDocsExamined: 2 });
    expect(await planOf(people.find({ city: "c1" }).hint({ tags: 1 }))).toEqual(["FETCH", "IXSCAN tags"]);
    expect(await planOf(people.find({ city: "c1" }).hint({ $natural: 1 }))).toEqual(["COLLSCAN"]);
    expect(await codeOf(people.find({}).hint("no such").toArray())).toBe(2);
    const piped = (await people.aggregate([{ $match: { city: "c1" } }, { $group: { _id: "$age" } }]).explain("queryPlanner")) as Document;
    expect(JSON.stringify(piped)).toContain("city_age");
  });
});

describe("unique indexes", () => {
  test("say which key is taken, and by what", async () => {
    const collection = collectionOf("unique");
    await collection.createIndex({ "a.b": 1, c: -1 }, { unique: true, name: "pair" });
    await collection.insertOne({ a: { b: "x" }, c: 1 });
    await expect(collection.insertOne({ a: { b: "x" }, c: 1 })).rejects.toMatchObject({
      code: 11000, keyPattern: { "a.b": 1, c: -1 }, keyValue: { "a.b": "x", c: 1 },
      message: 'E11000 duplicate key error collection: indexes.unique index: pair dup key: { a.b: "x", c: 1 }',
    });
    await expect(collection.updateOne({ c: 2 }, { $set: { a: { b: "x" }, c: 1 } }, { upsert: true })).rejects.toMatchObject({ code: 11000, keyValue: { "a.b": "x", c: 1 } });
    await expect(collection.findOneAndUpdate({ n: 1 }, { $set: { a: { b: "x" }, c: 1 } }, { upsert: true })).rejects.toMatchObject({ code: 11000, keyPattern: { "a.b": 1, c: -1 } });
    expect(await collection.countDocuments()).toBe(1);
  });
  test("hold one missing value, a sparse one any number, a partial one those it covers", async () => {
    const plain = collectionOf("unique_missing");
    await plain.createIndex({ k: 1 }, { unique: true });
    await plain.insertOne({});
    expect(await codeOf(plain.insertOne({ k: null }))).toBe(11000);
    const sparse = collectionOf("unique_sparse");
    await sparse.createIndex({ k: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{}, {}, { k: null }]);
    expect(await codeOf(sparse.insertOne({ k: null }))).toBe(11000);
    const partial = collectionOf("unique_partial");
    await partial.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { on: true } });
    await partial.insertMany([{ k: 1, on: true }, { k: 1 }, { k: 1, on: false }]);
    expect(await codeOf(partial.updateOne({ on: false }, { $set: { on: true } }))).toBe(11000);
  });
  test("count every element of an array once", async () => {
    const collection = collectionOf("unique_array");
    await collection.createIndex({ k: 1 }, { unique: true });
    await collection.insertOne({ k: [1, 1, 2] });
    expect(await codeOf(collection.insertOne({ k: [2, 3] }))).toBe(11000);
    await collection.insertOne({ k: [3, 4] });
  });
  test("are not built on what repeats, and leave nothing behind then", async () => {
    const collection = collectionOf("unique_late");
    await collection.insertMany([{ k: 1 }, { k: 1 }]);
    expect(await codeOf(collection.createIndex({ k: 1 }, { unique: true }))).toBe(11000);
    expect((await collection.indexes()).length).toBe(1);
    await collection.insertOne({ k: 1 });
  });
});

describe("index commands", () => {
  test("create, list, repeat, conflict and drop", async () => {
    const collection = collectionOf("commands");
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1");
    expect(await collection.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1");
    expect(await codeOf(collection.createIndex({ a: 1, b: -1 }, { name: "other" }))).toBe(85);
    expect(await codeOf(collection.createIndex({ c: 1 }, { name: "a_1_b_-1" }))).toBe(86);
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(["_id_", "a_1_b_-1"]);
    await collection.dropIndex("a_1_b_-1");
    expect(await codeOf(collection.dropIndex("a_1_b_-1"))).toBe(27);
    expect(await codeOf(collection.dropIndex("_id_"))).toBe(72);
    expect(await codeOf(collectionOf("nowhere").indexes())).toBe(26);
  });
  test.each([
    [{ a: "text" }, {}, 67], [{ a: "2dsphere" }, {}, 67], [{ a: "hashed" }, {}, 67], [{ "$**": 1 }, {}, 67], [{ a: 0 }, {}, 67],
    [{ a: 1 }, { collation: { locale: "fr" } }, 67], [{ a: 1, b: 1 }, { expireAfterSeconds: 1 }, 67], [{ a: 1 }, { partialFilterExpression: { a: { $ne: 1 } } }, 67],
  ] as [never, Document, number][])("%j with %j is refused", async (key, options, code) => {
    expect(await codeOf(collectionOf("refused").createIndex(key, options))).toBe(code);
  });
  test("two arrays in one document cannot share an index", async () => {
    const collection = collectionOf("parallel");
    await collection.createIndex({ a: 1, b: 1 });
    expect(await codeOf(collection.insertOne({ a: [1], b: [2] }))).toBe(171);
    await collection.insertOne({ a: [1, 2], b: 3 });
    expect(await collection.countDocuments({ a: 2, b: 3 })).toBe(1);
  });
});

test("a TTL index removes what has expired", async () => {
  const collection = collectionOf("expiring");
  await engine.client.db("admin").command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
  await collection.insertMany([{ at: new Date(Date.now() - 5000) }, { at: new Date(Date.now() + 60_000) }, { at: "never" }, {}]);
  await expect.poll(() => collection.countDocuments(), { timeout: 5000 }).toBe(3);
});
