import type { Binary, BSONRegExp, BSONSymbol, Code, MaxKey, MinKey, Timestamp } from "bson";
import { Decimal128, Int32, ObjectId } from "bson";

/** A document: a Map, because an object would move fields with integer names to the front. */
export type Doc = Map<string, Value>;

/**
 * A decoded BSON value; every type survives a round trip.
 * `number` is always a double, `bigint` a 64-bit integer, `Int32` a 32-bit one.
 * `undefined` stands for a missing field and is never stored.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Int32
  | Decimal128
  | Date
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | Code
  | BSONSymbol
  | Raw
  | Doc
  | Value[];

/** The bytes of a whole document, to be spliced into a reply undecoded. */
export class Raw {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export const isDoc = (value: Value): value is Doc => value instanceof Map;

/** Builds a document from pairs in the order of an object literal. */
export function doc(fields: Record<string, Value>): Doc {
  const made: Doc = new Map();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) made.set(name, value);
  return made;
}

/** A whole number in the smallest integer type that holds it; a fraction as a double. */
export function int(value: number): Value {
  if (!Number.isInteger(value)) return value;
  return value === (value | 0) ? new Int32(value) : BigInt(value);
}

/** Aliases accepted by `$type`, with the number that stands for each type on the wire. */
export const TYPE_CODES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const TYPE_NAMES = new Map(Object.entries(TYPE_CODES).map(([name, code]) => [code, name]));

/** Wire type of a value; 0 for a missing one. */
export function typeCode(value: Value): number {
  switch (typeof value) {
    case "number":
      return 1;
    case "string":
      return 2;
    case "boolean":
      return 8;
    case "bigint":
      return 18;
    case "undefined":
      return 0;
  }
  if (value === null) return 10;
  if (value instanceof Map || value instanceof Raw) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  switch (value._bsontype) {
    case "Int32":
      return 16;
    case "ObjectId":
      return 7;
    case "Decimal128":
      return 19;
    case "Binary":
      return 5;
    case "BSONRegExp":
      return 11;
    case "Timestamp":
      return 17;
    case "Code":
      return value.scope ? 15 : 13;
    case "BSONSymbol":
      return 14;
    case "MinKey":
      return -1;
    case "MaxKey":
      return 127;
  }
}

/** The name the server uses for a value's type; "missing" for none. */
export const typeName = (value: Value): string => TYPE_NAMES.get(typeCode(value)) ?? "missing";

/** Place of each type in the order across types; types that compare with each other share one. */
const ORDER: Record<number, number> = {
  [-1]: 1,
  0: 2,
  10: 5,
  1: 10,
  16: 10,
  18: 10,
  19: 10,
  2: 15,
  14: 15,
  3: 20,
  4: 25,
  5: 30,
  7: 35,
  8: 40,
  9: 45,
  17: 47,
  11: 50,
  13: 60,
  15: 65,
  127: 127,
};

/** Class of a value in BSON's order across types. */
export const orderClass = (value: Value): number => ORDER[typeCode(value)]!;

export const isNumber = (value: Value): value is number | bigint | Int32 | Decimal128 => orderClass(value) === 10;

/** Any numeric value as a double; NaN for anything else. */
export function toDouble(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Int32) return value.value;
  if (value instanceof Decimal128) return Number(value.toString());
  return NaN;
}

/** Truth as aggregation and option fields see it: null, missing, false and zero are false. */
export function isTruthy(value: Value): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || toDouble(value) !== 0;
}

/** Copies documents and arrays, so that a change of the copy leaves the original alone. */
export function clone(value: Value): Value {
  if (value instanceof Map) return new Map([...value].map(([name, field]) => [name, clone(field)]));
  if (Array.isArray(value)) return value.map(clone);
  return value;
}

export const newObjectId = (): ObjectId => new ObjectId();
