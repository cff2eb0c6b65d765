import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";
import type { Source } from "./source.ts";

/** Headings of a mechanism's profile, after the country pages of OHCHR's hub. */
export const PROFILE_HEADINGS = ["summary", "setUp", "composition", "article33", "secretariat"] as const;
export type ProfileHeading = (typeof PROFILE_HEADINGS)[number];

/**
 * A State's national mechanism. Whatever no source states is null or empty, and is shown as
 * "not stated"; it is never guessed.
 */
export type Mechanism = {
  id: string;
  /** ISO code of the State. */
  state: string;
  /** Null where the sources speak of the State's mechanism without naming it. */
  name: Localized | null;
  shortName: Localized | null;
  /** Names under which it is looked for, per language. */
  aliases: Record<string, string[]>;
  /** Languages in which the name is official; in the others it is the hub's translation. */
  official: string[];
  /** Id of a `mechanismType` term. */
  type: string | null;
  standing: boolean | null;
  legalBasis: Localized | null;
  profile: Partial<Record<ProfileHeading, Localized>>;
  /** Ids of `capacity` terms for which a source gives evidence. */
  capacities: string[];
  /** What sources say on a dimension of the Marrakech Guidance Framework, by the id of its `dimension` term. */
  dimensions: Record<string, Localized>;
  sources: Source[];
};

type MechanismDocument = Omit<Mechanism, "id"> & { _id: string; seed?: SeedMark };

const mechanismSchema = new Schema<MechanismDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true, index: true },
    name: { type: Schema.Types.Mixed, default: null },
    shortName: { type: Schema.Types.Mixed, default: null },
    aliases: { type: Schema.Types.Mixed, default: {} },
    official: { type: [String], default: [] },
    type: { type: String, default: null },
    standing: { type: Boolean, default: null },
    legalBasis: { type: Schema.Types.Mixed, default: null },
    profile: { type: Schema.Types.Mixed, default: {} },
    capacities: { type: [String], default: [] },
    dimensions: { type: Schema.Types.Mixed, default: {} },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const MechanismModel: Model<MechanismDocument> =
  mongoose.models.Mechanism ?? mongoose.model<MechanismDocument>("Mechanism", mechanismSchema);

function toMechanism({ _id, ...rest }: MechanismDocument): Mechanism {
  return {
    id: _id,
    state: rest.state,
    name: rest.name,
    shortName: rest.shortName,
    aliases: rest.aliases,
    official: rest.official,
    type: rest.type,
    standing: rest.standing,
    legalBasis: rest.legalBasis,
    profile: rest.profile,
    capacities: rest.capacities,
    dimensions: rest.dimensions ?? {},
    sources: rest.sources,
  };
}

/** Every mechanism; the network has some two hundred at most. */
export async function listMechanisms(): Promise<Mechanism[]> {
  const found = await MechanismModel.find().sort({ state: 1, _id: 1 }).lean<MechanismDocument[]>();
  return found.map(toMechanism);
}

/** Makes a mechanism; one with this id that is there already stays as it is. */
export async function createMechanism({ mechanism: { id, ...fields } }: { mechanism: Mechanism }): Promise<void> {
  try {
    await MechanismModel.create({ _id: id, ...fields });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

export async function findMechanism({ id }: { id: string }): Promise<Mechanism | null> {
  const found = await MechanismModel.findById(id).lean<MechanismDocument>();
  return found ? toMechanism(found) : null;
}
