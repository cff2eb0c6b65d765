import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import type { Source } from "./source.ts";

/** A text adopted or a decision taken by the network, at a gathering where it was taken at one. */
export type Decision = {
  id: string;
  /** Id of a `decisionKind` term. */
  kind: string;
  title: Localized;
  summary: Localized | null;
  date: PartialDate;
  /** Id of the event at which it was taken. */
  gathering: string | null;
  sources: Source[];
};

type DecisionDocument = Omit<Decision, "id"> & { _id: string; seed?: SeedMark };

const decisionSchema = new Schema<DecisionDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    title: { type: Schema.Types.Mixed, required: true },
    summary: { type: Schema.Types.Mixed, default: null },
    date: { type: partialDateSchema, required: true },
    gathering: { type: String, default: null, index: true },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const DecisionModel: Model<DecisionDocument> =
  mongoose.models.Decision ?? mongoose.model<DecisionDocument>("Decision", decisionSchema);

/** Every decision, the newest first; those without a date last. */
export async function listDecisions(): Promise<Decision[]> {
  const found = await DecisionModel.find().sort({ "date.from": -1, _id: 1 }).lean<DecisionDocument[]>();
  return found.map(({ _id, kind, title, summary, date, gathering, sources }) => ({
    id: _id,
    kind,
    title,
    summary,
    date,
    gathering,
    sources,
  }));
}

/** A decision by its id; null where there is none. */
export async function findDecision({ id }: { id: string }): Promise<Pick<Decision, "id" | "title"> | null> {
  const found = await DecisionModel.findById(id).select({ title: 1 }).lean<Pick<DecisionDocument, "_id" | "title">>();
  return found ? { id: found._id, title: found.title } : null;
}
