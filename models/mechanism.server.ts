import mongoose, { Schema, type Model } from "mongoose";

import type { Actor } from "./actor.ts";
import { type Trail, trailField } from "./audit.server.ts";
import { confirmationDue, type FocalPoint, type FoundedMechanism, HISTORY_KINDS, type HistoryEntry, type Mechanism, MECHANISM_LIMITS as LIMIT, type Present, presentIn, STANDINGS, type Validator } from "./mechanism.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { partialDateSchema } from "./partial-date.server.ts";
import { type SeedMark, seedMarkSchema, sourceSchema } from "./source.server.ts";

/** What a write leaves to be done elsewhere: names that stand in index documents; what moves with a merger, or back. */
export type Following = { id: string; kind: "names" | "merge" | "unmerge"; /** Of a merger: the id of its entry, and into what. */ merger: string | null; into: string | null };

export type MechanismDocument = Omit<Mechanism, "id" | "confirmedAt" | "since"> &
  Trail & {
    _id: string;
    focalPoints: FocalPoint[];
    validator: Validator | null;
    confirmedAt: Date | null;
    confirmedBy: string | null;
    follow?: Following[];
    /** Counts the changes of users. */
    writes?: number;
    seed?: SeedMark;
    createdAt?: Date;
    updatedAt?: Date;
  };

const mixed = { type: Schema.Types.Mixed };
const line = { type: String, default: null, maxlength: LIMIT.line };

const entrySchema = new Schema<HistoryEntry>(
  {
    id: { type: String, required: true },
    kind: { type: String, enum: HISTORY_KINDS, required: true },
    date: { type: partialDateSchema, required: true },
    legalBasis: { ...mixed, default: null },
    note: { ...mixed, default: null },
    before: { ...mixed, default: null },
    after: { ...mixed, default: null },
    into: { type: String, default: null },
    decision: { type: String, default: null },
    sources: { type: [sourceSchema], default: [] },
    recordedAt: { type: String, required: true },
    recordedBy: { type: String, default: null },
    corrects: { type: String, default: null },
    retracts: { type: Boolean, default: false },
  },
  { _id: false },
);

const focalPointSchema = new Schema<FocalPoint>(
  {
    id: { type: String, required: true },
    name: { type: String, required: true, maxlength: LIMIT.line },
    position: line,
    department: line,
    email: line,
    alternate: { type: new Schema({ name: { type: String, required: true, maxlength: LIMIT.line }, email: line }, { _id: false }), default: null },
    isPublic: { type: Boolean, default: false },
  },
  { _id: false },
);

const mechanismSchema = new Schema<MechanismDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true, index: true },
    name: { ...mixed, default: null },
    shortName: { ...mixed, default: null },
    aliases: { ...mixed, default: {} },
    official: { type: [String], default: [] },
    type: { type: String, default: null },
    standing: { type: String, enum: [...STANDINGS, null], default: null },
    legalBasis: { ...mixed, default: null },
    ministry: { ...mixed, default: null },
    profile: { ...mixed, default: {} },
    capacities: { type: [String], default: [] },
    evidence: { ...mixed, default: {} },
    dimensions: { ...mixed, default: {} },
    contact: { type: new Schema({ address: { type: String, default: null, maxlength: 1_000 }, telephone: line, email: line, website: line }, { _id: false }), default: null },
    focalPoints: { type: [focalPointSchema], default: [] },
    validator: { type: new Schema({ name: { type: String, required: true, maxlength: LIMIT.line }, position: line, isPublic: { type: Boolean, default: false } }, { _id: false }), default: null },
    history: { type: [entrySchema], default: [] },
    successor: { type: String, default: null },
    confirmedAt: { type: Date, default: null },
    confirmedBy: { type: String, default: null },
    sources: { type: [sourceSchema], default: [] },
    seed: seedMarkSchema,
    trail: trailField,
    follow: { type: [mixed], default: undefined },
    writes: Number,
  },
  { timestamps: true, minimize: false },
);
mechanismSchema.index({ "follow.id": 1 }, { sparse: true });
mechanismSchema.index({ "trail.id": 1 }, { sparse: true });
mechanismSchema.index({ successor: 1 });

export const MechanismModel: Model<MechanismDocument> =
  mongoose.models.Mechanism ?? mongoose.model<MechanismDocument>("Mechanism", mechanismSchema);

/** Persons, and what only the database needs: never read for those who read mechanisms. */
const WITHOUT_PERSONS = { focalPoints: 0, validator: 0, confirmedBy: 0, seed: 0, trail: 0, follow: 0 };

/** Fields that an earlier hub did not know are not there in what it wrote. */
export function toMechanism({ _id, confirmedAt, createdAt, ...rest }: MechanismDocument): Mechanism {
  return {
    id: _id,
    state: rest.state,
    name: rest.name,
    shortName: rest.shortName,
    aliases: rest.aliases,
    official: rest.official,
    type: rest.type,
    standing: rest.standing,
    legalBasis: rest.legalBasis,
    ministry: rest.ministry ?? null,
    profile: rest.profile,
    capacities: rest.capacities,
    evidence: rest.evidence ?? {},
    dimensions: rest.dimensions ?? {},
    contact: rest.contact ?? null,
    history: (rest.history ?? []).map((entry) => ({ ...entry, decision: entry.decision ?? null })),
    successor: rest.successor ?? null,
    confirmedAt: confirmedAt?.toISOString() ?? null,
    since: (createdAt ?? new Date(0)).toISOString(),
    sources: rest.sources,
  };
}

/** Every mechanism, those that merged into others as well; the network has some two hundred at most. */
export async function listMechanisms(): Promise<Mechanism[]> {
  const found = await MechanismModel.find({}, WITHOUT_PERSONS).sort({ state: 1, _id: 1 }).lean<MechanismDocument[]>();
  return found.map(toMechanism);
}

/** What mechanisms are at this moment: for rules, which compare what has merged as one. What was written keeps its ids. */
export async function readPresent(): Promise<Present> {
  const found = await MechanismModel.find().select({ successor: 1 }).lean<Array<Pick<MechanismDocument, "_id" | "successor">>>();
  return presentIn(found.map(({ _id, successor = null }) => ({ id: _id, successor })));
}

/** Makes a mechanism; one with this id that is there already stays as it is. */
export async function createMechanism({ mechanism: { id, ...fields } }: { mechanism: FoundedMechanism }): Promise<void> {
  try {
    // Texts that mention it are to be found by it.
    await MechanismModel.create({ _id: id, ...fields, follow: [{ id: `founded:${id}`, kind: "names", merger: null, into: null }] });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

export async function findMechanism({ id }: { id: string }): Promise<Mechanism | null> {
  const found = await MechanismModel.findById(id, WITHOUT_PERSONS).lean<MechanismDocument>();
  return found ? toMechanism(found) : null;
}

/** A mechanism whose profile is to be confirmed, and since when. */
export type Unconfirmed = { mechanism: Mechanism; due: Date };

/** The mechanisms whose profiles nobody has confirmed for so many months, those that have waited longest first. */
export async function listUnconfirmed({ months, now = new Date() }: { months: number; now?: Date }): Promise<Unconfirmed[]> {
  const all = await listMechanisms();
  return all
    .flatMap((mechanism) => {
      const due = confirmationDue(mechanism, months);
      return due && due <= now ? [{ mechanism, due }] : [];
    })
    .toSorted((a, b) => a.due.getTime() - b.due.getTime());
}

/** The persons of a mechanism; an address is null where the reader may not have it. */
export type Persons = { focalPoints: FocalPoint[]; validator: Validator | null };

/**
 * The focal points of a mechanism and who validates, as this reader may know of them: members all, with their
 * addresses; others only whom the mechanism names to the public, and no address.
 */
export async function findPersons({ id, actor }: { id: string; actor: Actor }): Promise<Persons> {
  const found = await MechanismModel.findById(id).select({ focalPoints: 1, validator: 1 }).lean<MechanismDocument>();
  const [focalPoints, validator] = [found?.focalPoints ?? [], found?.validator ?? null];
  if (seesAddresses(actor)) return { focalPoints, validator };
  return {
    focalPoints: focalPoints.filter(({ isPublic }) => isPublic).map((person) => ({ ...person, email: null, alternate: person.alternate && { name: person.alternate.name, email: null } })),
    validator: validator?.isPublic ? validator : null,
  };
}

/** Members are those who have a role in the network or a mechanism; an account whose last role ended has none. */
export const seesAddresses = (actor: Actor): boolean => actor.kind === "member" && actor.grants.length > 0;
