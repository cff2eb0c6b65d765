import { ItemModel } from "./item.server.ts";
import { MechanismModel } from "./mechanism.server.ts";
import { ITEM_SCHEMES, type Scheme } from "./vocabulary.ts";

/** How many items carry each term, by its id. Reads every item. */
export async function countTermUses(): Promise<Map<string, number>> {
  const rows = await ItemModel.aggregate<{ _id: string; count: number }>([
    { $project: { terms: 1 } },
    { $unwind: "$terms" },
    { $group: { _id: "$terms", count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}

/** How many items carry any term of each vocabulary that items may carry. */
export async function countSchemeUses(): Promise<Map<Scheme, number>> {
  const counts = await Promise.all(
    ITEM_SCHEMES.map(async (scheme) => [scheme, await ItemModel.countDocuments({ terms: { $regex: `^${scheme}:` } })] as const),
  );
  return new Map<Scheme, number>(counts);
}

/** How many mechanisms carry a term: as their type, or among their capacities. */
export async function countMechanismUses({ id }: { id: string }): Promise<number> {
  return MechanismModel.countDocuments({ $or: [{ type: id }, { capacities: id }] });
}
