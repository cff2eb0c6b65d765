import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, startEngine } from "./engine.ts";

const { Decimal128, Double, Int32, Long } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

let made = 0;
const fresh = (): mongoose.mongo.Collection => engine.client.db("update").collection(`c${made++}`);

const CASES: [name: string, before: Document, update: Document | Document[], after: Document, filter?: Document][] = [
  ["$set makes the way", { a: 1 }, { $set: { "b.c.d": 2 } }, { a: 1, b: { c: { d: 2 } } }],
  ["$set in an array pads it", { a: [1] }, { $set: { "a.3": 4 } }, { a: [1, null, null, 4] }],
  ["$set adds fields in the order of their names", {}, { $set: { z: 1, b: 2, "10": 3, "9": 4 } }, { "9": 4, "10": 3, b: 2, z: 1 }],
  ["$unset", { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: "", "b.c": "", none: "" } }, { b: { d: 2 } }],
  ["$unset leaves a gap in an array", { a: [1, 2] }, { $unset: { "a.0": 1 } }, { a: [null, 2] }],
  ["$inc and $mul make what is missing", { a: 2 }, { $inc: { a: 3, n: 1 }, $mul: { m: 5 } }, { a: 5, m: 0, n: 1 }],
  ["$min and $max compare across types", { a: 5, b: "x", c: 1 }, { $min: { a: 3, b: 7, d: 1 }, $max: { c: "text" } }, { a: 3, b: 7, c: "text", d: 1 }],
  ["$rename", { a: { x: 1 }, b: 2 }, { $rename: { "a.x": "c.y", none: "d" } }, { a: {}, b: 2, c: { y: 1 } }],
  ["$push", { a: [1] }, { $push: { a: [2], b: 1 } }, { a: [1, [2]], b: [1] }],
  ["$push with all its parts", { a: [5, 1] }, { $push: { a: { $each: [4, 2], $position: 0, $sort: -1, $slice: 3 } } }, { a: [5, 4, 2] }],
  ["$push sorted by a field, the last kept", { a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }, { n: 3 }], $sort: { n: 1 }, $slice: -2 } } }, { a: [{ n: 2 }, { n: 3 }] }],
  ["$addToSet knows equal numbers and documents", { a: [1, { x: 1 }] }, { $addToSet: { a: { $each: [new Double(1), { x: 1 }, 2, 2] } } }, { a: [1, { x: 1 }, 2] }],
  ["$pull of a value and by operators", { a: [1, 2, 3, 2], b: [1, 5, 9] }, { $pull: { a: 2, b: { $gte: 5 } } }, { a: [1, 3], b: [1] }],
  ["$pull of documents that meet a filter", { a: [{ k: 1, v: 1 }, { k: 2, v: 1 }, 7] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2, v: 1 }, 7] }],
  ["$pullAll", { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ["$pop", { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
  ["$bit", { a: 13 }, { $bit: { a: { and: 10 }, b: { or: 4 } } }, { a: 8, b: 4 }],
  ["the positional operator", { a: [{ k: 1 }, { k: 2 }] }, { $set: { "a.$.v": 9 } }, { a: [{ k: 1 }, { k: 2, v: 9 }] }, { "a.k": 2 }],
  ["the positional operator on scalars", { a: [1, 5, 9] }, { $inc: { "a.$": 1 } }, { a: [1, 6, 9] }, { a: { $gt: 3 } }],
  ["the positional operator by $elemMatch", { a: [{ k: 1, v: 1 }, { k: 1, v: 2 }] }, { $set: { "a.$.x": 1 } }, { a: [{ k: 1, v: 1 }, { k: 1, v: 2, x: 1 }] }, { a: { $elemMatch: { k: 1, v: 2 } } }],
  ["all elements", { a: [{ n: [1, 2] }, { n: [3] }] }, { $inc: { "a.$[].n.$[]": 10 } }, { a: [{ n: [11, 12] }, { n: [13] }] }],
  ["a pipeline", { a: 2, b: 3 }, [{ $set: { sum: { $add: ["$a", "$b"] } } }, { $unset: "a" }], { b: 3, sum: 5 }],
  ["$setOnInsert does nothing to what is there", { a: 1 }, { $setOnInsert: { a: 2 }, $set: { b: 1 } }, { a: 1, b: 1 }],
];

describe("operators", () => {
  test.each(CASES)("%s", async (_name, before, update, after, filter = {}) => {
    const collection = fresh();
    await collection.insertOne({ _id: 1, ...before } as never);
    await collection.updateOne(filter, update);
    const found = await collection.findOne({}, { projection: { _id: 0 } });
    expect(found).toEqual(after);
    expect(JSON.stringify(found)).toBe(JSON.stringify(after));
  });

  test("array filters choose elements", async () => {
    const collection = fresh();
    await collection.insertOne({ a: [{ n: 1, ok: false }, { n: 5, ok: false }, { n: 9, ok: false }] });
    await collection.updateOne({}, { $set: { "a.$[big].ok": true } }, { arrayFilters: [{ "big.n": { $gte: 5 } }] });
    expect((await collection.findOne())!["a"].map((one: Document) => one["ok"])).toEqual([false, true, true]);
    expect(await codeOf(collection.updateOne({}, { $set: { "a.$[x].ok": 1 } }))).toBe(2);
    expect(await codeOf(collection.updateOne({}, { $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] }))).toBe(9);
  });

  test("numbers keep their type, and integers that overflow are an error", async () => {
    const collection = fresh();
    await collection.insertOne({ i: new Int32(2147483647), d: new Double(1), l: Long.fromNumber(5), x: Decimal128.fromString("0.10"), top: Long.MAX_VALUE });
    await collection.updateOne({}, { $inc: { i: 1, d: 1, l: 1, x: Decimal128.fromString("0.20") }, $currentDate: { at: true, stamp: { $type: "timestamp" } } } as Document);
    const found = await collection.findOne({}, { promoteValues: false });
    expect(found!["i"]).toEqual(Long.fromNumber(2147483648));
    expect(found!["d"]).toEqual(new Double(2));
    expect(found!["l"]).toEqual(Long.fromNumber(6));
    expect(String(found!["x"])).toBe("0.30");
    expect(found!["at"]).toBeInstanceOf(Date);
    expect(found!["stamp"]).toHaveProperty("_bsontype", "Timestamp");
    expect(await codeOf(collection.updateOne({}, { $inc: { top: 1 } }))).toBe(2);
  });

  test("what does not change counts as matched, not as modified", async () => {
    const collection = fresh();
    await collection.insertMany([{ a: 1 }, { a: 2 }]);
    expect(await collection.updateMany({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
    expect(await collection.updateOne({ a: 99 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedId: null });
  });
});

const REFUSED: [update: Document | Document[], code: number][] = [
  [{ $foo: { a: 1 } }, 9],
  [{ $set: 1 }, 9],
  [{ $inc: { a: "x" } }, 14],
  [{ $inc: { text: 1 } }, 14],
  [{ $mul: { text: 2 } }, 14],
  [{ $push: { a: 1 } }, 2],
  [{ $push: { list: { $each: 1 } } }, 2],
  [{ $addToSet: { a: 1 } }, 2],
  [{ $pull: { a: 1 } }, 2],
  [{ $pullAll: { list: 1 } }, 2],
  [{ $pop: { list: 2 } }, 9],
  [{ $pop: { a: 1 } }, 14],
  [{ $bit: { a: { shift: 1 } } }, 2],
  [{ $currentDate: { a: 1 } }, 2],
  [{ $rename: { a: 1 } }, 2],
  [{ $rename: { a: "a" } }, 2],
  [{ $set: { "a.b": 1 } }, 28],
  [{ $set: { "list.x": 1 } }, 28],
  [{ $set: { a: 1, "a.b": 1 } }, 40],
  [{ $set: { a: 1 }, $unset: { a: 1 } }, 40],
  [{ $set: { "": 1 } }, 56],
  [{ $set: { _id: 5 } }, 66],
  [{ $unset: { _id: 1 } }, 66],
  [{ $set: { "list.$": 1 } }, 2],
  [{ $set: { "a.$[]": 1 } }, 2],
  [[{ $group: { _id: 1 } }], 72],
];

test.each(REFUSED)("%j is refused with its code and changes nothing", async (update, code) => {
  const collection = fresh();
  const before = { _id: 1, a: 1, text: "x", list: [1] };
  await collection.insertOne(before as never);
  expect(await codeOf(collection.updateOne({}, update))).toBe(code);
  expect(await collection.findOne()).toEqual(before);
});

describe("upserts and replacements", () => {
  test("an upsert takes the equalities of its filter", async () => {
    const collection = fresh();
    const filter = { _id: "k", "a.b": 1, n: { $eq: 2 }, m: { $gt: 5 }, $and: [{ c: 3 }] } as never;
    const result = await collection.updateOne(filter, { $set: { x: 1 }, $setOnInsert: { y: 2 } }, { upsert: true });
    expect(result.upsertedId).toBe("k");
    expect(await collection.findOne()).toEqual({ _id: "k", a: { b: 1 }, n: 2, c: 3, x: 1, y: 2 });
  });
  test("a replacement keeps the _id and may not change it", async () => {
    const collection = fresh();
    await collection.insertOne({ _id: 1 as never, a: 1 });
    await collection.replaceOne({ a: 1 }, { b: 2 });
    expect(await collection.findOne()).toEqual({ _id: 1, b: 2 });
    expect(await codeOf(collection.replaceOne({}, { _id: 2 as never, b: 3 }))).toBe(66);
  });
  test("findOneAndUpdate sorts, shows before or after, and upserts", async () => {
    const collection = fresh();
    await collection.insertMany([{ _id: 1 as never, n: 1 }, { _id: 2 as never, n: 2 }]);
    const options = { sort: { n: -1 }, projection: { n: 1 } } as const;
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, options)).toEqual({ _id: 2, n: 2 });
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { ...options, returnDocument: "after" })).toEqual({ _id: 2, n: 22 });
    expect(await collection.findOneAndDelete({ n: 1 })).toEqual({ _id: 1, n: 1 });
    expect(await collection.findOneAndUpdate({ _id: 9 as never }, { $set: { n: 1 } }, { upsert: true })).toBeNull();
    expect(await collection.countDocuments()).toBe(2);
  });
  test("writes in one command stop at the first error when ordered, go on when not", async () => {
    const collection = fresh();
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    await expect(collection.insertMany(documents)).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
    await expect(collection.insertMany(documents, { ordered: false })).rejects.toMatchObject({ insertedCount: 1 });
    expect(await collection.countDocuments()).toBe(2);
  });
  test("an _id may not be an array, a pattern or a document of operators", async () => {
    const collection = fresh();
    expect(await codeOf(collection.insertOne({ _id: [1] as never }))).toBe(53);
    expect(await codeOf(collection.insertOne({ _id: /x/ as never }))).toBe(53);
    expect(await codeOf(collection.insertOne({ _id: { $x: 1 } as never }))).toBe(52);
  });
  test("a validator refuses what does not meet it", async () => {
    const collection = await engine.client.db("update").createCollection("checked", { validator: { n: { $type: "number" } } });
    await collection.insertOne({ n: 1 });
    expect(await codeOf(collection.insertOne({ n: "x" }))).toBe(121);
    expect(await codeOf(collection.updateOne({}, { $set: { n: "x" } }))).toBe(121);
    await collection.insertOne({ n: "x" }, { bypassDocumentValidation: true });
  });
});
