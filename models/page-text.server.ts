import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { type PageText, type Place, PLACES, written } from "./page-text.ts";

type PageTextDocument = Omit<PageText, "id" | "version"> & Trail & { _id: string; writes: number };

const pageTextSchema = new Schema<PageTextDocument>(
  {
    _id: { type: String, required: true, maxlength: 100 },
    place: { type: String, enum: PLACES, required: true },
    revision: { type: Number, required: true },
    texts: { type: Schema.Types.Mixed, required: true },
    writes: { type: Number, required: true },
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);

export const PageTextModel: Model<PageTextDocument> =
  mongoose.models.PageText ?? mongoose.model<PageTextDocument>("PageText", pageTextSchema, "pageTexts");

const toPageText = ({ _id, place, revision, texts, writes }: PageTextDocument): PageText => ({ id: _id, place, revision, texts, version: writes });

const nothing = (id: string): PageText => ({ id, place: "instead", revision: 0, texts: {}, version: 0 });

/** All that the network has written for its pages; a few dozen at most. */
export async function listPageTexts(): Promise<PageText[]> {
  return (await PageTextModel.find().sort({ _id: 1 }).limit(500).lean<PageTextDocument[]>()).map(toPageText);
}

export async function findPageText({ id }: { id: string }): Promise<PageText> {
  const found = await PageTextModel.findById(id).lean<PageTextDocument>();
  return found ? toPageText(found) : nothing(id);
}

type Asked = { id: string; lang: string; /** The version that was seen. */ version: number; entry: AuditEntry };

async function write({ id, version, entry }: Asked, set: Omit<PageText, "id" | "version">): Promise<void> {
  try {
    const { matchedCount, upsertedCount } = await PageTextModel.updateOne(
      { _id: id, writes: version === 0 ? { $exists: false } : version },
      { $set: { ...set, writes: version + 1 }, $push: { trail: entry } },
      { upsert: version === 0, runValidators: true },
    );
    if (matchedCount + upsertedCount === 0) throw new DomainError("moved-on");
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("moved-on");
    throw error;
  }
  await settleTrail(PageTextModel, id);
}

/**
 * Writes one language of a part. `moved` says that its meaning has changed: the other languages are behind then.
 * @throws DomainError `moved-on` where somebody has written since `version`.
 */
export async function writePageText({ text, place, moved, ...asked }: Asked & { text: string; place: Place; moved: boolean }): Promise<void> {
  const before = await findPageText(asked);
  const after = written(before, asked.lang, { text, moved, at: asked.entry.at, by: asked.entry.by ?? "" });
  await write(asked, { ...after, place });
}

/** Gives one language of a part back to the hub's own words. @throws DomainError `moved-on`; `not-found` where it has them. */
export async function dropPageText(asked: Asked): Promise<void> {
  const { texts, place, revision } = await findPageText(asked);
  if (!texts[asked.lang]) throw new DomainError("not-found");
  await write(asked, { place, revision, texts: Object.fromEntries(Object.entries(texts).filter(([lang]) => lang !== asked.lang)) });
}
