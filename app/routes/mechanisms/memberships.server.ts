import type { PageTools } from "#app/lib/page-tools.server.ts";
import type { Membership } from "#models/membership.ts";
import { membershipOf } from "#models/membership.server.ts";
import type { Mechanism } from "#models/mechanism.ts";

/**
 * The memberships of a mechanism: its own, and those of the mechanisms that it has taken in, with their names; where
 * it has none, its State's. The first is what it is to the network now.
 */
export function membershipsOf(tools: PageTools, memberships: Membership[], mechanism: Mechanism): Array<{ membership: Membership; of: string | null }> {
  const exactly = (id: string) => memberships.filter((membership) => membership.mechanism === id);
  const own = exactly(mechanism.id).map((membership) => ({ membership, of: null }));
  const taken = tools.reference.mechanisms.predecessorsOf(mechanism.id).flatMap((one) => exactly(one.id).map((membership) => ({ membership, of: tools.mechanism(one).text })));
  if (own.length + taken.length > 0) return [...own, ...taken];
  const membership = membershipOf(memberships, mechanism, tools.present);
  return membership ? [{ membership, of: null }] : [];
}
