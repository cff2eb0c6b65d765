import type { Actor, Grant, Member } from "./actor.ts";
import type { Role } from "./vocabulary.ts";

/** What can be done in the hub beyond reading what is published. */
export const ACTIONS = [
  /** Read drafts, and write them: create an item, edit it, translate it, restore an older text. */
  "item:write",
  /** Hand a text in for review, and take it back. */
  "item:submit",
  /** Take what is published away from readers, archive it with a forwarding note. */
  "item:retire",
  /** Read what was handed in, comment on it, ask for changes, approve, reject. */
  "item:review",
  /** Invite contributors and editors of a mechanism, and end their roles. */
  "people:manage",
  /** Invite reviewers of the network, and end their role. */
  "reviewers:manage",
  /** Every account: any role, suspension, reset of a second factor. */
  "users:manage",
  /** Mails that wait for a server, with the one-time links in them. */
  "mail:read",
  /** Who did what to what, when. */
  "audit:read",
  /** Keep a mechanism's profile, its focal points and its history. */
  "profile:write",
  /** Take everything that a mechanism has with its files along, as one archive. */
  "archive:export",
  /** Take archives into the hub. */
  "archives:import",
  /** Offer and ask for cooperation in the name of a mechanism. */
  "cooperation:write",
  /** Let comments of readers pass, hide and answer them. */
  "comments:moderate",
  /** The life of the network: applications, memberships, offices, decisions, gatherings, plans, partners. */
  "network:manage",
  /** Terms of the vocabularies. */
  "vocabularies:manage",
  /** What the network decides for itself, and the texts of the public pages. */
  "settings:manage",
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * How far a role's right reaches: `own` is what belongs to what the role was given for (a mechanism; for a
 * role of the network, what is the network's own), `any` is everything.
 */
type Reach = "own" | "any";

/** The one table of rights. What is not in it may not be done. */
export const POLICY = {
  contributor: { "item:write": "own" },
  editor: { "item:write": "own", "item:submit": "own", "item:retire": "own", "people:manage": "own", "profile:write": "own", "archive:export": "own", "cooperation:write": "own", "comments:moderate": "own" },
  reviewer: { "item:review": "any" },
  coordinator: {
    "item:write": "own",
    "item:submit": "own",
    "item:retire": "any",
    "item:review": "any",
    "people:manage": "any",
    "reviewers:manage": "any",
    "audit:read": "any",
    "profile:write": "any",
    "archive:export": "any",
    "cooperation:write": "any",
    "comments:moderate": "any",
    "network:manage": "any",
    "vocabularies:manage": "any",
    "settings:manage": "any",
  },
  administrator: {
    "people:manage": "any",
    "reviewers:manage": "any",
    "users:manage": "any",
    "archive:export": "any",
    "archives:import": "any",
    "mail:read": "any",
    "audit:read": "any",
  },
} as const satisfies Record<Role, Partial<Record<Action, Reach>>>;

/** What an action is about: the mechanism that it belongs to, or null for the network's own. */
export type Subject = { mechanism: string | null };

const reachOf = ({ role }: Grant, action: Action): Reach | undefined => (POLICY[role] as Partial<Record<Action, Reach>>)[action];

/** Whether the actor may do this to that; without a subject, whether there is anything to which he may. */
export function can(actor: Actor, action: Action, subject?: Subject): actor is Member {
  if (actor.kind !== "member") return false;
  return actor.grants.some((grant) => {
    const reach = reachOf(grant, action);
    return reach === "any" || (reach === "own" && (!subject || subject.mechanism === grant.mechanism));
  });
}

/** The owners for whose things the actor may do this: `any`, or a list of mechanisms, in which null is the network. */
export function ownersFor(actor: Actor, action: Action): "any" | Array<string | null> {
  if (actor.kind !== "member") return [];
  const reaching = actor.grants.filter((grant) => reachOf(grant, action) !== undefined);
  if (reaching.some((grant) => reachOf(grant, action) === "any")) return "any";
  return [...new Set(reaching.map(({ mechanism }) => mechanism))];
}

/** The roles that the actor may give, and take, for a mechanism or, with null, for the network. */
export function rolesToGive(actor: Actor, mechanism: string | null): Role[] {
  if (can(actor, "users:manage")) return mechanism === null ? ["reviewer", "coordinator", "administrator"] : ["contributor", "editor"];
  if (mechanism !== null) return can(actor, "people:manage", { mechanism }) ? ["contributor", "editor"] : [];
  return can(actor, "reviewers:manage", { mechanism }) ? ["reviewer"] : [];
}

/** Roles that demand a second factor. */
const GUARDED_ROLES: readonly Role[] = ["coordinator", "administrator"];

export function needsSecondFactor(grants: Grant[]): boolean {
  return grants.some(({ role }) => GUARDED_ROLES.includes(role));
}
