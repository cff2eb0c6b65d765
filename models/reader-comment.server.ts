import mongoose, { Schema, type Model } from "mongoose";

import type { Actor, Member } from "./actor.ts";
import { auditEntry, type Doer, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { LANGUAGE_TAG } from "./localized.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { afterStep, type Moderation, READABLE_STATES, READER_COMMENT_STATES, type ReaderComment, type ReaderCommentState } from "./reader-comment.ts";
import { ownedFor } from "./scope.server.ts";
import { LIMITS } from "./vocabulary.ts";

type Said<T extends { at: string }> = Omit<T, "at"> & { at: Date };

export type ReaderCommentDocument = Omit<ReaderComment, "id" | "at" | "reports" | "answer"> &
  /** Entries of the log, from which notices follow as well (reader-comment-follow-up.server.ts). */
  Trail & {
    _id: string;
    at: Date;
    /** When it was last written to. */
    changedAt: Date;
    reports: Array<Said<ReaderComment["reports"][number]>>;
    answer: Said<NonNullable<ReaderComment["answer"]>> | null;
    /** Who had reported it when a moderator decided, and is to be told: by the id of the decision's entry in the trail, and gone with that. */
    reporters?: Array<{ entry: string; by: string }>;
  };

const id = { type: String, required: true };
const moment = { type: Date, required: true };
const readerCommentSchema = new Schema<ReaderCommentDocument>(
  {
    _id: id,
    item: id,
    mechanism: { type: String, default: null },
    by: id,
    at: moment,
    lang: { type: String, required: true, match: LANGUAGE_TAG },
    text: { type: String, default: "", maxlength: LIMITS.comment },
    state: { type: String, enum: READER_COMMENT_STATES, required: true },
    reports: { type: [new Schema({ by: id, reason: { type: String, required: true, maxlength: LIMITS.reason }, at: moment }, { _id: false })], default: [] },
    reason: { type: String, default: null, maxlength: LIMITS.reason },
    answer: {
      type: new Schema({ by: id, at: moment, lang: { type: String, required: true, match: LANGUAGE_TAG }, text: { type: String, required: true, maxlength: LIMITS.comment } }, { _id: false }),
      default: null,
    },
    reporters: { type: [new Schema({ entry: id, by: id }, { _id: false })], default: undefined },
    writes: { type: Number, required: true },
    changedAt: moment,
    trail: trailField,
  },
  { minimize: false },
);
readerCommentSchema.index({ item: 1, state: 1, at: -1 });
readerCommentSchema.index({ item: 1, changedAt: -1 });
readerCommentSchema.index({ item: 1, by: 1 });
readerCommentSchema.index({ state: 1, at: -1, _id: 1 });
readerCommentSchema.index({ mechanism: 1 });
readerCommentSchema.index({ "trail.id": 1 }, { sparse: true });

export const ReaderCommentModel: Model<ReaderCommentDocument> =
  mongoose.models.ReaderComment ?? mongoose.model<ReaderCommentDocument>("ReaderComment", readerCommentSchema, "readerComments");

const toComment = ({ _id, item, mechanism, by, at, lang, text, state, reports, reason, answer, writes }: ReaderCommentDocument): ReaderComment => ({
  id: _id, item, mechanism, by, at: at.toISOString(), lang, text, state, reason, writes,
  reports: reports.map((report) => ({ by: report.by, reason: report.reason, at: report.at.toISOString() })),
  answer: answer ? { by: answer.by, at: answer.at.toISOString(), lang: answer.lang, text: answer.text } : null,
});

/** How many comments stand on one page of an item; what a person sees of his own is as much again. */
export const COMMENTS_ON_PAGE = 20;

const logged = (doer: Doer, step: string, comment: { id: string; item: string }, detail: Record<string, string> = {}) =>
  auditEntry(doer, `comment:${step}`, { kind: "comment", id: comment.id }, { item: comment.item, ...detail });

type NewComment = { actor: Member; doer: Doer; item: { id: string; mechanism: string | null }; lang: string; text: string; /** Names the form: sent twice it is one comment. */ token: string };

/** Keeps a comment, which nobody but its author and moderators sees yet. That the item may be read is for the caller to have proved. */
export async function writeReaderComment({ actor, doer, item, lang, text, token }: NewComment): Promise<string> {
  const _id = idForKey(`reader-comment:${actor.id}:${token}`);
  const now = new Date();
  const document = new ReaderCommentModel({
    _id, item: item.id, mechanism: item.mechanism, by: actor.id, at: now, changedAt: now, lang, text, state: "waiting", writes: 1,
    trail: [logged(doer, "write", { id: _id, item: item.id })],
  });
  await document.validate();
  const { _id: _, ...fields } = document.toObject();
  try {
    await ReaderCommentModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return _id;
}

/** What everybody reads below an item, the newest first: one page of it, and how many there are in all. */
export async function listShownComments({ item, page = 1 }: { item: string; page?: number }): Promise<{ comments: ReaderComment[]; total: number }> {
  const filter = { item, state: { $in: READABLE_STATES } };
  const [found, total] = await Promise.all([
    ReaderCommentModel.find(filter).sort({ at: -1, _id: 1 }).skip((page - 1) * COMMENTS_ON_PAGE).limit(COMMENTS_ON_PAGE).lean<ReaderCommentDocument[]>(),
    ReaderCommentModel.countDocuments(filter),
  ]);
  return { comments: found.map(toComment), total };
}

/** A text that changes with every step of a comment on an item; far cheaper to read than the comments. */
export async function stampOfComments({ item }: { item: string }): Promise<string> {
  const last = await ReaderCommentModel.findOne({ item }).sort({ changedAt: -1 }).select({ changedAt: 1, writes: 1 }).lean<Pick<ReaderCommentDocument, "_id" | "changedAt" | "writes">>();
  return last ? `${last._id}@${last.changedAt.getTime()}/${last.writes}` : "";
}

/** What a person has said of an item, the newest first. */
export async function listOwnComments({ actor, item }: { actor: Member; item: string }): Promise<ReaderComment[]> {
  const found = await ReaderCommentModel.find({ item, by: actor.id, state: { $ne: "taken-back" } }).sort({ at: -1, _id: 1 }).limit(COMMENTS_ON_PAGE).lean<ReaderCommentDocument[]>();
  return found.map(toComment);
}

/** Comments that the actor moderates, in these states: what waits, the oldest first; of the rest the newest. */
export async function listModerated({ actor, states, limit }: { actor: Actor; states: ReaderCommentState[]; limit: number }): Promise<ReaderComment[]> {
  const oldestFirst = states.every((state) => state === "waiting" || state === "reported");
  const found = await ReaderCommentModel.find({ ...ownedFor(actor, "comments:moderate"), state: { $in: states } })
    .sort({ at: oldestFirst ? 1 : -1, _id: 1 })
    .limit(limit)
    .lean<ReaderCommentDocument[]>();
  return found.map(toComment);
}

export async function countModerated({ actor, state }: { actor: Actor; state: ReaderCommentState }): Promise<number> {
  return ReaderCommentModel.countDocuments({ ...ownedFor(actor, "comments:moderate"), state });
}

export async function findReaderComment({ id: _id }: { id: string }): Promise<ReaderComment | null> {
  const found = await ReaderCommentModel.findById(_id).lean<ReaderCommentDocument>();
  return found ? toComment(found) : null;
}

/** One write, where the comment is still as it was read. @throws DomainError `moved-on`. */
async function change(found: ReaderCommentDocument, set: Partial<ReaderCommentDocument>, entry: ReturnType<typeof logged>, reporters: string[] = []): Promise<void> {
  await new ReaderCommentModel({ ...found, ...set }).validate();
  const { modifiedCount } = await ReaderCommentModel.updateOne({ _id: found._id, writes: found.writes }, { $set: { ...set, changedAt: new Date(), writes: found.writes + 1 }, $push: { trail: entry, ...(reporters.length > 0 ? { reporters: { $each: reporters.map((by) => ({ entry: entry.id, by })) } } : {}) } });
  if (modifiedCount === 0) throw new DomainError("moved-on");
}

type Step = { actor: Member; doer: Doer; id: string };

/**
 * Takes one's own comment back, for good: its words are not kept.
 * @throws DomainError `not-found`, `moved-on`.
 */
export async function takeCommentBack({ actor, doer, id: _id }: Step): Promise<void> {
  const found = await ReaderCommentModel.findOne({ _id, by: actor.id }).lean<ReaderCommentDocument>();
  const state = found ? afterStep(found.state, "take-back") : null;
  if (!found || !state) throw new DomainError("not-found");
  await change(found, { state, text: "", answer: null, reports: [], reason: null }, logged(doer, "take-back", { id: _id, item: found.item }));
}

/**
 * Reports what somebody else has said; once for each person. It stands until a moderator has looked at it.
 * @throws DomainError `not-found` where nobody reads such a comment, `moved-on`.
 */
export async function reportComment({ actor, doer, id: _id, item, reason }: Step & { item: string; reason: string }): Promise<void> {
  const found = await ReaderCommentModel.findOne({ _id, item, by: { $ne: actor.id }, state: { $in: READABLE_STATES } }).lean<ReaderCommentDocument>();
  const state = found ? afterStep(found.state, "report") : null;
  if (!found || !state) throw new DomainError("not-found");
  if (found.state === "reported" && found.reports.some(({ by }) => by === actor.id)) return;
  const others = found.reports.filter(({ by }) => by !== actor.id);
  await change(found, { state, reports: [...others, { by: actor.id, reason, at: new Date() }] }, logged(doer, "report", { id: _id, item: found.item }, { reason }));
}

/**
 * Lets a comment pass, refuses it, keeps, hides or shows it. `seen` is how often it had been written to when the moderator looked.
 * @throws DomainError `not-found` where the actor does not moderate it; `own-work`; `moved-on`; `wrong-state`.
 */
export async function moderateComment({ actor, doer, id: _id, step, reason, seen }: Step & { step: Moderation; reason: string | null; seen: number }): Promise<void> {
  const found = await ReaderCommentModel.findOne({ $and: [ownedFor(actor, "comments:moderate"), { _id }] }).lean<ReaderCommentDocument>();
  if (!found) throw new DomainError("not-found");
  if (found.by === actor.id) throw new DomainError("own-work");
  if (found.writes !== seen) throw new DomainError("moved-on");
  const state = afterStep(found.state, step);
  if (!state) throw new DomainError("wrong-state");
  // What was reported has been looked at: the reports stay in the log, and those who reported it are told.
  await change(found, { state, reason, reports: [] }, logged(doer, step, { id: _id, item: found.item }, reason ? { reason } : {}), found.reports.map(({ by }) => by));
}

/** The filter for comments that the actor may answer: as a moderator, or as one of those who write for the item's mechanism. */
const answerable = (actor: Actor) => ({ $or: [ownedFor(actor, "comments:moderate"), ownedFor(actor, "item:write")], state: { $in: READABLE_STATES } });

/** The comment on an item that the actor may answer; null where there is none. */
export async function findAnswerable({ actor, id: _id, item }: { actor: Member; id: string; item: string }): Promise<ReaderComment | null> {
  const found = await ReaderCommentModel.findOne({ $and: [answerable(actor), { _id, item }] }).lean<ReaderCommentDocument>();
  return found ? toComment(found) : null;
}

/**
 * Answers a comment; an answer that is there is replaced.
 * @throws DomainError `not-found` where the actor may not answer it; `moved-on`.
 */
export async function answerComment({ actor, doer, id: _id, item, text, lang, seen }: Step & { item: string; text: string; lang: string; seen: number }): Promise<void> {
  const found = await ReaderCommentModel.findOne({ $and: [answerable(actor), { _id, item }] }).lean<ReaderCommentDocument>();
  const state = found ? afterStep(found.state, "answer") : null;
  if (!found || !state) throw new DomainError("not-found");
  if (found.writes !== seen) throw new DomainError("moved-on");
  await change(found, { state, answer: { by: actor.id, at: new Date(), lang, text } }, logged(doer, "answer", { id: _id, item }));
}

/** A comment on an item that the actor may report; null where there is none. */
export async function findReportable({ actor, id: _id, item }: { actor: Member; id: string; item: string }): Promise<ReaderComment | null> {
  const found = await ReaderCommentModel.findOne({ _id, item, by: { $ne: actor.id }, state: { $in: READABLE_STATES } }).lean<ReaderCommentDocument>();
  return found ? toComment(found) : null;
}
