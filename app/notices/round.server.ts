import { keepRounds } from "#app/lib/rounds.server.ts";
import { isAnyMessageLeft } from "#models/cooperation-messages.server.ts";
import { isAnyStepLeft } from "#models/item-follow-up.server.ts";
import { withLease } from "#models/lease.server.ts";
import { isAnyReaderCommentLeft } from "#models/reader-comment-follow-up.server.ts";

import { followUpMessages } from "./cooperation.server.ts";
import { followUp, followUpComments } from "./follow-up.server.ts";

/** Held by the one process that makes the round; a dead holder's lease runs out. */
const ROUND_LEASE = { name: "round", ms: 30_000 };

const EVERY_MS = 3_000;

/**
 * Follows what a crash, or a database that went away, has left between a write and what follows from it: steps of
 * items, and comments on drafts and on what is published, messages about cooperation. Begins at once; usually there is nothing, since whoever writes follows his own write.
 */
export function startRound(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    // A lease is a write: none for nothing.
    if (!(await Promise.all([isAnyStepLeft(), isAnyReaderCommentLeft(), isAnyMessageLeft()])).some(Boolean)) return;
    await withLease(ROUND_LEASE, async ({ assertHeld }) => {
      while (!signal.aborted && (await followUp()) + (await followUpComments()) + (await followUpMessages()) > 0) await assertHeld();
    });
  };
  return keepRounds({ round, everyMs, failed: "what follows from some steps cannot be written; trying again" });
}
