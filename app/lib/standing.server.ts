import { type Membership, stepOn } from "#models/membership.ts";

import { today } from "./dates.ts";
import type { ReferenceData } from "./reference-data.server.ts";

/** What the status of a membership on a day comes to: a founding member, a member, or neither ("applicant", "former"). */
export type Standing = "founding" | "member" | "other";

/** How many founding members the network counted by July 2025, whether or not the sources name them. */
export const FOUNDING_MEMBERS = 24;

const FOUNDING = "membershipStatus:founding-member";
const MEMBER = "membershipStatus:member";

/** Which statuses make a member is data: "member" itself, and every status below it in the vocabulary. */
export function standingOf(reference: ReferenceData, membership: Membership, day = today()): Standing {
  const status = stepOn(membership, day)?.status ?? "";
  if (status === FOUNDING) return "founding";
  const seen = new Set<string>();
  for (let id = status; id && !seen.has(id); id = reference.terms.get(id)?.parent ?? "") {
    if (id === MEMBER) return "member";
    seen.add(id);
  }
  return "other";
}

/** How many memberships are founding ones on a day. */
export function countFounding(reference: ReferenceData, memberships: Membership[], day = today()): number {
  return memberships.filter((membership) => standingOf(reference, membership, day) === "founding").length;
}
