import { randomUUID } from "node:crypto";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { clearPending, isAnyPending, listPending, markForIndex } from "#models/item-queries.server.ts";
import { toPublished } from "#models/item.ts";
import { releaseLease, takeLease } from "#models/lease.server.ts";

import { itemsIndex } from "./client.server.ts";
import { documentMaker, type SearchDocument } from "./documents.ts";
import { ensureIndex, finished } from "./index-setup.server.ts";

/** Held by the one process that writes to the index; a dead owner's lease runs out. */
export const INDEXER_LEASE = "indexer";
export const LEASE_MS = 30_000;

const BATCH = 50;
const IDLE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Brings the index up to a batch of marked items, and clears each mark that has not been renewed
 * meanwhile. Every step can be repeated: a crash anywhere leaves the mark, and the mark is enough.
 * Returns how many items it took.
 */
export async function indexPendingBatch(): Promise<number> {
  const pending = await listPending({ limit: BATCH });
  if (pending.length === 0) return 0;
  const documentsFor = documentMaker(await referenceData({ fresh: true }));
  const documents: SearchDocument[] = [];
  const outdated: string[] = [];
  for (const { item, token } of pending) {
    const published = toPublished(item);
    if (published) documents.push(...documentsFor(published, token));
    outdated.push(`(item = "${item.id}" AND stamp != "${token}")`);
  }
  const index = itemsIndex();
  if (documents.length > 0) await finished(index.addDocuments(documents));
  // Only now: until the new documents are there, readers find the old ones.
  await finished(index.deleteDocuments({ filter: outdated.join(" OR ") }));
  for (const { item, token } of pending) await clearPending({ id: item.id, token });
  return pending.length;
}

/** Runs the indexer until `stop` is called. The first round begins at once. */
export function startIndexer(): { stop: () => Promise<void>; caughtUp: Promise<void> } {
  const owner = randomUUID();
  const ending = new AbortController();
  let ready = false;
  let pause = IDLE_MS;
  let announceCaughtUp: () => void;
  const caughtUp = new Promise<void>((resolve) => (announceCaughtUp = resolve));

  const hold = () => takeLease({ name: INDEXER_LEASE, owner, ms: LEASE_MS });

  const round = async (): Promise<void> => {
    // The lease is held for the work only: between two rounds a rebuild of the index may take it.
    if (ready && !(await isAnyPending())) return announceCaughtUp();
    if (!(await hold())) return;
    try {
      // A search server that is new to the hub knows nothing of what was written before.
      if (!ready && (await ensureIndex()).created) await markForIndex();
      ready = true;
      while (!ending.signal.aborted && (await indexPendingBatch()) > 0) if (!(await hold())) return;
      announceCaughtUp();
    } finally {
      await releaseLease({ name: INDEXER_LEASE, owner });
    }
  };

  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await round();
        pause = IDLE_MS;
      } catch (error) {
        if (ending.signal.aborted) break;
        ready = false;
        // Said once per outage: the hub goes on without search, and the marks wait.
        if (pause === IDLE_MS) logger.warn({ error }, "the search index cannot be brought up to date; trying again");
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
      await sleep(pause, ending.signal);
    }
  };

  const running = run();
  return {
    caughtUp,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
