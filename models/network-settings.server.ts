import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { type NetworkSettings, type SettingDecided, UNDECIDED } from "./network-settings.ts";
import { type SeedMark, seedMarkSchema } from "./source.server.ts";

/** One document of the settings that belong to the data and not to a machine. */
const ID = "network";

type SettingsDocument = NetworkSettings & Trail & { _id: string; seed?: SeedMark; decided?: SettingDecided[]; /** Counts the changes of coordinators. */ writes?: number };

const mixed = { type: Schema.Types.Mixed };
const settingsSchema = new Schema<SettingsDocument>(
  {
    _id: { type: String, required: true },
    statusSteps: { ...mixed, required: true },
    applicationsOpen: { type: Boolean, required: true },
    applyFor: { type: [String], required: true },
    applicationStages: { type: [mixed], required: true },
    quorum: { ...mixed, default: null },
    foundingMembers: { type: Number, default: null, min: 0 },
    termReminderDays: { type: [Number], required: true },
    invitationReminderDays: { type: Number, required: true, min: 0 },
    profileMonths: { type: Number, required: true, min: 1 },
    commentsOpen: { type: Boolean, required: true },
    decided: { type: [mixed], default: undefined },
    seed: seedMarkSchema,
    trail: trailField,
    writes: Number,
  },
  { collection: "settings", timestamps: true, minimize: false },
);

export const SettingsModel: Model<SettingsDocument> =
  mongoose.models.Settings ?? mongoose.model<SettingsDocument>("Settings", settingsSchema);

/** Settings as they were read: by which decisions they were changed, and the version that a change of them names. */
export type KeptSettings = NetworkSettings & { decided: SettingDecided[]; version: number };

/** What the network has decided. */
export async function readNetworkSettings(): Promise<KeptSettings> {
  const found = await SettingsModel.findById(ID).lean<SettingsDocument>();
  const fields = Object.keys(UNDECIDED) as Array<keyof NetworkSettings>;
  const decided = Object.fromEntries(fields.map((field) => [field, found?.[field] ?? UNDECIDED[field]])) as NetworkSettings;
  return { ...decided, decided: found?.decided ?? [], version: found?.writes ?? 0 };
}

/**
 * Changes settings, the others stay. `version` is that of what the change began from.
 * @throws DomainError `moved-on` where somebody has changed them since.
 */
export async function changeNetworkSettings({ change, version, entry }: { change: Partial<NetworkSettings & Pick<KeptSettings, "decided">>; version: number; entry: AuditEntry }): Promise<void> {
  const untouched = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const update = { $set: { ...change, writes: version + 1 }, $push: { trail: entry } };
  try {
    // A hub that was never seeded has no such document: the first change makes it.
    const { matchedCount, upsertedCount } = await SettingsModel.updateOne({ _id: ID, ...untouched }, update, { upsert: version === 0, runValidators: true });
    if (matchedCount + upsertedCount === 0) throw new DomainError("moved-on");
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("moved-on");
    throw error;
  }
  await settleTrail(SettingsModel, ID);
}
