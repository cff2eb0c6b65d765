import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "../../helpers/dice.ts";
import type { Running } from "./engine.ts";
import { startEngine } from "./engine.ts";

const { Binary, Code, Decimal128, Long, MinKey, ObjectId, Timestamp } = mongoose.mongo;
type Document = mongoose.mongo.Document;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const { roll, pick } = dice(20260214);
const words = (text: string): string[] => text.trim().split(/\s+/);

const EXPRESSIONS = words(`$add $subtract $multiply $divide $mod $pow $log $abs $ceil $round $trunc $sqrt $eq $gt $cmp $and $not $cond $ifNull $switch $let
  $concat $toUpper $strLenCP $substrCP $substrBytes $indexOfCP $split $trim $replaceAll $regexMatch $regexFindAll $size $arrayElemAt $slice $in $concatArrays
  $reverseArray $indexOfArray $range $zip $map $filter $reduce $sortArray $arrayToObject $objectToArray $setUnion $setDifference $setEquals $mergeObjects
  $getField $setField $type $bsonSize $year $isoWeek $hour $dateToString $dateFromString $dateFromParts $dateAdd $dateDiff $dateTrunc $toString $toInt $toLong
  $toDecimal $toDate $toObjectId $convert $sum $avg $max $stdDevPop $first $lastN`);
const CONDITIONS = words("$eq $gt $lte $in $nin $ne $regex $exists $type $size $mod $bitsAllSet $not $elemMatch $all");
const UPDATES = words("$set $unset $inc $mul $min $max $currentDate $bit $push $addToSet $pull $pullAll $pop $rename $setOnInsert");
const STAGES = words("$match $sort $limit $skip $group $sortByCount $count $bucket $bucketAuto $unwind $sample $lookup $unionWith $facet $project $addFields $unset $replaceRoot");
const FIELDS = words("a b a.b a.0 a.$ a.$[] c.d.e _id");
const NAMES = words(`input as in cond date format timezone unit amount startDate endDate regex find replacement field value n sortBy initialValue vars branches
  default to onError groupBy boundaries buckets from localField foreignField let pipeline path newRoot size coll $each $slice $sort $position _id a b`);
const SCALARS: unknown[] = [
  0, 1, -1, 2.5, NaN, Infinity, 1e20, "", "a", "$a", "$$ROOT", "$a.b", "x.y", "%Y", "day", "UTC", "(?=", "2024-01-01", null, true, false, new Date(0), /a/i,
  new ObjectId(), Long.MAX_VALUE, Decimal128.fromString("1.5"), Decimal128.fromString("NaN"), new Binary(Buffer.from([1])), new MinKey(), new Timestamp({ t: 1, i: 1 }), new Code("x"),
];

function value(depth: number): unknown {
  const kind = roll(10);
  if (kind < 5 || depth > 4) return pick(SCALARS);
  if (kind < 7) return Array.from({ length: roll(4) }, () => value(depth + 1));
  if (kind < 8) return { [pick(EXPRESSIONS)]: value(depth + 1) };
  return Object.fromEntries(Array.from({ length: 1 + roll(3) }, () => [pick(NAMES), value(depth + 1)]));
}

function command(): Document {
  switch (roll(6)) {
    case 0:
      return { find: "random", filter: { [pick(FIELDS)]: { [pick(CONDITIONS)]: value(1) } }, sort: { a: 1 } };
    case 1:
      return { find: "random", projection: { [pick(FIELDS)]: value(2) } };
    case 2:
      return { update: "random", updates: [{ q: { a: value(2) }, u: { [pick(UPDATES)]: { [pick(FIELDS)]: value(1) } }, upsert: roll(2) === 1 }] };
    case 3:
      return { aggregate: "random", pipeline: [{ $project: { v: { [pick(EXPRESSIONS)]: value(0) } } }], cursor: {} };
    case 4:
      return { aggregate: "random", pipeline: [{ [pick(STAGES)]: value(0) }, { $group: { _id: value(2), n: { [pick(["$sum", "$push", "$topN", "$avg"])]: value(1) } } }], cursor: {} };
    default:
      return { findAndModify: "random", query: { a: value(2) }, update: { a: value(2), b: value(2) }, upsert: true };
  }
}

test("whatever is asked, the answer is a result or an error with a code of its own", async () => {
  const db = engine.client.db("random");
  await db.collection("random").createIndexes([{ key: { a: 1 } }, { key: { "a.b": 1, b: -1 } }]);
  const unexpected: string[] = [];
  for (let round = 0; round < 2000; round++) {
    const asked = command();
    try {
      const reply = await db.command(asked);
      for (const error of (reply["writeErrors"] as Document[] | undefined) ?? []) if (error["code"] === 1) unexpected.push(`${error["errmsg"]} ${JSON.stringify(asked)}`);
    } catch (thrown) {
      const { code, message } = thrown as { code?: number; message: string };
      if (code === undefined || code === 1) unexpected.push(`${message} ${JSON.stringify(asked)}`);
    }
    if (round % 200 === 0) await db.collection("random").deleteMany({});
  }
  expect(unexpected).toEqual([]);
}, 60_000);
