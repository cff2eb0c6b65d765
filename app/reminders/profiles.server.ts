import { tell } from "#app/notices/tell.server.ts";
import { listUnconfirmed } from "#models/mechanism.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import type { User } from "#models/user.ts";
import { listUsers } from "#models/user.server.ts";

/** A profile that has not been confirmed for as long as the network allows: to the editors of its mechanism or, where it has none, to the coordinators; once for each time that it is due. */
export async function remindOfProfiles(now: Date): Promise<void> {
  const active = (users: User[]) => users.filter(({ suspended }) => !suspended);
  const { profileMonths } = await readNetworkSettings();
  const coordinators = active(await listUsers({ mechanism: null, roles: ["coordinator"] }));
  for (const { mechanism, due } of await listUnconfirmed({ months: profileMonths, now })) {
    const editors = active(await listUsers({ mechanism: mechanism.id, roles: ["editor"] }));
    const readers = editors.length > 0 ? editors : coordinators;
    const day = due.toISOString().slice(0, 10);
    const cause = `profile-due:${mechanism.id}:${day}`;
    await tell({ kind: "profile-due", cause, users: readers, about: { mechanism: mechanism.id, due: day }, at: now, mailId: ({ id }) => `${cause}:${id}` });
  }
}
