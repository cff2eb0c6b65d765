import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import type { Candidate, Decision, Election, Recorded } from "./decision.ts";
import { DomainError } from "./errors.ts";
import { newId } from "./ids.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

type DecisionDocument = Recorded & Trail & { _id: string; seed?: SeedMark; /** Counts the changes of coordinators. */ writes?: number };

const mixed = { type: Schema.Types.Mixed };
const count = { type: Number, default: null, min: 0 };
const candidateSchema = new Schema<Candidate>({ state: { type: String, required: true }, mechanism: { type: String, default: null }, votes: count }, { _id: false });
const electionSchema = new Schema<Election>(
  {
    office: { type: String, required: true },
    candidates: { type: [candidateSchema], default: [] },
    elected: { type: [Number], default: [] },
    method: { ...mixed, default: null },
    present: count,
    votesCast: count,
  },
  { _id: false, minimize: false },
);
const decisionSchema = new Schema<DecisionDocument>(
  {
    _id: { type: String, required: true },
    number: { type: String, default: null },
    kind: { type: String, required: true },
    title: { ...mixed, required: true },
    summary: { ...mixed, default: null },
    text: { ...mixed, default: null },
    date: { type: partialDateSchema, required: true },
    gathering: { type: String, default: null, index: true },
    election: { type: electionSchema, default: null },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
    writes: Number,
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
decisionSchema.index({ number: 1 }, { unique: true, partialFilterExpression: { number: { $type: "string" } } });
decisionSchema.index({ "trail.id": 1 }, { sparse: true });

export const DecisionModel: Model<DecisionDocument> =
  mongoose.models.Decision ?? mongoose.model<DecisionDocument>("Decision", decisionSchema);

function toDecision({ _id, number, kind, title, summary, text, date, gathering, election, sources, writes }: DecisionDocument): Decision {
  return { id: _id, number: number ?? null, kind, title, summary, text: text ?? null, date, gathering, election: election ?? null, sources, writes: writes ?? 0 };
}

/** Every decision, the newest first; those without a date last. */
export async function listDecisions(): Promise<Decision[]> {
  const found = await DecisionModel.find().sort({ "date.from": -1, _id: 1 }).lean<DecisionDocument[]>();
  return found.map(toDecision);
}

/** A decision by its id; null where there is none. */
export async function findDecision({ id }: { id: string }): Promise<Decision | null> {
  const found = await DecisionModel.findById(id).lean<DecisionDocument>();
  return found ? toDecision(found) : null;
}

/** Of two decisions with one number the second is told so, at its field. */
async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("number-taken", { field: "number" });
    throw error;
  }
}

/** Records a decision; returns its id. @throws DomainError `number-taken`. */
export async function recordDecision({ decision, entry }: { decision: Recorded; entry: AuditEntry }): Promise<string> {
  const id = newId();
  await once(() => DecisionModel.create({ _id: id, ...decision, writes: 1, trail: [{ ...entry, subject: { kind: "decision", id } }] }));
  await settleTrail(DecisionModel, id);
  return id;
}

/** Changes what is recorded. `version` is that of what the change began from. @throws DomainError `moved-on`, `number-taken`. */
export async function changeDecision({ id, version, decision, entry }: { id: string; version: number; decision: Recorded; entry: AuditEntry }): Promise<void> {
  const guard = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const update = { $set: { ...decision, writes: version + 1 }, $push: { trail: entry } };
  const { matchedCount } = await once(() => DecisionModel.updateOne({ _id: id, ...guard }, update, { runValidators: true }));
  if (matchedCount === 0) throw new DomainError("moved-on");
  await settleTrail(DecisionModel, id);
}
