import { queueMail } from "#models/mail.server.ts";
import { listUnconfirmed } from "#models/mechanism.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listUsers } from "#models/user.server.ts";

/** A profile that has not been confirmed for as long as the network allows: to the editors of its mechanism, once for each time that it is due. */
export async function remindOfProfiles(now: Date): Promise<void> {
  const { profileMonths } = await readNetworkSettings();
  for (const { mechanism, due } of await listUnconfirmed({ months: profileMonths, now })) {
    const editors = await listUsers({ mechanism: mechanism.id, roles: ["editor"] });
    const day = due.toISOString().slice(0, 10);
    for (const { id, email, name, lang } of editors.filter(({ suspended }) => !suspended)) {
      await queueMail({ id: `profile-due:${mechanism.id}:${day}:${id}`, kind: "profile-due", to: { email, name, lang }, user: id, params: { mechanism: mechanism.id, due: day } });
    }
  }
}
