import type { Proved } from "#app/auth/guards.server.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { grantName } from "#app/lib/grant-name.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { EVERYONE, NETWORK, paths } from "#app/paths.ts";
import type { Grant } from "#models/actor.ts";
import { lastSignIns } from "#models/census.server.ts";
import { ownersFor } from "#models/policy.ts";
import { searchUsers } from "#models/user-search.server.ts";

import { everyoneName } from "./view.server.ts";

/** People on one page. */
const PAGE = 100;

/** A sign-in that is longer ago is as good as none, and the log is long. */
const YEAR_MS = 366 * 86_400_000;

type View = { proved: Proved; tools: PageTools; page: string | null };

/**
 * All people whom the actor looks after, with the roles that he may know of; these are changed in the list of the one who gave
 * them. No addresses, and when somebody was last there only for those who look after everybody.
 */
export async function everyoneView({ proved: { actor, user: own, lang }, tools, page }: View) {
  const { t } = tools;
  const owners = ownersFor(actor, "people:manage");
  const number = Math.max(1, Math.min(10_000, Math.trunc(Number(page)) || 1));
  const { users, total } = await searchUsers({ ...(owners === "any" ? {} : { mechanisms: owners.filter((id) => id !== null) }), skip: (number - 1) * PAGE, limit: PAGE });
  const isKnown = ({ mechanism }: Grant) => owners === "any" || owners.includes(mechanism);
  const seen = owners !== "any" ? null : await lastSignIns({ ids: users.map(({ id }) => id), since: new Date(Date.now() - YEAR_MS) });
  const texts = t("admin:people", { returnObjects: true });
  const at = (step: number) => paths.people(lang, EVERYONE, { page: String(number + step) });
  return {
    owner: { value: EVERYONE, name: everyoneName(actor, tools) },
    words: { of: texts.of, show: texts.show, suspended: texts.suspended, noRole: t("admin:users.noRole"), previous: texts.previous, next: texts.next, help: texts.everyoneHelp },
    count: t("admin:people.count", { count: total }),
    // Said where a page does not hold all of them.
    part: total > PAGE ? t("admin:people.part", { from: (number - 1) * PAGE + Math.min(1, users.length), to: (number - 1) * PAGE + users.length }) : null,
    people: users.map(({ id, name, suspended, grants }) => {
      const last = seen?.get(id);
      return {
        id,
        name,
        suspended,
        roles: grants.filter(isKnown).map((grant) => ({ name: grantName(grant, tools), url: paths.people(lang, grant.mechanism ?? NETWORK) })),
        seen: seen === null ? null : last ? t("admin:people.seen", { date: formatMoment(last, lang, own.timeZone) }) : texts.notSeen,
      };
    }),
    previous: number > 1 ? at(-1) : null,
    next: number * PAGE < total ? at(1) : null,
  };
}

export type EveryoneView = Awaited<ReturnType<typeof everyoneView>>;
