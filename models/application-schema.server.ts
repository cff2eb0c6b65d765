import mongoose, { Schema, type Model } from "mongoose";

import { type Application, APPLICATION_LIMITS as LIMITS, APPLICATION_STATES } from "./application.ts";
import { type Trail, trailField } from "./audit.server.ts";
import { STANDINGS } from "./mechanism.ts";

/** What follows from a change of an application and is yet to be written: mails, or what an acceptance brings about. */
export type ApplicationStep = { id: string; kind: (typeof FOLLOWED)[number]; by: string | null; address: string | null; at: string };
export const FOLLOWED = ["apply", "confirm", "renew", "ask", "answer", "withdraw", "accept", "decline", "record"] as const;

type Moment = "at" | "confirmedAt" | "endedAt";
export type ApplicationDocument = Omit<Application, "id" | "version" | Moment> &
  Trail & {
    _id: string;
    /** Hashes of the tokens that open its private page; each mail has its own. */
    tokens: string[];
    steps?: ApplicationStep[];
    writes: number;
    createdAt: Date;
    confirmedAt: Date | null;
    endedAt: Date | null;
  };

const text = (maxlength: number) => ({ type: String, default: "", maxlength });
const inner = { _id: false, id: false } as const;
const moment = { type: String, required: true };

const messageSchema = new Schema({ id: String, from: { type: String, enum: ["coordinators", "applicant"], required: true }, text: text(LIMITS.message), by: { type: String, default: null }, at: moment }, inner);
const consultationSchema = new Schema({ id: String, who: text(LIMITS.consulted), note: text(LIMITS.note), date: { type: Schema.Types.Mixed, required: true }, told: { type: Boolean, default: false }, by: String, at: moment }, inner);
const outcomeSchema = new Schema({ reason: text(LIMITS.reason), date: { type: String, required: true }, decision: { type: String, default: null }, status: { type: String, default: null }, mechanism: { type: String, default: null }, membership: { type: new Schema({ id: String, version: Number }, inner), default: null }, step: { type: String, enum: ["waits", "left", null], default: null }, by: String, at: moment }, inner);
const letterSchema = new Schema({ file: { type: String, required: true }, name: String, type: { type: String, required: true }, size: Number }, inner);
const stepSchema = new Schema({ id: String, kind: { type: String, enum: FOLLOWED, required: true }, by: { type: String, default: null }, address: { type: String, default: null }, at: moment }, inner);

const applicationSchema = new Schema<ApplicationDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, enum: APPLICATION_STATES, required: true },
    lang: { type: String, required: true },
    country: { type: String, required: true },
    mechanism: text(LIMITS.mechanism),
    type: { type: String, required: true },
    standing: { type: String, enum: [...STANDINGS, null], default: null },
    legalBasis: text(LIMITS.legalBasis),
    motivation: text(LIMITS.motivation),
    status: { type: String, required: true },
    applicant: { name: text(LIMITS.name), position: text(LIMITS.position), email: { type: String, default: null, maxlength: LIMITS.email } },
    letter: { type: letterSchema, default: null },
    stage: { type: String, default: null },
    messages: { type: [messageSchema], default: [] },
    consultations: { type: [consultationSchema], default: [] },
    outcome: { type: outcomeSchema, default: null },
    tokens: { type: [String], default: [] },
    // Absent where there is none, so that a sparse index finds the few that wait.
    steps: { type: [stepSchema], default: undefined },
    writes: { type: Number, required: true },
    confirmedAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
applicationSchema.index({ tokens: 1 });
applicationSchema.index({ state: 1, createdAt: -1 });
applicationSchema.index({ country: 1, createdAt: -1 });
applicationSchema.index({ "outcome.step": 1 });
applicationSchema.index({ "applicant.email": 1 });
applicationSchema.index({ "steps.id": 1 }, { sparse: true });
applicationSchema.index({ "trail.id": 1 }, { sparse: true });

export const ApplicationModel: Model<ApplicationDocument> =
  mongoose.models.Application ?? mongoose.model<ApplicationDocument>("Application", applicationSchema);

export const toApplication = ({ _id, writes, createdAt, confirmedAt, endedAt, ...rest }: ApplicationDocument): Application => ({
  id: _id,
  state: rest.state,
  lang: rest.lang,
  country: rest.country,
  mechanism: rest.mechanism,
  type: rest.type,
  standing: rest.standing,
  legalBasis: rest.legalBasis,
  motivation: rest.motivation,
  status: rest.status,
  applicant: { name: rest.applicant.name, position: rest.applicant.position, email: rest.applicant.email ?? null },
  letter: rest.letter ?? null,
  stage: rest.stage ?? null,
  messages: rest.messages ?? [],
  // What was noted before the applicant was told of any was noted for coordinators alone.
  consultations: (rest.consultations ?? []).map((one) => ({ ...one, told: one.told ?? false })),
  // What an earlier hub decided names no membership.
  outcome: rest.outcome ? { ...rest.outcome, membership: rest.outcome.membership ?? null, step: rest.outcome.step ?? null } : null,
  at: createdAt.toISOString(),
  confirmedAt: confirmedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  version: writes,
});
