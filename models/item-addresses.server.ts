import { type ItemDocument, ItemModel } from "./item.server.ts";
import type { Actor } from "./actor.ts";
import { readable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/** What the addresses of an item follow from, and when it was last published. */
export type ItemAddress = {
  id: string;
  type: ItemType;
  originalLanguage: string;
  titles: Array<{ lang: string; title: string }>;
  at: Date;
};

type Row = Pick<ItemDocument, "_id" | "type" | "originalLanguage" | "versions" | "publishedAt">;

/** For the type alone: whatever is readable has been published at some time. */
const NEVER = new Date(0);

/** The readable items after the id `after` in the order of their ids, at most `limit`; of their texts only the titles. */
export async function listItemAddresses({
  actor,
  after,
  limit,
}: {
  actor: Actor;
  after: string | null;
  limit: number;
}): Promise<ItemAddress[]> {
  const rows = await ItemModel.find({ ...readable(actor), ...(after ? { _id: { $gt: after } } : {}) })
    .select({ type: 1, originalLanguage: 1, publishedAt: 1, "versions.lang": 1, "versions.published.content.title": 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Row[]>();
  return rows.map(({ _id, type, originalLanguage, versions, publishedAt }) => ({
    id: _id,
    type,
    originalLanguage,
    titles: versions.flatMap(({ lang, published }) => (published ? [{ lang, title: published.content.title }] : [])),
    at: publishedAt ?? NEVER,
  }));
}

/**
 * The readable items in parts of `size`, in the order of their ids: after which id each part begins, and
 * when the newest of it was published. Read by a cursor; no more than the parts is kept.
 */
export async function listItemParts({ actor, size }: { actor: Actor; size: number }): Promise<Array<{ after: string | null; at: Date }>> {
  const parts: Array<{ after: string | null; at: Date }> = [];
  const cursor = ItemModel.find(readable(actor))
    .select({ publishedAt: 1 })
    .sort({ _id: 1 })
    .lean<Pick<ItemDocument, "_id" | "publishedAt">>()
    .cursor({ batchSize: 1000 });
  let count = 0;
  let last: string | null = null;
  for await (const { _id, publishedAt } of cursor) {
    const at = publishedAt ?? NEVER;
    const part = parts.at(-1);
    if (!part || count % size === 0) parts.push({ after: last, at });
    else if (at > part.at) part.at = at;
    count += 1;
    last = _id;
  }
  return parts;
}
