import type { Actor } from "./actor.ts";
import { type Action, ownersFor } from "./policy.ts";

type Filter = Record<string, unknown>;

/** Matches nothing: what a query is merged with where the actor may see none of it. */
const NOTHING: Filter = { _id: { $in: [] } };

/**
 * The filter of every query for what readers see. Readers of any kind see the same: items that have a
 * published version, and of these what is published. Drafts are read through `writable` and `reviewable`.
 */
export function readable(_actor: Actor): Filter {
  return { versions: { $elemMatch: { published: { $ne: null } } } };
}

/** The filter for things that belong to a mechanism or the network, and to which the actor may do this. */
export function ownedFor(actor: Actor, action: Action): Filter {
  const owners = ownersFor(actor, action);
  if (owners === "any") return {};
  return owners.length > 0 ? { mechanism: { $in: owners } } : NOTHING;
}

/** The filter for items whose drafts the actor may read and write. */
export function writable(actor: Actor): Filter {
  return ownedFor(actor, "item:write");
}

/** The filter for items of which something was handed in that the actor may review. */
export function reviewable(actor: Actor): Filter {
  return { $and: [ownedFor(actor, "item:review"), { versions: { $elemMatch: { submitted: { $type: "object" } } } }] };
}

/** The filter for items that the actor works on: writes, reviews or has reviewed and published, retires. */
export function seen(actor: Actor): Filter {
  const published = { $and: [ownedFor(actor, "item:review"), readable(actor)] };
  return { $or: [writable(actor), reviewable(actor), published, retirable(actor)] };
}

/** The filter for items that the actor may withdraw, archive and bring back: what was published once. */
export function retirable(actor: Actor): Filter {
  const wasPublished = [readable(actor), { "versions.state": "withdrawn" }, { archived: { $type: "object" } }];
  return { $and: [ownedFor(actor, "item:retire"), { $or: wasPublished }] };
}

/** The filter for mechanisms whose profile and history the actor keeps. */
export function keeps(actor: Actor): Filter {
  const owners = ownersFor(actor, "profile:write");
  return owners === "any" ? {} : { _id: { $in: owners.filter((id) => id !== null) } };
}
