import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import type { Source } from "./source.ts";

/** One step in the life of a membership; the last one is its present status. */
export type MembershipStep = {
  /** Id of a `membershipStatus` term. */
  status: string;
  date: PartialDate;
  /** Id of the decision behind the step, where there is one. */
  decision: string | null;
  note: Localized | null;
  sources: Source[];
};

/** The membership of a State, through its mechanism where it has one. One per State or mechanism. */
export type Membership = {
  id: string;
  state: string;
  mechanism: string | null;
  history: MembershipStep[];
};

type MembershipDocument = Omit<Membership, "id"> & { _id: string; seed?: SeedMark };

const stepSchema = new Schema<MembershipStep>(
  {
    status: { type: String, required: true },
    date: { type: partialDateSchema, required: true },
    decision: { type: String, default: null },
    note: { type: Schema.Types.Mixed, default: null },
    sources: { type: [sourceSchema], default: [] },
  },
  { _id: false },
);

const membershipSchema = new Schema<MembershipDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    mechanism: { type: String, default: null },
    history: { type: [stepSchema], required: true },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

// A State belongs once through each of its mechanisms, and once without one.
membershipSchema.index({ state: 1, mechanism: 1 }, { unique: true });

export const MembershipModel: Model<MembershipDocument> =
  mongoose.models.Membership ?? mongoose.model<MembershipDocument>("Membership", membershipSchema);

export async function listMemberships(): Promise<Membership[]> {
  const found = await MembershipModel.find().sort({ state: 1 }).lean<MembershipDocument[]>();
  return found.map(({ _id, state, mechanism, history }) => ({ id: _id, state, mechanism, history }));
}

/** The membership of a mechanism: its own, else its State's where that names no mechanism. */
export function membershipOf(memberships: Membership[], mechanism: { id: string; state: string }): Membership | undefined {
  return (
    memberships.find((membership) => membership.mechanism === mechanism.id) ??
    memberships.find((membership) => membership.state === mechanism.state && membership.mechanism === null)
  );
}

/** The present status of a membership: the last step of its history. */
export function presentStep(membership: Membership): MembershipStep | null {
  return membership.history.at(-1) ?? null;
}
