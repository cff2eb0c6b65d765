import { Binary, BSONRegExp, BSONSymbol, MaxKey, MinKey } from "bson";
import type { Collation } from "../bson/collation.ts";
import { compare } from "../bson/compare.ts";
import { compareNumbers } from "../bson/numbers.ts";
import type { Doc, Value } from "../bson/types.ts";
import { isDoc, isNumber, orderClass, toDouble, TYPE_CODES, typeCode, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Node } from "./node.ts";
import { toPattern } from "./regex.ts";

/** The test of one operator. Unless `opens` is false, the elements of an array are tested as well. */
export interface Predicate {
  test(value: Value): boolean;
  opens?: boolean;
  inner?: Node;
}

const isNaNValue = (value: Value): boolean => isNumber(value) && Number.isNaN(toDouble(value));
const isNullish = (value: Value): boolean => value === undefined || value === null;

/** `$gt` and its kin compare within one type only; the order across types serves MinKey and MaxKey alone. */
function ordering(operand: Value, accept: (order: number) => boolean, collation?: Collation): (value: Value) => boolean {
  if (operand instanceof BSONRegExp) throw new MongoError("BadValue", "Can't have RegEx as arg to predicate over field");
  if (operand instanceof MinKey || operand instanceof MaxKey) return (value) => value !== undefined && accept(compare(value, operand));
  if (operand === null) return (value) => isNullish(value) && accept(0);
  if (isNaNValue(operand)) return (value) => isNaNValue(value) && accept(0);
  const kind = orderClass(operand);
  return (value) => orderClass(value) === kind && !isNaNValue(value) && accept(compare(value, operand, collation));
}

function equality(operand: Value, collation?: Collation): (value: Value) => boolean {
  if (operand === null) return isNullish;
  if (typeof operand === "string" && !collation) {
    return (value) => value === operand || (value instanceof BSONSymbol && value.value === operand);
  }
  if (isNumber(operand)) return (value) => isNumber(value) && compareNumbers(value, operand) === 0;
  return (value) => value !== undefined && compare(value, operand, collation) === 0;
}

function regex(operand: Value, options: Value): (value: Value) => boolean {
  const given = operand instanceof BSONRegExp ? operand : undefined;
  if (!given && typeof operand !== "string") throw new MongoError("BadValue", "$regex has to be a string");
  if (options !== undefined && typeof options !== "string") throw new MongoError("BadValue", "$options has to be a string");
  if (given?.options && options) throw new MongoError(51075, "options set in both $regex and $options");
  const pattern = given?.pattern ?? (operand as string);
  const flags = options ?? given?.options ?? "";
  const compiled = toPattern(pattern, flags);
  return (value) => {
    if (typeof value === "string") return compiled.test(value);
    if (value instanceof BSONRegExp) return value.pattern === pattern && value.options === flags;
    return value instanceof BSONSymbol && compiled.test(value.value);
  };
}

function membership(op: string, operand: Value, collation?: Collation): (value: Value) => boolean {
  if (!Array.isArray(operand)) throw new MongoError("BadValue", `${op} needs an array`);
  const tests = operand.map((item) => {
    if (isDoc(item) && [...item.keys()][0]?.startsWith("$") && !item.has("$ref")) throw new MongoError("BadValue", `cannot nest $ under ${op}`);
    return item instanceof BSONRegExp ? regex(item, undefined) : equality(item, collation);
  });
  const strings = new Set(collation ? [] : operand.filter((item) => typeof item === "string"));
  if (strings.size === tests.length) return (value) => typeof value === "string" && strings.has(value);
  return (value) => tests.some((test) => test(value));
}

/** Type numbers named by the operand of `$type`. */
function typeSet(operand: Value): Set<number> {
  const wanted = new Set<number>();
  const items = Array.isArray(operand) ? operand : [operand];
  if (items.length === 0) throw new MongoError("FailedToParse", "$type must match at least one type");
  for (const item of items) {
    if (item === "number") [1, 16, 18, 19].forEach((code) => wanted.add(code));
    else if (typeof item === "string") {
      const code = TYPE_CODES[item];
      if (code === undefined) throw new MongoError("BadValue", `Unknown type name alias: ${item}`);
      wanted.add(code);
    } else if (isNumber(item)) {
      const code = toDouble(item);
      if (!Object.values(TYPE_CODES).includes(code)) throw new MongoError("BadValue", `Invalid numerical type code: ${code}`);
      wanted.add(code);
    } else throw new MongoError("TypeMismatch", "type must be represented as a number or a string");
  }
  return wanted;
}

function wholeNumber(operand: Value, complaint: string): number {
  const size = isNumber(operand) ? toDouble(operand) : NaN;
  if (!Number.isInteger(size)) throw new MongoError("BadValue", complaint);
  return size;
}

function modulo(operand: Value): (value: Value) => boolean {
  if (!Array.isArray(operand)) throw new MongoError("BadValue", "malformed mod, needs to be an array");
  if (operand.length < 2) throw new MongoError("BadValue", "malformed mod, not enough elements");
  if (operand.length > 2) throw new MongoError("BadValue", "malformed mod, too many elements");
  const [divisor, rest] = operand.map((item, index) => {
    const name = index === 0 ? "divisor" : "remainder";
    if (!isNumber(item) || !Number.isFinite(toDouble(item))) throw new MongoError("BadValue", `malformed mod, ${name} not a number`);
    return BigInt(Math.trunc(toDouble(item)));
  }) as [bigint, bigint];
  if (divisor === 0n) throw new MongoError("BadValue", "divisor cannot be 0");
  return (value) => {
    if (!isNumber(value)) return false;
    if (typeof value === "bigint") return value % divisor === rest;
    const double = toDouble(value);
    return Number.isFinite(double) && BigInt(Math.trunc(double)) % divisor === rest;
  };
}

/** The bits a `$bits…` operator looks at: a mask, a list of positions, or bytes. */
function bitPositions(op: string, operand: Value): (bit: (position: bigint) => boolean) => boolean[] {
  let positions: bigint[];
  if (Array.isArray(operand)) {
    positions = operand.map((item) => BigInt(wholeNumber(item, `bit positions must be integers but got: ${String(item)}`)));
    if (positions.some((position) => position < 0n)) throw new MongoError("BadValue", "bit positions must be >= 0");
  } else {
    let mask = 0n;
    if (operand instanceof Binary) mask = BigInt(`0x0${Buffer.from(operand.buffer.subarray(0, operand.position).toReversed()).toString("hex")}`);
    else mask = BigInt(wholeNumber(operand, `${op} takes an Array, a number, or a BinData but received: ${typeName(operand)}`));
    if (mask < 0n) throw new MongoError("FailedToParse", `Expected a non-negative number in: ${op}`);
    positions = [];
    for (let at = 0n; mask >> at; at++) if ((mask >> at) & 1n) positions.push(at);
  }
  return (bit) => positions.map(bit);
}

function bits(op: string, operand: Value): (value: Value) => boolean {
  const read = bitPositions(op, operand);
  const wantSet = op.endsWith("Set");
  const any = op.startsWith("$bitsAny");
  return (value) => {
    let number: bigint;
    if (value instanceof Binary) number = BigInt(`0x0${Buffer.from(value.buffer.subarray(0, value.position).toReversed()).toString("hex")}`);
    else if (isNumber(value) && Number.isInteger(toDouble(value))) number = typeof value === "bigint" ? value : BigInt(toDouble(value));
    else return false;
    const found = read((position) => (((number >> position) & 1n) === 1n) === wantSet);
    return any ? found.some(Boolean) : found.every(Boolean);
  };
}

const GEOGRAPHIC = new Set(["$near", "$nearSphere", "$geoWithin", "$geoIntersects", "$within"]);

/**
 * The test of an operator on one value.
 * @throws MongoError BadValue for an unknown operator or an operand it does not take.
 */
export function predicateFor(op: string, operand: Value, siblings: Doc, collation?: Collation): Predicate {
  switch (op) {
    case "$eq":
      return { test: operand instanceof BSONRegExp ? (value) => value instanceof BSONRegExp && compare(value, operand) === 0 : equality(operand, collation) };
    case "$gt":
      return { test: ordering(operand, (order) => order > 0, collation) };
    case "$gte":
      return { test: ordering(operand, (order) => order >= 0, collation) };
    case "$lt":
      return { test: ordering(operand, (order) => order < 0, collation) };
    case "$lte":
      return { test: ordering(operand, (order) => order <= 0, collation) };
    case "$in":
      return { test: membership(op, operand, collation) };
    case "$regex":
      return { test: regex(operand, siblings.get("$options")) };
    case "$exists":
      return { opens: false, test: (value) => value !== undefined };
    case "$type": {
      const wanted = typeSet(operand);
      return { test: (value) => wanted.has(typeCode(value)) };
    }
    case "$size": {
      const size = wholeNumber(operand, `Failed to parse $size. Expected an integer in: $size: ${String(operand)}`);
      if (size < 0) throw new MongoError("BadValue", `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
      return { opens: false, test: (value) => Array.isArray(value) && value.length === size };
    }
    case "$mod":
      return { test: modulo(operand) };
    case "$bitsAllSet":
    case "$bitsAllClear":
    case "$bitsAnySet":
    case "$bitsAnyClear":
      return { test: bits(op, operand) };
    default:
      if (GEOGRAPHIC.has(op)) throw new MongoError("NoQueryExecutionPlans", `unable to find index for ${op} query`);
      throw new MongoError("BadValue", `unknown operator: ${op}`);
  }
}
