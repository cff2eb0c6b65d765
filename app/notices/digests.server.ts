import { keepRounds } from "#app/lib/rounds.server.ts";
import { dayAt, momentOf } from "#app/lib/time-zones.ts";
import { findLastMail, findMail, queueMail } from "#models/mail.server.ts";
import { listWaiting, listWaitingReaders, settleWaiting } from "#models/notice.server.ts";
import type { User } from "#models/user.ts";
import { usersById } from "#models/user.server.ts";

/** On the clock of its reader. */
const DIGEST_TIME = "07:00";
/** The most notices of one digest; more come with the next. */
const MOST = 1_000;

/**
 * Queues the digests that are due: for each person for whom notices wait, and on whose clock it is seven or later, one of
 * his day with all that he was told before seven. Returns how many are new.
 *
 * One write, that of the mail, decides which notices it names; its id follows from the person and the day. Only then are
 * the marks taken off the notices it names, and off those of the last one before another is made. So this can be
 * repeated after a crash at any moment, and by several hubs at once: no notice is lost, and none is in two digests.
 */
export async function queueDigests(now: Date, ending?: AbortSignal): Promise<number> {
  const readers = await usersById(await listWaitingReaders());
  let queued = 0;
  for (const user of readers.values()) {
    if (ending?.aborted) break;
    if (!user.suspended && (await queueDigestOf(user, now))) queued += 1;
  }
  return queued;
}

async function queueDigestOf(user: User, now: Date): Promise<boolean> {
  const day = dayAt(now, user.timeZone);
  const before = momentOf(day, DIGEST_TIME, user.timeZone);
  const idPrefix = `digest:${user.id}:`;
  const id = idPrefix + day;
  const last = await findLastMail({ idPrefix });
  if (last) await settleWaiting({ ids: last.about });
  // Days are compared, too: who travels west has one day twice.
  if (before > now || (last && last.id >= id)) return false;
  const about = await listWaiting({ user: user.id, before, limit: MOST });
  if (about.length === 0) return false;
  const { email, name, lang } = user;
  const isNew = await queueMail({ id, kind: "digest", to: { email, name, lang }, user: user.id, params: {}, about });
  // Where another hub was quicker, what its mail names counts.
  await settleWaiting({ ids: (await findMail({ id }))?.about ?? [] });
  return isNew;
}

const EVERY_MS = 5 * 60_000;

/** Queues digests, now and every few minutes. Without a lease, since several hubs that do the same work do it once. */
export function startDigests(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  const round = async (signal: AbortSignal): Promise<void> => void (await queueDigests(new Date(), signal));
  return keepRounds({ round, everyMs, failed: "digests cannot be queued; trying again" });
}
