import mongoose, { Schema, type Model } from "mongoose";

import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { readPresent } from "./mechanism.server.ts";
import { listMemberships, membershipOf } from "./membership.server.ts";
import { effectiveHistory } from "./membership.ts";
import type { Correction, Definition, Holder, Office, Place, Term } from "./office.ts";
import type { Places } from "./office-rules.ts";
import { type Change, defined, taken } from "./office-steps.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { DATE_NOT_STATED } from "./partial-date.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

export type OfficeDocument = Omit<Office, "id" | "writes"> & Trail & { _id: string; seed?: SeedMark; /** Counts the steps of coordinators. */ writes?: number };

const mixed = { type: Schema.Types.Mixed };
const date = { type: partialDateSchema, required: true };
const notStated = { type: partialDateSchema, default: () => ({ ...DATE_NOT_STATED }) };

const holderSchema = new Schema<Holder>(
  {
    id: { type: String, required: true },
    name: { ...mixed, required: true },
    position: { ...mixed, default: null },
    asOf: date,
    from: notStated,
    to: notStated,
    substitute: { type: Boolean, default: false },
    sources: { type: [sourceSchema], default: [] },
  },
  { _id: false, minimize: false },
);
const correctionFields = { at: { type: Date, required: true }, by: { type: String, default: null }, reason: { type: String, default: "" } };
const termSchema = new Schema<Term>(
  {
    id: { type: String, required: true },
    state: { type: String, required: true },
    mechanism: { type: String, default: null },
    from: date,
    to: date,
    endedEarly: { type: Boolean, default: false },
    decision: { type: String, default: null },
    holders: { type: [holderSchema], default: [] },
    sources: { type: [sourceSchema], default: [] },
    corrections: { type: [new Schema<Correction>({ ...correctionFields, before: { ...mixed, required: true } }, { _id: false, minimize: false })], default: [] },
    struck: { type: new Schema(correctionFields, { _id: false }), default: null },
  },
  { _id: false, minimize: false },
);
const officeSchema = new Schema<OfficeDocument>(
  {
    _id: { type: String, required: true },
    name: { ...mixed, required: true },
    order: { type: Number, required: true },
    seats: { type: Number, default: null, min: 1 },
    mayHold: { type: [String], default: [] },
    termMonths: { type: Number, default: null, min: 1 },
    maxRenewals: { type: Number, default: null, min: 0 },
    substitutes: { type: Number, default: 0, min: 0 },
    exOfficio: { type: String, default: null },
    // All terms in the document of their office: one write sees them all, so that nobody sits where another does.
    terms: { type: [termSchema], default: [] },
    seed: seedMarkSchema,
    writes: Number,
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
officeSchema.index({ "trail.id": 1 }, { sparse: true });

export const OfficeModel: Model<OfficeDocument> = mongoose.models.Office ?? mongoose.model<OfficeDocument>("Office", officeSchema);

function toOffice({ _id, name, order, seats, mayHold, termMonths, maxRenewals, substitutes, exOfficio, terms, writes }: OfficeDocument): Office {
  return { id: _id, name, order, seats, mayHold, termMonths, maxRenewals, substitutes, exOfficio, terms, writes: writes ?? 0 };
}

/** Every office of the network with all its terms, in the network's order. */
export async function listOffices(): Promise<Office[]> {
  const found = await OfficeModel.find().sort({ order: 1, _id: 1 }).lean<OfficeDocument[]>();
  return found.map(toOffice);
}

export async function findOffice({ id }: { id: string }): Promise<Office | null> {
  const found = await OfficeModel.findById(id).lean<OfficeDocument>();
  return found ? toOffice(found) : null;
}

/** What States and mechanisms are: which have merged, and the statuses that they have had in the network. */
export async function readPlaces(): Promise<Places> {
  const [memberships, present] = await Promise.all([listMemberships(), readPresent()]);
  const statusesOf = ({ state, mechanism }: Place) => {
    const own = mechanism === null ? memberships.find((one) => one.state === state) : membershipOf(memberships, { id: mechanism, state }, present);
    return own ? effectiveHistory(own.history) : [];
  };
  return { statusesOf, present };
}

/** `version` is the one that whoever takes the step looked at; the entry's subject is the office. */
type Step = { id: string; version: number; entry: AuditEntry };

/** Defines an office that was not there; returns its id. `token` names the form: sent twice, it is one office. */
export async function defineOffice({ definition, token, entry }: { definition: Definition; token: string; entry: AuditEntry }): Promise<string> {
  const id = idForKey(`office:${token}`);
  try {
    await OfficeModel.create({ _id: id, ...definition, terms: [], writes: 1, trail: [{ ...entry, subject: { kind: "office", id } }] });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await settleTrail(OfficeModel, id);
  return id;
}

/** @throws as `takeStep`; the rules that come in question stand at the field `seats`. */
export async function redefineOffice({ definition, ...step }: Step & { definition: Definition }): Promise<void> {
  const places = await readPlaces();
  await write(step, (office) => defined(office, definition, places));
}

/**
 * Changes the terms of an office. All of them are one document, and the write is for the version that the rules were
 * asked about: two steps at once are one step and one `moved-on`.
 * @throws DomainError `moved-on` where another was quicker, `against-rules`, `not-found`, `wrong-state`.
 */
export async function takeStep({ change, ...step }: Step & { change: Change }): Promise<void> {
  const places = await readPlaces();
  await write(step, (office) => taken(office, change, places));
}

async function write({ id, version, entry }: Step, change: Change): Promise<void> {
  const office = await findOffice({ id });
  if (!office) throw new DomainError("not-found");
  if (office.writes !== version) throw new DomainError("moved-on");
  const { id: _, writes: __, ...next } = change(office);
  const guard = version === 0 ? { writes: { $exists: false } } : { writes: version };
  const { matchedCount } = await OfficeModel.updateOne({ _id: id, ...guard }, { $set: { ...next, writes: version + 1 }, $push: { trail: entry } }, { runValidators: true });
  if (matchedCount === 0) throw new DomainError("moved-on");
  await settleTrail(OfficeModel, id);
}
