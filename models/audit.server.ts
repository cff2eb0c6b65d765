import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";

/** What entries of the log are about. */
export const SUBJECT_KINDS = [
  "user", "invitation", "item", "mail",
  "application", "membership", "mechanism", "office", "decision", "plan", "partner", "cooperation", "comment", "term", "settings", "page-text", "report", "import",
] as const;

/** Who did what to what, when, from where. */
export type AuditEntry = {
  id: string;
  at: Date;
  /** Id of the user; null for a program on the server. */
  by: string | null;
  /** What was done, as `thing:verb` ("user:signed-in", "item:approve"). */
  action: string;
  /** What it was done to: kind and id. */
  subject: { kind: (typeof SUBJECT_KINDS)[number]; id: string };
  /** Small facts that make the entry readable later: a language, a role, a reason. */
  detail: Record<string, string>;
  /** The internet address that it came from. */
  address: string | null;
};

type AuditDocument = Omit<AuditEntry, "id"> & { _id: string };

const entryFields = {
  at: { type: Date, required: true },
  by: { type: String, default: null },
  action: { type: String, required: true },
  subject: { kind: { type: String, required: true }, id: { type: String, required: true } },
  detail: { type: Schema.Types.Mixed, default: {} },
  address: { type: String, default: null },
};
const auditSchema = new Schema<AuditDocument>({ _id: { type: String, required: true }, ...entryFields }, { minimize: false });
auditSchema.index({ at: -1, _id: 1 });
auditSchema.index({ "subject.id": 1, at: -1 });
auditSchema.index({ by: 1, at: -1 });
auditSchema.index({ action: 1, at: -1 });
auditSchema.index({ "subject.kind": 1, at: -1 });
// Of the entries that still have an address, so that forgetting the old ones reads no others.
auditSchema.index({ at: 1 }, { partialFilterExpression: { address: { $type: "string" } } });

export const AuditModel: Model<AuditDocument> =
  mongoose.models.Audit ?? mongoose.model<AuditDocument>("Audit", auditSchema, "audit");

/** Who does something and from where: what every step is told. `by` is null for a program on the server. */
export type Doer = { by: string | null; address: string | null };

export function auditEntry(doer: Doer, action: string, subject: AuditEntry["subject"], detail: Record<string, string> = {}): AuditEntry {
  return { id: randomUUID(), at: new Date(), action, subject, detail, by: doer.by, address: doer.address };
}

/** Appends an entry; one that is there already stays as it is. Nothing changes or removes an entry but `forgetAddresses`. */
export async function appendAudit({ id, ...entry }: AuditEntry): Promise<void> {
  try {
    await AuditModel.updateOne({ _id: id }, { $setOnInsert: entry }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Removes the internet addresses of entries from before a moment. */
export async function forgetAddresses({ before }: { before: Date }): Promise<void> {
  await AuditModel.updateMany({ address: { $type: "string" }, at: { $lt: before } }, { $set: { address: null } });
}

/** The place of an entry in the log: several have the same moment. */
export type AuditPlace = { at: Date; id: string };

/** `people` are those who did something, or to whose accounts it was done; `from` is the first moment, `to` the first that no longer counts. */
export type AuditQuery = { subject?: string; kind?: AuditEntry["subject"]["kind"]; by?: string; people?: string[]; action?: string; from?: Date; to?: Date; after?: AuditPlace; limit: number };

/** Entries, newest first; with `after` those that follow that place. */
export async function listAudit({ subject, kind, by, people, action, from, to, after, limit }: AuditQuery): Promise<AuditEntry[]> {
  const filter = {
    ...(subject === undefined ? {} : { "subject.id": subject }),
    ...(kind === undefined ? {} : { "subject.kind": kind }),
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
    ...(from || to ? { at: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } } : {}),
    $and: [
      ...(people === undefined ? [] : [{ $or: [{ by: { $in: people } }, { "subject.id": { $in: people } }] }]),
      ...(after === undefined ? [] : [{ at: { $lte: after.at } }, { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $gt: after.id } }] }]),
      // Never empty, which a server refuses.
      {},
    ],
  };
  const found = await AuditModel.find(filter).sort({ at: -1, _id: 1 }).limit(limit).lean<AuditDocument[]>();
  return found.map(({ _id, at, by: who, action: what, subject: on, detail, address }) => ({ id: _id, at, by: who, action: what, subject: on, detail, address }));
}

/** Entries that a write carries in the document itself until they stand in the log; for schemas of such documents. */
export type Trail = { trail?: AuditEntry[] };
const trailSchema = new Schema<AuditEntry>({ id: { type: String, required: true }, ...entryFields }, { _id: false, minimize: false });
// Absent where there is none, so that a sparse index finds the few that wait.
export const trailField = { type: [trailSchema], default: undefined };

/**
 * Moves the entries that documents of this model still carry into the log. Can be repeated at any moment; called
 * right after a write, and by the hub's round for what a crash has left.
 */
export async function settleTrail(model: Model<any>, id?: string): Promise<void> {
  const found = await model
    .find({ ...(id === undefined ? {} : { _id: id }), "trail.id": { $exists: true } })
    .select({ trail: 1 })
    .limit(100)
    .lean<Array<{ _id: string } & Trail>>();
  for (const { _id, trail = [] } of found) {
    for (const entry of trail) await appendAudit(entry);
    await model.updateOne({ _id }, { $pull: { trail: { id: { $in: trail.map((entry) => entry.id) } } } }, { timestamps: false });
    await model.updateOne({ _id, trail: { $size: 0 } }, { $unset: { trail: 1 } }, { timestamps: false });
  }
}
