import { createHash, randomBytes } from "node:crypto";

import mongoose, { Schema, type Model } from "mongoose";

import type { Grant } from "./actor.ts";
import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { newId } from "./ids.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { normalEmail, type User } from "./user.ts";
import { LIMITS, ROLES } from "./vocabulary.ts";

/** What a one-time link opens. `administrator` is made on the server, for one who is locked out. */
export const LINK_KINDS = ["set-up", "invitation", "password-reset", "email-change", "administrator"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A one-time link, without what opens it. */
export type Link = {
  id: string;
  kind: LinkKind;
  /** The address that it was sent to, or that it is to confirm. */
  email: string | null;
  name: string | null;
  lang: string | null;
  /** The roles that an invitation gives. */
  grants: Grant[];
  /** Whose account it is about; null for one who has yet to get one. */
  user: string | null;
  /** Who made it, or sent it last. */
  by: string | null;
  /** Of an invitation: it follows from a decision of the network, and not from what its sender may do. */
  decided: boolean;
  at: Date;
  /** Null where it does not expire. */
  expiresAt: Date | null;
  /** Of a change of address: which of both addresses have confirmed it. */
  confirmed: { old: boolean; new: boolean };
};

/** Who has accepted an invitation, when, and from where; for someone new, what his account is made of. */
export type Acceptance = { user: string; newcomer?: Pick<User, "name" | "lang" | "timeZone"> & { passwordHash: string }; at: Date; address: string };

export type LinkDocument = Trail &
  Omit<Link, "id" | "at"> & {
    _id: string;
    /** Only hashes are kept. The second is that of the link to the old address. */
    tokenHash: string;
    oldTokenHash?: string;
    usedAt: Date | null;
    revokedAt: Date | null;
    /** Of an invitation, true until whoever has an account with its address is told in the hub (sparse). */
    untold?: true;
    /** Until what the invitation gives is given. */
    accepted?: Acceptance;
    createdAt: Date;
  };

const linkSchema = new Schema<LinkDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: LINK_KINDS, required: true },
    tokenHash: { type: String, required: true, unique: true },
    oldTokenHash: { type: String },
    email: { type: String, default: null, maxlength: LIMITS.email },
    name: { type: String, default: null, maxlength: LIMITS.name },
    lang: { type: String, default: null },
    grants: { type: [new Schema<Grant>({ role: { type: String, enum: ROLES }, mechanism: { type: String, default: null } }, { _id: false })], default: [] },
    user: { type: String, default: null },
    by: { type: String, default: null },
    decided: { type: Boolean, default: false },
    expiresAt: { type: Date, default: null },
    confirmed: { old: { type: Boolean, default: false }, new: { type: Boolean, default: false } },
    usedAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    untold: { type: Boolean, default: undefined },
    accepted: { type: Schema.Types.Mixed, default: undefined },
    trail: trailField,
  },
  { timestamps: true, minimize: false },
);
linkSchema.index({ oldTokenHash: 1 }, { sparse: true });
linkSchema.index({ kind: 1, "grants.mechanism": 1, createdAt: -1 });
linkSchema.index({ untold: 1 }, { sparse: true });
linkSchema.index({ "trail.id": 1 }, { sparse: true });
linkSchema.index({ "accepted.user": 1 }, { sparse: true });

export const InvitationModel: Model<LinkDocument> =
  mongoose.models.Invitation ?? mongoose.model<LinkDocument>("Invitation", linkSchema);

const hash = (token: string): string => createHash("sha256").update(token).digest("hex");
const newToken = (): string => randomBytes(24).toString("base64url");

const toLink = ({ _id, kind, email, name, lang, grants, user, by, decided, createdAt, expiresAt, confirmed }: LinkDocument): Link => ({
  id: _id,
  kind,
  email: email ?? null,
  name: name ?? null,
  lang: lang ?? null,
  grants: (grants ?? []).map(({ role, mechanism }) => ({ role, mechanism: mechanism ?? null })),
  user: user ?? null,
  by: by ?? null,
  decided: decided ?? false,
  at: createdAt,
  expiresAt: expiresAt ?? null,
  confirmed: { old: confirmed?.old ?? false, new: confirmed?.new ?? false },
});

/** What every link that still opens has in common. */
const open = () => ({ usedAt: null, revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date() } }] });

/**
 * Makes the link of the first start. The hub has one: of several processes that start together a
 * single one gets the token, and no later start gets another.
 */
export async function createSetUpToken(): Promise<string | null> {
  const token = newToken();
  try {
    await InvitationModel.create({ _id: "set-up", kind: "set-up", tokenHash: hash(token) });
    return token;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Gives the link of the first start another token, where nobody has used it yet; null where somebody has. */
export async function renewSetUpToken(): Promise<string | null> {
  const token = newToken();
  const { modifiedCount } = await InvitationModel.updateOne({ ...open(), _id: "set-up" }, { $set: { tokenHash: hash(token) } });
  return modifiedCount === 1 ? token : null;
}

type NewLink = { /** For a link that follows from something: made again, it is not made twice. */ id?: string } & Partial<Pick<Link, "email" | "name" | "lang" | "grants" | "user" | "by" | "decided">> & {
  kind: LinkKind;
  /** For how long it opens, in milliseconds. */
  validMs: number;
  entry: AuditEntry;
};

/** Makes a link; the token is given once and not kept. `id` is that of the document. @throws the driver's error where a given `id` is taken. */
export async function createLink({ id = newId(), kind, validMs, entry, email, ...rest }: NewLink): Promise<{ id: string; token: string; expiresAt: Date }> {
  const [token, expiresAt] = [newToken(), new Date(Date.now() + validMs)];
  const trail = [{ ...entry, subject: entry.subject.kind === "invitation" ? { kind: "invitation" as const, id } : entry.subject }];
  await InvitationModel.create({ _id: id, kind, tokenHash: hash(token), email: email ? normalEmail(email) : null, ...rest, expiresAt, ...(kind === "invitation" ? { untold: true } : {}), trail });
  await settleTrail(InvitationModel, id);
  return { id, token, expiresAt };
}

/** The link that this token opens; null where it is used, expired, taken back, or none. */
export async function findLink({ kinds, token }: { kinds: readonly LinkKind[]; token: string }): Promise<Link | null> {
  const found = await InvitationModel.findOne({ ...open(), kind: { $in: [...kinds] }, tokenHash: hash(token) }).lean<LinkDocument>();
  return found ? toLink(found) : null;
}

/** Uses a link up; what an invitation gives follows from its acceptance. Of several that try at once, one gets true. */
export async function useLink({ id, accepted }: { id: string; accepted?: Acceptance }): Promise<boolean> {
  const { modifiedCount } = await InvitationModel.updateOne({ ...open(), _id: id }, { $set: { usedAt: new Date(), ...(accepted ? { accepted } : {}) } });
  return modifiedCount === 1;
}

/** Invitations that are still open, newest first: all, or those with a role for one of these owners (null: the network). */
export async function listInvitations({ owners }: { owners?: Array<string | null> } = {}): Promise<Link[]> {
  const filter = { ...open(), kind: "invitation", ...(owners ? { "grants.mechanism": { $in: owners } } : {}) } as Record<string, unknown>;
  const found = await InvitationModel.find(filter).sort({ createdAt: -1, _id: 1 }).lean<LinkDocument[]>();
  return found.map(toLink);
}

/** Open invitations to an address, newest first. */
export async function listInvitationsTo({ email }: { email: string }): Promise<Link[]> {
  const found = await InvitationModel.find({ ...open(), kind: "invitation", email: normalEmail(email) }).sort({ createdAt: -1, _id: 1 }).lean<LinkDocument[]>();
  return found.map(toLink);
}

/** Invitations of which it is still to be seen whether somebody is told in the hub: one, or all. */
export async function listUntold(id?: string): Promise<Link[]> {
  const found = await InvitationModel.find({ untold: true, ...(id === undefined ? {} : { _id: id }) }).sort({ _id: 1 }).limit(50).lean<LinkDocument[]>();
  return found.map(toLink);
}

export async function isAnyUntold(): Promise<boolean> {
  return (await InvitationModel.exists({ untold: true })) !== null;
}

/** Takes the mark off, unless the invitation has been sent again since. */
export async function settleUntold({ id, expiresAt }: Pick<Link, "id" | "expiresAt">): Promise<void> {
  await InvitationModel.updateOne({ _id: id, expiresAt, untold: true }, { $unset: { untold: 1 } });
}

export async function findInvitation({ id }: { id: string }): Promise<Link | null> {
  const found = await InvitationModel.findOne({ ...open(), _id: id, kind: "invitation" }).lean<LinkDocument>();
  return found ? toLink(found) : null;
}

/** Whom links of any kind and state were made for, by id: what the log calls them. */
export async function namesOfLinks(ids: string[]): Promise<Map<string, string>> {
  const found = ids.length > 0 ? await InvitationModel.find({ _id: { $in: ids } }).select({ name: 1 }).lean<LinkDocument[]>() : [];
  return new Map(found.map(({ _id, name }) => [_id, name ?? ""]));
}

/** Removes the addresses of links that have been closed, or expired, before a moment. */
export async function forgetAddressesOfLinks({ before }: { before: Date }): Promise<void> {
  const closed = [{ usedAt: { $lt: before } }, { revokedAt: { $lt: before } }, { expiresAt: { $lt: before } }];
  await InvitationModel.updateMany({ $or: closed, email: { $ne: null } }, { $set: { email: null } });
}

/** Gives an open invitation another token and more time; the old token opens nothing from now on. It is then of who sends it. Null where it is not open. */
export async function renewInvitation({ id, validMs, by, entry }: { id: string; validMs: number; by: string; entry: AuditEntry }): Promise<{ link: Link; token: string; expiresAt: Date } | null> {
  const [token, expiresAt] = [newToken(), new Date(Date.now() + validMs)];
  const found = await InvitationModel.findOneAndUpdate(
    { ...open(), _id: id, kind: "invitation" },
    { $set: { tokenHash: hash(token), expiresAt, by, untold: true }, $push: { trail: entry } },
    { returnDocument: "after" },
  ).lean<LinkDocument>();
  if (!found) return null;
  await settleTrail(InvitationModel, id);
  return { link: toLink(found), token, expiresAt };
}

/** Takes links back: one by its id, or all of a kind for an account. */
export async function revokeLinks(which: { id: string } | { user: string; kinds: readonly LinkKind[] }, entry?: AuditEntry): Promise<void> {
  const filter = "id" in which ? { _id: which.id } : { user: which.user, kind: { $in: [...which.kinds] } };
  await InvitationModel.updateMany({ ...open(), ...filter }, { $set: { revokedAt: new Date() }, ...(entry ? { $push: { trail: entry } } : {}) });
  if (entry && "id" in which) await settleTrail(InvitationModel, which.id);
}

/** Gives a change of address its second link, for the old address. Returns the token. */
export async function addOldToken({ id }: { id: string }): Promise<string> {
  const token = newToken();
  await InvitationModel.updateOne({ ...open(), _id: id, kind: "email-change" }, { $set: { oldTokenHash: hash(token) } });
  return token;
}

/** The change of address that this token is one side of, and which side. */
export async function findEmailChange({ token }: { token: string }): Promise<{ link: Link; side: "old" | "new" } | null> {
  const tokenHash = hash(token);
  const found = await InvitationModel.findOne({
    $and: [open(), { $or: [{ tokenHash }, { oldTokenHash: tokenHash }] }],
    kind: "email-change",
  }).lean<LinkDocument>();
  return found ? { link: toLink(found), side: found.tokenHash === tokenHash ? "new" : "old" } : null;
}

/** Notes that one side has confirmed; returns the link as it is then. */
export async function confirmSide({ id, side }: { id: string; side: "old" | "new" }): Promise<Link | null> {
  const found = await InvitationModel.findOneAndUpdate({ ...open(), _id: id }, { $set: { [`confirmed.${side}`]: true } }, { returnDocument: "after" }).lean<LinkDocument>();
  return found ? toLink(found) : null;
}
