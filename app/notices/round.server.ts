import { makeBell } from "#app/lib/bell.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isAnyStepLeft } from "#models/item-follow-up.server.ts";
import { withLease } from "#models/lease.server.ts";

import { followUp } from "./follow-up.server.ts";

/** Held by the one process that makes the round; a dead holder's lease runs out. */
export const ROUND_LEASE = { name: "round", ms: 30_000 };

const EVERY_MS = 3_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Follows what a crash, or a database that went away, has left between a write and what follows from it: steps of
 * items, and comments. Begins at once; usually there is nothing, since whoever writes follows his own write.
 */
export function startRound(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  const ending = new AbortController();
  const bell = makeBell(ending.signal);

  const round = async (): Promise<void> => {
    // A lease is a write: none for nothing.
    if (!(await isAnyStepLeft())) return;
    await withLease(ROUND_LEASE, async ({ assertHeld }) => {
      while (!ending.signal.aborted && (await followUp()) > 0) await assertHeld();
    });
  };

  const run = async (): Promise<void> => {
    let pause = everyMs;
    while (!ending.signal.aborted) {
      try {
        await round();
        pause = everyMs;
      } catch (error) {
        if (ending.signal.aborted) break;
        // Said once per outage: what is to be followed stands in the database.
        if (pause === everyMs) logger.warn({ err: error }, "what follows from some steps cannot be written; trying again");
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
      await bell.heard(pause);
    }
  };

  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
