import type { PageTools } from "#app/lib/page-tools.server.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { standingOf } from "#app/lib/standing.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import { type Membership, stepOn } from "#models/membership.ts";

/** Those who had a status on a day, by what they were to the network then: founding members, members, and one group for each other status. */
export function memberGroups(tools: PageTools, memberships: Membership[], day: string) {
  const { reference, lang, t } = tools;
  const rows = sortByName(
    memberships.flatMap((membership) => {
      const step = stepOn(membership, day);
      if (!step) return [];
      const mechanism = membership.mechanism ? reference.mechanisms.get(membership.mechanism) : undefined;
      const standing = standingOf(reference, membership, day);
      return [
        {
          id: membership.id,
          standing,
          country: tools.country(membership.state),
          url: mechanism ? mechanismUrl(tools, mechanism) : null,
          status: step.status,
          since: step.date.from ? t("network:members.since", { date: tools.date(step.date) }) : null,
        },
      ];
    }),
    lang,
    (row) => row.country,
  );
  const others = [...new Set(rows.flatMap(({ standing, status }) => (standing === "other" ? [status] : [])))].toSorted((one, other) => orderOf(one) - orderOf(other));
  return [
    ...(["founding", "member"] as const).map((standing) => ({ id: standing as string, name: t(`site:home.map.mark.${standing}`), rows: rows.filter((row) => row.standing === standing) })),
    ...others.map((status) => ({ id: status, name: tools.term(status), rows: rows.filter((row) => row.standing === "other" && row.status === status) })),
  ]
    .filter((group) => group.rows.length > 0)
    .map(({ id, name, rows: own }) => ({ id, name, rows: own.map(({ id: membership, country, url, since }) => ({ id: membership, country, url, since })) }));

  function orderOf(status: string): number {
    return reference.terms.get(status)?.order ?? 0;
  }
}
