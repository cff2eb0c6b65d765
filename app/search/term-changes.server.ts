import { logger } from "#app/lib/logger.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { wakeableRounds } from "#app/lib/rounds.server.ts";
import { withLease } from "#models/lease.server.ts";
import { finishTerms, followTerms, isAnyTermBehind } from "#models/term-follow-up.server.ts";

import { wakeIndexer } from "./indexer.server.ts";

/** Held by the one process that has items follow; a dead holder's lease runs out. */
const LEASE = { name: "terms", ms: 30_000 };

const EVERY_MS = 3_000;
/** How often it is seen whether a text that was begun before a merge has brought a replaced term back. */
const LOOK_MS = 60_000;
/** As many items follow before the page answers; the others in the round. */
const AT_ONCE = 50;

const rounds = wakeableRounds();

/** What follows from a change of a term: names at once, a few items before the next page, the others and the index in the round. */
export async function afterTermChange(): Promise<void> {
  await referenceData({ fresh: true });
  // The change itself is made, and its form must not say otherwise.
  await followTerms({ limit: AT_ONCE }).catch((error: unknown) => logger.warn({ err: error }, "items could not follow a change of a term at once"));
  wakeIndexer();
  rounds.wake();
}

/** Has items and the index follow changes of terms, also what a crash has left. Begins at once; usually there is nothing. */
export function startFollowingTerms(): { stop: () => Promise<void> } {
  let looked = -Infinity;
  const round = async (): Promise<void> => {
    const isLookDue = Date.now() - looked > LOOK_MS;
    // A lease is a write: none for nothing.
    if (!isLookDue && !(await isAnyTermBehind())) return;
    const done = await withLease(LEASE, () => finishTerms());
    if (!done) return;
    looked = Date.now();
    wakeIndexer();
  };
  return rounds.keep({ round, everyMs: EVERY_MS, failed: "items cannot follow changes of terms; trying again" });
}
