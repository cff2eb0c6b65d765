import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import type { Localized } from "./localized.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";

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

type OperatorDocument = Operator & Trail & { _id: typeof ID; /** Counts the statements. */ writes?: number };

const text = { type: String, default: null, maxlength: 500 };
const operatorSchema = new Schema<OperatorDocument>(
  {
    _id: { type: String, required: true },
    name: { type: Schema.Types.Mixed, default: null },
    address: text,
    email: text,
    telephone: text,
    sourceCode: text,
    trail: trailField,
    writes: Number,
  },
  { collection: "settings", timestamps: true, minimize: false },
);

export const OperatorModel: Model<OperatorDocument> =
  mongoose.models.Operator ?? mongoose.model<OperatorDocument>("Operator", operatorSchema);

const NOT_STATED: Operator = { name: null, address: null, email: null, telephone: null, sourceCode: null };

/** Who runs this installation; `version` is what a change of it names. On a new one nothing is stated. */
export async function readOperator(): Promise<Operator & { version: number }> {
  const found = await OperatorModel.findById(ID).lean<OperatorDocument>();
  if (!found) return { ...NOT_STATED, version: 0 };
  const { name, address, email, telephone, sourceCode, writes = 0 } = found;
  return { name, address, email, telephone, sourceCode, version: writes };
}

/**
 * States who runs this installation, in place of what was stated before; `version` is that of what was seen then, where
 * somebody has looked.
 * @throws DomainError `moved-on` where it has been stated otherwise since.
 */
export async function stateOperator({ operator, version, entry }: { operator: Operator; version?: number; entry: AuditEntry }): Promise<void> {
  const seen = version === undefined ? {} : { writes: version === 0 ? { $exists: false } : version };
  try {
    const { matchedCount, upsertedCount } = await OperatorModel.updateOne(
      { _id: ID, ...seen },
      { $set: operator, $inc: { writes: 1 }, $push: { trail: entry } },
      // Only where nothing was stated may the first statement make the document.
      { upsert: !version, runValidators: true },
    );
    if (matchedCount + upsertedCount === 0) throw new DomainError("moved-on");
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("moved-on");
    throw error;
  }
  await settleTrail(OperatorModel, ID);
}
