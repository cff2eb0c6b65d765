import { Readable } from "node:stream";

import { RandomAccessReader } from "yauzl";

import { openContentBlock } from "#models/file-archive.server.ts";

/** How many blocks are at hand: a zip is read at its end, and then from entry to entry. */
const AT_HAND = 4;

/** Reads a file that the database keeps at any place of it, as yauzl asks: block by block, a few of which are in memory. */
export class StoredReader extends RandomAccessReader {
  readonly #id: string;
  readonly #blockSize: number;
  readonly #blocks = new Map<number, Promise<Buffer>>();

  constructor({ id, blockSize }: { id: string; blockSize: number }) {
    super();
    this.#id = id;
    this.#blockSize = blockSize;
  }

  #block(number: number): Promise<Buffer> {
    const known = this.#blocks.get(number);
    this.#blocks.delete(number);
    const block = known ?? openContentBlock({ id: this.#id, number });
    block.catch(() => this.#blocks.delete(number));
    this.#blocks.set(number, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= AT_HAND) break;
      this.#blocks.delete(oldest);
    }
    return block;
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const number = Math.floor(at / this.#blockSize);
      const from = number * this.#blockSize;
      const part = (await this.#block(number)).subarray(at - from, Math.min(end - from, this.#blockSize));
      if (part.length === 0) throw new Error("the file ends before its end");
      yield part;
      at += part.length;
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    const fill = async () => {
      let at = offset;
      for await (const part of this.#range(position, position + length)) at += part.copy(buffer, at);
    };
    fill().then(
      () => callback(null),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override close(callback: (error: Error | null) => void): void {
    this.#blocks.clear();
    callback(null);
  }
}
