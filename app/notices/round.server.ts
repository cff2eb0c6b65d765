import { keepRounds } from "#app/lib/rounds.server.ts";
import { isAnyCarried, queueCarried } from "#models/carried-mails.server.ts";
import { isAnyApplicationStepLeft } from "#models/application-follow-up.server.ts";
import { isAnyMessageLeft } from "#models/cooperation-messages.server.ts";
import { isAnyUntold } from "#models/invitation.server.ts";
import { followInvitations, isAnyInvitationLeft } from "#models/invitation-follow-up.server.ts";
import { isAnyStepLeft } from "#models/item-follow-up.server.ts";
import { withLease } from "#models/lease.server.ts";
import { followMechanisms, isAnyMechanismLeft } from "#models/mechanism-follow-up.server.ts";
import { isAnyReaderCommentLeft } from "#models/reader-comment-follow-up.server.ts";
import { UserModel } from "#models/user.server.ts";

import { followUpApplications } from "./application-follow-up.server.ts";
import { followUpMessages } from "./cooperation.server.ts";
import { followUp, followUpComments } from "./follow-up.server.ts";
import { followInvited } from "./invited.server.ts";

/** Held by the one process that makes the round; a dead holder's lease runs out. */
const ROUND_LEASE = { name: "round", ms: 30_000 };

const EVERY_MS = 3_000;

/** What is written first and has something follow from it: whether any was left, and what follows some of it and says how many. */
const WRITTEN: Array<{ isAnyLeft: () => Promise<boolean>; follow: () => Promise<number> }> = [
  // Steps of items, and comments on drafts.
  { isAnyLeft: isAnyStepLeft, follow: followUp },
  { isAnyLeft: isAnyReaderCommentLeft, follow: followUpComments },
  { isAnyLeft: isAnyApplicationStepLeft, follow: followUpApplications },
  { isAnyLeft: isAnyMessageLeft, follow: followUpMessages },
  { isAnyLeft: isAnyMechanismLeft, follow: followMechanisms },
  { isAnyLeft: isAnyInvitationLeft, follow: followInvitations },
  { isAnyLeft: isAnyUntold, follow: followInvited },
  // What tells of a step in someone's account.
  { isAnyLeft: () => isAnyCarried(UserModel), follow: () => queueCarried(UserModel) },
];

/**
 * Follows what a crash, or a database that went away, has left between a write and what follows from it. Begins at once;
 * usually there is nothing, since whoever writes follows his own write.
 */
export function startRound(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => {
    for (const { isAnyLeft, follow } of WRITTEN) {
      // A lease is a write: none for nothing.
      if (!(await isAnyLeft())) continue;
      await withLease(ROUND_LEASE, async ({ assertHeld }) => {
        while (!signal.aborted && (await follow()) > 0) await assertHeld();
      });
    }
  };
  return keepRounds({ round, everyMs, failed: "what follows from some steps cannot be written; trying again" });
}
