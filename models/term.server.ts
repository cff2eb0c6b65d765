import mongoose, { Schema, type Model } from "mongoose";

import { type Trail, trailField } from "./audit.server.ts";
import { type SeedMark, seedMarkSchema } from "./source.server.ts";
import type { Term } from "./term.ts";
import type { Merge } from "./term-moves.ts";
import type { TermChange } from "./term-steps.ts";
import { SCHEMES, type Scheme } from "./vocabulary.ts";

/** A term as coordinators see it. `version` is what a change of it names. */
export type KeptTerm = Term & {
  version: number;
  /** The newest change that still stands, where there is one to take back. */
  last: Pick<TermChange, "id" | "kind" | "at" | "by"> | null;
  /** True while items have yet to follow what was changed. */
  following: boolean;
};

export type TermDocument = Omit<Term, "id"> & Trail & {
  _id: string;
  seed?: SeedMark;
  /** Counts the changes of coordinators. */
  writes?: number;
  /** Changes in their order, the newest last; those that were taken back are gone. */
  changes?: TermChange[];
  /** The id of the merge that `replacedBy` stands for; absent where a seed replaced the term. */
  merge?: string;
  /** A fresh token while items have yet to follow (indexed, sparse). */
  following?: string;
};

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
    trail: trailField,
    writes: Number,
    changes: { type: [Schema.Types.Mixed], default: undefined },
    merge: String,
    following: String,
  },
  { timestamps: true, minimize: false },
);
termSchema.index({ following: 1 }, { sparse: true });
termSchema.index({ merge: 1 }, { sparse: true });

export const TermModel: Model<TermDocument> =
  mongoose.models.Term ?? mongoose.model<TermDocument>("Term", termSchema);

export function toTerm({ _id, ...rest }: TermDocument): Term {
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

/** One term with what its coordinators need to change it; null where there is none. */
export async function findTerm({ id }: { id: string }): Promise<KeptTerm | null> {
  const found = await TermModel.findById(id).lean<TermDocument>();
  if (!found) return null;
  const last = found.changes?.at(-1);
  return {
    ...toTerm(found),
    version: found.writes ?? 0,
    last: last ? { id: last.id, kind: last.kind, at: last.at, by: last.by } : null,
    following: found.following !== undefined,
  };
}

/**
 * The merges in force. A term that the seed replaced is none: it was another thing in its time, and what carries it stays as
 * it is; only in the search its names lead to its successor.
 */
export async function listMerges(): Promise<Merge[]> {
  const found = await TermModel.find({ merge: { $exists: true } })
    .select({ replacedBy: 1, merge: 1 })
    .lean<Array<Pick<TermDocument, "_id" | "replacedBy" | "merge">>>();
  return found.flatMap(({ _id, replacedBy, merge }) => (replacedBy && merge ? [{ id: merge, from: _id, to: replacedBy }] : []));
}
