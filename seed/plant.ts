import type { Model } from "mongoose";

import { contentHash } from "#models/content-hash.server.ts";
import { asRead } from "#models/item.server.ts";
import { isDuplicateKey } from "#models/mongo-errors.server.ts";
import type { SeedMark } from "#models/source.server.ts";

/** What became of one document of the seed. */
export type Outcome = "created" | "updated" | "unchanged" | "kept";

type Stored = Record<string, unknown> & { _id: string; updatedAt?: Date; writes?: number; seed?: SeedMark };

/**
 * Writes one document of the seed. It is created where it is not there, brought up to date where it
 * is as the seed once wrote it, and left alone ("kept") where a user has changed it since.
 * `mark` gives what is set with every write, for instance to have an item indexed; it is called right
 * before one.
 * @throws ValidationError where the seed does not fit the model.
 */
export async function plant<T extends { id: string }>(
  model: Model<any>,
  seeded: T,
  mark: () => Promise<Record<string, unknown>> | Record<string, unknown> = () => ({}),
): Promise<Outcome> {
  const { id, ...rest } = seeded;
  const wanted = new model({ _id: id, ...rest });
  await wanted.validate();
  const content = wanted.toObject({ depopulate: true }) as Record<string, unknown>;
  const fields = Object.keys(rest);
  const seed: SeedMark = { hash: contentHash(content, fields), fields };
  const collection = model.collection.conn.collection<Stored>(model.collection.name);
  const found = await collection.findOne({ _id: id });
  const now = new Date();
  if (!found) {
    const { _id, ...document } = { ...content, ...(await mark()), seed, createdAt: now, updatedAt: now, _id: id };
    try {
      const { upsertedCount } = await collection.updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true });
      return upsertedCount === 1 ? "created" : "kept";
    } catch (error) {
      // A user's document has the same key, or another seed was quicker.
      if (isDuplicateKey(error)) return "kept";
      throw error;
    }
  }
  if (!found.seed || found.seed.hash !== contentHash(found, found.seed.fields)) return "kept";
  if (found.seed.hash === seed.hash) return "unchanged";
  const changes = Object.fromEntries(fields.map((field) => [field, content[field]]));
  // Only where nobody has written since it was read.
  const { modifiedCount } = await collection.updateOne(
    asRead(found) as object,
    { $set: { ...changes, ...(await mark()), seed, updatedAt: now } },
  );
  return modifiedCount === 1 ? "updated" : "kept";
}
