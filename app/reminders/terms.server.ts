import { today } from "#app/lib/dates.ts";
import { daysBetween } from "#models/days.ts";
import { queueMail } from "#models/mail.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listOffices } from "#models/office.server.ts";
import { countedTerms, expectedEnd } from "#models/office.ts";
import { listUsers } from "#models/user.server.ts";

/** A term of office that ends soon: to the coordinators, and to the editors of the mechanism that holds the seat. */
export async function remindOfTerms(now: Date): Promise<void> {
  const [offices, { termReminderDays }] = await Promise.all([listOffices(), readNetworkSettings()]);
  const day = today(now);
  for (const office of offices) {
    for (const term of countedTerms(office)) {
      const end = expectedEnd(office, term);
      const left = end === null ? -1 : daysBetween(day, end);
      // Where several reminders are due at once, as for a term that was recorded late, the last of them will do.
      const due = left < 0 ? undefined : termReminderDays.filter((days) => left <= days).toSorted((a, b) => a - b)[0];
      if (end === null || due === undefined) continue;
      const [coordinators, editors] = await Promise.all([listUsers({ mechanism: null, roles: ["coordinator"] }), term.mechanism ? listUsers({ mechanism: term.mechanism, roles: ["editor"] }) : []]);
      const readers = new Map([...coordinators, ...editors].filter(({ suspended }) => !suspended).map((user) => [user.id, user]));
      for (const { id, email, name, lang } of readers.values()) {
        await queueMail({ id: `term-ending:${office.id}:${term.id}:${end}:${due}:${id}`, kind: "term-ending", to: { email, name, lang }, user: id, params: { office: office.id, term: term.id, end } });
      }
    }
  }
}
