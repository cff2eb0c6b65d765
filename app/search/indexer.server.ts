import { referenceData } from "#app/lib/reference-data.server.ts";
import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { clearPending, isAnyPending, listPending, markAgain, tokensOf } from "#models/item-queries.server.ts";
import { shownNow } from "#models/item-shown.server.ts";
import { toPublished } from "#models/item.ts";
import { type Hold, withLease } from "#models/lease.server.ts";

import { addDocuments, itemsIndex } from "./client.server.ts";
import { documentMaker, type SearchDocument } from "./documents.server.ts";
import { readFilesOf } from "./file-texts.server.ts";
import { ensureFilledIndex, finished } from "./index-setup.server.ts";

/** Held by the one process that writes to the index; a dead holder's lease runs out. */
export const INDEX_LEASE = { name: "indexer", ms: 30_000 };

const BATCH = 200;
/** Documents that are held in memory before they are sent. */
export const MOST_HELD = 1_000;
const IDLE_MS = 1_000;
/** How often an indexer at rest makes sure that the index is still there. */
const CHECK_INDEX_MS = 30_000;

/**
 * Brings the index up to a batch of marked items, and clears each mark that has not been renewed
 * meanwhile; with the mark goes a note of when what the public is shown has changed. Every step can be
 * repeated: a crash anywhere leaves the mark, and the mark is enough. Returns how many items it took.
 */
export async function indexPendingBatch({ assertHeld }: Hold): Promise<number> {
  const pending = await listPending({ limit: BATCH });
  if (pending.length === 0) return 0;
  const documentsFor = documentMaker(await referenceData({ fresh: true }));
  let documents: SearchDocument[] = [];
  const send = async () => {
    for (const task of addDocuments(itemsIndex(), documents)) await finished(task());
    documents = [];
  };
  const names = new Map<string, string[]>();
  for (const { item, token } of pending) {
    const published = toPublished(item);
    const own = published ? documentsFor(published, token, await readFilesOf(published)) : [];
    names.set(item.id, own[0]?.labels ?? []);
    documents.push(...own);
    // Files can be long: no more of them is held than is sent at once.
    if (documents.length > MOST_HELD) await send();
  }
  await send();
  // Older documents go only now: until the new ones are there, readers find the old. And only those
  // of items whose mark still stands: of the others, a later write's documents may be there.
  await assertHeld();
  const tokens = await tokensOf({ ids: pending.map(({ item }) => item.id) });
  const outdated = pending
    .filter(({ item, token }) => tokens.get(item.id) === token)
    .map(({ item, token }) => `(item = "${item.id}" AND stamp != "${token}")`);
  if (outdated.length > 0) await finished(itemsIndex().deleteDocuments({ filter: outdated.join(" OR ") }));
  for (const { item, token, shown: before } of pending) {
    const shown = shownNow({ before, published: toPublished(item), names: names.get(item.id) ?? [] });
    // Written, perhaps even indexed, by another meanwhile: what stands in the index is uncertain.
    if (!(await clearPending({ id: item.id, token, shown }))) await markAgain({ id: item.id });
  }
  return pending.length;
}

const rounds = wakeableRounds();

/** Has the indexer of this process look at once what is marked, so that what was published is soon found. */
export const wakeIndexer = rounds.wake;

/** Runs the indexer until `stop` is called. The first round begins at once. */
export function startIndexer(): { stop: () => Promise<void>; caughtUp: Promise<void> } {
  let checked = -Infinity;
  let announceCaughtUp: () => void;
  const caughtUp = new Promise<void>((resolve) => (announceCaughtUp = resolve));

  const round = async (ending: AbortSignal): Promise<void> => {
    // The lease is held for the work only: between two rounds a rebuild of the index may take it.
    const isCheckDue = Date.now() - checked > CHECK_INDEX_MS;
    if (!isCheckDue && !(await isAnyPending())) return announceCaughtUp();
    const done = await withLease(INDEX_LEASE, async (hold) => {
      if (isCheckDue) await ensureFilledIndex();
      checked = Date.now();
      while (!ending.aborted && (await indexPendingBatch(hold)) > 0) await hold.assertHeld();
    });
    if (done) announceCaughtUp();
  };

  const { stop } = rounds.keep({
    round: (ending) =>
      round(ending).catch((error: unknown) => {
        // Who knows what has become of the index meanwhile.
        checked = -Infinity;
        throw error;
      }),
    everyMs: IDLE_MS,
    failed: "the search index cannot be brought up to date; trying again",
  });
  return { caughtUp, stop };
}
