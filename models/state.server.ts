import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";
import { type SeedMark, seedMarkSchema } from "./source.server.ts";

/** A State. Its names come from Intl.DisplayNames; `names` holds the United Nations' where they differ. */
export type State = {
  /** ISO 3166-1 alpha-2. */
  id: string;
  /** Ids of country groups, without their scheme ("un-africa", "au"): several schemes at once. */
  groups: string[];
  names: Localized;
  aliases: Record<string, string[]>;
  observer: boolean;
};

type StateDocument = Omit<State, "id"> & { _id: string; seed?: SeedMark };

const stateSchema = new Schema<StateDocument>(
  {
    _id: { type: String, required: true, match: /^[A-Z]{2}$/ },
    groups: { type: [String], default: [], index: true },
    names: { type: Schema.Types.Mixed, default: {} },
    aliases: { type: Schema.Types.Mixed, default: {} },
    observer: { type: Boolean, default: false },
    seed: seedMarkSchema,
  },
  { timestamps: true, minimize: false },
);

export const StateModel: Model<StateDocument> =
  mongoose.models.State ?? mongoose.model<StateDocument>("State", stateSchema);

/** Every State the hub knows, by ISO code. */
export async function listStates(): Promise<State[]> {
  const found = await StateModel.find().sort({ _id: 1 }).lean<StateDocument[]>();
  return found.map(({ _id, groups, names, aliases, observer }) => ({ id: _id, groups, names, aliases, observer }));
}
