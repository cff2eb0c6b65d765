import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";
import { NOTICE_KINDS, type NoticeKind } from "./notice.ts";

/** What one person is told. It names what it is about and quotes none of it: whether he may see it is asked each time. */
export type Notice = { id: string; user: string; kind: NoticeKind; item: string; lang: string | null; by: string | null; at: string; read: boolean; /** The comment of a reader that it tells of; null where it tells of an item. */ comment: string | null };

type NoticeDocument = Omit<Notice, "id" | "at" | "read" | "comment"> & { comment?: string | null; _id: string; at: Date; readAt: Date | null };

const noticeSchema = new Schema<NoticeDocument>({
  _id: { type: String, required: true },
  user: { type: String, required: true },
  kind: { type: String, enum: NOTICE_KINDS, required: true },
  item: { type: String, required: true },
  lang: { type: String, default: null },
  by: { type: String, default: null },
  comment: { type: String, default: undefined },
  at: { type: Date, required: true },
  readAt: { type: Date, default: null },
});
noticeSchema.index({ user: 1, at: -1 });

export const NoticeModel: Model<NoticeDocument> =
  mongoose.models.Notice ?? mongoose.model<NoticeDocument>("Notice", noticeSchema);

const toNotice = ({ _id, user, kind, item, lang, by, at, readAt, comment = null }: NoticeDocument): Notice => ({ id: _id, user, kind, item, lang, by, at: at.toISOString(), read: readAt !== null, comment });

/** Tells people something; `cause` names the event, of which each is told once. */
export async function notify({ cause, users, ...notice }: { cause: string; users: string[] } & Pick<NoticeDocument, "kind" | "item" | "lang" | "by" | "at" | "comment">): Promise<string[]> {
  const ids = users.map((user) => ({ user, _id: `${cause}/${user}` }));
  for (const { user, _id } of ids) {
    try {
      await NoticeModel.updateOne({ _id }, { $setOnInsert: { ...notice, user, readAt: null } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return ids.map(({ _id }) => _id);
}

/** What a person was told, newest first. */
export async function listNotices({ user, limit }: { user: string; limit: number }): Promise<Notice[]> {
  const found = await NoticeModel.find({ user }).sort({ at: -1, _id: 1 }).limit(limit).lean<NoticeDocument[]>();
  return found.map(toNotice);
}

export async function findNotice({ id }: { id: string }): Promise<Notice | null> {
  const found = await NoticeModel.findById(id).lean<NoticeDocument>();
  return found ? toNotice(found) : null;
}

/** Marks notices of a person as read: all until a moment, those about one item, or those about comments. */
export async function readNotices({ user, until, item, comments }: { user: string; until?: Date; item?: string; comments?: string[] }): Promise<void> {
  const filter = { user, readAt: null, ...(until ? { at: { $lte: until } } : {}), ...(item ? { item } : {}), ...(comments ? { comment: { $in: comments } } : {}) };
  await NoticeModel.updateMany(filter, { $set: { readAt: new Date() } });
}

/** Removes notices that were read before a moment. */
export async function forgetNotices({ readBefore }: { readBefore: Date }): Promise<void> {
  await NoticeModel.deleteMany({ readAt: { $lt: readBefore } });
}

export async function countUnread({ user }: { user: string }): Promise<number> {
  return NoticeModel.countDocuments({ user, readAt: null });
}
