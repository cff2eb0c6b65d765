import type { Actor } from "./actor.ts";
import { contentHash } from "./content-hash.server.ts";
import { type ItemDocument, ItemModel, toItem } from "./item.server.ts";
import { UNLISTED } from "./item-queries.server.ts";
import { type ListedItem, type PublishedItem, type Shown, toPublished } from "./item.ts";
import { readable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/**
 * What is to be noted of an item whose public form is `published` now, with the `names` of all that it carries: they are
 * a part of what others are told of it. Undefined where nothing has changed since `before`.
 */
export function shownNow({ before, published, names }: { before: Shown | undefined; published: PublishedItem | null; names: string[] }): Shown | undefined {
  // Steps of a draft count as revisions, too.
  const { revision: _revision, ...content } = published ?? { revision: 0 };
  const hash = published ? contentHash({ content, names }, ["content", "names"]) : null;
  if (hash === (before?.hash ?? null)) return undefined;
  const { mechanism, terms } = published ?? before ?? { mechanism: null, terms: [] };
  const at = new Date();
  // Of what was shown before this was noted, it is known that it was at its last change.
  return { at, hash, mechanism, terms, ...(published ? { from: before?.hash ? (before.from ?? before.at) : at } : {}) };
}

/** An item as others are told of it; `published` is null where it has been taken back: then its mechanism and terms are those it had before. */
export type ShownItem = { id: string; type: ItemType; mechanism: string | null; terms: string[]; at: Date; published: (ListedItem & Pick<PublishedItem, "sources">) | null };

/** Which items: `from` is the first moment, `until` the first that no longer counts; one of the mechanisms, and of the terms. */
export type Showing = { from?: Date | undefined; until?: Date | undefined; type?: ItemType | undefined; mechanisms?: string[] | undefined; terms?: string[] | undefined };

/** The place of an item in the order of changes: several may have the same moment. */
export type ShownPlace = { at: Date; id: string };

const { sources: _, ...UNTOLD } = UNLISTED;

const toShown = (document: ItemDocument): ShownItem[] =>
  document.shown
    ? [{ id: document._id, type: document.type, mechanism: document.shown.mechanism, terms: document.shown.terms, at: document.shown.at, published: toPublished(toItem(document)) }]
    : [];

/**
 * Items that the public is or was shown, in the order in which they last changed; with `after` those that follow that
 * place. What changes while somebody reads on from place to place comes to stand behind him, and is met again.
 */
export async function listShown({ from, until, type, mechanisms, terms, after, limit }: Showing & { after?: ShownPlace | undefined; limit: number }): Promise<ShownItem[]> {
  const found = await ItemModel.find(
    {
      "shown.at": { $gte: after && (!from || after.at > from) ? after.at : (from ?? new Date(0)), ...(until ? { $lt: until } : {}) },
      ...(type ? { type } : {}),
      ...(mechanisms ? { "shown.mechanism": { $in: mechanisms } } : {}),
      ...(terms ? { "shown.terms": { $in: terms } } : {}),
      ...(after ? { $or: [{ "shown.at": { $gt: after.at } }, { "shown.at": after.at, _id: { $gt: after.id } }] } : {}),
    },
    UNTOLD,
  )
    .sort({ "shown.at": 1, _id: 1 })
    .limit(limit)
    .lean<ItemDocument[]>();
  return found.flatMap(toShown);
}

/**
 * The ids of items that readers have come to see after a moment, and up to another, and that the actor may read now. What
 * was taken back and shown again counts as of its return.
 */
export async function listComeOut({ actor, after, until }: { actor: Actor; after: Date; until: Date }): Promise<string[]> {
  const found = await ItemModel.find({ ...readable(actor), "shown.from": { $gt: after, $lte: until } }).select({ _id: 1 }).lean<Array<Pick<ItemDocument, "_id">>>();
  return found.map(({ _id }) => _id);
}

/** One item that the public is or was shown. */
export async function findShown({ id }: { id: string }): Promise<ShownItem | null> {
  const found = await ItemModel.findOne({ _id: id, "shown.at": { $type: "date" } }, UNTOLD).lean<ItemDocument>();
  return found ? (toShown(found)[0] ?? null) : null;
}

/** When what the public is shown changed for the first or the last time, as far as items remember; null where it never did. */
export async function changeOfShown(which: "first" | "last"): Promise<Date | null> {
  const found = await ItemModel.findOne({ "shown.at": { $type: "date" } })
    .select({ shown: 1 })
    .sort({ "shown.at": which === "first" ? 1 : -1 })
    .lean<Pick<ItemDocument, "shown">>();
  return found?.shown?.at ?? null;
}
