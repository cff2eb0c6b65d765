import { once } from "node:events";
import type { Socket } from "node:net";
import { connect } from "node:net";
import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "../../helpers/dice.ts";
import type { Running } from "./engine.ts";
import { startEngine } from "./engine.ts";
import { fuzzDatabase, message, section } from "./fuzzing.ts";

const { Binary, BSON, Long } = mongoose.mongo;

let engine: Running;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const PING = message(section({ ping: 1, $db: "admin" }));

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(engine.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

/** What comes back on a connection of its own: a reply, or its end. */
const exchange = (...chunks: Buffer[]): Promise<Buffer | "closed"> => exchangeUntil(({ length }) => length > 0, chunks);

/** The same, once what has come is enough; after a while whatever has come. */
async function exchangeUntil(isEnough: (replies: Buffer[]) => boolean, chunks: Buffer[]): Promise<Buffer | "closed"> {
  const socket = await open();
  const answer = new Promise<Buffer | "closed">((resolve) => {
    let got = Buffer.alloc(0);
    socket.on("close", () => resolve("closed"));
    socket.on("data", (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
      if (isEnough(messagesIn(got))) resolve(got);
    });
    setTimeout(() => resolve(got), 400);
  });
  for (const chunk of chunks) socket.write(chunk);
  const result = await answer;
  socket.destroy();
  return result;
}

/** The whole messages among these bytes. */
function messagesIn(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length; at += bytes.readInt32LE(at)) {
    messages.push(bytes.subarray(at, at + bytes.readInt32LE(at)));
  }
  return messages;
}

/** The first of the replies that came. */
function replyOf(answer: Buffer | "closed"): Record<string, unknown> {
  const bytes = answer as Buffer;
  return BSON.deserialize(bytes.subarray(21, bytes.readInt32LE(0)));
}

const BROKEN: [name: string, bytes: Buffer][] = [
  ["a length that is negative", message(Buffer.alloc(8), { length: -5 })],
  ["a length below the header's", message(Buffer.alloc(0), { length: 4 })],
  ["a length beyond every limit", message(Buffer.alloc(8), { length: 0x7fffffff })],
  ["an unknown opcode", message(Buffer.alloc(30), { opcode: 1 })],
  ["a compressed message", message(Buffer.alloc(30), { opcode: 2012 })],
  ["no section", message(Buffer.alloc(4))],
  ["an unknown kind of section", message(Buffer.concat([Buffer.alloc(4), Buffer.from([9]), Buffer.from(BSON.serialize({ ping: 1 }))]))],
  ["a section longer than its message", message(Buffer.concat([Buffer.alloc(5), Buffer.from([255, 255, 0, 0, 0])]))],
  ["unknown flags", message(Buffer.concat([Buffer.from([0xf0, 0, 0, 0, 0]), Buffer.from(BSON.serialize({ ping: 1 }))]))],
  ["a legacy query that is cut short", message(Buffer.alloc(6), { opcode: 2004 })],
];

test.each(BROKEN)("%s closes the connection and nothing else", async (_name, bytes) => {
  expect(await exchange(bytes)).toBe("closed");
  expect(replyOf(await exchange(PING))["ok"]).toBe(1);
});

test("BSON that is wrong inside a right frame is answered with an error", async () => {
  const body = section({ ping: 1, $db: "admin", text: "abc" });
  body.writeInt32LE(9999, body.indexOf("abc") - 4);
  expect(replyOf(await exchange(message(body)))["code"]).toBe(22);
  const unknownType = section({ ping: 1, $db: "admin", x: null });
  unknownType[unknownType.indexOf("x\0") - 1] = 0x6f;
  expect(replyOf(await exchange(message(unknownType)))["code"]).toBe(22);
});

test("messages may come in pieces or several at once", async () => {
  expect(replyOf(await exchange(PING.subarray(0, 3), PING.subarray(3, 19), PING.subarray(19)))["ok"]).toBe(1);
  const both = await exchangeUntil(({ length }) => length === 2, [Buffer.concat([PING, PING])]);
  expect(messagesIn(both as Buffer).map((reply) => replyOf(reply)["ok"])).toEqual([1, 1]);
});

test("a checksum is accepted, a message without reply gets none", async () => {
  const body = Buffer.concat([section({ ping: 1, $db: "admin" }), Buffer.alloc(4)]);
  body.writeUInt32LE(1, 0);
  expect(replyOf(await exchange(message(body)))["ok"]).toBe(1);
  const silent = section({ ping: 1, $db: "admin" });
  silent.writeUInt32LE(2, 0);
  expect(await exchange(message(silent))).toHaveLength(0);
});

test("a write that is retried is done once and answered twice alike", async () => {
  const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) };
  const send = async (command: object, txnNumber: number): Promise<Record<string, unknown>> =>
    replyOf(await exchange(message(section({ ...command, $db: "retry", lsid, txnNumber: Long.fromNumber(txnNumber) }))));
  const insert = { insert: "c", documents: [{ a: 1 }] };
  expect(await send(insert, 1)).toMatchObject({ n: 1, ok: 1 });
  expect(await send(insert, 1)).toMatchObject({ n: 1, ok: 1 });
  expect(await engine.client.db("retry").collection("c").countDocuments()).toBe(1);
  const modify = { findAndModify: "c", query: { a: 1 }, update: { $inc: { n: 1 } }, new: true };
  const first = await send(modify, 2);
  expect(first["value"]).toMatchObject({ a: 1, n: 1 });
  expect(await send(modify, 2)).toEqual(first);
  expect(await send(insert, 1)).toMatchObject({ ok: 0, code: 225 });
});

test("1,000 mutated messages leave the engine alive and its answers valid", async () => {
  const { outcomes, faults } = await fuzzDatabase({ port: Number(new URL(engine.url).port), count: 1_000, dice: dice(42) });
  expect(faults).toEqual([]);
  expect(Object.keys(outcomes).length).toBeGreaterThan(5);
  expect(engine.child.exitCode).toBeNull();
  expect(replyOf(await exchange(PING))["ok"]).toBe(1);
}, 30_000);
