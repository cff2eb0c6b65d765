import mongoose, { Schema, type Model } from "mongoose";

import { UserModel } from "./user.server.ts";

/** Somebody whom an archive names: he has no account here, and what he wrote is still his. */
type NamedPersonDocument = { _id: string; name: string };

const namedPersonSchema = new Schema<NamedPersonDocument>({ _id: { type: String, required: true }, name: { type: String, required: true, maxlength: 300 } });

export const NamedPersonModel: Model<NamedPersonDocument> =
  mongoose.models.NamedPerson ?? mongoose.model<NamedPersonDocument>("NamedPerson", namedPersonSchema, "namedPersons");

/** What these people are called: those with an account as they call themselves, others as an archive has named them. */
export async function namesById(ids: string[]): Promise<Map<string, string>> {
  const some = { _id: { $in: [...new Set(ids)] } };
  if (ids.length === 0) return new Map();
  const [named, users] = await Promise.all([NamedPersonModel.find(some).lean<NamedPersonDocument[]>(), UserModel.find(some).select({ name: 1 }).lean<NamedPersonDocument[]>()]);
  return new Map([...named, ...users].map(({ _id, name }) => [_id, name]));
}
