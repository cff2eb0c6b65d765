import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";

type LeaseDocument = { _id: string; owner: string; until: Date };

const leaseSchema = new Schema<LeaseDocument>({
  _id: { type: String, required: true },
  owner: { type: String, required: true },
  until: { type: Date, required: true },
});

export const LeaseModel: Model<LeaseDocument> =
  mongoose.models.Lease ?? mongoose.model<LeaseDocument>("Lease", leaseSchema);

/**
 * Takes or renews a lease, so that of several processes one does a piece of work.
 * Returns false where another owner holds it.
 */
export async function takeLease({ name, owner, ms }: { name: string; owner: string; ms: number }): Promise<boolean> {
  try {
    await LeaseModel.findOneAndUpdate(
      { _id: name, $or: [{ owner }, { until: { $lt: new Date() } }] },
      { $set: { owner, until: new Date(Date.now() + ms) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export async function releaseLease({ name, owner }: { name: string; owner: string }): Promise<void> {
  await LeaseModel.deleteOne({ _id: name, owner });
}
