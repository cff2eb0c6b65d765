import type { Socket } from "node:net";
import { connect } from "node:net";

import mongoose from "mongoose";

import type { Dice } from "../../helpers/dice.ts";

const { BSON, ObjectId, Decimal128 } = mongoose.mongo;

const REQUEST_ID = 7;
const HEADER = 16;
/** Who waits for more bytes, or has nothing to answer, is left after this. */
const PATIENCE_MS = 150;
const AT_ONCE = 16;

/** A message of the wire protocol (OP_MSG unless told), with the length that it has unless told. */
export function message(body: Buffer, { opcode = 2013, length = body.length + HEADER } = {}): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(REQUEST_ID, 4);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, body]);
}

export const section = (document: object): Buffer => Buffer.concat([Buffer.alloc(5), Buffer.from(BSON.serialize(document))]);

const nested = (levels: number): object => (levels === 0 ? { a: 1 } : { a: nested(levels - 1) });

const SEEDS = [
  { insert: "fuzz", documents: [{ a: 1, b: { c: [1, "x", null] } }, { _id: new ObjectId(), a: 2.5, d: new Date(0), n: Decimal128.fromString("1.5") }] },
  { find: "fuzz", filter: { a: { $gt: 1, $in: [1, 2] }, b: /x/i, "b.c": { $elemMatch: { $gt: 0 } } }, sort: { a: 1 }, projection: { b: 1 }, batchSize: 2 },
  { find: "fuzz", filter: { $or: [{ a: { $not: { $type: "string" } } }, { b: { $exists: true } }], $expr: { $gt: ["$a", 1] } }, hint: "_id_", limit: 3 },
  { update: "fuzz", updates: [{ q: { a: 1 }, u: { $set: { "b.c.0": 2 }, $inc: { n: 1 } }, upsert: true }] },
  { update: "fuzz", updates: [{ q: {}, u: [{ $set: { a: { $add: ["$a", 1] } } }], multi: true }] },
  { aggregate: "fuzz", pipeline: [{ $match: { a: 1 } }, { $group: { _id: "$b", n: { $sum: 1 } } }, { $sort: { n: -1 } }], cursor: {} },
  { aggregate: "fuzz", pipeline: [{ $unwind: "$b.c" }, { $lookup: { from: "fuzz", localField: "a", foreignField: "a", as: "l" } }, { $limit: 5 }], cursor: { batchSize: 1 } },
  { createIndexes: "fuzz", indexes: [{ key: { a: 1 }, name: "a" }, { key: { "b.c": 1, a: -1 }, name: "bc", sparse: true }] },
  { findAndModify: "fuzz", query: { a: 1 }, update: { $push: { l: { $each: [1], $slice: -3 } } }, new: true },
  { delete: "fuzz", deletes: [{ q: { a: { $lt: 0 } }, limit: 0 }] },
  { distinct: "fuzz", key: "b.c", query: {} },
  { count: "fuzz", query: { $where: "while (true) {}" } },
  { find: "fuzz", filter: { s: { $regex: "^(a+)+$" } } },
  { find: "fuzz", filter: nested(90) },
  { find: "fuzz", filter: { a: { $in: Array.from({ length: 2_000 }, (_, at) => at) } } },
  { getMore: 1n, collection: "fuzz" },
  { hello: 1 },
  { listCollections: 1, cursor: {} },
  { explain: { find: "fuzz", filter: { a: 1 } } },
].map((command) => message(section({ ...command, $db: "fuzz" })));

/** A message with some of its bytes changed, cut, doubled or put in from another, its length mended or not. */
function mutated({ roll, pick }: Dice): Buffer {
  let bytes = Buffer.from(pick(SEEDS));
  for (let left = 1 + roll(5); left > 0; left -= 1) {
    const at = (roll(8) === 0 ? 0 : HEADER) + roll(Math.max(1, bytes.length - HEADER));
    const length = 1 + roll(32);
    switch (roll(7)) {
      case 0:
      case 1:
        bytes[at] = roll(256);
        break;
      case 2:
        bytes[at] = pick([0, 1, 0x7f, 0x80, 0xff]);
        break;
      case 3:
        if (at + 4 <= bytes.length) bytes.writeInt32LE(pick([-1, 0, 4, 5, 0x7fffffff, bytes.length, bytes.length - at]), at);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 6: {
        const other = pick(SEEDS);
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(roll(other.length), roll(other.length)), bytes.subarray(at)]);
      }
    }
  }
  if (roll(10) > 0 && bytes.length >= HEADER) {
    bytes.writeInt32LE(bytes.length, 0);
    bytes.writeInt32LE(REQUEST_ID, 4);
  }
  return bytes;
}

export type Outcomes = { /** How many by what came: a reply, an error by its code, an end, nothing. */ outcomes: Record<string, number>; faults: string[] };

/** What is wrong with a reply; null where it is one that the protocol knows. */
function faultIn(reply: Buffer): { outcome: string; fault: string | null } {
  const [length, answers, opcode] = [reply.readInt32LE(0), reply.readInt32LE(8), reply.readInt32LE(12)];
  if (length !== reply.length) return { outcome: "broken", fault: `a reply of ${reply.length} bytes says ${length}` };
  if (opcode !== 2013 && opcode !== 1) return { outcome: "broken", fault: `a reply of opcode ${opcode}` };
  try {
    const document = BSON.deserialize(reply.subarray(opcode === 2013 ? 21 : 36), { promoteValues: true });
    const [ok, code, name] = [document["ok"] as unknown, document["code"] as unknown, document["codeName"] as unknown];
    if (ok === 1) return { outcome: "ok", fault: null };
    if (ok !== 0 || typeof code !== "number" || typeof name !== "string") return { outcome: "broken", fault: `a reply that is neither: ${JSON.stringify(document).slice(0, 200)}` };
    // What the engine did not foresee.
    const isOwn = code === 1 || code === 8;
    return { outcome: `error ${code}`, fault: isOwn ? `${name}: ${String(document["errmsg"]).slice(0, 200)}` : null };
  } catch (error) {
    return { outcome: "broken", fault: `a reply that is no BSON: ${String(error)} (answers ${answers})` };
  }
}

/** Sends messages over one connection after the other, each until its peer ends it or has nothing to say. */
async function sendFrom(next: () => Buffer | null, port: number, note: (outcome: string, fault: string | null, sent: Buffer) => void): Promise<void> {
  let socket: Socket | null = null;
  for (let bytes = next(); bytes; bytes = next()) {
    const sent = bytes;
    const open: Socket = (socket ??= connect(port, "127.0.0.1").on("error", () => undefined));
    const goesOn = await new Promise<boolean>((resolve) => {
      let got = Buffer.alloc(0);
      const end = (outcome: string, fault: string | null, lasts: boolean) => {
        clearTimeout(late);
        open.off("data", take).off("close", closed);
        note(outcome, fault, sent);
        resolve(lasts);
      };
      const closed = () => end("closed", got.length > 0 ? "the connection ended within a reply" : null, false);
      const take = (chunk: Buffer) => {
        got = Buffer.concat([got, chunk]);
        if (got.length < 4 || got.length < got.readInt32LE(0)) return;
        const { outcome, fault } = faultIn(got);
        end(outcome, fault, true);
      };
      const late = setTimeout(() => end("nothing", null, false), PATIENCE_MS);
      open.on("data", take).on("close", closed);
      open.write(sent);
    });
    // What a message has left half read would be taken for the next one's beginning.
    if (goesOn && sent.length >= HEADER && sent.readInt32LE(0) === sent.length) continue;
    open.destroy();
    socket = null;
  }
  socket?.destroy();
}

/** Sends mutated messages to an engine on a port, and says what came back. */
export async function fuzzDatabase({ port, count, dice }: { port: number; count: number; dice: Dice }): Promise<Outcomes> {
  const result: Outcomes = { outcomes: {}, faults: [] };
  let left = count;
  const note = (outcome: string, fault: string | null, sent: Buffer) => {
    result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1;
    if (fault !== null) result.faults.push(`${fault} [${sent.subarray(0, 400).toString("base64")}]`);
  };
  const next = () => (left-- > 0 ? mutated(dice) : null);
  await Promise.all(Array.from({ length: AT_ONCE }, () => sendFrom(next, port, note)));
  return result;
}
