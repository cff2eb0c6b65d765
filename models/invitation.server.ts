import { createHash, randomBytes } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { isDuplicateKey } from "./mongo-errors.server.ts";

/** A one-time link. Only a hash of its token is kept. */
type InvitationDocument = { _id: string; kind: "set-up"; tokenHash: string; usedAt: Date | null };

const invitationSchema = new Schema<InvitationDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: ["set-up"], required: true },
    tokenHash: { type: String, required: true, unique: true },
    usedAt: { type: Date, default: null },
  },
  { timestamps: true },
);

export const InvitationModel: Model<InvitationDocument> =
  mongoose.models.Invitation ?? mongoose.model<InvitationDocument>("Invitation", invitationSchema);

const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * Makes the link of the first start. The hub has one: of several processes that start together a
 * single one gets the token, and no later start gets another.
 */
export async function createSetUpToken(): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  try {
    await InvitationModel.create({ _id: "set-up", kind: "set-up", tokenHash: hash(token) });
    return token;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** True where the token opens a set-up that has not been used. */
export async function isSetUpToken({ token }: { token: string }): Promise<boolean> {
  return (await InvitationModel.exists({ kind: "set-up", tokenHash: hash(token), usedAt: null })) !== null;
}
