import { Schema } from "mongoose";

import { isPartialDate, type PartialDate } from "./partial-date.ts";
import { DATE_PRECISIONS } from "./vocabulary.ts";

export const partialDateSchema = new Schema<PartialDate>(
  {
    precision: { type: String, enum: DATE_PRECISIONS, required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
  },
  { _id: false },
);

partialDateSchema.pre("validate", function () {
  if (!isPartialDate(this)) this.invalidate("from", "not a date of the stated precision", this.from);
});
