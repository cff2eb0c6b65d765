import { today } from "#app/lib/dates.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { tell } from "#app/notices/tell.server.ts";
import { daysBetween } from "#models/days.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { listOffices } from "#models/office.server.ts";
import { countedTerms, expectedEnd } from "#models/office.ts";
import { listUsers } from "#models/user.server.ts";

/** A term of office that ends soon: to the coordinators, and to the editors of the mechanism that holds the seat. */
export async function remindOfTerms(now: Date): Promise<void> {
  const [offices, { termReminderDays }] = await Promise.all([listOffices(), readNetworkSettings()]);
  const { mechanisms } = await referenceData();
  const day = today(now);
  for (const office of offices) {
    for (const term of countedTerms(office)) {
      const end = expectedEnd(office, term);
      const left = end === null ? -1 : daysBetween(day, end);
      // Where several reminders are due at once, as for a term that was recorded late, the last of them will do.
      const due = left < 0 ? undefined : termReminderDays.filter((days) => left <= days).toSorted((a, b) => a - b)[0];
      if (end === null || due === undefined) continue;
      // One that has merged is its successor.
      const mechanism = term.mechanism && (mechanisms.get(term.mechanism)?.id ?? term.mechanism);
      const [coordinators, editors] = await Promise.all([listUsers({ mechanism: null, roles: ["coordinator"] }), mechanism ? listUsers({ mechanism, roles: ["editor"] }) : []]);
      const readers = new Map([...coordinators, ...editors].filter(({ suspended }) => !suspended).map((user) => [user.id, user]));
      const cause = `term-ending:${office.id}:${term.id}:${end}:${due}`;
      await tell({ kind: "term-ending", cause, users: [...readers.values()], about: { office: office.id, term: term.id, end }, at: now, mailId: ({ id }) => `${cause}:${id}` });
    }
  }
}
