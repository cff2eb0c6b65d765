import { AuditModel } from "./audit.server.ts";
import { addItem, type Census, type CountedItem, emptyCensus } from "./census.ts";
import { ItemModel } from "./item.server.ts";
import { listTerms } from "./term.server.ts";
import { UserModel } from "./user.server.ts";

/** What counting needs of an item; its texts are not among it. */
const COUNTED = {
  country: 1, mechanism: 1, terms: 1, originalLanguage: 1, "archived.at": 1,
  "versions.lang": 1, "versions.state": 1, "versions.follows": 1, "versions.editedAt": 1, "versions.published.at": 1, "versions.published.revision": 1,
} as const;

/** Counts all items in one pass. `at` is the moment for which the figures hold. */
export async function countItems(): Promise<Census & { at: Date }> {
  const at = new Date();
  const census = emptyCensus();
  const terms = new Map((await listTerms()).map((term) => [term.id, term]));
  for await (const item of ItemModel.find({}, COUNTED).lean<CountedItem[]>().cursor({ batchSize: 1_000 })) addItem(census, item as unknown as CountedItem, terms);
  return { ...census, at };
}

/** Who works for a mechanism, and when one of them was last in the hub; "" stands for the network. */
export type Staff = { people: number; lastSignIn: Date | null };

/** When these people last signed in since a moment, as the log has it, by id. */
export async function lastSignIns({ ids, since }: { ids: string[]; since: Date }): Promise<Map<string, Date>> {
  const seen = await AuditModel.aggregate<{ _id: string; at: Date }>([
    { $match: { by: { $in: ids }, at: { $gte: since }, action: "user:signed-in" } },
    { $group: { _id: "$by", at: { $max: "$at" } } },
  ]);
  return new Map(seen.map(({ _id, at }) => [_id, at]));
}

/** The people of each mechanism who may use the hub, with the last sign-in since a moment, as the log has it. */
export async function countPeople({ since }: { since: Date }): Promise<Map<string, Staff>> {
  const users = await UserModel.find({ suspendedAt: null, "grants.0": { $exists: true } }).select({ grants: 1 }).lean<Array<{ _id: string; grants: Array<{ mechanism?: string | null }> }>>();
  const lastOf = await lastSignIns({ ids: users.map(({ _id }) => _id), since });
  const staff = new Map<string, Staff>();
  for (const { _id, grants } of users) {
    const last = lastOf.get(_id) ?? null;
    for (const mechanism of new Set(grants.map((grant) => grant.mechanism ?? ""))) {
      const own = staff.get(mechanism) ?? { people: 0, lastSignIn: null };
      staff.set(mechanism, { people: own.people + 1, lastSignIn: last && (!own.lastSignIn || last > own.lastSignIn) ? last : own.lastSignIn });
    }
  }
  return staff;
}
