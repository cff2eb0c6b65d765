import type { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from "bson";
import type { Collation } from "./collation.ts";
import type { Numeric } from "./numbers.ts";
import { compareNumbers } from "./numbers.ts";
import type { Doc, Value } from "./types.ts";
import { orderClass } from "./types.ts";
import { asDoc } from "./decode.ts";

/** UTF-8 byte order; UTF-16 order differs from it only where surrogates meet U+E000 and above. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    let x = a.charCodeAt(at);
    let y = b.charCodeAt(at);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      if (x >= 0xe000) x -= 0x800;
      else x += 0x2000;
      if (y >= 0xe000) y -= 0x800;
      else y += 0x2000;
    }
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

function compareDocs(a: Doc, b: Doc, collation?: Collation): number {
  const left = a.entries();
  const right = b.entries();
  for (;;) {
    const x = left.next();
    const y = right.next();
    if (x.done || y.done) return Number(Boolean(y.done)) - Number(Boolean(x.done));
    const types = orderClass(x.value[1]) - orderClass(y.value[1]);
    if (types !== 0) return types;
    const order = compareText(x.value[0], y.value[0]) || compare(x.value[1], y.value[1], collation);
    if (order !== 0) return order;
  }
}

function compareArrays(a: Value[], b: Value[], collation?: Collation): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compare(a[at], b[at], collation);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: Binary, b: Binary): number {
  if (a.position !== b.position) return a.position - b.position;
  if (a.sub_type !== b.sub_type) return a.sub_type - b.sub_type;
  return Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position));
}

const textOf = (value: Value): string => (typeof value === "string" ? value : (value as BSONSymbol).value);

/**
 * BSON's order across all types: negative, zero or positive.
 * A missing value comes before null; sorting and indexes take it as null first.
 */
export function compare(a: Value, b: Value, collation?: Collation): number {
  const kind = orderClass(a);
  const other = orderClass(b);
  if (kind !== other) return kind - other;
  switch (kind) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return collation ? collation.compare(textOf(a), textOf(b)) : compareText(textOf(a), textOf(b));
    case 20:
      return compareDocs(asDoc(a) as Doc, asDoc(b) as Doc, collation);
    case 25:
      return compareArrays(a as Value[], b as Value[], collation);
    case 30:
      return compareBinary(a as Binary, b as Binary);
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return (a as Date).getTime() - (b as Date).getTime();
    case 47: {
      const [x, y] = [(a as Timestamp).toBigInt(), (b as Timestamp).toBigInt()];
      return x < y ? -1 : x > y ? 1 : 0;
    }
    case 50: {
      const [x, y] = [a as BSONRegExp, b as BSONRegExp];
      return compareText(x.pattern, y.pattern) || compareText(x.options, y.options);
    }
    case 60:
    case 65:
      return compareText((a as Code).code, (b as Code).code);
    default:
      return 0;
  }
}

export const equal = (a: Value, b: Value, collation?: Collation): boolean => compare(a, b, collation) === 0;
