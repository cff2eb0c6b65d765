import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { madeSeldom } from "#app/lib/made-seldom.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { standingOf } from "#app/lib/standing.server.ts";
import type { FigureCell } from "#app/ui/figure-table.tsx";
import { countItems } from "#models/census.server.ts";
import type { Membership } from "#models/membership.ts";
import { listMemberships } from "#models/membership.server.ts";
import type { Mechanism } from "#models/mechanism.ts";

/** Counting reads something of every item: what was counted a moment ago is shown with its moment. */
const census = madeSeldom(countItems);

/** What the tables of coverage and activity are made of. */
export async function counted(tools: PageTools, timeZone: string) {
  const [counts, memberships] = await Promise.all([census(), listMemberships()]);
  const mechanismsOf = new Map<string, Mechanism[]>();
  for (const mechanism of tools.reference.mechanisms.values()) mechanismsOf.set(mechanism.state, [...(mechanismsOf.get(mechanism.state) ?? []), mechanism]);
  const membershipsOf = new Map<string, Membership[]>();
  for (const membership of memberships) membershipsOf.set(membership.state, [...(membershipsOf.get(membership.state) ?? []), membership]);
  const { lang, reference } = tools;
  return {
    tools,
    census: counts,
    countedOn: tools.t("overview:countedOn", { at: formatMoment(counts.at, lang, timeZone) }),
    mechanismsOf: (state: string): Mechanism[] => mechanismsOf.get(state) ?? [],
    membershipsOf: (state: string): Membership[] => membershipsOf.get(state) ?? [],
    isMember: (state: string): boolean => (membershipsOf.get(state) ?? []).some((membership) => standingOf(reference, membership) !== "other"),
    itemsOf: (state: string): number => counts.countries.get(state)?.items ?? 0,
    /** A figure with the list behind it, which nothing has where there is nothing to list. */
    figure: (value: number, url?: string, greatest?: number): FigureCell => ({
      value,
      shown: formatNumber(value, lang),
      ...(url && value > 0 ? { url } : {}),
      ...(greatest ? { part: value / greatest } : {}),
    }),
    text: (value: string | null): FigureCell => ({ value, shown: value ?? "–" }),
  };
}

export type Counted = Awaited<ReturnType<typeof counted>>;
