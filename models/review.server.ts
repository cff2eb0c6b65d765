import mongoose, { Schema, type Model } from "mongoose";

import { newId } from "./ids.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { LIMITS } from "./vocabulary.ts";

/** A passage that a comment is on: a part of the text, and the words in it where some were marked. */
export type Passage = { section: string; quote: string | null };

/** One contribution to the conversation between authors and reviewers about a version. */
export type Comment = {
  id: string;
  item: string;
  lang: string;
  /** The revision that was handed in when it was written. */
  revision: number;
  by: string;
  at: string;
  passage: Passage | null;
  text: string;
  /** Who has marked it as done, and when. */
  done: { by: string; at: string } | null;
};

type CommentDocument = Omit<Comment, "id" | "at" | "done"> & {
  _id: string;
  at: Date;
  done: { by: string; at: Date } | null;
  address: string | null;
  /** True until notices and the entry in the log are written (sparse). */
  pending?: true;
};

const commentSchema = new Schema<CommentDocument>(
  {
    _id: { type: String, required: true },
    item: { type: String, required: true },
    lang: { type: String, required: true },
    revision: { type: Number, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    passage: { type: new Schema<Passage>({ section: { type: String, required: true }, quote: { type: String, default: null, maxlength: LIMITS.comment } }, { _id: false }), default: null },
    text: { type: String, required: true, maxlength: LIMITS.comment },
    done: { type: Schema.Types.Mixed, default: null },
    address: { type: String, default: null },
    pending: Boolean,
  },
  { minimize: false },
);
commentSchema.index({ item: 1, lang: 1, at: 1 });
commentSchema.index({ pending: 1 }, { sparse: true });

export const CommentModel: Model<CommentDocument> =
  mongoose.models.Comment ?? mongoose.model<CommentDocument>("Comment", commentSchema, "reviewComments");

const toComment = ({ _id, item, lang, revision, by, at, passage, text, done }: CommentDocument): Comment => ({
  id: _id, item, lang, revision, by, at: at.toISOString(), passage, text,
  done: done ? { by: done.by, at: done.at.toISOString() } : null,
});

/** Adds a comment. Whether its author may is for the caller to have proved. `token` names the form: sent twice it is one. */
export async function addComment({ token, ...comment }: Pick<CommentDocument, "item" | "lang" | "revision" | "by" | "passage" | "text" | "address"> & { token?: string }): Promise<string> {
  const _id = token ? `${comment.by}/${token}` : newId();
  const document = new CommentModel({ _id, ...comment, at: new Date(), done: null, pending: true });
  await document.validate();
  const { _id: _, ...fields } = document.toObject();
  try {
    await CommentModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return _id;
}

/** The conversation about a version, oldest first. */
export async function listComments({ item, lang }: { item: string; lang: string }): Promise<Comment[]> {
  const found = await CommentModel.find({ item, lang }).sort({ at: 1, _id: 1 }).lean<CommentDocument[]>();
  return found.map(toComment);
}

/** Marks a comment as done, or as open again. */
export async function markDone({ id, item, lang, by, done }: { id: string; item: string; lang: string; by: string; done: boolean }): Promise<void> {
  await CommentModel.updateOne({ _id: id, item, lang }, { $set: { done: done ? { by, at: new Date() } : null } });
}

/** Comments whose notices are not yet written. */
export async function listPendingComments(item?: string): Promise<Array<Comment & { address: string | null }>> {
  const found = await CommentModel.find({ pending: true, ...(item ? { item } : {}) }).sort({ _id: 1 }).limit(100).lean<CommentDocument[]>();
  return found.map((document) => ({ ...toComment(document), address: document.address }));
}

export async function isAnyCommentPending(): Promise<boolean> {
  return (await CommentModel.exists({ pending: true })) !== null;
}

/** Notes that notices and the entry in the log are written. The address stands there, and there it is forgotten in time. */
export async function settleComment({ id }: { id: string }): Promise<void> {
  await CommentModel.updateOne({ _id: id }, { $unset: { pending: 1 }, $set: { address: null } });
}
