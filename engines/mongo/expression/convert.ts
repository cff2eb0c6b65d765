import { Binary, BSONSymbol, Decimal128, Int32, ObjectId, Timestamp } from "bson";
import { exactOf } from "../bson/numbers.ts";
import { toDecimal128 } from "../bson/decimal.ts";
import type { Value } from "../bson/types.ts";
import { int, isDoc, isNumber, isTruthy, toDouble, TYPE_CODES, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { parseDate } from "./calendar.ts";
import type { Operator } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";

const fail = (value: Value, to: string, why = ""): never => {
  throw new MongoError("ConversionFailure", why || `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);
};

/** A double the way the server writes it. */
function doubleText(value: number): string {
  if (Number.isFinite(value)) return String(value).replace(/e\+?(-?)(\d)$/, "e$10$2").replace(/e(\d\d)/, "e+$1");
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

/** Text of a scalar. @throws MongoError ConversionFailure for a value that has none. */
export function asText(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return doubleText(value);
  if (value instanceof Int32 || value instanceof Decimal128) return value.toString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof BSONSymbol) return value.value;
  return fail(value, "string");
}

function parseNumber(text: string, to: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?(inf|infinity|nan)$/i.test(text)) {
    fail(text, to, `Failed to parse number '${text}' in $convert with no onError value`);
  }
  const word = text.toLowerCase().replace(/^[+-]/, "");
  if (word.startsWith("inf")) return text.startsWith("-") ? -Infinity : Infinity;
  return word === "nan" ? NaN : Number(text);
}

function toIntegral(value: Value, to: "int" | "long"): Value {
  const low = to === "int" ? -0x80000000n : -(2n ** 63n);
  const high = to === "int" ? 0x7fffffffn : 2n ** 63n - 1n;
  let whole: bigint;
  if (typeof value === "boolean") whole = value ? 1n : 0n;
  else if (typeof value === "string") {
    if (!/^[+-]?\d+$/.test(value)) fail(value, to, `Failed to parse number '${value}' in $convert with no onError value`);
    whole = BigInt(value.replace("+", ""));
  } else if (value instanceof Date && to === "long") whole = BigInt(value.getTime());
  else if (typeof value === "bigint") whole = value;
  else if (isNumber(value)) {
    const double = toDouble(value);
    if (!Number.isFinite(double)) return fail(value, to, "Attempt to convert NaN or infinity value to integer in $convert with no onError value");
    const exact = exactOf(value);
    whole = typeof exact === "number" ? 0n : exact.exponent >= 0 ? exact.coefficient * 10n ** BigInt(exact.exponent) : exact.coefficient / 10n ** BigInt(-exact.exponent);
  } else return fail(value, to);
  if (whole < low || whole > high) return fail(value, to, "Conversion would overflow target type in $convert with no onError value");
  return to === "int" ? new Int32(Number(whole)) : whole;
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  if (typeof value === "string") return parseDate(value);
  if (isNumber(value) && !(value instanceof Int32)) {
    const made = new Date(Math.trunc(toDouble(value)));
    return Number.isNaN(made.getTime()) ? fail(value, "date", "Conversion would overflow target type in $convert with no onError value") : made;
  }
  return fail(value, "date");
}

function toDecimal(value: Value): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (typeof value === "boolean") return Decimal128.fromString(value ? "1" : "0");
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === "number" && Number.isFinite(value)) return Decimal128.fromString(value.toPrecision(15));
  if (isNumber(value)) return toDecimal128(exactOf(value));
  if (typeof value !== "string") return fail(value, "decimal");
  parseNumber(value, "decimal");
  return Decimal128.fromString(value);
}

/** Converts a value that is not null to a type named as in `$convert`. */
export function convert(value: Value, to: string): Value {
  switch (to) {
    case "string":
      return asText(value);
    case "bool":
      return isNumber(value) || typeof value === "boolean" ? isTruthy(value) : true;
    case "int":
    case "long":
      return toIntegral(value, to);
    case "double":
      if (typeof value === "string") return parseNumber(value, to);
      if (typeof value === "boolean") return value ? 1 : 0;
      if (value instanceof Date) return value.getTime();
      return isNumber(value) ? toDouble(value) : fail(value, to);
    case "decimal":
      return toDecimal(value);
    case "date":
      return toDate(value);
    case "objectId":
      if (value instanceof ObjectId) return value;
      if (typeof value !== "string") return fail(value, to);
      if (!/^[0-9a-f]{24}$/i.test(value)) fail(value, to, `Failed to parse objectId '${value}' in $convert with no onError value`);
      return new ObjectId(value);
    default:
      throw new MongoError("BadValue", `Unknown type name: ${to}`);
  }
}

const to = (type: string): Operator => operator(1, 1, ([value]) => (isNullish(value) ? null : convert(value, type)));

function typeOperand(value: Value): string {
  if (typeof value === "string") return value;
  const code = toDouble(value);
  const name = Object.keys(TYPE_CODES).find((key) => TYPE_CODES[key] === code);
  if (!name) throw new MongoError("FailedToParse", "$convert's 'to' argument must be a string or number naming a type");
  return name;
}

export const CONVERSIONS: Record<string, Operator> = {
  $toString: to("string"),
  $toBool: to("bool"),
  $toInt: to("int"),
  $toLong: to("long"),
  $toDouble: to("double"),
  $toDecimal: to("decimal"),
  $toDate: to("date"),
  $toObjectId: to("objectId"),
  $convert: (operand, compiler, op) => {
    const { input, to: target, onError, onNull } = compiler.named(op, operand, ["input", "to", "onError", "onNull", "format"], ["input", "to"]);
    return (root, vars) => {
      const value = input!(root, vars);
      if (isNullish(value)) return onNull ? onNull(root, vars) : null;
      const type = target!(root, vars);
      if (isNullish(type)) return null;
      try {
        return convert(value, typeOperand(isDoc(type) ? type.get("type") : type));
      } catch (thrown) {
        if (onError && thrown instanceof MongoError && thrown.codeName === "ConversionFailure") return onError(root, vars);
        throw thrown;
      }
    };
  },
  $binarySize: operator(1, 1, ([value]) => {
    if (isNullish(value)) return null;
    if (typeof value === "string") return int(Buffer.byteLength(value));
    if (value instanceof Binary) return int(value.position);
    throw new MongoError(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
  }),
};
