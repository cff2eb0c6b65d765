import mongoose, { Schema, type Model } from "mongoose";

import type { Localized } from "./localized.ts";

/** The body that runs this installation, as far as it has stated itself; null is what it has not stated. */
export type Operator = {
  name: Localized | null;
  /** Lines of a postal address. */
  address: string | null;
  email: string | null;
  telephone: string | null;
  /** Where the source code of the version that runs here can be had. */
  sourceCode: string | null;
};

/** One document of the settings that belong to the data and not to a machine. */
const ID = "operator";

type OperatorDocument = Operator & { _id: typeof ID };

const text = { type: String, default: null, maxlength: 500 };
const operatorSchema = new Schema<OperatorDocument>(
  {
    _id: { type: String, required: true },
    name: { type: Schema.Types.Mixed, default: null },
    address: text,
    email: text,
    telephone: text,
    sourceCode: text,
  },
  { collection: "settings", timestamps: true, minimize: false },
);

export const OperatorModel: Model<OperatorDocument> =
  mongoose.models.Operator ?? mongoose.model<OperatorDocument>("Operator", operatorSchema);

const NOT_STATED: Operator = { name: null, address: null, email: null, telephone: null, sourceCode: null };

/** Who runs this installation. On a new one nothing is stated. */
export async function readOperator(): Promise<Operator> {
  const found = await OperatorModel.findById(ID).lean<OperatorDocument>();
  if (!found) return NOT_STATED;
  const { name, address, email, telephone, sourceCode } = found;
  return { name, address, email, telephone, sourceCode };
}

/** States who runs this installation, in place of what was stated before. */
export async function stateOperator(operator: Operator): Promise<void> {
  await OperatorModel.updateOne({ _id: ID }, { $set: operator }, { upsert: true, runValidators: true });
}
