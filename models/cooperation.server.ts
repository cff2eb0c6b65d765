import mongoose, { Schema, type Model } from "mongoose";

import type { Actor, Member } from "./actor.ts";
import { auditEntry, type Doer, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { type Cooperation, COOPERATION_KINDS, COOPERATION_LIMITS, COOPERATION_STATES, type CooperationStep, afterCooperationStep, DIRECTIONS } from "./cooperation.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { LANGUAGE_TAG } from "./localized.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { can } from "./policy.ts";
import { ownedFor } from "./scope.server.ts";

type CooperationDocument = Omit<Cooperation, "id" | "at"> & Trail & {
  _id: string;
  at: Date;
  /** As with items: of which mechanisms it was before they merged. */
  moved?: Array<{ merger: string; from: string }>;
};

const isFew = (list: string[]) => list.length <= COOPERATION_LIMITS.wanted;
const cooperationSchema = new Schema<CooperationDocument>(
  {
    _id: { type: String, required: true },
    mechanism: { type: String, required: true },
    direction: { type: String, enum: DIRECTIONS, required: true },
    kind: { type: String, enum: COOPERATION_KINDS, required: true },
    title: { type: String, required: true, maxlength: COOPERATION_LIMITS.title },
    text: { type: String, required: true, maxlength: COOPERATION_LIMITS.text },
    lang: { type: String, required: true, match: LANGUAGE_TAG },
    themes: { type: [String], default: [], validate: isFew },
    capacities: { type: [String], default: [], validate: isFew },
    languages: { type: [String], default: [], validate: isFew },
    until: { type: String, default: null, match: /^\d{4}-\d{2}-\d{2}$/ },
    state: { type: String, enum: COOPERATION_STATES, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
    writes: { type: Number, required: true },
    moved: { type: [Schema.Types.Mixed], default: undefined },
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
cooperationSchema.index({ at: -1, _id: 1 });
cooperationSchema.index({ "trail.id": 1 }, { sparse: true });

export const CooperationModel: Model<CooperationDocument> =
  mongoose.models.Cooperation ?? mongoose.model<CooperationDocument>("Cooperation", cooperationSchema, "cooperations");

const toCooperation = ({ _id, mechanism, direction, kind, title, text, lang, themes, capacities, languages, until, state, by, at, writes }: CooperationDocument): Cooperation => ({
  id: _id, mechanism, direction, kind, title, text, lang, themes, capacities, languages, until, state, by, at: at.toISOString(), writes,
});

/** What an author says of an offer or a request. */
export type CooperationWords = Pick<Cooperation, "direction" | "kind" | "title" | "text" | "lang" | "themes" | "capacities" | "languages" | "until">;

const logged = (doer: Doer, what: string, id: string, mechanism: string) => auditEntry(doer, `cooperation:${what}`, { kind: "cooperation", id }, { mechanism });

/**
 * Opens an offer or a request in the name of a mechanism. `token` names the form: sent twice it is one. Returns its id.
 * @throws DomainError `not-allowed` where the actor does not speak for that mechanism.
 */
export async function openCooperation({ actor, doer, mechanism, token, ...words }: CooperationWords & { actor: Member; doer: Doer; mechanism: string; token: string }): Promise<string> {
  if (!can(actor, "cooperation:write", { mechanism })) throw new DomainError("not-allowed");
  const _id = idForKey(`cooperation:${actor.id}:${token}`);
  const now = new Date();
  const document = new CooperationModel({ _id, mechanism, ...words, state: "open", by: actor.id, at: now, writes: 1, trail: [logged(doer, "opened", _id, mechanism)] });
  await document.validate();
  const { _id: _, ...fields } = document.toObject();
  try {
    await CooperationModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await settleTrail(CooperationModel, _id);
  return _id;
}

/** The newest offers and requests, for people who have signed in and for nobody else: no function hands them to visitors. */
export async function listCooperation({ actor, limit }: { actor: Actor; limit: number }): Promise<Cooperation[]> {
  if (actor.kind !== "member") return [];
  return (await CooperationModel.find().sort({ at: -1, _id: 1 }).limit(limit).lean<CooperationDocument[]>()).map(toCooperation);
}

export async function findCooperation({ actor, id }: { actor: Actor; id: string }): Promise<Cooperation | null> {
  const found = actor.kind === "member" ? await CooperationModel.findById(id).lean<CooperationDocument>() : null;
  return found ? toCooperation(found) : null;
}

/** What offers and requests are called, by id, for the log. */
export async function titlesOfCooperation(ids: string[]): Promise<Map<string, { title: string; lang: string }>> {
  const found = ids.length > 0 ? await CooperationModel.find({ _id: { $in: ids } }).select({ title: 1, lang: 1 }).lean<Array<Pick<CooperationDocument, "_id" | "title" | "lang">>>() : [];
  return new Map(found.map(({ _id, title, lang }) => [_id, { title, lang }]));
}

type Change = { actor: Member; doer: Doer; id: string; /** How often it had been written to when its author looked. */ seen: number };

async function write({ actor, doer, id, seen }: Change, what: string, decide: (found: Cooperation) => Partial<CooperationDocument>): Promise<void> {
  const found = await CooperationModel.findOne({ $and: [ownedFor(actor, "cooperation:write"), { _id: id }] }).lean<CooperationDocument>();
  if (!found) throw new DomainError("not-found");
  if (found.writes !== seen) throw new DomainError("moved-on");
  const set = decide(toCooperation(found));
  await new CooperationModel({ ...found, ...set }).validate();
  const { modifiedCount } = await CooperationModel.updateOne({ _id: id, writes: seen }, { $set: { ...set, writes: seen + 1 }, $push: { trail: logged(doer, what, id, found.mechanism) } });
  if (modifiedCount === 0) throw new DomainError("moved-on");
  await settleTrail(CooperationModel, id);
}

/** @throws DomainError `not-found` where the actor does not speak for its mechanism; `moved-on`; ValidationError. */
export async function changeCooperation({ words, ...change }: Change & { words: CooperationWords }): Promise<void> {
  await write(change, "changed", () => words);
}

const DONE: Record<CooperationStep, string> = { match: "matched", close: "closed", reopen: "reopened" };

/** @throws DomainError `not-found`, `moved-on`; `wrong-state` where the step cannot be taken from the state it is in. */
export async function stepCooperation({ step, ...change }: Change & { step: CooperationStep }): Promise<void> {
  await write(change, DONE[step], (found) => {
    const state = afterCooperationStep(found.state, step);
    if (!state) throw new DomainError("wrong-state");
    return { state };
  });
}
