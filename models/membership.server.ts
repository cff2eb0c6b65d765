import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { type Membership, type MembershipStep, type RecordedStep, stepOn, type StatusSteps, withEntry } from "./membership.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

/** An entry as it is kept: the seed's have neither an id nor anyone who wrote them down. */
type StepDocument = MembershipStep & { id?: string; recordedAt?: Date; recordedBy?: string; corrects?: string; struck?: boolean };
type MembershipDocument = Omit<Membership, "id" | "history"> & Trail & { _id: string; history: StepDocument[]; seed?: SeedMark; /** Counts the changes of coordinators. */ writes?: number };

const stepSchema = new Schema<StepDocument>(
  {
    id: String,
    status: { type: String, required: true },
    date: { type: partialDateSchema, required: true },
    decision: { type: String, default: null },
    note: { type: Schema.Types.Mixed, default: null },
    sources: { type: [sourceSchema], default: [] },
    recordedAt: Date,
    recordedBy: String,
    corrects: String,
    struck: Boolean,
  },
  // `id` is a field of its own here, not mongoose's other name of `_id`.
  { _id: false, id: false },
);

const membershipSchema = new Schema<MembershipDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    mechanism: { type: String, default: null },
    history: { type: [stepSchema], required: true },
    seed: seedMarkSchema,
    trail: trailField,
    writes: Number,
  },
  { timestamps: true, minimize: false },
);

// A State belongs once through each of its mechanisms, and once without one.
membershipSchema.index({ state: 1, mechanism: 1 }, { unique: true });
membershipSchema.index({ "trail.id": 1 }, { sparse: true });

export const MembershipModel: Model<MembershipDocument> =
  mongoose.models.Membership ?? mongoose.model<MembershipDocument>("Membership", membershipSchema);

const toMembership = ({ _id, state, mechanism, history }: MembershipDocument): Membership => ({
  id: _id,
  state,
  mechanism,
  history: history.map((step, index) => ({
    // What was never given an id is named by its place, which nothing moves: entries are only added, at the end.
    id: step.id ?? `s${index + 1}`,
    status: step.status,
    date: step.date,
    decision: step.decision ?? null,
    note: step.note ?? null,
    sources: step.sources ?? [],
    recordedAt: step.recordedAt?.toISOString() ?? null,
    recordedBy: step.recordedBy ?? null,
    corrects: step.corrects ?? null,
    struck: step.struck ?? false,
  })),
});

const toDocument = ({ recordedAt, recordedBy, corrects, struck, ...step }: RecordedStep): StepDocument => ({
  ...step,
  ...(recordedAt ? { recordedAt: new Date(recordedAt) } : {}),
  ...(recordedBy ? { recordedBy } : {}),
  ...(corrects ? { corrects } : {}),
  ...(struck ? { struck } : {}),
});

export async function listMemberships(): Promise<Membership[]> {
  const found = await MembershipModel.find().sort({ state: 1 }).lean<MembershipDocument[]>();
  return found.map(toMembership);
}

/** A membership, and by `version` what a change of it names. */
export async function findMembership({ id }: { id: string }): Promise<(Membership & { version: number }) | null> {
  const found = await MembershipModel.findById(id).lean<MembershipDocument>();
  return found ? { ...toMembership(found), version: found.writes ?? 0 } : null;
}

/** The membership of a mechanism: its own, else its State's where that names no mechanism. */
export function membershipOf(memberships: Membership[], mechanism: { id: string; state: string }): Membership | undefined {
  return (
    memberships.find((membership) => membership.mechanism === mechanism.id) ??
    memberships.find((membership) => membership.state === mechanism.state && membership.mechanism === null)
  );
}

/** The step that holds of a membership today. */
export function presentStep(membership: Pick<Membership, "history">): RecordedStep | null {
  return stepOn(membership, new Date().toISOString().slice(0, 10));
}

/**
 * Adds an entry to the record of a membership: a step, or the correction of one. One that is there already stays as it is.
 * @throws DomainError `not-found`; `moved-on` where somebody has written in it since `version`; what `withEntry` throws.
 */
export async function recordStep({ id, entry, table, version, log }: { id: string; entry: RecordedStep; table: StatusSteps; version: number; log: AuditEntry }): Promise<void> {
  const found = await MembershipModel.findById(id).lean<MembershipDocument>();
  if (!found) throw new DomainError("not-found");
  const { history } = toMembership(found);
  if (history.some((known) => known.id === entry.id)) return settleTrail(MembershipModel, id);
  if ((found.writes ?? 0) !== version) throw new DomainError("moved-on");
  withEntry(history, entry, table);
  if (!(await push(found, entry, log))) throw new DomainError("moved-on");
}

/** Adds an entry to a membership that is as it was read. */
async function push({ _id, writes }: MembershipDocument, entry: RecordedStep, log: AuditEntry): Promise<boolean> {
  const untouched = writes === undefined ? { writes: { $exists: false } } : { writes };
  const { modifiedCount } = await MembershipModel.updateOne({ _id, ...untouched }, { $push: { history: toDocument(entry), trail: log }, $set: { writes: (writes ?? 0) + 1 } }, { runValidators: true });
  if (modifiedCount === 1) await settleTrail(MembershipModel, _id);
  return modifiedCount === 1;
}

/**
 * Begins a membership with its first step.
 * @throws DomainError `wrong-state`, at the field `state`, where there is one of this State and mechanism; what `withEntry` throws.
 */
export async function beginMembership({ id, state, mechanism, entry, table, log }: { id: string; state: string; mechanism: string | null; entry: RecordedStep; table: StatusSteps; log: AuditEntry }): Promise<void> {
  withEntry([], entry, table);
  try {
    await MembershipModel.create({ _id: id, state, mechanism, history: [toDocument(entry)], writes: 1, trail: [log] });
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("wrong-state", { field: "state" });
    throw error;
  }
  await settleTrail(MembershipModel, id);
}

/** How often an entry is tried anew after another came between reading and writing. */
const TRIES = 8;

/**
 * Writes the step down that a decision has led to, in the membership of a mechanism or in one that begins with it. Whether the
 * step was allowed was seen when it was decided. Can be repeated: an entry with this id is written once.
 * @throws DomainError `moved-on` where others never leave the membership alone.
 */
export async function recordDecided({ mechanism, entry, log }: { mechanism: { id: string; state: string }; entry: RecordedStep; log: AuditEntry }): Promise<string> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await MembershipModel.find({ state: mechanism.state }).lean<MembershipDocument[]>();
    const own = found.find((one) => one.mechanism === mechanism.id) ?? found.find((one) => one.mechanism === null);
    if (own) {
      if (toMembership(own).history.some(({ id }) => id === entry.id)) return own._id;
      if (await push(own, entry, log)) return own._id;
      continue;
    }
    try {
      await MembershipModel.create({ _id: mechanism.id, state: mechanism.state, mechanism: mechanism.id, history: [toDocument(entry)], writes: 1, trail: [log] });
      await settleTrail(MembershipModel, mechanism.id);
      return mechanism.id;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new DomainError("moved-on");
}
