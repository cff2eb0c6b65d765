import { Decimal128, Int32 } from "bson";
import type { Exact } from "./decimal.ts";
import { addExact, compareExact, divideExact, fromDecimal128, fromDouble, multiplyExact, remainderExact, toDecimal128 } from "./decimal.ts";
import { toDouble } from "./types.ts";

export type Numeric = number | bigint | Int32 | Decimal128;

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/** The exact value of any number. */
export function exactOf(value: Numeric): Exact {
  if (typeof value === "number") return fromDouble(value);
  if (typeof value === "bigint") return { coefficient: value, exponent: 0 };
  if (value instanceof Int32) return { coefficient: BigInt(value.value), exponent: 0 };
  return fromDecimal128(value);
}

/** A number as arithmetic with decimals takes it: doubles count to 15 digits. */
function decimalOperand(value: Numeric): Exact {
  if (typeof value !== "number" || !Number.isFinite(value)) return exactOf(value);
  return fromDecimal128(Decimal128.fromString(value.toPrecision(15)));
}

/** Order of two numbers of any types, exact; NaN is smallest. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (!(a instanceof Decimal128) && !(b instanceof Decimal128)) {
    if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
    const x = a instanceof Int32 ? a.value : a;
    const y = b instanceof Int32 ? b.value : b;
    if (x < y) return -1;
    if (x > y) return 1;
    // eslint-disable-next-line eqeqeq -- a bigint and a double compare by value only with ==
    if (x == y) return 0;
    return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  }
  return compareExact(exactOf(a), exactOf(b));
}

/** Rank of a numeric type: a result has the widest type among its operands. */
function rank(value: Numeric): 0 | 1 | 2 | 3 {
  if (value instanceof Int32) return 0;
  if (typeof value === "bigint") return 1;
  return typeof value === "number" ? 2 : 3;
}

const toBig = (value: Numeric): bigint => (typeof value === "bigint" ? value : BigInt((value as Int32).value));

/** The integer in the narrower type if both operands were 32-bit and it fits; undefined when it overflows. */
export function integer(value: bigint, narrow: boolean): Numeric | undefined {
  if (narrow && value >= -0x80000000n && value <= 0x7fffffffn) return new Int32(Number(value));
  return value >= MIN_LONG && value <= MAX_LONG ? value : undefined;
}

interface Operation {
  integers(a: bigint, b: bigint): bigint;
  doubles(a: number, b: number): number;
  decimals(a: Exact, b: Exact): Exact;
}

/** Applies an operation in the wider type of both; undefined when a 64-bit integer overflows. */
function combine(a: Numeric, b: Numeric, operation: Operation): Numeric | undefined {
  if (a instanceof Int32 && b instanceof Int32) {
    const result = operation.doubles(a.value, b.value);
    // a double is exact for what fits into 32 bits
    if (result === (result | 0)) return new Int32(result | 0);
  }
  const width = Math.max(rank(a), rank(b));
  if (width === 3) return toDecimal128(operation.decimals(decimalOperand(a), decimalOperand(b)));
  if (width === 2) return operation.doubles(toDouble(a), toDouble(b));
  return integer(operation.integers(toBig(a), toBig(b)), width === 0);
}

const ADD: Operation = { integers: (a, b) => a + b, doubles: (a, b) => a + b, decimals: addExact };
const MULTIPLY: Operation = { integers: (a, b) => a * b, doubles: (a, b) => a * b, decimals: multiplyExact };
const REMAINDER: Operation = { integers: (a, b) => a % b, doubles: (a, b) => a % b, decimals: remainderExact };

/** Sum and product that report the overflow of a 64-bit integer as undefined, as updates need it. */
export const addChecked = (a: Numeric, b: Numeric): Numeric | undefined => combine(a, b, ADD);
export const multiplyChecked = (a: Numeric, b: Numeric): Numeric | undefined => combine(a, b, MULTIPLY);

/** Sum and product that widen to a double on overflow, as aggregation does. */
export const add = (a: Numeric, b: Numeric): Numeric => addChecked(a, b) ?? toDouble(a) + toDouble(b);
export const multiply = (a: Numeric, b: Numeric): Numeric => multiplyChecked(a, b) ?? toDouble(a) * toDouble(b);
export const negate = (a: Numeric): Numeric => (typeof a === "number" ? -a : multiply(a, new Int32(-1)));
export const subtract = (a: Numeric, b: Numeric): Numeric => (typeof b === "number" && typeof a === "number" ? a - b : add(a, negate(b)));

/** Remainder with the sign of the dividend; the divisor is not zero. */
export const remainder = (a: Numeric, b: Numeric): Numeric => combine(a, b, REMAINDER)!;

/** Quotient: a double, or a decimal if either operand is one. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (rank(a) === 3 || rank(b) === 3) return toDecimal128(divideExact(decimalOperand(a), decimalOperand(b)));
  return toDouble(a) / toDouble(b);
}
