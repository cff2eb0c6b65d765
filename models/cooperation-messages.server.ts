import mongoose, { Schema, type Model } from "mongoose";

import type { Member } from "./actor.ts";
import type { Cooperation, CooperationMessage } from "./cooperation.ts";
import { COOPERATION_LIMITS } from "./cooperation.ts";
import { CooperationModel } from "./cooperation.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { LANGUAGE_TAG } from "./localized.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { can, ownersFor } from "./policy.ts";
import type { User } from "./user.ts";
import { listUsers, toMember, usersById } from "./user.server.ts";

type MessageDocument = Omit<CooperationMessage, "id" | "at"> & {
  _id: string;
  at: Date;
  /** True until its readers are told (sparse). */
  pending?: true;
  /** As with items: of which mechanisms its side was before they merged. */
  moved?: Array<{ merger: string; from: string }>;
};

const messageSchema = new Schema<MessageDocument>({
  _id: { type: String, required: true },
  cooperation: { type: String, required: true },
  side: { type: String, default: null },
  from: { type: String, enum: ["owner", "side"], required: true },
  by: { type: String, required: true },
  at: { type: Date, required: true },
  lang: { type: String, required: true, match: LANGUAGE_TAG },
  text: { type: String, required: true, maxlength: COOPERATION_LIMITS.text },
  pending: Boolean,
  moved: { type: [Schema.Types.Mixed], default: undefined },
});
messageSchema.index({ cooperation: 1, side: 1, at: 1 });
messageSchema.index({ pending: 1 }, { sparse: true });

export const CooperationMessageModel: Model<MessageDocument> =
  mongoose.models.CooperationMessage ?? mongoose.model<MessageDocument>("CooperationMessage", messageSchema, "cooperationMessages");

const toMessage = ({ _id, cooperation, side = null, from, by, at, lang, text }: MessageDocument): CooperationMessage => ({ id: _id, cooperation, side, from, by, at: at.toISOString(), lang, text });

/** The most messages of one offer or request that its page shows. */
export const SHOWN_MESSAGES = 200;

/** In whose names the actor can speak himself: mechanisms, and null for the network. */
export function voicesOf(actor: Member): Array<string | null> {
  const own = actor.grants.filter((grant) => can({ ...actor, grants: [grant] }, "cooperation:write", { mechanism: grant.mechanism }));
  return [...new Set(own.map(({ mechanism }) => mechanism))];
}

/** Whether the actor follows the conversation with this side: as one of those who offer or ask, of those who answer, or as a coordinator. */
export function followsSide(actor: Member, { mechanism }: Pick<Cooperation, "mechanism">, side: string | null): boolean {
  return can(actor, "cooperation:write", { mechanism }) || can(actor, "cooperation:write", { mechanism: side });
}

/** The conversations about an offer or a request that the actor follows, the oldest message first. */
export async function listMessages({ actor, cooperation }: { actor: Member; cooperation: Cooperation }): Promise<CooperationMessage[]> {
  const own = ownersFor(actor, "cooperation:write");
  const all = own === "any" || own.includes(cooperation.mechanism);
  const found = await CooperationMessageModel.find({ cooperation: cooperation.id, ...(all ? {} : { side: { $in: own } }) }).sort({ at: 1, _id: 1 }).limit(SHOWN_MESSAGES).lean<MessageDocument[]>();
  return found.map(toMessage);
}

type Sending = { actor: Member; cooperation: Cooperation; side: string | null; lang: string; text: string; token: string };

/**
 * Adds to the conversation with a side: those who offer or ask answer there, and whoever speaks for the side begins it.
 * @throws DomainError `not-allowed`; `wrong-state` where it is closed.
 */
export async function sendMessage({ actor, cooperation, side, lang, text, token }: Sending): Promise<string> {
  const voices = voicesOf(actor);
  const isOwner = voices.includes(cooperation.mechanism);
  if (isOwner ? side === cooperation.mechanism : !voices.includes(side)) throw new DomainError("not-allowed");
  if (isOwner && !(await CooperationMessageModel.exists({ cooperation: cooperation.id, side }))) throw new DomainError("not-allowed");
  if (cooperation.state === "closed") throw new DomainError("wrong-state");
  const _id = idForKey(`cooperation-message:${actor.id}:${token}`);
  const document = new CooperationMessageModel({ _id, cooperation: cooperation.id, side, from: isOwner ? "owner" : "side", by: actor.id, at: new Date(), lang, text, pending: true });
  await document.validate();
  const { _id: _, ...fields } = document.toObject();
  try {
    await CooperationMessageModel.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return _id;
}

/** A message with what it belongs to; null where either is gone. */
export async function findMessage({ id }: { id: string }): Promise<{ message: CooperationMessage; cooperation: Pick<Cooperation, "id" | "mechanism" | "title" | "lang" | "direction"> } | null> {
  const message = await CooperationMessageModel.findById(id).lean<MessageDocument>();
  const found = message ? await CooperationModel.findById(message.cooperation).lean() : null;
  return message && found ? { message: toMessage(message), cooperation: { id: found._id, mechanism: found.mechanism, title: found.title, lang: found.lang, direction: found.direction } } : null;
}

export async function isAnyMessageLeft(): Promise<boolean> {
  return (await CooperationMessageModel.exists({ pending: true })) !== null;
}

/** Has `told` tell those on the other side of messages of which they are not told yet: of one, or of all. Can be repeated at any moment. */
export async function followMessages({ id, told }: { id?: string; told: (message: CooperationMessage, users: User[]) => Promise<void> }): Promise<number> {
  const found = await CooperationMessageModel.find({ ...(id === undefined ? {} : { _id: id }), pending: true }).limit(50).lean<MessageDocument[]>();
  for (const document of found) {
    const message = toMessage(document);
    await told(message, await readersOf(message));
    await CooperationMessageModel.updateOne({ _id: document._id }, { $unset: { pending: 1 } });
  }
  return found.length;
}

/** The editors of the mechanism that is written to; where the network answers, those of it who have spoken. */
async function readersOf(message: CooperationMessage): Promise<User[]> {
  const cooperation = await CooperationModel.findById(message.cooperation).lean();
  if (!cooperation) return [];
  const mechanism = message.from === "side" ? cooperation.mechanism : message.side;
  const spoken = await CooperationMessageModel.find({ cooperation: message.cooperation, side: message.side, from: message.from === "side" ? "owner" : "side" }).select({ by: 1 }).lean<Array<{ by: string }>>();
  const others = await usersById([...spoken.map(({ by }) => by), ...(message.from === "side" ? [cooperation.by] : [])]);
  const editors = mechanism ? await listUsers({ mechanism, roles: ["editor"] }) : [];
  const all = new Map([...others.values(), ...editors].map((user) => [user.id, user]));
  return [...all.values()].filter((user) => !user.suspended && user.id !== message.by && followsSide(toMember(user), cooperation, message.side));
}
