import { Schema } from "mongoose";

import type { Source } from "./source.ts";

export const sourceSchema = new Schema<Source>(
  {
    title: { type: Schema.Types.Mixed, required: true },
    language: { type: String, required: true },
    asOf: { type: String, default: null },
  },
  { _id: false },
);

/** What the seed wrote into which fields, as a hash: where their content differs, a user has changed it. */
export type SeedMark = { hash: string; fields: string[] };

export const seedMarkSchema = new Schema<SeedMark>(
  { hash: { type: String, required: true }, fields: { type: [String], required: true } },
  { _id: false },
);
