import { Decimal128, Int32 } from "bson";
import { fromDecimal128, roundExact, toDecimal128 } from "../bson/decimal.ts";
import type { Numeric } from "../bson/numbers.ts";
import { add, compareNumbers, divide, integer, multiply, negate, remainder, subtract } from "../bson/numbers.ts";
import type { Value } from "../bson/types.ts";
import { int, isNumber, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Operator } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";

const ZERO = new Int32(0);

function numeric(value: Value, op: string): Numeric {
  if (!isNumber(value)) throw new MongoError("TypeMismatch", `${op} only supports numeric types, not ${typeName(value)}`);
  return value;
}

/** A date moved by milliseconds. */
const moved = (date: Date, by: Value): Date => new Date(date.getTime() + Math.round(toDouble(by)));

function sum(values: Value[], op: string): Value {
  let total: Numeric = ZERO;
  let date: Date | undefined;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new MongoError(16612, "only one date allowed in an $add expression");
      date = value;
    } else if (isNumber(value)) total = add(total, value);
    else throw new MongoError("TypeMismatch", `${op} only supports numeric or date types, not ${typeName(value)}`);
  }
  return date ? moved(date, total) : total;
}

function difference([a, b]: Value[]): Value {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return moved(a, negate(b));
  if (!isNumber(a) || !isNumber(b)) throw new MongoError("TypeMismatch", `can't $subtract ${typeName(b)} from ${typeName(a)}`);
  return subtract(a, b);
}

const binary = (run: (a: Numeric, b: Numeric, op: string) => Value): Operator =>
  operator(2, 2, ([a, b], op) => {
    if (isNullish(a) || isNullish(b)) return null;
    return run(numeric(a, op), numeric(b, op), op);
  });

const isZero = (value: Numeric): boolean => compareNumbers(value, ZERO) === 0;

/** A function of one double; decimals are computed as doubles. */
const real = (run: (value: number, op: string) => number): Operator =>
  operator(1, 1, ([value], op) => {
    if (isNullish(value)) return null;
    const result = run(toDouble(numeric(value, op)), op);
    return value instanceof Decimal128 ? Decimal128.fromString(String(result)) : result;
  });

const rounding = (run: (value: number) => number): Operator =>
  operator(1, 1, ([value], op) => {
    if (isNullish(value)) return null;
    const given = numeric(value, op);
    if (typeof given === "number") return run(given);
    if (!(given instanceof Decimal128)) return given;
    const exact = fromDecimal128(given);
    if (typeof exact === "number" || exact.exponent >= 0) return given;
    const cut = roundExact(exact, 0, true);
    const fraction = toDouble(given) - toDouble(toDecimal128(cut));
    return toDecimal128({ coefficient: cut.coefficient + BigInt(run(fraction)), exponent: 0 });
  });

/** `$round` (half to even) and `$trunc`, to a number of decimal places. */
const toPlaces = (cut: boolean): Operator =>
  operator(1, 2, ([value, digits = ZERO], op) => {
    if (isNullish(value) || isNullish(digits)) return null;
    const given = numeric(value, op);
    const places = toDouble(numeric(digits, op));
    if (!Number.isInteger(places) || places < -20 || places > 100) throw new MongoError(51083, `cannot apply ${op} with precision value ${places} value must be in [-20, 100]`);
    if (!Number.isFinite(toDouble(given))) return given;
    const exact = given instanceof Decimal128 ? fromDecimal128(given) : fromDecimal128(Decimal128.fromString(given instanceof Int32 ? String(given.value) : String(given)));
    if (typeof exact === "number") return given;
    const rounded = roundExact(exact, places, cut);
    if (given instanceof Decimal128) return toDecimal128(rounded);
    if (typeof given === "number") return toDouble(toDecimal128(rounded));
    const whole = rounded.coefficient * 10n ** BigInt(Math.max(0, rounded.exponent));
    const result = integer(whole, given instanceof Int32);
    if (result === undefined) throw new MongoError(51080, `invalid conversion from Decimal128 result in ${op} to long`);
    return result;
  });

function power(base: Numeric, exponent: Numeric): Value {
  if (isZero(base) && toDouble(exponent) < 0) throw new MongoError(28764, "$pow cannot take a base of 0 and a negative exponent");
  const result = toDouble(base) ** toDouble(exponent);
  if (base instanceof Decimal128 || exponent instanceof Decimal128) return Decimal128.fromString(String(result));
  if (typeof base === "number" || typeof exponent === "number" || !Number.isSafeInteger(result)) return result;
  return base instanceof Int32 && exponent instanceof Int32 ? int(result) : BigInt(result);
}

function logarithm(value: number, op: string): number {
  if (value <= 0) throw new MongoError(28766, `${op}'s argument must be a positive number, but is ${value}`);
  return op === "$ln" ? Math.log(value) : Math.log10(value);
}

export const ARITHMETIC: Record<string, Operator> = {
  $add: operator(0, Infinity, sum),
  $subtract: operator(2, 2, difference),
  $multiply: operator(0, Infinity, (values, op) => {
    let product: Numeric = new Int32(1);
    for (const value of values) {
      if (isNullish(value)) return null;
      product = multiply(product, numeric(value, op));
    }
    return product;
  }),
  $divide: binary((a, b) => {
    if (isZero(b)) throw new MongoError("BadValue", "can't $divide by zero");
    return divide(a, b);
  }),
  $mod: binary((a, b) => {
    if (isZero(b)) throw new MongoError(16610, "can't $mod by zero");
    return remainder(a, b);
  }),
  $pow: binary(power),
  $log: binary((a, b) => Math.log(toDouble(a)) / Math.log(toDouble(b))),
  $abs: operator(1, 1, ([value], op) => {
    if (isNullish(value)) return null;
    return compareNumbers(numeric(value, op), ZERO) < 0 ? negate(numeric(value, op)) : value;
  }),
  $ceil: rounding(Math.ceil),
  $floor: rounding(Math.floor),
  $round: toPlaces(false),
  $trunc: toPlaces(true),
  $sqrt: real((value) => {
    if (value < 0) throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(value);
  }),
  $exp: real(Math.exp),
  $ln: real(logarithm),
  $log10: real(logarithm),
  $sin: real(Math.sin),
  $cos: real(Math.cos),
  $tan: real(Math.tan),
  $asin: real(Math.asin),
  $acos: real(Math.acos),
  $atan: real(Math.atan),
  $atan2: binary((a, b) => Math.atan2(toDouble(a), toDouble(b))),
  $degreesToRadians: real((value) => (value * Math.PI) / 180),
  $radiansToDegrees: real((value) => (value * 180) / Math.PI),
};
