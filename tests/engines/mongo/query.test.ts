import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, startEngine } from "./engine.ts";

const { Decimal128, Long } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

let made = 0;
async function collectionOf(documents: Document[]): Promise<mongoose.mongo.Collection> {
  const collection = engine.client.db("query").collection(`c${made++}`);
  if (documents.length > 0) await collection.insertMany(documents.map((one, _id) => ({ _id, ...one })) as never);
  return collection;
}

const PEOPLE: Document[] = [
  { a: 1 },
  { a: null },
  {},
  { a: [] },
  { a: [1, 2, 3] },
  { a: [[1, 2], 5] },
  { a: { b: 1 } },
  { a: [{ b: 1, c: 1 }, { b: 2, c: 2 }] },
  { a: "text" },
  { a: [null] },
  { a: [{ c: 1 }] },
  { a: { b: [7, 8] } },
];

const CASES: [name: string, filter: Document, found: number[]][] = [
  ["equality opens arrays", { a: 1 }, [0, 4]],
  ["null finds null, missing and arrays that hold null", { a: null }, [1, 2, 9]],
  ["$ne null", { a: { $ne: null } }, [0, 3, 4, 5, 6, 7, 8, 10, 11]],
  ["$exists false", { a: { $exists: false } }, [2]],
  ["$exists true", { a: { $exists: true } }, [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ["a whole array", { a: [1, 2, 3] }, [4]],
  ["an array as an element", { a: [1, 2] }, [5]],
  ["the empty array", { a: [] }, [3]],
  ["a path goes into documents of arrays", { "a.b": 1 }, [6, 7]],
  ["a path into an array at its end", { "a.b": 8 }, [11]],
  ["a path to nothing is null, but not inside arrays of scalars", { "a.b": null }, [0, 1, 2, 8, 10]],
  ["a path that does not exist", { "a.b": { $exists: false } }, [0, 1, 2, 3, 4, 5, 8, 9, 10]],
  ["an index in a path", { "a.0": 1 }, [4, 5]],
  ["an index and a name", { "a.1.b": 2 }, [7]],
  ["conditions on an array may be met by different elements", { a: { $gt: 2, $lt: 2 } }, [4]],
  ["$elemMatch asks one element for all", { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [4]],
  ["$elemMatch on documents", { a: { $elemMatch: { b: 1, c: 1 } } }, [7]],
  ["$elemMatch on documents does not mix them", { a: { $elemMatch: { b: 1, c: 2 } } }, []],
  ["dotted conditions mix them", { "a.b": 1, "a.c": 2 }, [7]],
  ["$elemMatch does not open arrays in arrays", { a: { $elemMatch: { $eq: 2 } } }, [4]],
  ["$all", { a: { $all: [1, 3] } }, [4]],
  ["$all of $elemMatch", { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { c: 2 } }] } }, [7]],
  ["$all of nothing", { a: { $all: [] } }, []],
  ["$size", { a: { $size: 1 } }, [9, 10]],
  ["$size 0", { a: { $size: 0 } }, [3]],
  ["$type of elements", { a: { $type: "number" } }, [0, 4, 5]],
  ["$type array", { a: { $type: "array" } }, [3, 4, 5, 7, 9, 10]],
  ["$type null is not missing", { a: { $type: 10 } }, [1, 9]],
  ["$in", { a: { $in: [5, "text"] } }, [5, 8]],
  ["$in with a pattern", { a: { $in: [/^te/, 1] } }, [0, 4, 8]],
  ["$in with null", { a: { $in: [null] } }, [1, 2, 9]],
  ["$nin", { a: { $nin: [1, null, "text"] } }, [3, 5, 6, 7, 10, 11]],
  ["$not", { a: { $not: { $gte: 1 } } }, [1, 2, 3, 6, 7, 8, 9, 10, 11]],
  ["$not of a pattern", { a: { $not: /t/ } }, [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11]],
  ["$nor", { $nor: [{ a: 1 }, { a: { $type: "object" } }] }, [1, 2, 3, 5, 8, 9]],
  ["$or", { $or: [{ a: "text" }, { a: [] }] }, [3, 8]],
  ["$mod", { a: { $mod: [2, 1] } }, [0, 4, 5]],
  ["$regex", { a: { $regex: "EXT", $options: "i" } }, [8]],
  ["a document with its fields in order", { a: { b: 1 } }, [6]],
  ["$expr", { $expr: { $eq: ["$a", "text"] } }, [8]],
  ["$expr tells missing from null", { $expr: { $eq: ["$a", null] } }, [1]],
  ["$bitsAllSet", { a: { $bitsAllSet: 1 } }, [0, 4, 5]],
  ["$comment is no condition", { $comment: "why", a: "text" }, [8]],
];

describe("filters", () => {
  let collection: mongoose.mongo.Collection;
  beforeAll(async () => {
    collection = await collectionOf(PEOPLE);
  });
  test.each(CASES)("%s", async (_name, filter, found) => {
    expect(await collection.find(filter).sort({ _id: 1 }).map(({ _id }) => _id as unknown as number).toArray()).toEqual(found);
  });
});

const REFUSED: [filter: Document, code: number][] = [
  [{ a: { $foo: 1 } }, 2],
  [{ $foo: 1 }, 2],
  [{ a: { $in: 1 } }, 2],
  [{ a: { $in: [{ $gt: 1 }] } }, 2],
  [{ a: { $all: 1 } }, 2],
  [{ a: { $elemMatch: 1 } }, 2],
  [{ a: { $size: "x" } }, 2],
  [{ a: { $size: -1 } }, 2],
  [{ a: { $mod: [0, 1] } }, 2],
  [{ a: { $mod: [1] } }, 2],
  [{ a: { $type: "nothing" } }, 2],
  [{ a: { $type: 99 } }, 2],
  [{ a: { $regex: 1 } }, 2],
  [{ a: { $options: "i" } }, 2],
  [{ a: { $regex: "(" } }, 51091],
  [{ a: { $regex: "a", $options: "q" } }, 51108],
  [{ a: { $regex: "a".repeat(40_000) } }, 51091],
  [{ a: { $not: 1 } }, 2],
  [{ a: { $gt: /x/ } }, 2],
  [{ $and: 1 }, 2],
  [{ $or: [] }, 2],
  [{ $nor: [1] }, 2],
  [{ $where: "true" }, 2],
  [{ $text: { $search: "x" } }, 27],
  [{ a: { $near: [0, 0] } }, 291],
  [{ $expr: { $foo: 1 } }, 168],
  [{ $expr: { $eq: [1] } }, 16020],
  [{ $expr: "$$nothing" }, 17276],
];

test.each(REFUSED)("%j is refused with its code", async (filter, code) => {
  const collection = await collectionOf([{ a: 1 }]);
  expect(await codeOf(collection.find(filter).toArray())).toBe(code);
});

describe("projections", () => {
  const source = { x: 1, y: { p: 1, q: 2 }, list: [{ k: 1, v: "a" }, { k: 2, v: "b" }, 3], n: [1, 2, 3, 4] };
  const SHAPES: [Document, Document][] = [
    [{ x: 1 }, { _id: 0, x: 1 }],
    [{ _id: 0, "y.q": 1 }, { y: { q: 2 } }],
    [{ _id: 0, y: { p: 1 } }, { y: { p: 1 } }],
    [{ _id: 0, "list.v": 1 }, { list: [{ v: "a" }, { v: "b" }] }],
    [{ list: 0, n: 0, "y.p": 0 }, { _id: 0, x: 1, y: { q: 2 } }],
    [{ _id: 0, "list.k": 0, n: 0, x: 0, y: 0 }, { list: [{ v: "a" }, { v: "b" }, 3] }],
    [{ _id: 0, n: { $slice: -2 }, x: 1 }, { x: 1, n: [3, 4] }],
    [{ n: { $slice: [1, 2] }, list: 0, y: 0 }, { _id: 0, x: 1, n: [2, 3] }],
    [{ _id: 0, list: { $elemMatch: { k: 2 } } }, { list: [{ k: 2, v: "b" }] }],
    [{ _id: 0, sum: { $add: ["$x", "$y.q"] } }, { sum: 3 }],
    [{ _id: 1 }, { _id: 0 }],
    [{ _id: 0, missing: 1 }, {}],
  ];
  test.each(SHAPES)("%j", async (projection, shape) => {
    const collection = await collectionOf([source]);
    expect(await collection.findOne({}, { projection })).toEqual(shape);
  });
  test("the positional operator shows the element that matched", async () => {
    const collection = await collectionOf([source]);
    expect(await collection.findOne({ "list.k": 2 }, { projection: { "list.$": 1 } })).toEqual({ _id: 0, list: [{ k: 2, v: "b" }] });
    expect(await collection.findOne({ n: { $gt: 2 } }, { projection: { _id: 0, "n.$": 1 } })).toEqual({ n: [3] });
  });
  test.each([[{ a: 1, b: 0 }, 31254], [{ a: 0, b: 1 }, 31253], [{ a: 1, "a.b": 1 }, 31249], [{ a: {} }, 51270]] as [Document, number][])("%j is refused", async (projection, code) => {
    const collection = await collectionOf([source]);
    expect(await codeOf(collection.findOne({}, { projection }))).toBe(code);
  });
});

describe("sort, distinct and collation", () => {
  test("an array sorts by its smallest element, descending by its largest", async () => {
    const collection = await collectionOf([{ a: [3, 10] }, { a: 5 }, { a: [] }, { a: [1, 20] }, {}]);
    const ids = (direction: 1 | -1): Promise<unknown[]> => collection.find().sort({ a: direction, _id: 1 }).map(({ _id }) => _id).toArray();
    expect(await ids(1)).toEqual([2, 4, 3, 0, 1]);
    expect(await ids(-1)).toEqual([3, 0, 1, 4, 2]);
  });
  test("distinct opens arrays and unites equal numbers", async () => {
    const collection = await collectionOf([{ a: [1, 2] }, { a: 2 }, { a: Long.fromNumber(1) }, { a: Decimal128.fromString("3") }, { a: null }, {}]);
    expect((await collection.distinct("a")).map(String)).toEqual(["null", "1", "2", "3"]);
  });
  test("a collation compares words as its language does", async () => {
    const collection = await collectionOf([{ a: "Zebra" }, { a: "état" }, { a: "Etat" }, { a: "zoo" }, { a: "item10" }, { a: "item9" }]);
    const collation = { locale: "fr", strength: 1, numericOrdering: true };
    expect(await collection.find({}, { collation }).sort({ a: 1, _id: 1 }).map((one) => one["a"]).toArray()).toEqual(["état", "Etat", "item9", "item10", "Zebra", "zoo"]);
    expect(await collection.countDocuments({ a: "ETAT" }, { collation })).toBe(2);
    expect(await codeOf(collection.find({}, { collation: { locale: "no such locale!" } }).toArray())).toBe(2);
  });
  test.each([[{ a: 2 }, 15975], [{ a: "x" }, 15974]] as [never, number][])("sort %j is refused", async (sort, code) => {
    const collection = await collectionOf([{ a: 1 }]);
    expect(await codeOf(engine.client.db("query").command({ find: collection.collectionName, sort }))).toBe(code);
  });
});

test("a pattern that backtracks for ever is stopped", async () => {
  const collection = await collectionOf([{ a: `${"a".repeat(40)}!` }]);
  const started = Date.now();
  expect(await codeOf(collection.find({ a: /^(a+)+$/ }).toArray())).toBe(51156);
  expect(Date.now() - started).toBeLessThan(2000);
  expect(await collection.countDocuments({ a: /^a+!$/i })).toBe(1);
});

test("numbers of different types are equal, larger than their neighbours, and no pattern", async () => {
  const collection = await collectionOf([{ a: Long.fromString("9007199254740993") }, { a: Decimal128.fromString("0.10") }, { a: 0.1 }]);
  expect(await collection.countDocuments({ a: 9007199254740992 })).toBe(0);
  expect(await collection.countDocuments({ a: { $gt: 9007199254740992 } })).toBe(1);
  expect(await collection.countDocuments({ a: Decimal128.fromString("0.1") })).toBe(1);
  expect(await collection.countDocuments({ a: { $lt: 0.11 } })).toBe(2);
});
