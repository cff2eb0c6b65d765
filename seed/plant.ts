import { createHash } from "node:crypto";

import type { Model } from "mongoose";

/** What became of one document of the seed. */
export type Outcome = "created" | "updated" | "unchanged" | "kept";

/** JSON with sorted keys, so that the same content has the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The content of a stored document, without what the database and the seed keep for themselves. */
function contentHash(stored: Record<string, unknown>, owned: readonly string[]): string {
  const content = Object.fromEntries(owned.map((field) => [field, stored[field] ?? null]));
  return createHash("sha256").update(canonical(content)).digest("hex");
}

/**
 * Writes one document of the seed. It is created where it is not there, brought up to date where it
 * is as the seed once wrote it, and left alone ("kept") where a user has changed it since.
 * `mark` is set with every write, for instance to have an item indexed.
 */
export async function plant<T extends { id: string }>(
  model: Model<never> | Model<any>, // oxlint-disable-line no-explicit-any -- every aggregate has its own document type
  seeded: T,
  mark: Record<string, unknown> = {},
): Promise<Outcome> {
  const { id, ...fields } = seeded;
  const wanted = new model({ _id: id, ...fields });
  await wanted.validate();
  const content = wanted.toObject({ depopulate: true }) as Record<string, unknown>;
  const owned = Object.keys(fields);
  const hash = contentHash(content, owned);
  const collection = model.collection;
  const found = await collection.findOne({ _id: id as never });
  const now = new Date();
  if (!found) {
    const document = { ...content, ...mark, seed: { hash }, createdAt: now, updatedAt: now };
    const { upsertedCount } = await collection.updateOne(
      { _id: id as never },
      { $setOnInsert: Object.fromEntries(Object.entries(document).filter(([field]) => field !== "_id")) },
      { upsert: true },
    );
    return upsertedCount === 1 ? "created" : "kept";
  }
  const written: unknown = found.seed?.hash;
  if (written !== contentHash(found, owned)) return "kept";
  if (written === hash) return "unchanged";
  const changes = Object.fromEntries(owned.map((field) => [field, content[field]]));
  // Only where nobody has written since it was read.
  const { modifiedCount } = await collection.updateOne(
    { _id: id as never, updatedAt: found.updatedAt },
    { $set: { ...changes, ...mark, seed: { hash }, updatedAt: now } },
  );
  return modifiedCount === 1 ? "updated" : "kept";
}
