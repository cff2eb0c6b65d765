import { randomUUID } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { markForIndex } from "./item-queries.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { isPartnerUrl, type Partner, PARTNER_KINDS } from "./partner.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

type PartnerDocument = Omit<Partner, "id"> &
  Trail & {
    _id: string;
    seed?: SeedMark;
    /** Counts the changes of coordinators. */
    writes?: number;
    /** A fresh token while items that are found by the partner's names have not been marked for the index (sparse). */
    namesPending?: string;
  };

const partnerSchema = new Schema<PartnerDocument>(
  {
    _id: { type: String, required: true },
    name: { type: Schema.Types.Mixed, required: true },
    shortName: { type: Schema.Types.Mixed, default: null },
    kind: { type: String, enum: PARTNER_KINDS, required: true },
    url: { type: String, default: null, validate: (url: string | null) => url === null || isPartnerUrl(url) },
    description: { type: Schema.Types.Mixed, default: null },
    sources: { type: [sourceSchema], default: [] },
    retired: { type: Boolean, default: false },
    seed: seedMarkSchema,
    trail: trailField,
    writes: Number,
    namesPending: String,
  },
  { timestamps: true, minimize: false },
);
partnerSchema.index({ namesPending: 1 }, { sparse: true });
partnerSchema.index({ "trail.id": 1 }, { sparse: true });

export const PartnerModel: Model<PartnerDocument> = mongoose.models.Partner ?? mongoose.model<PartnerDocument>("Partner", partnerSchema);

const toPartner = ({ _id, name, shortName, kind, url, description, sources, retired = false }: PartnerDocument): Partner => ({
  id: _id, name, shortName, kind, url, description, sources, retired,
});

/** Every partner, retired ones as well; a network has some dozens. */
export async function listPartners(): Promise<Partner[]> {
  return (await PartnerModel.find().sort({ _id: 1 }).lean<PartnerDocument[]>()).map(toPartner);
}

/** With `version`, which a change of it names. */
export async function findPartner({ id }: { id: string }): Promise<(Partner & { version: number }) | null> {
  const found = await PartnerModel.findById(id).lean<PartnerDocument>();
  return found ? { ...toPartner(found), version: found.writes ?? 0 } : null;
}

/**
 * Keeps a new partner. Its id follows from the form that it comes from, so that one form sent twice makes one.
 * @throws ValidationError where it does not fit the model.
 */
export async function addPartner({ id, entry, ...fields }: Partner & { entry: AuditEntry }): Promise<void> {
  const document = new PartnerModel({ _id: id, ...fields, writes: 1, namesPending: randomUUID(), trail: [entry] });
  await document.validate();
  const { _id, ...rest } = document.toObject();
  try {
    await PartnerModel.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await settlePartner(id);
}

/**
 * Changes a partner. `version` is that of what the change began from.
 * @throws DomainError `moved-on` where somebody has changed it since; ValidationError.
 */
export async function changePartner({ id, change, version, entry }: { id: string; change: Partial<Omit<Partner, "id">>; version: number; entry: AuditEntry }): Promise<void> {
  const untouched = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const update = { $set: { ...change, writes: version + 1, namesPending: randomUUID() }, $push: { trail: entry } };
  const { matchedCount } = await PartnerModel.updateOne({ _id: id, ...untouched }, update, { runValidators: true });
  if (matchedCount === 0) throw new DomainError("moved-on");
  await settlePartner(id);
}

async function settlePartner(id: string): Promise<void> {
  await settleTrail(PartnerModel, id);
  await settlePartnerNames();
}

/**
 * Has items found by the present names of partners: every text may mention one, so all are marked for the index. Called
 * right after a change, and by the hub's round for what a crash has left.
 */
export async function settlePartnerNames(): Promise<void> {
  const found = await PartnerModel.find({ namesPending: { $exists: true } }).select({ namesPending: 1 }).lean<Array<{ _id: string; namesPending: string }>>();
  if (found.length === 0) return;
  await markForIndex();
  for (const { _id, namesPending } of found) await PartnerModel.updateOne({ _id, namesPending }, { $unset: { namesPending: 1 } }, { timestamps: false });
}
