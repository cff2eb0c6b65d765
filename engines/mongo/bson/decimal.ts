import { Decimal128 } from "bson";

/** A finite decimal: `coefficient × 10^exponent`. NaN and the infinities stay JavaScript numbers. */
export interface Finite {
  coefficient: bigint;
  exponent: number;
}
export type Exact = Finite | number;

const DIGITS = 34;
const LOW = (1n << 49n) - 1n;

/** Takes the bytes of a Decimal128 apart. */
export function fromDecimal128(value: Decimal128): Exact {
  const bytes = Buffer.from(value.bytes.buffer, value.bytes.byteOffset, 16);
  const low = bytes.readBigUInt64LE(0);
  const high = bytes.readBigUInt64LE(8);
  const negative = high >> 63n === 1n;
  const top = Number((high >> 58n) & 31n);
  if (top === 31) return NaN;
  if (top === 30) return negative ? -Infinity : Infinity;
  if (top >> 3 === 3) return { coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - 6176 };
  const coefficient = ((high & LOW) << 64n) | low;
  return { coefficient: negative ? -coefficient : coefficient, exponent: Number((high >> 49n) & 0x3fffn) - 6176 };
}

/** The exact decimal expansion of a double. */
export function fromDouble(value: number): Exact {
  if (!Number.isFinite(value)) return value;
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  let mantissa = value;
  let twos = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    twos++;
  }
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(twos), exponent: -twos };
}

const magnitude = (value: Finite): number => String(value.coefficient < 0n ? -value.coefficient : value.coefficient).length + value.exponent;

/** Both coefficients on the smaller exponent. */
function align(a: Finite, b: Finite): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.coefficient * 10n ** BigInt(a.exponent - exponent), b.coefficient * 10n ** BigInt(b.exponent - exponent), exponent];
}

/** Order of two decimals; NaN is smallest and equal to itself. */
export function compareExact(a: Exact, b: Exact): number {
  if (typeof a === "number" || typeof b === "number") {
    const x = typeof a === "number" ? a : 0;
    const y = typeof b === "number" ? b : 0;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const signs = Number(a.coefficient > 0n) - Number(a.coefficient < 0n) - (Number(b.coefficient > 0n) - Number(b.coefficient < 0n));
  if (signs !== 0) return Math.sign(signs);
  if (a.coefficient === 0n) return 0;
  const sizes = magnitude(a) - magnitude(b);
  if (sizes !== 0) return a.coefficient > 0n ? Math.sign(sizes) : -Math.sign(sizes);
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

const asNumber = (value: Exact): number => (typeof value === "number" ? value : Number(value.coefficient) * 10 ** value.exponent);

export function addExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" || typeof b === "number") return asNumber(a) + asNumber(b);
  const [x, y, exponent] = align(a, b);
  return { coefficient: x + y, exponent };
}

export function multiplyExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" || typeof b === "number") return asNumber(a) * asNumber(b);
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** Quotient to 34 significant digits. */
export function divideExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" || typeof b === "number") return asNumber(a) / asNumber(b);
  if (b.coefficient === 0n) return a.coefficient === 0n ? NaN : a.coefficient > 0n ? Infinity : -Infinity;
  const shift = Math.max(0, DIGITS + 2 + String(b.coefficient).length - String(a.coefficient).length);
  const quotient = (a.coefficient * 10n ** BigInt(shift)) / b.coefficient;
  const made = { coefficient: quotient, exponent: a.exponent - b.exponent - shift };
  while (made.exponent < a.exponent - b.exponent && made.coefficient !== 0n && made.coefficient % 10n === 0n) {
    made.coefficient /= 10n;
    made.exponent++;
  }
  return made;
}

export function remainderExact(a: Exact, b: Exact): Exact {
  if (typeof a === "number" || typeof b === "number") return asNumber(a) % asNumber(b);
  if (b.coefficient === 0n) return NaN;
  const [x, y, exponent] = align(a, b);
  return { coefficient: x % y, exponent };
}

/** Rounds half to even at a number of decimal places, or cuts there. */
export function roundExact(value: Finite, places: number, cut = false): Finite {
  const drop = -places - value.exponent;
  if (drop <= 0) return value;
  const unit = 10n ** BigInt(drop);
  let quotient = value.coefficient / unit;
  const rest = value.coefficient % unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (!cut && (twice > unit || (twice === unit && quotient % 2n !== 0n))) quotient += value.coefficient < 0n ? -1n : 1n;
  return { coefficient: quotient, exponent: -places };
}

/** Rounds to what a Decimal128 holds: 34 digits, half to even. */
export function toDecimal128(value: Exact): Decimal128 {
  if (typeof value === "number") return Decimal128.fromString(Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
  const size = String(value.coefficient).replace("-", "").length;
  const fit = size > DIGITS ? roundExact(value, -(value.exponent + size - DIGITS)) : value;
  const adjusted = fit.exponent + String(fit.coefficient).length;
  if (adjusted > 6150) return Decimal128.fromString(fit.coefficient < 0n ? "-Infinity" : "Infinity");
  if (adjusted < -6176) return Decimal128.fromString("0");
  return Decimal128.fromString(`${fit.coefficient}E${fit.exponent}`);
}
