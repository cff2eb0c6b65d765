import { Binary, BSONRegExp, BSONSymbol, Decimal128, Int32, ObjectId, Timestamp } from "bson";
import type { Value } from "./types.ts";
import { typeName } from "./types.ts";

/** A value as the server writes it into its messages. */
export function display(value: Value): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (value instanceof Int32 || typeof value === "boolean" || typeof value === "bigint") return value.toString();
  if (value instanceof Decimal128) return `NumberDecimal('${value.toString()}')`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Binary) return `BinData(${value.sub_type}, ${Buffer.from(value.buffer.subarray(0, value.position)).toString("hex").toUpperCase()})`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return `Timestamp(${value.getHighBitsUnsigned()}, ${value.getLowBitsUnsigned()})`;
  if (value instanceof BSONSymbol) return JSON.stringify(value.value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[ ${value.map(display).join(", ")} ]`;
  if (value instanceof Map) return value.size === 0 ? "{}" : `{ ${[...value].map(([name, field]) => `${name}: ${display(field)}`).join(", ")} }`;
  return typeName(value);
}
