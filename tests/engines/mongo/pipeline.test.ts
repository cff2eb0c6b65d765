import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Running } from "./engine.ts";
import { codeOf, startEngine } from "./engine.ts";

const { Decimal128, Long, ObjectId } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
let sales: mongoose.mongo.Collection;
beforeAll(async () => {
  engine = await startEngine();
  const db = engine.client.db("pipeline");
  sales = db.collection("sales");
  await sales.insertMany([
    { _id: 1, item: "a", price: 10, n: 2, tags: ["x", "y"], at: new Date("2024-03-01T10:20:30.456Z") },
    { _id: 2, item: "b", price: 20, n: 1, tags: ["x"], at: new Date("2024-12-31T23:30:00Z") },
    { _id: 3, item: "a", price: 5, n: 10, tags: [], at: new Date("2025-01-05T00:00:00Z") },
    { _id: 4, item: null, price: "free", n: 1 },
  ] as never);
  await db.collection<Document>("items").insertMany([{ _id: "a", name: "Apple" }, { _id: "b", name: "Bread" }] as never);
});
afterAll(() => engine.stop());

const run = (stages: Document[]): Promise<Document[]> => sales.aggregate(stages).toArray();

const PIPELINES: [name: string, stages: Document[], result: Document[]][] = [
  ["$group with folds", [{ $match: { _id: { $lt: 4 } } }, { $group: { _id: "$item", total: { $sum: { $multiply: ["$price", "$n"] } }, mean: { $avg: "$price" }, low: { $min: "$price" }, all: { $push: "$_id" }, first: { $first: "$n" }, count: { $count: {} } } }, { $sort: { _id: 1 } }],
    [{ _id: "a", total: 70, mean: 7.5, low: 5, all: [1, 3], first: 2, count: 2 }, { _id: "b", total: 20, mean: 20, low: 20, all: [2], first: 1, count: 1 }]],
  ["$group sums only numbers, of nothing zero", [{ $group: { _id: null, sum: { $sum: "$price" }, none: { $sum: "$nothing" }, mean: { $avg: "$nothing" } } }], [{ _id: null, sum: 35, none: 0, mean: null }]],
  ["$group unites null and missing apart from each other", [{ $group: { _id: "$at", n: { $sum: 1 } } }, { $match: { _id: null } }], [{ _id: null, n: 1 }]],
  ["$count", [{ $match: { item: "a" } }, { $count: "n" }], [{ n: 2 }]],
  ["$count of nothing is nothing", [{ $match: { item: "z" } }, { $count: "n" }], []],
  ["$unwind", [{ $unwind: "$tags" }, { $project: { tags: 1 } }, { $sort: { _id: 1, tags: 1 } }], [{ _id: 1, tags: "x" }, { _id: 1, tags: "y" }, { _id: 2, tags: "x" }]],
  ["$unwind that keeps the empty", [{ $unwind: { path: "$tags", preserveNullAndEmptyArrays: true, includeArrayIndex: "at" } }, { $project: { tags: 1, at: 1 } }, { $sort: { _id: 1, at: 1 } }],
    [{ _id: 1, tags: "x", at: 0 }, { _id: 1, tags: "y", at: 1 }, { _id: 2, tags: "x", at: 0 }, { _id: 3, at: null }, { _id: 4, at: null }]],
  ["$lookup by fields", [{ $match: { _id: { $in: [1, 4] } } }, { $lookup: { from: "items", localField: "item", foreignField: "_id", as: "found" } }, { $project: { found: 1 } }], [{ _id: 1, found: [{ _id: "a", name: "Apple" }] }, { _id: 4, found: [] }]],
  ["$lookup by pipeline", [{ $match: { _id: 2 } }, { $lookup: { from: "items", let: { it: "$item" }, pipeline: [{ $match: { $expr: { $ne: ["$_id", "$$it"] } } }, { $project: { _id: 0, name: 1 } }], as: "others" } }, { $project: { others: 1 } }], [{ _id: 2, others: [{ name: "Apple" }] }]],
  ["$facet", [{ $facet: { n: [{ $count: "n" }], dear: [{ $match: { price: { $gt: 8 } } }, { $sort: { price: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } }], [{ n: [{ n: 4 }], dear: [{ _id: 1 }] }]],
  ["$bucket", [{ $match: { _id: { $lt: 4 } } }, { $bucket: { groupBy: "$price", boundaries: [0, 10, 15], default: "more" } }], [{ _id: 0, count: 1 }, { _id: 10, count: 1 }, { _id: "more", count: 1 }]],
  ["$sortByCount", [{ $sortByCount: "$item" }, { $limit: 1 }], [{ _id: "a", count: 2 }]],
  ["$replaceRoot and $project in the order of the document", [{ $match: { _id: 2 } }, { $replaceRoot: { newRoot: { z: "$n", a: "$item" } } }, { $project: { a: 1, z: 1 } }], [{ z: 1, a: "b" }]],
  ["$addFields keeps the others", [{ $match: { _id: 2 } }, { $addFields: { "deep.sum": { $add: ["$price", 1] }, at: "$$REMOVE", tags: [1, "$n"] } }], [{ _id: 2, item: "b", price: 20, n: 1, tags: [1, 1], deep: { sum: 21 } }]],
  ["$unionWith and $skip", [{ $project: { _id: 1 } }, { $unionWith: { coll: "items", pipeline: [{ $project: { _id: 1 } }] } }, { $skip: 3 }], [{ _id: 4 }, { _id: "a" }, { _id: "b" }]],
];

describe("stages", () => {
  test.each(PIPELINES)("%s", async (_name, stages, result) => {
    const found = await run(stages);
    expect(found).toEqual(result);
    expect(JSON.stringify(found)).toBe(JSON.stringify(result));
  });

  test("$merge and $out write", async () => {
    const db = engine.client.db("pipeline");
    await sales.aggregate([{ $match: { _id: { $lt: 3 } } }, { $project: { item: 1 } }, { $out: "copy" }]).toArray();
    expect(await db.collection("copy").countDocuments()).toBe(2);
    await sales.aggregate([{ $match: { _id: { $gt: 1, $lt: 4 } } }, { $project: { n: 1 } }, { $merge: { into: "copy", whenMatched: "merge" } }]).toArray();
    expect(await db.collection("copy").find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, item: "a" }, { _id: 2, item: "b", n: 1 }, { _id: 3, n: 10 }]);
    expect(await codeOf(sales.aggregate([{ $project: { _id: 1 } }, { $merge: { into: "copy", whenMatched: "fail" } }]).toArray())).toBe(11000);
    expect(await db.collection("copy").countDocuments()).toBe(3);
  });

  const REFUSED: [Document[], number][] = [
    [[{ $foo: 1 }], 40324],
    [[{ $match: {}, $sort: {} }], 40323],
    [[{ $match: 1 }], 15959],
    [[{ $group: {} }], 15955],
    [[{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    [[{ $limit: 0 }], 15958],
    [[{ $limit: "x" }], 2107201],
    [[{ $sort: {} }], 15976],
    [[{ $unwind: "tags" }], 28818],
    [[{ $project: {} }], 51272],
    [[{ $project: { a: { $foo: 1 } } }], 168],
    [[{ $out: "x" }, { $match: {} }], 40601],
    [[{ $changeStream: {} }], 40573],
    [[{ $geoNear: {} }], 27],
    [[{ $graphLookup: {} }], 238],
    [[{ $lookup: { from: "items" } }], 9],
    [[{ $lookup: { from: "items", localField: "item", foreignField: "_id", as: "\0" } }], 16411],
    [[{ $facet: { a: [{ $out: "x" }] } }], 40600],
    [[{ $replaceRoot: { newRoot: "$price" } }], 40228],
    [[{ $bucket: { groupBy: "$n", boundaries: [2, 1] } }], 40194],
  ];
  test.each(REFUSED)("%j is refused", async (stages, code) => {
    expect(await codeOf(run(stages))).toBe(code);
  });
});

const D = new Date("2024-02-29T13:45:06.789Z");
/** Adds the field `then`, which as a literal would make the object look like a promise. */
const named = (fields: Document, result: unknown, name = "then"): Document => ({ ...fields, [name]: result });
const EXPRESSIONS: [expression: unknown, value: unknown][] = [
  [{ $add: [1, 2.5] }, 3.5],
  [{ $add: [D, 1000] }, new Date(D.getTime() + 1000)],
  [{ $subtract: [D, new Date("2024-02-29T13:45:05.789Z")] }, 1000],
  [{ $multiply: [] }, 1],
  [{ $divide: [7, 2] }, 3.5],
  [{ $mod: [-7, 3] }, -1],
  [{ $round: [2.5, 0] }, 2],
  [{ $round: [1.005, 2] }, 1],
  [{ $trunc: [-1.99] }, -1],
  [{ $pow: [2, 10] }, 1024],
  [{ $add: [1, null] }, null],
  [{ $abs: -3 }, 3],
  [{ $floor: -1.5 }, -2],
  [{ $cond: [{ $gt: [2, 1] }, "yes", "no"] }, "yes"],
  [{ $cond: named({ if: 0, else: 2 }, 1) }, 2],
  [{ $ifNull: ["$none", null, "x"] }, "x"],
  [{ $switch: { branches: [named({ case: false }, 1)], default: 9 } }, 9],
  [{ $and: [] }, true],
  [{ $and: [1, "", []] }, true],
  [{ $or: [0, null] }, false],
  [{ $not: ["$none"] }, true],
  [{ $cmp: ["a", 1] }, 1],
  [{ $lt: [null, 0] }, true],
  [{ $concat: ["a", "é"] }, "aé"],
  [{ $concat: ["a", null] }, null],
  [{ $toUpper: "abcé" }, "ABCé"],
  [{ $strLenCP: "né😀" }, 3],
  [{ $strLenBytes: "né" }, 3],
  [{ $substrCP: ["😀bc", 1, 2] }, "bc"],
  [{ $indexOfCP: ["😀bc", "c"] }, 2],
  [{ $split: ["a,b", ","] }, ["a", "b"]],
  [{ $trim: { input: "  x " } }, "x"],
  [{ $replaceAll: { input: "aXbX", find: "X", replacement: { $literal: "$&" } } }, "a$&b$&"],
  [{ $regexMatch: { input: "Hello", regex: "^h", options: "i" } }, true],
  [{ $regexFind: { input: "😀ab", regex: /(a)(z)?/ } }, { match: "a", idx: 1, captures: ["a", null] }],
  [{ $regexFindAll: { input: "a1b2", regex: /\d/ } }, [{ match: "1", idx: 1, captures: [] }, { match: "2", idx: 3, captures: [] }]],
  [{ $size: [[1, 2]] }, 2],
  [{ $arrayElemAt: [[1, 2], -1] }, 2],
  [{ $slice: [[1, 2, 3], 1, 1] }, [2]],
  [{ $in: [2, [1, 2]] }, true],
  [{ $filter: { input: [1, 2, 3], cond: { $gt: ["$$this", 1] }, limit: 1 } }, [2]],
  [{ $map: { input: [1, 2], as: "x", in: { $multiply: ["$$x", 2] } } }, [2, 4]],
  [{ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, 6],
  [{ $concatArrays: [[1], [2]] }, [1, 2]],
  [{ $reverseArray: [[1, 2]] }, [2, 1]],
  [{ $range: [0, 6, 2] }, [0, 2, 4]],
  [{ $sortArray: { input: [3, 1, "a"], sortBy: -1 } }, ["a", 3, 1]],
  [{ $setUnion: [[1, 2], [2, 3]] }, [1, 2, 3]],
  [{ $setIsSubset: [[1], [1, 2]] }, true],
  [{ $mergeObjects: [{ a: 1 }, { b: 2, a: 3 }] }, { a: 3, b: 2 }],
  [{ $objectToArray: { a: 1 } }, [{ k: "a", v: 1 }]],
  [{ $arrayToObject: [[["a", 1]]] }, { a: 1 }],
  [{ $getField: { field: "a.b", input: { $setField: { field: "a.b", input: {}, value: 5 } } } }, 5],
  [{ $type: "$none" }, "missing"],
  [{ $type: Long.fromNumber(1) }, "long"],
  [{ $sum: [1, "x", 2] }, 3],
  [{ $avg: [[1, 2]] }, 1.5],
  [{ $max: ["a", 9, null] }, "a"],
  [{ $first: [[7, 8]] }, 7],
  [{ $toString: new ObjectId("0123456789abcdef01234567") }, "0123456789abcdef01234567"],
  [{ $toInt: "42" }, 42],
  [{ $toDouble: Decimal128.fromString("1.5") }, 1.5],
  [{ $toBool: "" }, true],
  [{ $toDate: "2024-02-29" }, new Date("2024-02-29")],
  [{ $convert: { input: "x", to: "int", onError: -1 } }, -1],
  [{ $year: D }, 2024],
  [{ $hour: { date: D, timezone: "+02:00" } }, 15],
  [{ $dayOfYear: D }, 60],
  [{ $isoWeek: new Date("2021-01-03") }, 53],
  [{ $dateToString: { date: D, format: "%Y-%m-%d %H:%M" } }, "2024-02-29 13:45"],
  [{ $dateToString: { date: D, format: "%d/%m %H", timezone: "Europe/Lisbon" } }, "29/02 13"],
  [{ $dateAdd: { startDate: D, unit: "year", amount: 1 } }, new Date("2025-02-28T13:45:06.789Z")],
  [{ $dateDiff: { startDate: new Date("2023-12-31"), endDate: D, unit: "month" } }, 2],
  [{ $dateTrunc: { date: D, unit: "month" } }, new Date("2024-02-01")],
  [{ $let: { vars: { x: 2 }, in: { $multiply: ["$$x", "$$x"] } } }, 4],
  [{ $literal: "$a" }, "$a"],
];

test.each(EXPRESSIONS)("%j", async (expression, value) => {
  const [found] = await run([{ $limit: 1 }, { $project: { _id: 0, value: expression } }]);
  expect(found!["value"]).toEqual(value);
});

const WRONG: [expression: unknown, code: number][] = [
  [{ $add: ["x", 1] }, 14],
  [{ $divide: [1, 0] }, 2],
  [{ $toInt: "x" }, 241],
  [{ $size: "x" }, 17124],
  [{ $concat: [1] }, 16702],
  [{ $dateToString: { date: D, format: "%q" } }, 18536],
  [{ $function: {} }, 168],
  [{ $switch: { branches: [named({ case: false }, 1)] } }, 40066],
  ["$a..b", 15998],
];

test.each(WRONG)("%j is refused", async (expression, code) => {
  expect(await codeOf(run([{ $limit: 1 }, { $project: { value: expression } }]))).toBe(code);
});

test("decimals are added as decimals", async () => {
  const [found] = await sales.aggregate([{ $limit: 1 }, { $project: { value: { $add: [Decimal128.fromString("0.1"), Decimal128.fromString("0.2"), 1] } } }]).toArray();
  expect(String(found!["value"])).toBe("1.3");
});
