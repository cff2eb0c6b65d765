import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import type { PartialDate } from "./partial-date.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import type { Source } from "./source.ts";
import { OFFICE_KINDS, type OfficeKind } from "./vocabulary.ts";

/** A person who held an office for his State. `asOf` is the day for which the source names him. */
export type OfficeHolder = { name: Localized; position: Localized | null; asOf: PartialDate; sources: Source[] };

/** A seat that belongs to a State for a term; persons hold it in turn, the last one at present. */
export type Office = {
  id: string;
  kind: OfficeKind;
  /** Position within its kind, for a steady order on the page. */
  order: number;
  state: string;
  mechanism: string | null;
  from: PartialDate;
  /** `not-stated` where no source fixes an end. */
  to: PartialDate;
  decision: string | null;
  holders: OfficeHolder[];
  sources: Source[];
};

type OfficeDocument = Omit<Office, "id"> & { _id: string; seed?: SeedMark };

const holderSchema = new Schema<OfficeHolder>(
  {
    name: { type: Schema.Types.Mixed, required: true },
    position: { type: Schema.Types.Mixed, default: null },
    asOf: { type: partialDateSchema, required: true },
    sources: { type: [sourceSchema], default: [] },
  },
  { _id: false },
);

const officeSchema = new Schema<OfficeDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: OFFICE_KINDS, required: true },
    order: { type: Number, required: true },
    state: { type: String, required: true, index: true },
    mechanism: { type: String, default: null },
    from: { type: partialDateSchema, required: true },
    to: { type: partialDateSchema, required: true },
    decision: { type: String, default: null },
    holders: { type: [holderSchema], default: [] },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const OfficeModel: Model<OfficeDocument> =
  mongoose.models.Office ?? mongoose.model<OfficeDocument>("Office", officeSchema);

/** Every seat of the network: the coordinator first, then the executive committee. */
export async function listOffices(): Promise<Office[]> {
  const found = await OfficeModel.find().sort({ kind: 1, order: 1 }).lean<OfficeDocument[]>();
  return found.map(({ _id, kind, order, state, mechanism, from, to, decision, holders, sources }) => ({
    id: _id,
    kind,
    order,
    state,
    mechanism,
    from,
    to,
    decision,
    holders,
    sources,
  }));
}
