import { keepRounds } from "#app/lib/rounds.server.ts";
import { withLease } from "#models/lease.server.ts";
import { followRenaming } from "#models/renaming.server.ts";

import { remindOfInvitations } from "./invitations.server.ts";
import { remindOfTerms } from "./terms.server.ts";

/** What somebody is reminded of. Each queues mails whose ids follow from their cause and its date, and so can be repeated. */
export type Reminder = (now: Date) => Promise<void>;
const REMINDERS: Reminder[] = [remindOfTerms, remindOfInvitations];

/** Held by the one process that makes the round; a dead holder's lease runs out. */
const LEASE = { name: "reminders", ms: 60_000 };
const HOUR_MS = 3_600_000;

/** Reminds, now and every hour, of what is due; and follows what a crash has left of changed names. */
export function startReminders(everyMs = HOUR_MS): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    await withLease(LEASE, async ({ assertHeld }) => {
      for (const reminder of REMINDERS) {
        if (signal.aborted) return;
        await assertHeld();
        await reminder(new Date());
      }
      await followRenaming();
    });
  };
  return keepRounds({ round, everyMs, failed: "reminders cannot be queued; trying again" });
}
