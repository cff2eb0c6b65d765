import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { MongoError } from "../errors.ts";
import type { Doc, Value } from "./types.ts";
import { Raw } from "./types.ts";

/** Deeper documents are refused, as the server refuses them. */
const MAX_DEPTH = 180;
const MAX_TIME = 8.64e15;

const bad = (what: string): MongoError => new MongoError("InvalidBSON", `invalid BSON: ${what}`);

function regexOf(pattern: string, options: string): BSONRegExp {
  try {
    return new BSONRegExp(pattern, options);
  } catch {
    // An option that no server knows, or a pattern with a zero byte in it.
    throw new MongoError(51108, `invalid flag in regex options: ${options}`);
  }
}

function text(bytes: Buffer, start: number, end: number): string {
  if (end - start > 20) return bytes.toString("utf8", start, end);
  let plain = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > 127) return bytes.toString("utf8", start, end);
    plain += String.fromCharCode(byte);
  }
  return plain;
}

/** One pass over the bytes; every length is checked against the end of its document. */
class Reader {
  private readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Reads the length in front of a document and returns where the document ends. */
  private open(limit: number): number {
    const length = this.bytes.readInt32LE(this.at);
    const end = this.at + length;
    if (length < 5 || end > limit || this.bytes[end - 1] !== 0) throw bad("document length");
    this.at += 4;
    return end - 1;
  }

  private name(limit: number): string {
    const start = this.at;
    let end = start;
    while (end < limit && this.bytes[end] !== 0) end++;
    if (end >= limit) throw bad("unterminated name");
    this.at = end + 1;
    return text(this.bytes, start, end);
  }

  document(limit: number, depth: number, wanted?: ReadonlySet<string>): Doc {
    if (depth > MAX_DEPTH) throw new MongoError("Overflow", "documents nest more than 180 levels deep");
    const end = this.open(limit);
    const fields: Doc = new Map();
    while (this.at < end) {
      const type = this.bytes[this.at++]!;
      const name = this.name(end);
      if (wanted && !wanted.has(name)) this.skip(type, end);
      else fields.set(name, this.value(type, end, depth));
    }
    if (this.at !== end) throw bad("document end");
    this.at = end + 1;
    return fields;
  }

  private array(limit: number, depth: number): Value[] {
    if (depth > MAX_DEPTH) throw new MongoError("Overflow", "documents nest more than 180 levels deep");
    const end = this.open(limit);
    const items: Value[] = [];
    while (this.at < end) {
      const type = this.bytes[this.at++]!;
      while (this.at < end && this.bytes[this.at] !== 0) this.at++;
      this.at++;
      items.push(this.value(type, end, depth));
    }
    if (this.at !== end) throw bad("array end");
    this.at = end + 1;
    return items;
  }

  /** Moves over `size` bytes and returns where they began. */
  private take(size: number, limit: number): number {
    const start = this.at;
    if (size < 0 || start + size > limit) throw bad("value length");
    this.at = start + size;
    return start;
  }

  private string(limit: number): string {
    const size = this.bytes.readInt32LE(this.take(4, limit));
    const start = this.take(size, limit);
    if (size < 1 || this.bytes[this.at - 1] !== 0) throw bad("string length");
    return text(this.bytes, start, this.at - 1);
  }

  private binary(limit: number): Binary {
    const size = this.bytes.readInt32LE(this.take(4, limit));
    const subtype = this.bytes[this.take(1, limit)]!;
    const start = this.take(size, limit);
    return new Binary(this.bytes.subarray(start, start + size), subtype);
  }

  private date(limit: number): Date {
    const time = Number(this.bytes.readBigInt64LE(this.take(8, limit)));
    if (Math.abs(time) > MAX_TIME) throw new MongoError("BadValue", "dates more than 8.64e15 ms from 1970 are not supported");
    return new Date(time);
  }

  private value(type: number, limit: number, depth: number): Value {
    const { bytes } = this;
    switch (type) {
      case 0x01:
        return bytes.readDoubleLE(this.take(8, limit));
      case 0x02:
        return this.string(limit);
      case 0x03:
        return this.document(limit, depth + 1);
      case 0x04:
        return this.array(limit, depth + 1);
      case 0x05:
        return this.binary(limit);
      case 0x06:
      case 0x0a:
        return null;
      case 0x07: {
        const start = this.take(12, limit);
        return new ObjectId(bytes.subarray(start, start + 12));
      }
      case 0x08:
        return bytes[this.take(1, limit)] === 1;
      case 0x09:
        return this.date(limit);
      case 0x0b:
        return regexOf(this.name(limit), this.name(limit));
      case 0x0d:
        return new Code(this.string(limit));
      case 0x0e:
        return new BSONSymbol(this.string(limit));
      case 0x10:
        return new Int32(bytes.readInt32LE(this.take(4, limit)));
      case 0x11:
        return new Timestamp(bytes.readBigUInt64LE(this.take(8, limit)));
      case 0x12:
        return bytes.readBigInt64LE(this.take(8, limit));
      case 0x13: {
        const start = this.take(16, limit);
        return new Decimal128(Buffer.from(bytes.subarray(start, start + 16)));
      }
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw bad(`type ${type} is not supported`);
    }
  }

  private skip(type: number, limit: number): void {
    const { bytes } = this;
    switch (type) {
      case 0x03:
      case 0x04:
        this.at = this.open(limit) + 1;
        return;
      case 0x02:
      case 0x0d:
      case 0x0e:
        this.take(bytes.readInt32LE(this.take(4, limit)), limit);
        return;
      case 0x05:
        this.take(bytes.readInt32LE(this.take(4, limit)) + 1, limit);
        return;
      case 0x01:
      case 0x09:
      case 0x11:
      case 0x12:
        this.take(8, limit);
        return;
      case 0x10:
        this.take(4, limit);
        return;
      default:
        this.value(type, limit, 0);
    }
  }
}

/**
 * Decodes a document without loss; with `wanted`, only those of its own fields.
 * @throws MongoError InvalidBSON when a length or a type is wrong, Overflow when it nests too deeply.
 */
export function decode(bytes: Buffer, wanted?: ReadonlySet<string>): Doc {
  try {
    const reader = new Reader(bytes, 0);
    const fields = reader.document(bytes.length, 0, wanted);
    if (reader.at !== bytes.length) throw bad("bytes after the document");
    return fields;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw bad("truncated");
    throw thrown;
  }
}

/** The document inside a value that may still be bytes. */
export const asDoc = (value: Value): Value => (value instanceof Raw ? decode(value.bytes) : value);
