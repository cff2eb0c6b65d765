import mongoose, { Schema, type Model } from "mongoose";

/** How far a sign-in has come: before the second factor a session opens nothing but the page that asks for it. */
export const SESSION_STEPS = ["second-factor", "open"] as const;
export type SessionStep = (typeof SESSION_STEPS)[number];

/** `_id` is a hash of the id in the browser's cookie: whoever reads the database cannot use a session. */
export type SessionDocument = {
  _id: string;
  user: string;
  expiresAt: Date;
  step: SessionStep;
  /** What kind of device it was opened on, as far as the browser says: "Firefox · Windows". */
  device: string;
  createdAt: Date;
  seenAt: Date;
  /** The secret of a second factor that is being set up in this session and not confirmed yet. */
  enrolling?: string | null;
};

const sessionSchema = new Schema<SessionDocument>({
  _id: { type: String, required: true },
  user: { type: String, required: true, index: true },
  expiresAt: { type: Date, required: true, expires: 0 },
  step: { type: String, enum: SESSION_STEPS, required: true },
  device: { type: String, default: "" },
  createdAt: { type: Date, required: true },
  seenAt: { type: Date, required: true },
  enrolling: { type: String, default: null },
});

export const SessionModel: Model<SessionDocument> =
  mongoose.models.Session ?? mongoose.model<SessionDocument>("Session", sessionSchema);

export async function insertSession(session: SessionDocument): Promise<void> {
  await SessionModel.create(session);
}

export async function findSession(hash: string): Promise<SessionDocument | null> {
  return SessionModel.findById(hash).lean<SessionDocument>();
}

/** The sessions that a person has open, the one used last first. */
export async function listSessions(user: string): Promise<SessionDocument[]> {
  return SessionModel.find({ user, step: "open", expiresAt: { $gt: new Date() } }).sort({ seenAt: -1, _id: 1 }).lean<SessionDocument[]>();
}

/** Puts the end of an open session off; one that waits for the second factor keeps its own. */
export async function renewSession(hash: string, expiresAt: Date): Promise<void> {
  await SessionModel.updateOne({ _id: hash, step: "open" }, { $set: { expiresAt } });
}

/** Notes that a session was used, at most once in `everyMs`. */
export async function noteSession(hash: string, everyMs: number): Promise<void> {
  const now = new Date();
  await SessionModel.updateOne({ _id: hash, seenAt: { $lt: new Date(now.getTime() - everyMs) } }, { $set: { seenAt: now } });
}

/** The secret that is being set up in a session: `secret`, unless there is one already. */
export async function keepEnrolling(hash: string, secret: string): Promise<string> {
  await SessionModel.updateOne({ _id: hash, enrolling: null }, { $set: { enrolling: secret } });
  const found = await SessionModel.findById(hash).lean<SessionDocument>();
  return found?.enrolling ?? secret;
}

export async function forgetEnrolling(hash: string): Promise<void> {
  await SessionModel.updateOne({ _id: hash }, { $set: { enrolling: null } });
}

export async function deleteSession(hash: string): Promise<void> {
  await SessionModel.deleteOne({ _id: hash });
}

/** Ends a session of this person; one of another is left alone. */
export async function deleteSessionOf(user: string, hash: string): Promise<boolean> {
  const { deletedCount } = await SessionModel.deleteOne({ _id: hash, user });
  return deletedCount === 1;
}

/** Ends all sessions of a person, but for one where it is named. */
export async function deleteSessionsOf(user: string, { except }: { except?: string } = {}): Promise<void> {
  await SessionModel.deleteMany({ user, ...(except === undefined ? {} : { _id: { $ne: except } }) });
}

export async function deleteExpiredSessions(): Promise<void> {
  await SessionModel.deleteMany({ expiresAt: { $lte: new Date() } });
}
