import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, MongoClient, startEngine } from "./engine.ts";

const { Binary, Long, GridFSBucket } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const db = (): mongoose.mongo.Db => engine.client.db("commands");

describe("cursors", () => {
  beforeAll(async () => {
    await db().collection("many").insertMany(Array.from({ length: 350 }, (_, _id) => ({ _id, pad: "x".repeat(50) })) as never);
  });
  test("bring everything in batches, a single batch when asked for", async () => {
    const many = db().collection("many");
    expect((await many.find({}, { batchSize: 7 }).toArray()).length).toBe(350);
    const first = await db().command({ find: "many", batchSize: 10, singleBatch: true });
    expect(first["cursor"].firstBatch.length).toBe(10);
    expect(Number(first["cursor"].id)).toBe(0);
    expect((await db().command({ find: "many" }))["cursor"].firstBatch.length).toBe(101);
    const empty = await db().command({ find: "many", batchSize: 0 });
    const next = await db().command({ getMore: empty["cursor"].id, collection: "many", batchSize: 3 });
    expect(next["cursor"].nextBatch.map(({ _id }: Document) => _id)).toEqual([0, 1, 2]);
  });
  test("end when killed", async () => {
    const { cursor } = await db().command({ find: "many", batchSize: 2 });
    expect((await db().command({ killCursors: "many", cursors: [cursor.id] }))["cursorsKilled"].map(String)).toEqual([String(cursor.id)]);
    expect(await codeOf(db().command({ getMore: cursor.id, collection: "many" }))).toBe(43);
    expect(await codeOf(db().command({ getMore: Long.fromNumber(5), collection: "many" }))).toBe(43);
  });
  test("say so when their collection is dropped", async () => {
    await db().collection("gone").insertMany(Array.from({ length: 1000 }, () => ({ a: "x".repeat(100) })));
    const { cursor } = await db().command({ find: "gone", batchSize: 2 });
    await db().collection("gone").drop();
    expect(await codeOf((async () => {
      for (let at = 0; at < 20; at++) await db().command({ getMore: cursor.id, collection: "gone", batchSize: 60 });
    })())).toBe(175);
  });
  test("skip and limit", async () => {
    const ids = (await db().collection("many").find().sort({ _id: -1 }).skip(5).limit(3).toArray()).map(({ _id }) => _id);
    expect(ids).toEqual([344, 343, 342]);
  });
});

describe("refusals by name", () => {
  test.each([
    [{ noSuchCommand: 1 }, 59],
    [{ find: "x", nonsense: 1 }, 40415],
    [{ find: 5 }, 73],
    [{ find: "" }, 73],
    [{ find: "x", filter: 1 }, 14],
    [{ find: "x", limit: -1 }, 2],
    [{ find: "x", readConcern: { level: "snapshot" } }, 72],
    [{ find: "x", readConcern: { level: "odd" } }, 2],
    [{ find: "x", tailable: true }, 238],
    [{ insert: "x", documents: [] }, 16],
    [{ insert: "x" }, 40414],
    [{ insert: "$bad", documents: [{ a: 1 }] }, 73],
    [{ insert: "system.users", documents: [{ a: 1 }] }, 73],
    [{ update: "x", updates: [{ q: {}, u: { $set: { a: 1 } }, sort: {} }] }, 40415],
    [{ findAndModify: "x", query: {} }, 9],
    [{ aggregate: "x", pipeline: [] }, 40414],
    [{ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }, 73],
    [{ create: "v", viewOn: "x" }, 115],
    [{ create: "c", capped: true, size: 100 }, 72],
    [{ create: "t", timeseries: { timeField: "t" } }, 72],
    [{ mapReduce: "x", map: "f", reduce: "g", out: "y" }, 238],
    [{ commitTransaction: 1 }, 20],
    [{ insert: "x", documents: [{ a: 1 }], lsid: { id: new Binary(Buffer.alloc(16, 1), 4) }, txnNumber: Long.fromNumber(1), startTransaction: true, autocommit: false }, 20],
    [{ collMod: "nowhere" }, 26],
    [{ drop: "nowhere" }, 26],
    [{ ping: 1, apiVersion: "2" }, 322],
  ] as [Document, number][])("%j", async (command, code) => {
    expect(await codeOf(db().command(command))).toBe(code);
  });
  test("a document over 16 MB", async () => {
    const pad = "x".repeat(8 * 1024 * 1024);
    await db().collection("large").insertOne({ _id: 1 as never, pad });
    expect(await codeOf(db().collection("large").updateOne({}, { $set: { more: pad } }))).toBe(10334);
    expect(await db().collection("large").countDocuments({ more: { $exists: true } })).toBe(0);
  });
  test("documents that nest too deeply", async () => {
    let nested: Document = {};
    for (let depth = 0; depth < 300; depth++) nested = { a: nested };
    expect(await codeOf(db().collection("deep").insertOne(nested))).toBe(15);
  });
  test("work past its time", async () => {
    await db().collection("slow").insertMany(Array.from({ length: 5000 }, (_, n) => ({ n })));
    const filter = { $expr: { $eq: [{ $sum: { $range: [0, 2000] } }, -1] } };
    expect(await codeOf(db().collection("slow").find(filter, { maxTimeMS: 30 }).toArray())).toBe(50);
  });
});

test("a heavy query does not hold up others", async () => {
  const heavy = db().collection("slow").find({ $expr: { $eq: [{ $sum: { $range: [0, 300] } }, -1] } }).toArray();
  let slowest = 0;
  let rounds = 0;
  const state = { done: false };
  void heavy.then(() => (state.done = true));
  while (!state.done) {
    const started = performance.now();
    await db().command({ ping: 1 });
    slowest = Math.max(slowest, performance.now() - started);
    rounds++;
  }
  expect(rounds).toBeGreaterThan(10);
  expect(slowest).toBeLessThan(250);
});

describe("databases and collections", () => {
  test("are listed, renamed and dropped", async () => {
    const own = engine.client.db("listing");
    await own.createCollection("a");
    await own.collection("b").insertOne({ x: 1 });
    expect(await codeOf(own.command({ create: "a" }))).toBe(48);
    expect((await own.listCollections().toArray()).map(({ name }) => name).toSorted()).toEqual(["a", "b"]);
    expect((await own.listCollections({ name: "b" }, { nameOnly: true }).toArray())).toEqual([{ name: "b", type: "collection" }]);
    await own.renameCollection("b", "c");
    expect(await own.collection("c").findOne({ x: 1 })).not.toBeNull();
    expect(await codeOf(own.renameCollection("c", "a"))).toBe(48);
    expect((await engine.client.db("admin").admin().listDatabases({ nameOnly: true })).databases.map(({ name }) => name)).toContain("listing");
    expect(await own.collection("c").estimatedDocumentCount()).toBe(1);
    await own.dropDatabase();
    expect(await own.listCollections().toArray()).toEqual([]);
  });
  test("write concern beyond the one copy is answered with an error beside the result", async () => {
    expect(await codeOf(db().command({ insert: "concern", documents: [{ a: 1 }], writeConcern: { w: 3 } }))).toBe(100);
    expect(await db().collection("concern").countDocuments()).toBe(1);
  });
  test("unacknowledged writes arrive", async () => {
    await db().collection("quiet").insertOne({ a: 1 }, { writeConcern: { w: 0 } });
    await expect.poll(() => db().collection("quiet").countDocuments()).toBe(1);
  });
});

test("GridFS stores, streams, renames and deletes files", async () => {
  const bucket = new GridFSBucket(db(), { bucketName: "files", chunkSizeBytes: 100_000 });
  const content = Buffer.from(Array.from({ length: 450_001 }, (_, at) => at % 251));
  const upload = bucket.openUploadStream("one.bin", { metadata: { lang: "ar" } });
  await new Promise((resolve, reject) => upload.on("finish", resolve).on("error", reject).end(content));
  const read = async (options?: { start: number; end: number }): Promise<Buffer> => Buffer.concat((await bucket.openDownloadStream(upload.id, options).toArray()) as Buffer[]);
  expect((await read()).equals(content)).toBe(true);
  expect((await read({ start: 99_990, end: 200_010 })).equals(content.subarray(99_990, 200_010))).toBe(true);
  await bucket.rename(upload.id, "two.bin");
  expect((await bucket.find({ "metadata.lang": "ar" }).toArray()).map(({ filename }) => filename)).toEqual(["two.bin"]);
  const plan = (await db().collection("files.chunks").find({ files_id: upload.id }).sort({ n: 1 }).explain()) as Document;
  expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
  await bucket.delete(upload.id);
  expect(await db().collection("files.chunks").countDocuments()).toBe(0);
});

test("many clients write the same counter and lose nothing", async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => new MongoClient(engine.url).connect()));
  await db().collection("counter").insertOne({ _id: "n" as never, n: 0 });
  await Promise.all(clients.map(async (client) => {
    for (let at = 0; at < 25; at++) await client.db("commands").collection("counter").updateOne({ _id: "n" as never }, { $inc: { n: 1 } });
  }));
  expect((await db().collection("counter").findOne())!["n"]).toBe(200);
  await Promise.all(clients.map((client) => client.close()));
});
