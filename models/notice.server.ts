import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";
import { NOTICE_KINDS, type NoticeKind } from "./notice.ts";
import { MAIL_WAYS, type MailWay, wayOf } from "./notice-choices.ts";
import type { User } from "./user.ts";

/** What one person is told. It names what it is about and quotes none of it: whether he may see it is asked each time. */
export type Notice = {
  id: string;
  user: string;
  kind: NoticeKind;
  /** The item that it tells of, or in which the comment stands; null where it tells of something else. */
  item: string | null;
  lang: string | null;
  by: string | null;
  at: string;
  read: boolean;
  /** The comment of a reader that it tells of; null where it tells of none. */
  comment: string | null;
  /** What else it tells of: ids and days, named as in the mail of the same kind (see MAIL_KINDS). */
  about: Record<string, string>;
};

type NoticeDocument = Omit<Notice, "id" | "at" | "read" | "comment" | "about"> & {
  comment?: string | null;
  about?: Record<string, string>;
  _id: string;
  at: Date;
  readAt: Date | null;
  /** How its reader is told by mail, as he had chosen when he was told; absent in notices from before there was a choice. */
  mail?: MailWay;
  /** True until a digest names it (sparse). */
  waits?: true;
};

const noticeSchema = new Schema<NoticeDocument>({
  _id: { type: String, required: true },
  user: { type: String, required: true },
  kind: { type: String, enum: NOTICE_KINDS, required: true },
  item: { type: String, default: null },
  lang: { type: String, default: null },
  by: { type: String, default: null },
  comment: { type: String, default: undefined },
  about: { type: Schema.Types.Mixed, default: undefined },
  at: { type: Date, required: true },
  readAt: { type: Date, default: null },
  mail: { type: String, enum: MAIL_WAYS, default: undefined },
  waits: { type: Boolean, default: undefined },
});
noticeSchema.index({ user: 1, at: -1 });
noticeSchema.index({ waits: 1 }, { sparse: true });

export const NoticeModel: Model<NoticeDocument> =
  mongoose.models.Notice ?? mongoose.model<NoticeDocument>("Notice", noticeSchema);

const toNotice = ({ _id, user, kind, item, lang, by, at, readAt, comment = null, about = {} }: NoticeDocument): Notice => ({ id: _id, user, kind, item, lang, by, at: at.toISOString(), read: readAt !== null, comment, about });

/** A notice that somebody was told, and how he is told by mail. */
export type ToldNotice = { id: string; user: User; way: MailWay };

/**
 * Tells people something; `cause` names the event, of which each is told once. Repeated after a crash, it returns what was
 * decided the first time, whatever a person has chosen since.
 */
export async function notify({ cause, users, ...notice }: { cause: string; users: User[] } & Pick<NoticeDocument, "kind" | "item" | "lang" | "by" | "at" | "comment" | "about">): Promise<ToldNotice[]> {
  const told: ToldNotice[] = [];
  for (const user of users) {
    const _id = `${cause}/${user.id}`;
    const mail = wayOf(user.noticeChoices, notice.kind);
    const fields = { ...notice, user: user.id, readAt: null, mail, ...(mail === "daily" ? { waits: true as const } : {}) };
    const isNew = await NoticeModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true }).then(
      ({ upsertedCount }) => upsertedCount > 0,
      (error) => {
        if (isDuplicateKey(error)) return false;
        throw error;
      },
    );
    told.push({ id: _id, user, way: isNew ? mail : await decidedWay(_id) });
  }
  return told;
}

/** Older notices were told by mail at once. */
async function decidedWay(_id: string): Promise<MailWay> {
  const found = await NoticeModel.findById(_id).select({ mail: 1 }).lean<NoticeDocument>();
  return found?.mail ?? "at-once";
}

/** Whether anybody was told of something whose cause begins like this. */
export async function isTold({ causePrefix }: { causePrefix: string }): Promise<boolean> {
  return (await NoticeModel.exists({ _id: { $gte: causePrefix, $lt: `${causePrefix}\uffff` } })) !== null;
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

/** Notices of a person by their ids, oldest first. */
export async function findNotices({ user, ids }: { user: string; ids: string[] }): Promise<Notice[]> {
  const found = ids.length > 0 ? await NoticeModel.find({ _id: { $in: ids }, user }).sort({ at: 1, _id: 1 }).lean<NoticeDocument[]>() : [];
  return found.map(toNotice);
}

/** Which notices of a person: all until a moment, those with these ids, those about one item, about comments, or about something else by its name. */
type Which = { until?: Date; ids?: string[]; item?: string; comments?: string[]; about?: { name: string; ids: string[] } };

/** Marks notices of a person as read. */
export async function readNotices({ user, until, ids, item, comments, about }: { user: string } & Which): Promise<void> {
  const filter = {
    user,
    readAt: null,
    ...(until ? { at: { $lte: until } } : {}),
    ...(ids ? { _id: { $in: ids } } : {}),
    ...(item ? { item } : {}),
    ...(comments ? { comment: { $in: comments } } : {}),
    ...(about ? { [`about.${about.name}`]: { $in: about.ids } } : {}),
  };
  await NoticeModel.updateMany(filter, { $set: { readAt: new Date() } });
}

/** For whom notices wait for a digest. */
export async function listWaitingReaders(): Promise<string[]> {
  return NoticeModel.distinct("user", { waits: true });
}

/** The ids of notices that wait for a person's digest and were told before a moment, oldest first. */
export async function listWaiting({ user, before, limit }: { user: string; before: Date; limit: number }): Promise<string[]> {
  const found = await NoticeModel.find({ user, waits: true, at: { $lt: before } }).select({ _id: 1 }).sort({ at: 1, _id: 1 }).limit(limit).lean<NoticeDocument[]>();
  return found.map(({ _id }) => _id);
}

/** Takes the marks off notices that a digest names. */
export async function settleWaiting({ ids }: { ids: string[] }): Promise<void> {
  if (ids.length > 0) await NoticeModel.updateMany({ _id: { $in: ids }, waits: true }, { $unset: { waits: 1 } });
}

/** Removes notices that were read before a moment. */
export async function forgetNotices({ readBefore }: { readBefore: Date }): Promise<void> {
  await NoticeModel.deleteMany({ readAt: { $lt: readBefore } });
}

export async function countUnread({ user }: { user: string }): Promise<number> {
  return NoticeModel.countDocuments({ user, readAt: null });
}
