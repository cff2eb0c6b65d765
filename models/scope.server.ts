/** Who is asking. Accounts will add members; until then everyone is a visitor. */
export type Actor = { kind: "visitor" };

export const VISITOR: Actor = { kind: "visitor" };

/**
 * The filter that every query for items carries: what the actor may read, nothing by default.
 * A visitor reads items that have a published version.
 */
export function readable(actor: Actor): Record<string, unknown> {
  switch (actor.kind) {
    case "visitor":
      return { versions: { $elemMatch: { published: { $ne: null } } } };
  }
}
