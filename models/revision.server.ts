import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";
import type { Content, Facts } from "./item.ts";
import { STEP_KINDS, type StepKind } from "./workflow.ts";

/** What an item's version was at one of its revisions, and by which step it became so. Nothing changes one. */
export type Revision = {
  item: string;
  number: number;
  /** Null where the step was one of the whole item. */
  lang: string | null;
  kind: StepKind | "publication-before";
  /** Null where the hub itself noted it: a text from before it kept revisions. */
  by: string | null;
  at: Date;
  reason: string | null;
  assignee: string | null;
  content: Content | null;
  facts: Facts | null;
};

type RevisionDocument = Revision & { _id: string };

const revisionSchema = new Schema<RevisionDocument>(
  {
    _id: { type: String, required: true },
    item: { type: String, required: true },
    number: { type: Number, required: true },
    lang: { type: String, default: null },
    kind: { type: String, enum: [...STEP_KINDS, "publication-before"], required: true },
    by: { type: String, default: null },
    at: { type: Date, required: true },
    reason: { type: String, default: null },
    assignee: { type: String, default: null },
    content: { type: Schema.Types.Mixed, default: null },
    facts: { type: Schema.Types.Mixed, default: null },
  },
  { minimize: false },
);
revisionSchema.index({ item: 1, number: -1 });
revisionSchema.index({ kind: 1, at: -1 });

export const RevisionModel: Model<RevisionDocument> =
  mongoose.models.Revision ?? mongoose.model<RevisionDocument>("Revision", revisionSchema);

/** Keeps a revision; one that is kept already stays as it is. */
export async function keepRevision({ item, number, lang, ...rest }: Revision): Promise<void> {
  // A number is one step's, and a step is of one version or of the whole item.
  const _id = `${item}/${number}/${lang ?? ""}`;
  try {
    await RevisionModel.updateOne({ _id }, { $setOnInsert: { item, number, lang, ...rest } }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

const toRevision = ({ item, number, lang, kind, by, at, reason, assignee, content, facts }: RevisionDocument): Revision => ({
  item, number, lang, kind, by, at, reason, assignee: assignee ?? null, content: content ?? null, facts: facts ?? null,
});

/** The steps of a version and of its item as a whole, newest first, without their texts. `hasText`: one was kept. */
export async function listRevisions({ item, lang }: { item: string; lang: string }): Promise<Array<Omit<Revision, "content" | "facts"> & { hasText: boolean }>> {
  const found = await RevisionModel.find({ item, lang: { $in: [lang, null] } }, { "content.sections": 0, "content.figureLabels": 0, facts: 0 })
    .sort({ number: -1, at: -1, _id: 1 })
    .limit(500)
    .lean<RevisionDocument[]>();
  return found.map((document) => {
    const { content, facts: _, ...revision } = toRevision(document);
    return { ...revision, hasText: content !== null };
  });
}

/** Steps whose texts reviewers have had before them, or readers. All others are of drafts. */
export const REVIEWED_KINDS: readonly Revision["kind"][] = ["submit", "request-changes", "approve", "reject", "publication-before"];

/** Whether a text of the item, or of this version of it, was ever handed in. */
export async function isHandedIn({ item, lang }: { item: string; lang?: string }): Promise<boolean> {
  return (await RevisionModel.exists({ item, kind: "submit", ...(lang === undefined ? {} : { lang }) })) !== null;
}

/** The text of a version that was handed in last; null where none was. */
export async function lastHandedIn({ item, lang }: { item: string; lang: string }): Promise<Revision | null> {
  const found = await RevisionModel.findOne({ item, lang, kind: "submit" }).sort({ number: -1 }).lean<RevisionDocument>();
  return found ? toRevision(found) : null;
}

export async function findRevision({ item, lang, number }: { item: string; lang: string; number: number }): Promise<Revision | null> {
  const found = await RevisionModel.findOne({ _id: `${item}/${number}/${lang}` }).lean<RevisionDocument>();
  return found ? toRevision(found) : null;
}
