import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import { type SeedMark, seedMarkSchema } from "./source.server.ts";
import { SCHEMES, type Scheme } from "./vocabulary.ts";

/** A term of a vocabulary. The id `scheme:slug` is stored, a label is shown. */
export type Term = {
  id: string;
  scheme: Scheme;
  labels: Localized;
  /** Languages whose label is official wording; the other labels are the hub's translation. */
  official: string[];
  /** Other names under which the term is looked for, per language. */
  aliases: Record<string, string[]>;
  parent: string | null;
  code: string | null;
  validFrom: string | null;
  validTo: string | null;
  replacedBy: string | null;
  /** Position in its vocabulary. */
  order: number;
};

type TermDocument = Omit<Term, "id"> & { _id: string; seed?: SeedMark };

const termSchema = new Schema<TermDocument>(
  {
    _id: { type: String, required: true },
    scheme: { type: String, enum: SCHEMES, required: true, index: true },
    labels: { type: Schema.Types.Mixed, required: true },
    official: { type: [String], default: [] },
    aliases: { type: Schema.Types.Mixed, default: {} },
    parent: { type: String, default: null },
    code: { type: String, default: null },
    validFrom: { type: String, default: null },
    validTo: { type: String, default: null },
    replacedBy: { type: String, default: null },
    order: { type: Number, required: true },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const TermModel: Model<TermDocument> =
  mongoose.models.Term ?? mongoose.model<TermDocument>("Term", termSchema);

function toTerm({ _id, ...rest }: TermDocument): Term {
  return {
    id: _id,
    scheme: rest.scheme,
    labels: rest.labels,
    official: rest.official,
    aliases: rest.aliases,
    parent: rest.parent,
    code: rest.code,
    validFrom: rest.validFrom,
    validTo: rest.validTo,
    replacedBy: rest.replacedBy,
    order: rest.order,
  };
}

/** All terms of the given vocabularies (all vocabularies where none is given), in their order. */
export async function listTerms({ schemes }: { schemes?: readonly Scheme[] } = {}): Promise<Term[]> {
  const filter = schemes ? { scheme: { $in: [...schemes] } } : {};
  const found = await TermModel.find(filter).sort({ scheme: 1, order: 1 }).lean<TermDocument[]>();
  return found.map(toTerm);
}
