import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import type { Doc } from "../bson/types.ts";
import { Raw } from "../bson/types.ts";
import { MongoError } from "../errors.ts";

export const MAX_MESSAGE = 48_000_000;
/** A document on the wire may exceed what is stored by the fields of its command. */
const MAX_BODY = 16 * 1024 * 1024 + 16 * 1024;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
/** Flag bits that a receiver must understand. */
const REQUIRED_BITS = 0xffff;

/** One command as it came over the wire. */
export interface Request {
  id: number;
  isLegacy: boolean;
  wantsReply: boolean;
  command: Doc;
}

/** A message that is no message: the connection is closed without an answer, as the server does. */
export class FrameError extends Error {}

function readSections(message: Buffer, end: number): Doc {
  let body: Doc | undefined;
  const sequences: [string, Raw[]][] = [];
  let at = HEADER + 4;
  while (at < end) {
    const kind = message[at++]!;
    if (at + 4 > end) throw new FrameError("section is cut short");
    const size = message.readInt32LE(at);
    if (size < 5 || at + size > end) throw new FrameError("section length");
    const section = message.subarray(at, at + size);
    at += size;
    if (kind === 0) {
      if (body) throw new FrameError("more than one body");
      checkSize(size);
      body = decode(section);
    } else if (kind === 1) sequences.push(readSequence(section));
    else throw new FrameError(`section kind ${kind}`);
  }
  if (!body) throw new FrameError("no body");
  for (const [name, documents] of sequences) body.set(name, documents);
  return body;
}

function checkSize(size: number): void {
  if (size > MAX_BODY) throw new MongoError("BSONObjectTooLarge", `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_BODY}`);
}

function readSequence(section: Buffer): [string, Raw[]] {
  const zero = section.indexOf(0, 4);
  if (zero < 0) throw new FrameError("sequence name");
  const documents: Raw[] = [];
  for (let at = zero + 1; at < section.length; ) {
    if (at + 4 > section.length) throw new FrameError("document is cut short");
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new FrameError("document length");
    checkSize(size);
    documents.push(new Raw(section.subarray(at, at + size)));
    at += size;
  }
  return [section.toString("utf8", 4, zero), documents];
}

/** The one legacy message that is still in use: the first `isMaster` of a connection. */
function readQuery(message: Buffer): Doc {
  const zero = message.indexOf(0, HEADER + 4);
  if (zero < 0 || zero + 9 + 5 > message.length) throw new FrameError("query is cut short");
  const namespace = message.toString("utf8", HEADER + 4, zero);
  if (!namespace.endsWith(".$cmd")) throw new FrameError("only commands are accepted as legacy queries");
  const start = zero + 9;
  const size = message.readInt32LE(start);
  if (size < 5 || start + size > message.length) throw new FrameError("query length");
  const outer = decode(message.subarray(start, start + size));
  const inner = outer.get("$query");
  const command = inner instanceof Map ? inner : outer;
  return command.set("$db", namespace.slice(0, -".$cmd".length));
}

/**
 * Reads one whole message.
 * @throws FrameError when it is not one; MongoError InvalidBSON when its documents are wrong.
 */
export function readMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) return { id, isLegacy: true, wantsReply: true, command: readQuery(message) };
  if (opcode !== OP_MSG) throw new FrameError(`opcode ${opcode}`);
  if (message.length < HEADER + 9) throw new FrameError("message is cut short");
  const flags = message.readUInt32LE(HEADER);
  if (flags & REQUIRED_BITS & ~(CHECKSUM | MORE_TO_COME)) throw new FrameError("unknown flag bits");
  const end = message.length - (flags & CHECKSUM ? 4 : 0);
  return { id, isLegacy: false, wantsReply: !(flags & MORE_TO_COME), command: readSections(message, end) };
}

let lastId = 0;

/** The bytes of a reply to a request. */
export function writeReply(request: Pick<Request, "id" | "isLegacy">, reply: Doc): Buffer {
  const body = encode(reply);
  const front = Buffer.alloc(HEADER + (request.isLegacy ? 20 : 5));
  const size = front.length + body.length;
  if (size > MAX_MESSAGE) throw new MongoError("BSONObjectTooLarge", "the reply exceeds the size of a message");
  front.writeInt32LE(size, 0);
  front.writeInt32LE((lastId = (lastId + 1) | 0), 4);
  front.writeInt32LE(request.id, 8);
  front.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    front.writeInt32LE(8, HEADER);
    front.writeInt32LE(1, HEADER + 16);
  }
  return Buffer.concat([front, body], size);
}
