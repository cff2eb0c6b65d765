import { type Item, type ListedItem, type PublishedItem, type Shown, toPublished } from "./item.ts";
import { type ItemDocument, ItemModel, pendingMark, toItem } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/** What is for editors alone, and need not be read for anybody else. */
const UNPUBLISHED = { import: 0, "versions.draft": 0, "versions.submitted": 0, "versions.archivedPublished": 0, draftFacts: 0, steps: 0, authors: 0 };

/** What lists leave out; texts are the greater part of an item. */
export const UNLISTED = { ...UNPUBLISHED, "versions.published.content.sections": 0, "versions.published.content.figureLabels": 0, figures: 0, sources: 0 };

/** What lists show of what was read without the rest. */
export const listed = (documents: ItemDocument[]): ListedItem[] =>
  documents.flatMap((document) => toPublished(toItem(document)) ?? []);

/** One item as far as it is published; null where there is none that the actor may read. */
export async function findPublished({
  actor,
  id,
  type,
}: {
  actor: Actor;
  id: string;
  type: ItemType;
}): Promise<PublishedItem | null> {
  const found = await ItemModel.findOne({ ...readable(actor), _id: id, type }, UNPUBLISHED).lean<ItemDocument>();
  return found ? toPublished(toItem(found)) : null;
}

/** The published items with these ids, in no order; what the actor may not read is left out. */
export async function listPublishedByIds({ actor, ids }: { actor: Actor; ids: string[] }): Promise<ListedItem[]> {
  return (await listFound({ actor, ids })).items;
}

/** The same items, with the marks of those that the indexer has not yet done with. */
export async function listFound({ actor, ids }: { actor: Actor; ids: string[] }): Promise<{ items: ListedItem[]; marks: Map<string, string> }> {
  if (ids.length === 0) return { items: [], marks: new Map() };
  const documents = await ItemModel.find({ ...readable(actor), _id: { $in: ids } }, UNLISTED).lean<ItemDocument[]>();
  const marks = documents.flatMap(({ _id, indexPending }) => (indexPending ? [[_id, indexPending] as const] : []));
  return { items: listed(documents), marks: new Map(marks) };
}

/** Published items, those with the newest date first; items without a date come last. */
export async function listPublished({
  actor,
  types,
  mechanism,
  gathering,
  decisions,
  event,
  partner,
  limit = 500,
}: {
  actor: Actor;
  types?: readonly ItemType[];
  mechanism?: string;
  gathering?: boolean;
  decisions?: string[];
  /** Documents of this event. */
  event?: string;
  partner?: string;
  limit?: number;
}): Promise<ListedItem[]> {
  const filter = {
    ...readable(actor),
    ...(types ? { type: { $in: [...types] } } : {}),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(gathering === undefined ? {} : { "details.gathering": gathering }),
    ...(event === undefined ? {} : { "details.event": event }),
    ...(decisions === undefined ? {} : { "details.decision": { $in: decisions } }),
    ...(partner === undefined ? {} : { partners: partner }),
  };
  return listed(
    await ItemModel.find(filter, UNLISTED).sort({ "date.from": -1, _id: 1 }).limit(limit).lean<ItemDocument[]>(),
  );
}

/** Items of which something is published, newest publication first; of those published together, the newest date. */
export async function listNewest({ actor, limit }: { actor: Actor; limit: number }): Promise<ListedItem[]> {
  return listed(
    await ItemModel.find(readable(actor), UNLISTED).sort({ publishedAt: -1, "date.from": -1, _id: 1 }).limit(limit).lean<ItemDocument[]>(),
  );
}

/** How many items of each type the actor can find, all or those of one mechanism. */
export async function countPublished({
  actor,
  mechanism,
}: {
  actor: Actor;
  mechanism?: string;
}): Promise<Partial<Record<ItemType, number>>> {
  const rows = await ItemModel.aggregate<{ _id: ItemType; count: number }>([
    { $match: { ...readable(actor), ...(mechanism === undefined ? {} : { mechanism }) } },
    { $group: { _id: "$type", count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(rows.map((row) => [row._id, row.count]));
}

/** Marks all items so that the indexer takes them again. */
export async function markForIndex(): Promise<void> {
  await ItemModel.updateMany({}, { $set: pendingMark() }, { timestamps: false });
}

/** Marks an item anew unless it is marked. */
export async function markAgain({ id }: { id: string }): Promise<void> {
  await ItemModel.updateOne({ _id: id, indexPending: { $exists: false } }, { $set: pendingMark() }, { timestamps: false });
}

/** The present marks of these items; an item without one is absent. */
export async function tokensOf({ ids }: { ids: string[] }): Promise<Map<string, string>> {
  const found = await ItemModel.find({ _id: { $in: ids }, indexPending: { $exists: true } })
    .select({ indexPending: 1 })
    .lean<Array<Pick<ItemDocument, "_id" | "indexPending">>>();
  return new Map(found.map(({ _id, indexPending }) => [_id, indexPending ?? ""]));
}

/** An item that waits for the index, with the token that it was marked with, and what the public was shown of it. */
export type PendingItem = { item: Item; token: string; shown: Shown | undefined };

/** The next items that wait for the index, at most `limit`. */
export async function listPending({ limit }: { limit: number }): Promise<PendingItem[]> {
  const found = await ItemModel.find({ indexPending: { $exists: true } }).limit(limit).lean<ItemDocument[]>();
  return found.flatMap((document) =>
    document.indexPending ? [{ item: toItem(document), token: document.indexPending, shown: document.shown }] : [],
  );
}

export async function isAnyPending(): Promise<boolean> {
  return (await ItemModel.exists({ indexPending: { $exists: true } })) !== null;
}

/**
 * Clears the mark where it is still `token`, and notes with it what the public is `shown` now, where that has changed;
 * returns false where the item was written meanwhile.
 */
export async function clearPending({ id, token, shown }: { id: string; token: string; shown?: Shown | undefined }): Promise<boolean> {
  const result = await ItemModel.updateOne(
    { _id: id, indexPending: token },
    { $unset: { indexPending: 1 }, ...(shown ? { $set: { shown } } : {}) },
    { timestamps: false },
  );
  return result.modifiedCount === 1;
}

/** All items in the order of their ids with their marks, a page at a time, starting after `after`. */
export async function listAfter({ after, limit }: { after: string; limit: number }): Promise<Array<{ item: Item; token: string | undefined }>> {
  const found = await ItemModel.find({ _id: { $gt: after } }).sort({ _id: 1 }).limit(limit).lean<ItemDocument[]>();
  return found.map((document) => ({ item: toItem(document), token: document.indexPending }));
}
