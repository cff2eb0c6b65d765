import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type Plan, PLAN_LIMITS, type PlanActivity, type PlanPriority, type PlanResult } from "./plan.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import { MEASURE_STATUSES } from "./vocabulary.ts";

type PlanDocument = Omit<Plan, "id"> & Trail & { _id: string; seed?: SeedMark; /** Counts the changes of coordinators. */ writes?: number };

const mixed = { type: Schema.Types.Mixed };
const atMost = (most: number) => (list: unknown[]) => list.length <= most;
/** Absent where there are none: as the founding plan is written, which an update compares. */
const decisions = { type: [String], default: undefined };
const stateSchema = new Schema<NonNullable<PlanActivity["state"]>>({ value: { type: String, enum: MEASURE_STATUSES, required: true }, asOf: { type: partialDateSchema, required: true } }, { _id: false });
const activitySchema = new Schema<PlanActivity>(
  {
    id: { type: String, required: true },
    title: { ...mixed, required: true },
    state: { type: stateSchema, default: null },
    due: { type: partialDateSchema, required: true },
    lead: { type: String, default: null },
    items: { type: [String], default: [], validate: atMost(PLAN_LIMITS.items) },
    decisions,
  },
  { _id: false },
);
const resultSchema = new Schema<PlanResult>({ id: { type: String, required: true }, title: { ...mixed, required: true } }, { _id: false });
const prioritySchema = new Schema<PlanPriority>(
  {
    id: { type: String, required: true },
    number: { type: Number, default: null },
    title: { ...mixed, default: null },
    text: { ...mixed, default: null },
    results: { type: [resultSchema], default: [], validate: atMost(PLAN_LIMITS.results) },
    activities: { type: [activitySchema], default: [], validate: atMost(PLAN_LIMITS.activities) },
    decisions,
  },
  { _id: false },
);
const planSchema = new Schema<PlanDocument>(
  {
    _id: { type: String, required: true },
    decision: { type: String, default: null },
    title: { ...mixed, required: true },
    from: { type: String, required: true, match: /^\d{4}$/ },
    to: { type: String, required: true, match: /^\d{4}$/ },
    priorities: { type: [prioritySchema], default: [], validate: atMost(PLAN_LIMITS.priorities) },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
    writes: Number,
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
planSchema.index({ from: -1 });
planSchema.index({ "trail.id": 1 }, { sparse: true });

export const PlanModel: Model<PlanDocument> = mongoose.models.Plan ?? mongoose.model<PlanDocument>("Plan", planSchema);

/** A plan as it was read: `version` is what a change of it names. */
export type KeptPlan = Plan & { version: number };

/** The plan that the network works by: the one that began last; null where there is none. */
export async function findPlan(): Promise<KeptPlan | null> {
  const found = await PlanModel.findOne().sort({ from: -1, _id: 1 }).lean<PlanDocument>();
  if (!found) return null;
  const { _id, decision, title, from, to, priorities, sources, writes } = found;
  return { id: _id, decision, title, from, to, priorities, sources, version: writes ?? 0 };
}

/**
 * Writes the priorities of a plan. `version` is that of what the change began from.
 * @throws DomainError `moved-on` where somebody has changed it since; ValidationError.
 */
export async function changePlan({ id, priorities, version, entry }: { id: string; priorities: PlanPriority[]; version: number; entry: AuditEntry }): Promise<void> {
  const untouched = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const { matchedCount } = await PlanModel.updateOne({ _id: id, ...untouched }, { $set: { priorities, writes: version + 1 }, $push: { trail: entry } }, { runValidators: true });
  if (matchedCount === 0) throw new DomainError("moved-on");
  await settleTrail(PlanModel, id);
}
