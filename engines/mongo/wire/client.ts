import type { Socket } from "node:net";
import type { Doc } from "../bson/types.ts";
import type { Engine } from "../engine.ts";
import { asMongoError } from "../errors.ts";
import { failure, perform } from "../commands/dispatch.ts";
import { FrameError, MAX_MESSAGE, readMessage, writeReply } from "./message.ts";

/** One connection: cuts its bytes into messages and answers them one after the other. */
class Client {
  private static count = 0;
  readonly id = ++Client.count;
  isGone = false;
  private readonly socket: Socket;
  private readonly engine: Engine;
  private chunks: Buffer[] = [];
  private received = 0;
  private waiting: Buffer[] = [];
  private busy = false;

  constructor(socket: Socket, engine: Engine) {
    this.socket = socket;
    this.engine = engine;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.take(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.isGone = true;
      this.waiting = [];
      this.chunks = [];
    });
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    while (this.received >= 4) {
      const head = this.chunks[0]!.length >= 4 ? this.chunks[0]! : this.join();
      const size = head.readInt32LE(0);
      if (size < 16 || size > MAX_MESSAGE) return this.refuse(`message length ${size}`);
      if (this.received < size) break;
      const all = this.join();
      this.waiting.push(all.subarray(0, size));
      this.chunks = all.length > size ? [all.subarray(size)] : [];
      this.received = all.length - size;
    }
    if (!this.busy) void this.work();
    // a client that does not wait for its answers is not read from until it has them
    if (this.waiting.length > 0) this.socket.pause();
  }

  private join(): Buffer {
    if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks, this.received)];
    return this.chunks[0]!;
  }

  /** Closes the connection after what is no message; said once for each connection. */
  private refuse(why: string): void {
    if (this.isGone) return;
    this.isGone = true;
    this.engine.log(`connection ${this.id} closed: ${why}`);
    this.socket.destroy();
  }

  private async work(): Promise<void> {
    this.busy = true;
    for (let message = this.waiting.shift(); message && !this.isGone; message = this.waiting.shift()) {
      await this.answer(message);
      if (this.waiting.length === 0 && this.socket.isPaused()) this.socket.resume();
    }
    this.busy = false;
  }

  private async answer(message: Buffer): Promise<void> {
    let reply: Doc | undefined;
    const origin = { id: message.readInt32LE(4), isLegacy: false, wantsReply: true };
    try {
      const request = readMessage(message);
      Object.assign(origin, { isLegacy: request.isLegacy, wantsReply: request.wantsReply });
      reply = await perform(this.engine, request.command, this);
    } catch (thrown) {
      if (thrown instanceof FrameError) return this.refuse(thrown.message);
      reply = failure(asMongoError(thrown));
    }
    if (!origin.wantsReply) return;
    if (reply) await this.send(origin, reply);
    else this.refuse("closed by a fail point");
  }

  private async send(origin: { id: number; isLegacy: boolean }, reply: Doc): Promise<void> {
    let bytes: Buffer;
    try {
      bytes = writeReply(origin, reply);
    } catch (thrown) {
      bytes = writeReply(origin, failure(asMongoError(thrown)));
    }
    if (this.isGone || this.socket.write(bytes)) return;
    await new Promise<void>((resume) => {
      const go = (): void => {
        this.socket.off("drain", go).off("close", go);
        resume();
      };
      this.socket.on("drain", go).on("close", go);
    });
  }
}

/** Answers what comes over a connection until it is closed. */
export const serve = (socket: Socket, engine: Engine): Client => new Client(socket, engine);
