import type { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from "bson";
import { Decimal128, Int32 } from "bson";
import { asDoc } from "./decode.ts";
import type { Finite } from "./decimal.ts";
import { compareExact, fromDouble } from "./decimal.ts";
import type { Numeric } from "./numbers.ts";
import { exactOf } from "./numbers.ts";
import type { Doc, Value } from "./types.ts";
import { orderClass } from "./types.ts";

/** First byte of an empty array's key, which sorts before null. */
const EMPTY_ARRAY = 4;
const scratch = Buffer.alloc(8);

/** The next smaller double. */
function below(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  scratch.writeDoubleBE(value);
  const bits = scratch.readBigInt64BE();
  scratch.writeBigInt64BE(value > 0 ? bits - 1n : bits + 1n);
  return scratch.readDoubleBE();
}

/** Bytes whose memcmp order is BSON's order of the values they stand for; no key is a prefix of another. */
class KeyWriter {
  private bytes: Buffer = Buffer.allocUnsafe(128);
  private at = 0;

  done(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  private room(size: number): number {
    const start = this.at;
    if (start + size > this.bytes.length) this.bytes = Buffer.concat([this.bytes.subarray(0, start)], (start + size) * 2);
    this.at = start + size;
    return start;
  }

  byte(value: number): void {
    const at = this.room(1);
    this.bytes[at] = value;
  }

  private raw(source: Uint8Array): void {
    const at = this.room(source.length);
    this.bytes.set(source, at);
  }

  /** Zero bytes are escaped as 00 FF, and 00 01 ends the text. */
  private text(value: string): void {
    if (value.includes("\0")) {
      for (const byte of Buffer.from(value)) {
        this.byte(byte);
        if (byte === 0) this.byte(255);
      }
    } else {
      const size = Buffer.byteLength(value);
      const at = this.room(size);
      this.bytes.write(value, at, "utf8");
    }
    this.byte(0);
    this.byte(1);
  }

  private double(value: number): void {
    const at = this.room(8);
    if (Number.isNaN(value)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    if (this.bytes[at]! < 128) this.bytes[at]! |= 128;
    else for (let i = at; i < at + 8; i++) this.bytes[i] = ~this.bytes[i]! & 255;
  }

  /** The largest double not above the number, then what tells it from others on the same double. */
  private number(value: Numeric): void {
    if (typeof value === "number" || value instanceof Int32) {
      this.double(typeof value === "number" ? value : value.value);
      this.byte(0);
      return;
    }
    const exact = exactOf(value);
    let floor = typeof exact === "number" ? exact : Number(value instanceof Decimal128 ? value.toString() : value);
    let order = compareExact(fromDouble(floor), exact);
    if (order > 0) {
      floor = below(floor);
      order = -1;
    }
    this.double(floor);
    if (order === 0) this.byte(0);
    else this.digits(exact as Finite);
  }

  private digits(value: Finite): void {
    const negative = value.coefficient < 0n;
    const all = String(negative ? -value.coefficient : value.coefficient);
    const flip = negative ? 255 : 0;
    this.byte(1);
    const start = this.room(2);
    this.bytes.writeUInt16BE(all.length + value.exponent + 20000, start);
    this.raw(Buffer.from(all.replace(/0+$/, ""), "latin1"));
    this.byte(0);
    for (let at = start; at < this.at; at++) this.bytes[at]! ^= flip;
  }

  private int64(value: bigint): void {
    const at = this.room(8);
    this.bytes.writeBigUInt64BE(value, at);
  }

  value(value: Value): void {
    const kind = orderClass(value);
    this.byte(kind === 2 ? 5 : kind);
    switch (kind) {
      case 10:
        return this.number(value as Numeric);
      case 15:
        return this.text(typeof value === "string" ? value : (value as BSONSymbol).value);
      case 20:
        for (const [name, field] of asDoc(value) as Doc) {
          this.byte(orderClass(field));
          this.text(name);
          this.value(field);
        }
        return this.byte(0);
      case 25:
        for (const item of value as Value[]) this.value(item);
        return this.byte(0);
      case 30: {
        const { buffer, position, sub_type: subtype } = value as Binary;
        const at = this.room(5);
        this.bytes.writeUInt32BE(position, at);
        this.bytes[at + 4] = subtype;
        return this.raw(buffer.subarray(0, position));
      }
      case 35:
        return this.raw((value as ObjectId).id);
      case 40:
        return this.byte(value === true ? 1 : 0);
      case 45:
        return this.int64(BigInt((value as Date).getTime()) + (1n << 63n));
      case 47:
        return this.int64((value as Timestamp).toBigInt());
      case 50:
        this.text((value as BSONRegExp).pattern);
        return this.text((value as BSONRegExp).options);
      case 60:
      case 65:
        return this.text((value as Code).code);
    }
  }

  /** Inverts what was written since `start`, so that it sorts the other way round. */
  invert(start: number): void {
    for (let at = start; at < this.at; at++) this.bytes[at] = ~this.bytes[at]! & 255;
  }

  get size(): number {
    return this.at;
  }
}

/** Stands for an empty array among the values of a key. */
export const EMPTY: unique symbol = Symbol("empty array");
export type KeyPart = Value | typeof EMPTY;

/** The key of values side by side, each ascending or (where `descending` is true) descending. */
export function keyOf(values: readonly KeyPart[], descending?: readonly boolean[]): Buffer {
  const writer = new KeyWriter();
  for (let at = 0; at < values.length; at++) {
    const start = writer.size;
    const part = values[at];
    if (part === EMPTY) writer.byte(EMPTY_ARRAY);
    else writer.value(part);
    if (descending?.[at]) writer.invert(start);
  }
  return writer.done();
}
