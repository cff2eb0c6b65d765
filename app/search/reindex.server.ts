import { setTimeout as sleep } from "node:timers/promises";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { listAfter } from "#models/item-queries.server.ts";
import { toPublished } from "#models/item.ts";
import { type Hold, withLease } from "#models/lease.server.ts";

import { addDocuments, indexName, searchClient } from "./client.server.ts";
import { documentMaker, type SearchDocument } from "./documents.server.ts";
import { ensureIndex, finished, noteFilledIndex, removeIndex } from "./index-setup.server.ts";
import { readFilesOf } from "./file-texts.server.ts";
import { INDEX_LEASE, MOST_HELD } from "./indexer.server.ts";

const PAGE = 200;
/** How often the lease is asked for before giving up, a second apart. */
const TRIES = 60;

/**
 * Builds the index anew beside the old one and then exchanges the two, so that readers never find
 * less than before. Items written meanwhile keep their mark and are taken by the indexer afterwards,
 * which waits as long as this holds the lease. Returns how many items it read.
 * @throws Error where another process keeps the lease for longer than a minute.
 */
export async function reindex(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const done = await withLease(INDEX_LEASE, rebuild);
    if (done) return done.result;
    await sleep(1_000);
  }
  throw new Error("another process is writing to the index; try again later");
}

async function rebuild({ assertHeld }: Hold): Promise<number> {
  const client = searchClient();
  const next = `${indexName()}-next`;
  await ensureIndex(indexName());
  // One left behind by a run that was cut off is of no use.
  await removeIndex(next);
  await ensureIndex(next);
  const index = client.index<SearchDocument>(next);
  const documentsFor = documentMaker(await referenceData({ fresh: true }));
  let count = 0;
  for (let after = ""; ; ) {
    const items = await listAfter({ after, limit: PAGE });
    let documents: SearchDocument[] = [];
    const send = async () => {
      for (const task of addDocuments(index, documents)) await finished(task());
      documents = [];
    };
    for (const { item, token = "reindex" } of items) {
      const published = toPublished(item);
      if (published) documents.push(...documentsFor(published, token, await readFilesOf(published)));
      if (documents.length > MOST_HELD) await send();
    }
    await send();
    await assertHeld();
    count += items.length;
    const last = items.at(-1);
    if (!last) break;
    after = last.item.id;
  }
  await finished(client.swapIndexes([{ indexes: [indexName(), next], rename: false }]));
  await noteFilledIndex();
  await removeIndex(next);
  return count;
}
