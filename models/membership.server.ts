import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError, isDomainError } from "./errors.ts";
import type { Present } from "./mechanism.ts";
import { readPresent } from "./mechanism.server.ts";
import { type Membership, type MembershipStep, type RecordedStep, type SeenMembership, stepOn, type StatusSteps, withEntry } from "./membership.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

/** An entry as it is kept: the seed's have neither an id nor anyone who wrote them down. */
type StepDocument = MembershipStep & { id?: string; recordedAt?: Date; recordedBy?: string; corrects?: string; struck?: boolean };
type MembershipDocument = Omit<Membership, "id" | "history" | "version"> & Trail & { _id: string; history: StepDocument[]; seed?: SeedMark; /** Counts the changes of coordinators. */ writes?: number };

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

const toMembership = ({ _id, state, mechanism, history, writes }: MembershipDocument): Membership => ({
  id: _id,
  state,
  mechanism,
  version: writes ?? 0,
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
  const found = await MembershipModel.find().sort({ state: 1, _id: 1 }).lean<MembershipDocument[]>();
  return found.map(toMembership);
}

export async function findMembership({ id }: { id: string }): Promise<Membership | null> {
  const found = await MembershipModel.findById(id).lean<MembershipDocument>();
  return found ? toMembership(found) : null;
}

/** The membership of a mechanism: its own, else that of one which it has become or has taken in, else its State's where that names no mechanism. */
export function membershipOf(memberships: Membership[], { id, state }: { id: string; state: string }, present: Present): Membership | undefined {
  const lasting = present(id);
  const own = memberships.filter(({ mechanism }) => mechanism !== null && present(mechanism) === lasting);
  return (
    own.find(({ mechanism }) => mechanism === id) ??
    own.find(({ mechanism }) => mechanism === lasting) ??
    own.find((one) => one.state === state) ??
    memberships.find((one) => one.state === state && one.mechanism === null)
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
  const found = await findMembership({ id });
  if (!found) throw new DomainError("not-found");
  if (found.history.some((known) => known.id === entry.id)) return settleTrail(MembershipModel, id);
  if (found.version !== version) throw new DomainError("moved-on");
  withEntry(found.history, entry, table);
  if (!(await push(found, entry, log))) throw new DomainError("moved-on");
}

/** Adds an entry to a membership that is as it was read. */
async function push({ id, version }: Membership, entry: RecordedStep, log: AuditEntry): Promise<boolean> {
  const untouched = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const { modifiedCount } = await MembershipModel.updateOne({ _id: id, ...untouched }, { $push: { history: toDocument(entry), trail: log }, $set: { writes: version + 1 } }, { runValidators: true });
  if (modifiedCount === 1) await settleTrail(MembershipModel, id);
  return modifiedCount === 1;
}

type Beginning = { id: string; state: string; mechanism: string | null; entry: RecordedStep; log: AuditEntry };

/** @throws DomainError `wrong-state`, at the field `state`, where there is one of this State and mechanism. */
async function create({ id, state, mechanism, entry, log }: Beginning): Promise<void> {
  try {
    await MembershipModel.create({ _id: id, state, mechanism, history: [toDocument(entry)], writes: 1, trail: [log] });
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("wrong-state", { field: "state" });
    throw error;
  }
  await settleTrail(MembershipModel, id);
}

/**
 * Begins a membership with its first step.
 * @throws DomainError `wrong-state`, at the field `state`, where there is one of this State and mechanism, or of one that it has
 * taken in; what `withEntry` throws.
 */
export async function beginMembership({ table, ...beginning }: Beginning & { table: StatusSteps }): Promise<void> {
  withEntry([], beginning.entry, table);
  const [memberships, present] = await Promise.all([listMemberships(), readPresent()]);
  const { state, mechanism } = beginning;
  if (mechanism !== null && memberships.some((one) => one.state === state && present(one.mechanism) === present(mechanism))) throw new DomainError("wrong-state", { field: "state" });
  await create(beginning);
}

type Decided = { mechanism: { id: string; state: string }; /** The membership that the step was found to follow; null where there was none. */ seen: SeenMembership | null; entry: RecordedStep; log: AuditEntry };

/**
 * Writes the step down that a decision has led to, in the membership that it was found to follow, or in one that begins with it.
 * Can be repeated: an entry with this id is written once.
 * @throws DomainError `moved-on` where that is no longer the membership of the mechanism, or has changed since.
 */
export async function recordDecided({ mechanism: { id, state }, seen, entry, log }: Decided): Promise<void> {
  const isWritten = async () => (await MembershipModel.exists({ "history.id": entry.id })) !== null;
  if (await isWritten()) return;
  const [memberships, present] = await Promise.all([listMemberships(), readPresent()]);
  const found = membershipOf(memberships, { id, state }, present);
  if (found?.id !== seen?.id || found?.version !== seen?.version) throw new DomainError("moved-on");
  const of = (membership: string): AuditEntry => ({ ...log, subject: { kind: "membership", id: membership } });
  try {
    if (!found) return await create({ id, state, mechanism: id, entry, log: of(id) });
    if (await push(found, entry, of(found.id))) return;
  } catch (error) {
    if (!isDomainError(error, "wrong-state")) throw error;
  }
  // Another was quicker: with this very entry, or with something else.
  if (!(await isWritten())) throw new DomainError("moved-on");
}
