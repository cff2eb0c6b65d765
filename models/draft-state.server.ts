import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";
import type { Content, Facts } from "./item.ts";

/** A text as it was at one moment of its writing: what two people began from, so that their texts can be merged. */
export type DraftState = { item: string; lang: string; content: Content; facts: Facts };

type DraftStateDocument = DraftState & { _id: string; until: Date };

/** How long a window may stay open and still be merged with what others wrote meanwhile. */
const KEPT_MS = 30 * 24 * 3_600_000;

const draftStateSchema = new Schema<DraftStateDocument>(
  {
    // The state's name: `Version.edit`, or item, language and revision where nobody has written yet.
    _id: { type: String, required: true },
    item: { type: String, required: true },
    lang: { type: String, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    until: { type: Date, required: true, expires: 0 },
  },
  { minimize: false },
);

export const DraftStateModel: Model<DraftStateDocument> =
  mongoose.models.DraftState ?? mongoose.model<DraftStateDocument>("DraftState", draftStateSchema, "draftStates");

/**
 * Keeps a state that someone begins to write from, or whose author is about to be followed by another hand. A
 * state never changes, so one that is kept stays as it is, but for longer.
 */
export async function keepDraftState(edit: string, state: DraftState): Promise<void> {
  try {
    await DraftStateModel.updateOne({ _id: edit }, { $setOnInsert: state, $set: { until: new Date(Date.now() + KEPT_MS) } }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** What a text was in this state; null where it is no longer kept, or belongs to another text. */
export async function findDraftState(edit: string, { item, lang }: { item: string; lang: string }): Promise<Pick<DraftState, "content" | "facts"> | null> {
  const found = await DraftStateModel.findOne({ _id: edit, item, lang }).lean<DraftStateDocument>();
  return found ? { content: found.content, facts: found.facts } : null;
}
