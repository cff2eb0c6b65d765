import mongoose from "mongoose";

import { DomainError } from "./errors.ts";
import { asRead, type ItemDocument, ItemModel } from "./item.server.ts";
import { LIMITS } from "./vocabulary.ts";
import type { Content } from "./item.ts";
import { weightOf } from "./item-weight.ts";
import type { Step } from "./workflow.ts";

/** How often a change is tried anew after another came between its reading and its writing. */
const TRIES = 8;

/** What a change sets; `step` is what follows from it, in the same write. Null leaves everything as it is. */
export type Change<T> = { set: Partial<Omit<ItemDocument, "_id" | "steps" | "writes" | "updatedAt">>; step?: Step; result: T };

/**
 * Changes one item in one write, by what it was when it was read; where another write came between, it is read
 * and decided anew. `filter` says which items the actor may do this to: an item outside it is not there.
 * @throws DomainError `not-found`; `moved-on` where others never leave it alone; what `change` throws;
 * ValidationError where the outcome does not fit the model.
 */
export async function changeItem<T>({ id, filter, change }: { id: string; filter: Record<string, unknown>; change: (item: ItemDocument) => Change<T> }): Promise<T> {
  const collection = mongoose.connection.collection<ItemDocument>(ItemModel.collection.name);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await ItemModel.findOne({ $and: [filter, { _id: id }] }).lean<ItemDocument>();
    if (!found) throw new DomainError("not-found");
    const { set, step, result } = change(found);
    await new ItemModel({ ...found, ...set }).validate();
    // Facts under way become facts in the end: what would not fit then is refused now.
    if (set.draftFacts) await new ItemModel({ ...found, ...set, ...set.draftFacts }).validate();
    const { modifiedCount } = await collection.updateOne(
      asRead(found) as object,
      {
        $set: { ...(set as object), updatedAt: new Date() },
        $inc: { writes: 1 },
        ...(step ? { $push: { steps: step } } : {}),
      } as object,
    );
    if (modifiedCount === 1) return result;
  }
  throw new DomainError("moved-on");
}

/** @throws DomainError `too-long` where a version is more than a page can carry. */
export function assertFits(content: Content): void {
  if (weightOf(content) > LIMITS.version) throw new DomainError("too-long");
}
