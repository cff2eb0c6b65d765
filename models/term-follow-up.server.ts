import { changeItem } from "./item-change.server.ts";
import { ItemModel, pendingMark } from "./item.server.ts";
import { markForIndex } from "./item-queries.server.ts";
import { listMerges, type TermDocument, TermModel } from "./term.server.ts";
import { type Merge, settleTerms } from "./term-moves.ts";

/** Items that carry one of these terms: published, in a draft, or in a text under review. */
export function carrying(ids: string[]): Record<string, unknown> {
  const some = { $in: ids };
  return { $or: [{ terms: some }, { "draftFacts.terms": some }, { "versions.submitted.facts.terms": some }] };
}

/** How many items would follow if this term were merged. */
export async function countFollowers({ id }: { id: string }): Promise<number> {
  return ItemModel.countDocuments(carrying([id]));
}

const PAGE = 50;

/**
 * Has items follow the merges in force: what carries a replaced term carries the one in its place, what followed a merge that
 * was undone goes back. Each item is one write, guarded, marked for the index; done again, nothing changes. Returns how many
 * were changed; at most `limit`.
 */
export async function followTerms({ limit = Infinity }: { limit?: number } = {}): Promise<number> {
  const merges = await listMerges();
  const standing = merges.map(({ id }) => id);
  const behind = carrying(merges.map(({ from }) => from));
  const ahead = { "termMoves.merge": { $exists: true }, termMoves: { $elemMatch: { merge: { $nin: standing } } } };
  const followed = await settleItems(behind, merges, limit);
  return followed + (await settleItems(ahead, merges, limit - followed));
}

async function settleItems(filter: Record<string, unknown>, merges: Merge[], limit: number): Promise<number> {
  const failures: unknown[] = [];
  let count = 0;
  let after = "";
  while (count < limit) {
    const found = await ItemModel.find({ $and: [{ _id: { $gt: after } }, filter] })
      .select({ _id: 1 })
      .sort({ _id: 1 })
      .limit(Math.min(PAGE, limit - count))
      .lean<Array<{ _id: string }>>();
    if (found.length === 0) break;
    // What cannot follow keeps no other item waiting.
    for (const { _id } of found) await settleItem(_id, merges).catch((error: unknown) => failures.push(error));
    count += found.length;
    after = found.at(-1)?._id ?? "";
  }
  if (failures.length > 0) throw failures[0];
  return count;
}

async function settleItem(id: string, merges: Merge[]): Promise<void> {
  await changeItem({
    id,
    filter: {},
    change: (found) => {
      const { terms, details, versions, draftFacts, termMoves = [] } = settleTerms(found, merges, new Date());
      const draft = draftFacts && draftFacts !== found.draftFacts ? { draftFacts } : {};
      return { set: { terms, details, versions, ...draft, termMoves, ...pendingMark() }, result: undefined };
    },
  });
}

/** Whether a change of a term waits to be followed. */
export async function isAnyTermBehind(): Promise<boolean> {
  return (await TermModel.exists({ following: { $exists: true } })) !== null;
}

/**
 * Finishes what follows from changes of terms: the items, and the index, every document of which may hold their names. A mark
 * is cleared only where no later change has renewed it.
 */
export async function finishTerms(): Promise<void> {
  const marked = await TermModel.find({ following: { $exists: true } }).select({ following: 1 }).lean<Array<Pick<TermDocument, "_id" | "following">>>();
  // Until a round that began after this one's last write finds nothing: a merge may be undone meanwhile, by another process.
  while ((await followTerms()) > 0);
  if (marked.length === 0) return;
  await markForIndex();
  for (const { _id, following } of marked) await TermModel.updateOne({ _id, following }, { $unset: { following: 1 } }, { timestamps: false });
}
