import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";

type Row = Pick<ItemDocument, "_id" | "revision" | "updatedAt" | "versions">;

/**
 * For each of these items that the actor may read, a text that changes with whatever readers see of it: every
 * write sets `updatedAt`, and every publication its own moment. Far cheaper to read than the items.
 */
export async function readStamps({ actor, ids }: { actor: Actor; ids: string[] }): Promise<Map<string, string>> {
  const rows = await ItemModel.find({ ...readable(actor), _id: { $in: ids } })
    .select({ revision: 1, updatedAt: 1, "versions.published.at": 1, "versions.published.revision": 1 })
    .lean<Row[]>();
  return new Map(
    rows.map(({ _id, revision, updatedAt, versions }) => [
      _id,
      [revision, updatedAt?.getTime(), ...versions.map(({ published }) => (published ? `${published.revision}@${published.at.getTime()}` : ""))].join("/"),
    ]),
  );
}
