import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import { type SeedMark, seedMarkSchema } from "./source.server.ts";

/** A point on the ground, in degrees: north and east are positive. */
export type Position = { lat: number; lon: number };

/** A State. Its names come from Intl.DisplayNames; `names` holds the United Nations' where they differ. */
export type State = {
  /** ISO 3166-1 alpha-2. */
  id: string;
  /** Ids of country groups, without their scheme ("un-africa", "au"): several schemes at once. */
  groups: string[];
  names: Localized;
  aliases: Record<string, string[]>;
  observer: boolean;
  /** A point inside the State, to a tenth of a degree; where its dot stands on a map. */
  position: Position | null;
};

type StateDocument = Omit<State, "id"> & { _id: string; seed?: SeedMark };

const positionSchema = new Schema<Position>(
  { lat: { type: Number, required: true, min: -90, max: 90 }, lon: { type: Number, required: true, min: -180, max: 180 } },
  { _id: false },
);

const stateSchema = new Schema<StateDocument>(
  {
    _id: { type: String, required: true, match: /^[A-Z]{2}$/ },
    groups: { type: [String], default: [], index: true },
    names: { type: Schema.Types.Mixed, default: {} },
    aliases: { type: Schema.Types.Mixed, default: {} },
    observer: { type: Boolean, default: false },
    position: { type: positionSchema, default: null },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const StateModel: Model<StateDocument> =
  mongoose.models.State ?? mongoose.model<StateDocument>("State", stateSchema);

/** Every State the hub knows, by ISO code. */
export async function listStates(): Promise<State[]> {
  const found = await StateModel.find().sort({ _id: 1 }).lean<StateDocument[]>();
  return found.map(({ _id, groups, names, aliases, observer, position }) => ({
    id: _id,
    groups,
    names,
    aliases,
    observer,
    // Not there in data that an earlier hub wrote, until the seed has run again.
    position: position ?? null,
  }));
}
