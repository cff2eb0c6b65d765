import { compileFilter } from "../query/filter.ts";
import type { Collection, Index } from "./collection.ts";
import { removeDocument } from "./documents.ts";
import { find } from "./find.ts";
import { Pulse } from "./pulse.ts";
import type { Store } from "./store.ts";
import { decode } from "../bson/decode.ts";

const BATCH = 500;

/** Deletes a batch of what a TTL index says has expired; answers whether there may be more. */
async function expire(store: Store, collection: Collection, index: Index): Promise<boolean> {
  const before = new Date(Date.now() - index.expireAfterSeconds! * 1000);
  const filter = compileFilter(new Map([[index.fields[0]!.path, new Map([["$lt", before]])]]));
  const query = { filter, limit: BATCH, hint: index.name, fields: undefined };
  // most rounds find nothing: the reader looks first, so that they cost no commit
  for await (const batch of find(store.reader, collection, query, new Pulse()).batches) {
    if (batch.length > 0) break;
    return false;
  }
  return store.write(async (connection) => {
    const current = connection.catalog.get(collection.namespace);
    if (!current?.indexes.some(({ id }) => id === index.id)) return false;
    let removed = 0;
    for await (const batch of find(connection, current, query, new Pulse()).batches) {
      for (const { rid, bytes } of batch) {
        removeDocument(connection, current, rid, decode(bytes));
        removed++;
      }
    }
    return removed === BATCH;
  });
}

/** Deletes expired documents, every minute unless told otherwise. */
export class Expiry {
  private readonly store: Store;
  private readonly onError: (thrown: unknown) => void;
  private timer: NodeJS.Timeout | undefined;
  private running = false;

  constructor(store: Store, onError: (thrown: unknown) => void) {
    this.store = store;
    this.onError = onError;
    this.every(60);
  }

  /** Sets the seconds between two rounds. */
  every(seconds: number): void {
    this.stop();
    this.timer = setInterval(() => void this.round(), seconds * 1000).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async round(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (const collection of this.store.reader.catalog.values()) {
        for (const index of collection.indexes) {
          if (index.expireAfterSeconds === undefined || index.fields.length > 1) continue;
          while (await expire(this.store, collection, index));
        }
      }
    } catch (thrown) {
      this.onError(thrown);
    } finally {
      this.running = false;
    }
  }
}
