import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, startEngine } from "./engine.ts";

const { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** Values in BSON's order; those of one inner list are equal. */
const LADDER: unknown[][] = [
  [new MinKey()],
  [null],
  [NaN, new Decimal128("NaN")],
  [-Infinity],
  [Decimal128.fromString("-1E+400")],
  [Long.MIN_VALUE],
  [-2.5, Decimal128.fromString("-2.5")],
  [new Int32(-1), new Double(-1), Long.fromNumber(-1)],
  [Decimal128.fromString("-1E-400")],
  [new Int32(0), new Double(-0), Long.ZERO, Decimal128.fromString("0E+10")],
  [Number.MIN_VALUE],
  [Decimal128.fromString("0.1")],
  [0.1],
  [new Int32(1), Decimal128.fromString("1.000")],
  [Long.fromString("9007199254740992"), new Double(9007199254740992)],
  [Long.fromString("9007199254740993")],
  [Decimal128.fromString("9007199254740993.5")],
  [Long.fromString("9007199254740994")],
  [Long.MAX_VALUE],
  [new Double(9223372036854775808)],
  [Decimal128.fromString("1E+400")],
  [Infinity],
  [""],
  ["\u0000"],
  ["A"],
  ["a"],
  ["a\u0000"],
  ["a\u0000b"],
  ["ab"],
  ["é"],
  ["\uFFFD"],
  ["😀"],
  [{}],
  [{ a: null }],
  [{ a: 1 }],
  [{ a: 1, b: 0 }],
  [{ b: 0 }],
  [{ a: "x" }],
  [new Binary(Buffer.from([9]))],
  [new Binary(Buffer.from([1, 2]), 0)],
  [new Binary(Buffer.from([0, 0]), 5)],
  [new ObjectId("000000000000000000000000")],
  [new ObjectId("ffffffffffffffffffffffff")],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Timestamp({ t: 0, i: 1 })],
  [new Timestamp({ t: 4294967295, i: 0 })],
  [new BSONRegExp("a", "i")],
  [new BSONRegExp("b", "")],
  [new Code("return 1")],
  [new MaxKey()],
];

const steps = LADDER.flatMap((values, rank) => values.map((value) => ({ value, rank })));
const shuffled = steps.map((step, at) => ({ ...step, _id: (at * 37) % 101 })).toSorted((a, b) => a._id - b._id);

test.each([["memory", 1], ["memory", -1], ["an index", 1], ["an index", -1]] as const)("a sort in %s goes through all types, direction %i", async (place, direction) => {
  const collection = engine.client.db("order").collection(`ladder${place.length}${direction}`);
  if (place === "an index") await collection.createIndex({ value: direction });
  await collection.insertMany(shuffled as never);
  const found = await collection.find({}, { promoteValues: false, sort: { value: direction } }).toArray();
  const ranks = found.map((one) => Number(one["rank"]));
  expect(ranks).toEqual(ranks.toSorted((a, b) => direction * (a - b)));
  expect(ranks.length).toBe(steps.length);
});

test("a unique index tells apart what is different and holds equal what is equal", async () => {
  const collection = engine.client.db("order").collection("unique");
  await collection.createIndex({ value: 1 }, { unique: true });
  for (const [first, ...equals] of LADDER) {
    await collection.insertOne({ value: first });
    for (const value of equals) expect(await codeOf(collection.insertOne({ value }))).toBe(11000);
  }
});

test("values come back as they went in, to the type", async () => {
  const collection = engine.client.db("order").collection("types");
  for (const { value } of steps) {
    const { insertedId } = await collection.insertOne({ value });
    await collection.updateOne({ _id: insertedId }, { $set: { touched: true } });
    const found = await collection.findOne({ _id: insertedId }, { promoteValues: false, bsonRegExp: true });
    const original = mongoose.mongo.BSON.serialize({ value });
    expect(Buffer.from(mongoose.mongo.BSON.serialize({ value: found!["value"] }))).toEqual(Buffer.from(original));
  }
});

test("fields keep their order, integer names included, through updates", async () => {
  const collection = engine.client.db("order").collection("fields");
  const made = new Map<string, unknown>([["_id", 1], ["b", 1], ["10", 1], ["2", new Map([["z", 1], ["1", 2]])]]);
  await collection.insertOne(made as never);
  await collection.updateOne({ _id: 1 as never }, { $set: { b: 2, c: 3, a: 4 } });
  const names = await collection.aggregate([{ $project: { names: { $map: { input: { $objectToArray: "$$ROOT" }, in: "$$this.k" } }, inner: { $map: { input: { $objectToArray: "$2" }, in: "$$this.k" } } } }]).next();
  expect(names).toEqual({ _id: 1, names: ["_id", "b", "10", "2", "a", "c"], inner: ["z", "1"] });
});

test("comparisons stay within one type, except with MinKey and MaxKey", async () => {
  const collection = engine.client.db("order").collection("brackets");
  await collection.insertMany(steps.map(({ value }) => ({ value })));
  const count = (value: unknown): Promise<number> => collection.countDocuments({ value } as never);
  const numbers = steps.filter(({ rank }) => rank >= 3 && rank <= 21).length;
  expect(await count({ $gte: -Infinity })).toBe(numbers);
  expect(await count({ $lte: NaN })).toBe(2);
  expect(await count({ $gt: "" })).toBe(9);
  expect(await count({ $gt: new MinKey() })).toBe(steps.length - 1);
  expect(await count({ $gte: null })).toBe(1);
  expect(await count({ $gt: null })).toBe(0);
  expect(await count(Long.fromString("9007199254740993"))).toBe(1);
  expect(await count(9007199254740992)).toBe(2);
  expect(await count({ $lt: false })).toBe(0);
});
