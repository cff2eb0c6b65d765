import { type Membership, presentStep } from "#models/membership.server.ts";

import type { ReferenceData } from "./reference-data.server.ts";

/** What a membership's present status comes to: a founding member, a member, or neither ("applicant", "former"). */
export type Standing = "founding" | "member" | "other";

const FOUNDING = "membershipStatus:founding-member";
const MEMBER = "membershipStatus:member";

/** Which statuses make a member is data: "member" itself, and every status below it in the vocabulary. */
export function standingOf(reference: ReferenceData, membership: Membership): Standing {
  const status = presentStep(membership)?.status ?? "";
  if (status === FOUNDING) return "founding";
  const seen = new Set<string>();
  for (let id = status; id && !seen.has(id); id = reference.terms.get(id)?.parent ?? "") {
    if (id === MEMBER) return "member";
    seen.add(id);
  }
  return "other";
}

/** How many memberships are founding ones. */
export function countFounding(reference: ReferenceData, memberships: Membership[]): number {
  return memberships.filter((membership) => standingOf(reference, membership) === "founding").length;
}

/** How many founding members the network counts, where these memberships are fewer: those that are named are then not all. */
export function unnamedFounding(reference: ReferenceData, founding: number): number | null {
  const { foundingMembers } = reference;
  return foundingMembers !== null && founding < foundingMembers ? foundingMembers : null;
}
