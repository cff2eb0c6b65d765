import { randomBytes } from "node:crypto";
import type { Doc, Value } from "../bson/types.ts";
import { doc, Raw } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Pulse } from "../store/pulse.ts";

const IDLE_MS = 10 * 60_000;
const BATCH_BYTES = 16 * 1024 * 1024;
export const DEFAULT_BATCH = 101;

/** A query whose results are fetched in batches. */
export class Cursor {
  readonly namespace: string;
  readonly pulse: Pulse;
  readonly session: string | undefined;
  used = Date.now();
  private readonly source: AsyncGenerator<Buffer[]>;
  private pending: Buffer[] = [];
  isDone = false;
  isBusy = false;

  constructor(namespace: string, source: AsyncGenerator<Buffer[]>, pulse: Pulse, session: string | undefined) {
    this.namespace = namespace;
    this.source = source;
    this.pulse = pulse;
    this.session = session;
  }

  /** Up to `count` documents, and no more than fit into one reply. */
  async next(count: number): Promise<Raw[]> {
    const batch: Raw[] = [];
    let bytes = 0;
    let at = 0;
    while (batch.length < count) {
      if (at === this.pending.length) {
        const { value, done } = await this.source.next();
        at = 0;
        this.pending = done ? [] : value;
        if (done) {
          this.isDone = true;
          break;
        }
        continue;
      }
      const document = this.pending[at]!;
      bytes += document.length + 16;
      if (bytes > BATCH_BYTES && batch.length > 0) break;
      batch.push(new Raw(document));
      at++;
    }
    this.pending = this.pending.slice(at);
    return batch;
  }

  async close(): Promise<void> {
    this.isDone = true;
    this.pending = [];
    await this.source.return(undefined).catch(() => undefined);
  }
}

/** Cursors that wait for their next batch; idle ones are closed after ten minutes. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private readonly sweeper: NodeJS.Timeout;

  constructor() {
    this.sweeper = setInterval(() => this.sweep(), 60_000);
    this.sweeper.unref();
  }

  private sweep(): void {
    for (const [id, cursor] of this.open) if (!cursor.isBusy && Date.now() - cursor.used > IDLE_MS) this.kill(id);
  }

  get size(): number {
    return this.open.size;
  }

  private keep(cursor: Cursor): bigint {
    let id = 0n;
    while (id === 0n || this.open.has(id)) id = randomBytes(8).readBigUInt64LE() >> 1n;
    this.open.set(id, cursor);
    return id;
  }

  /** The first batch of a new cursor, which stays open if there is more. */
  async first(cursor: Cursor, count: number, single = false): Promise<Doc> {
    const batch = await cursor.next(count);
    if (single && !cursor.isDone) await cursor.close();
    const id = cursor.isDone ? 0n : this.keep(cursor);
    return reply("firstBatch", batch, id, cursor.namespace);
  }

  /** @throws MongoError CursorNotFound when it has ended, timed out or never was. */
  get(id: bigint, namespace: string): Cursor {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError("CursorNotFound", `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) throw new MongoError("Unauthorized", `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`);
    if (cursor.isBusy) throw new MongoError(12051, `cursor id ${id} is already in use`);
    return cursor;
  }

  async more(id: bigint, namespace: string, count: number): Promise<Doc> {
    const cursor = this.get(id, namespace);
    cursor.isBusy = true;
    try {
      const batch = await cursor.next(count);
      if (cursor.isDone) this.open.delete(id);
      return reply("nextBatch", batch, cursor.isDone ? 0n : id, namespace);
    } catch (thrown) {
      this.kill(id);
      throw thrown;
    } finally {
      cursor.isBusy = false;
      cursor.used = Date.now();
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    this.open.delete(id);
    void cursor.close();
    return true;
  }

  killSession(session: string): void {
    for (const [id, cursor] of this.open) if (cursor.session === session) this.kill(id);
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const id of this.open.keys()) this.kill(id);
  }
}

function reply(name: "firstBatch" | "nextBatch", batch: Raw[], id: bigint, ns: string): Doc {
  return doc({ cursor: doc({ [name]: batch as Value[], id, ns }) });
}
