import { keepRounds } from "#app/lib/rounds.server.ts";
import { isAnyApplicationStepLeft } from "#models/application-follow-up.server.ts";
import { isAnyStepLeft } from "#models/item-follow-up.server.ts";
import { withLease } from "#models/lease.server.ts";
import { followMechanisms, isAnyMechanismLeft } from "#models/mechanism-follow-up.server.ts";

import { followUpApplications } from "./application-follow-up.server.ts";
import { followUp } from "./follow-up.server.ts";

/** Held by the one process that makes the round; a dead holder's lease runs out. */
const ROUND_LEASE = { name: "round", ms: 30_000 };

const EVERY_MS = 3_000;

/**
 * Follows what a crash, or a database that went away, has left between a write and what follows from it: steps of
 * items, comments, changes of mechanisms, and steps of applications. Begins at once; usually there is nothing, since whoever writes follows his own write.
 */
export function startRound(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    // A lease is a write: none for nothing.
    if (!(await isAnyStepLeft()) && !(await isAnyMechanismLeft()) && !(await isAnyApplicationStepLeft())) return;
    await withLease(ROUND_LEASE, async ({ assertHeld }) => {
      while (!signal.aborted && (await followUp()) + (await followUpApplications()) + (await followMechanisms()) > 0) await assertHeld();
    });
  };
  return keepRounds({ round, everyMs, failed: "what follows from some steps cannot be written; trying again" });
}
