import { tell } from "#app/notices/tell.server.ts";
import { listInvitations } from "#models/invitation.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { usersById } from "#models/user.server.ts";

const DAY_MS = 24 * 3_600_000;

/** An invitation that nobody has accepted and that expires soon: to whoever invited. */
export async function remindOfInvitations(now: Date): Promise<void> {
  const { invitationReminderDays } = await readNetworkSettings();
  const until = now.getTime() + invitationReminderDays * DAY_MS;
  const due = (await listInvitations()).filter(({ by, expiresAt }) => by !== null && expiresAt !== null && expiresAt.getTime() <= until);
  const inviters = await usersById(due.flatMap(({ by }) => by ?? []));
  for (const { id, by, expiresAt } of due) {
    const inviter = inviters.get(by ?? "");
    if (!inviter || inviter.suspended || !expiresAt) continue;
    // One that is sent again expires on another day, and is another cause.
    const cause = `invitation-expiring:${id}:${expiresAt.getTime()}`;
    await tell({ kind: "invitation-expiring", cause, users: [inviter], about: { invitation: id, expires: expiresAt.toISOString() }, at: now, mailId: () => cause });
  }
}
