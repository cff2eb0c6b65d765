import { randomUUID } from "node:crypto";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { listAfter } from "#models/item-queries.server.ts";
import { toPublished } from "#models/item.ts";
import { releaseLease, takeLease } from "#models/lease.server.ts";

import { searchClient } from "./client.server.ts";
import { documentMaker } from "./documents.ts";
import { ensureIndex, finished } from "./index-setup.server.ts";
import { INDEXER_LEASE, LEASE_MS } from "./indexer.server.ts";
import { INDEX } from "./settings.ts";

const PAGE = 200;

/**
 * Builds the index anew beside the old one and then exchanges the two, so that readers never find
 * less than before. Items written meanwhile keep their mark and are taken by the indexer afterwards,
 * which waits as long as this holds its lease. Returns how many items it wrote.
 * @throws Error where another process keeps the lease for longer than a minute.
 */
export async function reindex(): Promise<number> {
  const owner = randomUUID();
  const hold = () => takeLease({ name: INDEXER_LEASE, owner, ms: LEASE_MS });
  for (let waited = 0; !(await hold()); waited += 1) {
    if (waited > 60) throw new Error("another process is writing to the index; try again later");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const renewing = setInterval(() => void hold().catch(() => undefined), LEASE_MS / 3);
  try {
    return await rebuild();
  } finally {
    clearInterval(renewing);
    await releaseLease({ name: INDEXER_LEASE, owner });
  }
}

async function rebuild(): Promise<number> {
  const client = searchClient();
  const next = `${INDEX}-next`;
  await ensureIndex();
  // One left behind by a run that was cut off is of no use.
  await client.deleteIndexIfExists(next);
  await ensureIndex(next);
  const index = client.index(next);
  const documentsFor = documentMaker(await referenceData({ fresh: true }));
  let count = 0;
  let after = "";
  for (;;) {
    const items = await listAfter({ after, limit: PAGE });
    const documents = items.flatMap((item) => {
      const published = toPublished(item);
      return published ? documentsFor(published, "reindex") : [];
    });
    if (documents.length > 0) await finished(index.addDocuments(documents));
    count += items.length;
    const last = items.at(-1);
    if (!last) break;
    after = last.id;
  }
  await finished(client.swapIndexes([{ indexes: [INDEX, next], rename: false }]));
  await finished(client.deleteIndex(next));
  return count;
}
