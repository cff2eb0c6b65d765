import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { referenceData, type ReferenceData } from "#app/lib/reference-data.server.ts";
import { keepRounds } from "#app/lib/rounds.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { findAmong } from "#app/search/every-hit.server.ts";
import { readSavedQuery } from "#app/search/saved-query.ts";
import type { CarriedMail } from "#models/carried-mails.server.ts";
import { listComeOut } from "#models/item-shown.server.ts";
import { type Hold, withLease } from "#models/lease.server.ts";
import { type Alerting, forgetSearchesOf, listAlerting, moveOn, queueAlerts } from "#models/saved-search.server.ts";
import type { User } from "#models/user.ts";
import { toMember, usersById } from "#models/user.server.ts";

import { itemParams } from "./item-params.ts";
import { lastMorning } from "./mornings.ts";

/** Held by the one process that makes the round; a dead holder's lease runs out. */
const LEASE = { name: "alerts", ms: 60_000 };
const EVERY_MS = 10 * 60_000;
/** Clocks of several hubs may differ, and the note of when an item came out is written a moment after it. */
const SETTLED_MS = 5 * 60_000;

/**
 * Tells everyone of what his saved searches have come to find by the morning of his time zone. A search moves on, and takes
 * its mail with it, in one write, and from morning to morning: so it can be repeated at any moment, by several hubs at once.
 * What keeps one search from being looked at keeps no other.
 * @throws SearchUnavailable where the search server is down, before anything of what was not found has moved on.
 */
export async function alertReaders(now: Date, { assertHeld }: Hold = { assertHeld: () => {} }): Promise<void> {
  await queueAlerts();
  const settled = new Date(now.getTime() - SETTLED_MS);
  const searches = await listAlerting({ before: settled });
  if (searches.length === 0) return;
  const [users, reference] = await Promise.all([usersById(searches.map(({ user }) => user)), referenceData()]);
  const failures: unknown[] = [];
  for (const search of searches) {
    await assertHeld();
    try {
      const user = users.get(search.user);
      if (!user) await forgetSearchesOf({ user: search.user });
      else if (!user.suspended) await alertOne({ search, user, reference, now, settled });
    } catch (error) {
      if (error instanceof SearchUnavailable) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

type Alert = { search: Alerting; user: User; reference: ReferenceData; now: Date; settled: Date };

async function alertOne({ search, user, reference, now, settled }: Alert): Promise<void> {
  if (search.every === "never") return;
  const [after, until] = [new Date(search.since), lastMorning(settled, user.timeZone, search.every)];
  if (after >= until) return;
  const out = await listComeOut({ actor: toMember(user), after, until });
  const ids = out.filter((id) => !search.told.includes(id));
  const lang = isLanguage(search.lang) ? search.lang : FALLBACK_LANGUAGE;
  const query = readSavedQuery(search.query);
  const items = query ? await findAmong({ lang, query, reference, ids }) : [];
  await moveOn({ search, until, items, mail: items.length > 0 ? mailOf(search, user, until, items) : null, at: now });
}

const mailOf = ({ id, since }: Alerting, { id: user, email, name, lang }: User, until: Date, items: string[]): CarriedMail => ({
  id: `saved-search:${id}:${until.toISOString()}`,
  kind: "saved-search",
  to: { email, name, lang },
  user,
  params: { search: id, since, until: until.toISOString(), ...itemParams(items) },
});

/** Looks every few minutes for whom it is morning. */
export function startAlerts(): { stop: () => Promise<void> } {
  const round = async (): Promise<void> => void (await withLease(LEASE, (hold) => alertReaders(new Date(), hold)));
  return keepRounds({ round, everyMs: EVERY_MS, failed: "saved searches cannot be looked at; trying again" });
}
