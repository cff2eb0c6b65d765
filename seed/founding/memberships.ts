import type { Membership, MembershipStep } from "#models/membership.ts";
import { partialDate } from "#models/partial-date.ts";
import type { Source } from "#models/source.ts";

import { FOUNDING_NEWS, NETWORK_PUBLIC } from "./sources.ts";

/** What the seed says of a membership: its steps, as its sources state them. */
export type SeededMembership = Omit<Membership, "history" | "version"> & { history: MembershipStep[] };

function foundingMember(mechanism: string, state: string, sources: Source[]): SeededMembership {
  return {
    id: mechanism,
    state,
    mechanism,
    history: [
      {
        status: "membershipStatus:founding-member",
        date: partialDate("2024-05-09"),
        decision: "asuncion-declaration",
        note: null,
        sources,
      },
    ],
  };
}

/**
 * The founding members that the sources name. Mauritania has no entry: no source says whether its
 * Commission belongs to the network.
 */
export const MEMBERSHIPS: SeededMembership[] = [
  foundingMember("morocco", "MA", [NETWORK_PUBLIC, FOUNDING_NEWS]),
  foundingMember("paraguay", "PY", [NETWORK_PUBLIC, FOUNDING_NEWS]),
  foundingMember("portugal", "PT", [NETWORK_PUBLIC, FOUNDING_NEWS]),
];
