import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { LANGUAGE_TAG } from "./localized.ts";
import { type Mail, MAIL_ADDRESS, MAIL_KINDS, MAIL_LIMITS, MAIL_STATES, type MailKind, type MailState, type MailSummary } from "./mail.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";

type Moment = "expiresAt" | "nextAt" | "createdAt" | "sentAt";
type MailDocument = Omit<Mail, "id" | "about" | Moment> & {
  about?: string[];
  _id: string;
  expiresAt: Date | null;
  nextAt: Date;
  createdAt: Date;
  sentAt: Date | null;
  /** When it was tried first; absent until then. */
  firstTriedAt?: Date;
  /** Who is sending it now, and until when others leave it alone. */
  claim: string | null;
  claimedUntil: Date | null;
};

/** Texts by their names, none longer than the longest address of a page. */
function areParams(params: Record<string, unknown>): boolean {
  return Object.values(params).every((value) => typeof value === "string" && value.length <= MAIL_LIMITS.param);
}

const mailSchema = new Schema<MailDocument>(
  {
    _id: { type: String, required: true, maxlength: MAIL_LIMITS.id },
    kind: { type: String, enum: MAIL_KINDS, required: true },
    to: {
      email: { type: String, required: true, maxlength: MAIL_LIMITS.email, match: MAIL_ADDRESS },
      name: { type: String, default: "", maxlength: MAIL_LIMITS.name },
      lang: { type: String, required: true, match: LANGUAGE_TAG },
    },
    user: { type: String, default: null },
    params: { type: Schema.Types.Mixed, default: {}, validate: areParams },
    about: { type: [String], default: undefined },
    secret: { type: String, default: null },
    expiresAt: { type: Date, default: null },
    state: { type: String, enum: MAIL_STATES, required: true },
    attempts: { type: Number, default: 0 },
    nextAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    lastError: { type: String, default: null },
    firstTriedAt: Date,
    claim: { type: String, default: null },
    claimedUntil: { type: Date, default: null },
  },
  { minimize: false },
);
mailSchema.index({ state: 1, nextAt: 1 });
mailSchema.index({ createdAt: -1, _id: -1 });
mailSchema.index({ state: 1, createdAt: -1, _id: -1 });

export const MailModel: Model<MailDocument> = mongoose.models.Mail ?? mongoose.model<MailDocument>("Mail", mailSchema);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long a mail rests after its first, second, … failure; the last of these ever after. */
const RESTS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];
/** How long after its first attempt a mail is tried again. */
const PATIENCE_MS = 72 * HOUR_MS;

const toSummary = ({ _id, kind, to, user, params, expiresAt, state, attempts, nextAt, createdAt, sentAt, lastError }: MailDocument): MailSummary => ({
  id: _id,
  kind,
  to: { email: to.email, name: to.name, lang: to.lang },
  user,
  params,
  expiresAt: expiresAt?.toISOString() ?? null,
  state,
  attempts,
  nextAt: nextAt.toISOString(),
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
  lastError,
});

/** The token goes with its link: once that has ended to work nobody needs it. */
const toMail = (found: MailDocument): Mail => ({
  ...toSummary(found),
  about: found.about ?? [],
  secret: found.expiresAt && found.expiresAt <= new Date() ? null : found.secret,
});

export type NewMail = {
  /** Names this mail for ever, e.g. `invitation:ID`: queued again with it, it stays the one mail. */
  id: string;
  kind: MailKind;
  to: { email: string; name?: string | undefined; lang: string };
  user?: string | null;
  /** See MAIL_KINDS for what each kind reads. */
  params: Record<string, string>;
  about?: string[];
  secret?: string | null;
  expiresAt?: Date | string | null;
};

const listeners = new Set<() => void>();

/** Calls `listener` after each mail that this process queues; returns what ends that. */
export function onMailQueued(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Keeps a mail until it can be sent. It is on the disk when this returns; one that is there already, in whatever
 * state, stays as it is. Returns whether it is new.
 * @throws mongoose's ValidationError where the address is none, or something is too long.
 */
export async function queueMail({ id, to, user = null, secret = null, expiresAt = null, ...given }: NewMail): Promise<boolean> {
  const now = new Date();
  const document = new MailModel({ ...given, _id: id, to, user, secret, expiresAt, state: "waiting", nextAt: now, createdAt: now });
  await document.validate();
  const { _id, ...fields } = document.toObject();
  const isNew = await MailModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true }).then(
    ({ upsertedCount }) => upsertedCount > 0,
    (error) => {
      // Queued by another at the same moment.
      if (isDuplicateKey(error)) return false;
      throw error;
    },
  );
  if (isNew) for (const listener of listeners) listener();
  return isNew;
}

/** Removes the tokens of links that no longer work, also where no mail is ever sent. */
export async function forgetExpiredSecrets(): Promise<void> {
  await MailModel.updateMany({ state: { $in: ["waiting", "failed"] }, secret: { $ne: null }, expiresAt: { $lte: new Date() } }, { $set: { secret: null } });
}

/** Mails, newest first: the first ones, or those that follow the mail with the id `before`. */
export async function listMails({
  states = MAIL_STATES,
  before,
  limit,
}: {
  states?: readonly MailState[] | undefined;
  before?: string | undefined;
  limit: number;
}): Promise<MailSummary[]> {
  const last = before === undefined ? null : await MailModel.findById(before).select({ createdAt: 1 }).lean<MailDocument>();
  const older = last ? { $or: [{ createdAt: { $lt: last.createdAt } }, { createdAt: last.createdAt, _id: { $lt: last._id } }] } : {};
  const found = await MailModel.find({ state: { $in: states }, ...older })
    .select({ secret: 0, about: 0 })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .lean<MailDocument[]>();
  return found.map(toSummary);
}

/** Whether a mail was ever queued whose id begins like this. */
export async function isMailQueued({ idPrefix }: { idPrefix: string }): Promise<boolean> {
  return (await MailModel.exists({ _id: { $gte: idPrefix, $lt: `${idPrefix}\uffff` } })) !== null;
}

/** The last mail whose id begins like this, in the order of ids; null where there is none. */
export async function findLastMail({ idPrefix }: { idPrefix: string }): Promise<Mail | null> {
  const found = await MailModel.findOne({ _id: { $gte: idPrefix, $lt: `${idPrefix}\uffff` } }).sort({ _id: -1 }).lean<MailDocument>();
  return found ? toMail(found) : null;
}

/** One mail with the token of its link, for whoever may hand that over, and for nobody else. */
export async function findMail({ id }: { id: string }): Promise<Mail | null> {
  const found = await MailModel.findById(id).lean<MailDocument>();
  return found ? toMail(found) : null;
}

/** How many mails there are in each state. */
export async function countMails(): Promise<Record<MailState, number>> {
  const counts = await Promise.all(MAIL_STATES.map(async (state) => [state, await MailModel.countDocuments({ state })] as const));
  return Object.fromEntries(counts) as Record<MailState, number>;
}

/** Gives a mail that failed, or that rests after a failure, three days from now on. Returns whether there was one. */
export async function retryMail({ id }: { id: string }): Promise<boolean> {
  const { matchedCount } = await MailModel.updateOne(
    { _id: id, state: { $in: ["waiting", "failed"] } },
    { $set: { state: "waiting", attempts: 0, nextAt: new Date() }, $unset: { firstTriedAt: 1 } },
  );
  if (matchedCount > 0) for (const listener of listeners) listener();
  return matchedCount > 0;
}

/**
 * Gives up mails whose links no longer open: those whose ids begin alike, or those of some kinds for an account. One
 * that is being sent at this moment may still arrive.
 */
export async function withdrawMails(which: { idPrefix: string } | { user: string; kinds: readonly MailKind[] }): Promise<void> {
  const filter = "user" in which ? { user: which.user, kind: { $in: [...which.kinds] } } : { _id: { $gte: which.idPrefix, $lt: `${which.idPrefix}\uffff` } };
  await MailModel.updateMany({ ...filter, state: { $in: ["waiting", "failed"] }, secret: { $ne: null } }, { $set: { state: "dropped", secret: null } });
}

/** Removes mails that were written before a moment, whatever has become of them: their links have ended, their addresses are nobody's matter. */
export async function forgetMails({ before }: { before: Date }): Promise<void> {
  await MailModel.deleteMany({ createdAt: { $lt: before } });
}

/** Mails that may be tried now. Of a kind that a later version of the hub knows, they are left to it. */
const due = (now: Date) => ({
  state: "waiting" as const,
  kind: { $in: MAIL_KINDS },
  nextAt: { $lte: now },
  $or: [{ claimedUntil: null }, { claimedUntil: { $lte: now } }],
});

export async function isAnyMailDue(): Promise<boolean> {
  return (await MailModel.exists(due(new Date()))) !== null;
}

/** Names the sending of a mail by one process. */
export type Claim = { id: string; claim: string };

/** Takes the mail that has been due longest, so that no other sends it for `ms`; null where none is due. */
export async function claimMail({ ms }: { ms: number }): Promise<(Claim & { mail: Mail }) | null> {
  const now = new Date();
  const claim = randomUUID();
  const found = await MailModel.findOneAndUpdate(
    due(now),
    { $set: { claim, claimedUntil: new Date(now.getTime() + ms) }, $min: { firstTriedAt: now }, $inc: { attempts: 1 } },
    { sort: { nextAt: 1 }, returnDocument: "after" },
  ).lean<MailDocument>();
  return found ? { id: found._id, claim, mail: toMail(found) } : null;
}

/** Keeps a mail for `ms` more while it is being sent. */
export async function renewClaim({ id, claim, ms }: Claim & { ms: number }): Promise<void> {
  await MailModel.updateOne({ _id: id, claim }, { $set: { claimedUntil: new Date(Date.now() + ms) } });
}

const RELEASED = { claim: null, claimedUntil: null };

/** The server has taken it. Also where the claim has run out meanwhile: what is sent is sent. */
export async function markMailSent({ id }: { id: string }): Promise<void> {
  await MailModel.updateOne({ _id: id }, { $set: { ...RELEASED, state: "sent", sentAt: new Date(), secret: null, lastError: null } });
}

/** Its reader may not have it. */
export async function dropMail({ id, claim }: Claim): Promise<void> {
  await MailModel.updateOne({ _id: id, claim }, { $set: { ...RELEASED, state: "dropped", secret: null } });
}

/** It was not tried, or its sending was broken off by this process, which ends: it is due again at once. */
export async function releaseMail({ id, claim }: Claim): Promise<void> {
  await MailModel.updateOne({ _id: id, claim }, { $set: RELEASED, $inc: { attempts: -1 } });
}

/** It could not be sent. It rests, longer each time; it has failed where that is `final`, or has gone on for three days. */
export async function markMailRefused({ id, claim, error, final }: Claim & { error: string; final: boolean }): Promise<void> {
  const found = await MailModel.findOne({ _id: id, claim }).lean<MailDocument>();
  if (!found) return;
  const now = Date.now();
  const nextAt = new Date(now + (RESTS_MS[found.attempts - 1] ?? RESTS_MS.at(-1) ?? 0));
  const isOver = final || nextAt.getTime() - (found.firstTriedAt?.getTime() ?? now) > PATIENCE_MS;
  const outcome = isOver ? { state: "failed" as const } : { nextAt };
  await MailModel.updateOne({ _id: id, claim }, { $set: { ...RELEASED, ...outcome, lastError: error.slice(0, MAIL_LIMITS.error) } });
}
