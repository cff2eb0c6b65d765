import type { Value, Doc } from "./types.ts";
import { MongoError } from "../errors.ts";
import { Raw, typeCode } from "./types.ts";
import type { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Int32, ObjectId, Timestamp } from "bson";

/** A growing buffer that documents are written into. */
class Writer {
  private bytes: Buffer = Buffer.allocUnsafe(1024);
  private at = 0;

  private room(size: number): number {
    const start = this.at;
    if (start + size > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, start + size + 1024));
      this.bytes.copy(grown, 0, 0, start);
      this.bytes = grown;
    }
    this.at = start + size;
    return start;
  }

  done(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  private byte(value: number): void {
    const at = this.room(1);
    this.bytes[at] = value;
  }

  private int32(value: number): void {
    const at = this.room(4);
    this.bytes.writeInt32LE(value, at);
  }

  private copy(source: Uint8Array): void {
    const at = this.room(source.length);
    this.bytes.set(source, at);
  }

  private cstring(value: string): void {
    const size = Buffer.byteLength(value);
    const at = this.room(size + 1);
    this.bytes.write(value, at, "utf8");
    this.bytes[at + size] = 0;
  }

  private string(value: string): void {
    this.int32(Buffer.byteLength(value) + 1);
    this.cstring(value);
  }

  document(value: Doc): void {
    const start = this.room(4);
    for (const [name, field] of value) if (field !== undefined) this.element(name, field);
    this.byte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private array(items: Value[]): void {
    const start = this.room(4);
    for (let index = 0; index < items.length; index++) this.element(String(index), items[index] ?? null);
    this.byte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  private element(name: string, value: Value): void {
    // It would end the name, and what follows would be read as its value.
    if (name.includes("\0")) throw new MongoError(16411, "FieldPath field names may not contain '\\0'.");
    const type = typeCode(value);
    this.byte(type & 0xff);
    this.cstring(name);
    switch (type) {
      case 1: {
        const at = this.room(8);
        this.bytes.writeDoubleLE(value as number, at);
        return;
      }
      case 2:
        return this.string(value as string);
      case 3:
        return value instanceof Raw ? this.copy(value.bytes) : this.document(value as Doc);
      case 4:
        return this.array(value as Value[]);
      case 5: {
        const { buffer, position, sub_type: subtype } = value as Binary;
        this.int32(position);
        this.byte(subtype);
        return this.copy(buffer.subarray(0, position));
      }
      case 7:
        return this.copy((value as ObjectId).id);
      case 8:
        return this.byte(value === true ? 1 : 0);
      case 9:
        if (Number.isNaN((value as Date).getTime())) throw new MongoError("Overflow", "a date is out of range");
        return this.int64(BigInt((value as Date).getTime()));
      case 11:
        this.cstring((value as BSONRegExp).pattern);
        return this.cstring((value as BSONRegExp).options);
      case 13:
        return this.string((value as Code).code);
      case 14:
        return this.string((value as BSONSymbol).value);
      case 16:
        return this.int32((value as Int32).value);
      case 17:
        return this.int64(BigInt.asIntN(64, (value as Timestamp).toBigInt()));
      case 18:
        return this.int64(value as bigint);
      case 19:
        return this.copy((value as Decimal128).bytes);
    }
  }

  private int64(value: bigint): void {
    if (value !== BigInt.asIntN(64, value)) throw new MongoError("Overflow", "a number does not fit into 64 bits");
    const at = this.room(8);
    this.bytes.writeBigInt64LE(value, at);
  }
}

/** The BSON bytes of a document. */
export function encode(value: Doc): Buffer {
  const writer = new Writer();
  writer.document(value);
  return writer.done();
}
