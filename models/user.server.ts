import mongoose, { Schema, type Model } from "mongoose";

import type { Grant, Member } from "./actor.ts";
import { type AuditEntry, settleTrail, type Trail, trailField } from "./audit.server.ts";
import { type CarriedMail, type CarriesMails, mailsField, queueCarried } from "./carried-mails.server.ts";
import { DomainError } from "./errors.ts";
import { inTurn } from "./lease.server.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import type { NoticeChoices } from "./notice-choices.ts";
import { normalEmail, type User } from "./user.ts";
import { LIMITS, ROLES, type Role } from "./vocabulary.ts";

/** Time-based one-time passwords, and codes for the day on which the device is lost. */
export type SecondFactor = {
  /** Base32, as authenticator programs read it. */
  secret: string;
  since: Date;
  /** The step of time whose code was used last: no code opens twice. */
  lastStep: number;
  /** Hashes of the recovery codes that are left. */
  recovery: string[];
};

/** A role that moved with a mechanism; `had` where its holder had the same role for the successor already. */
export type MovedGrant = { merger: string; role: Role; from: string; had: boolean };

export type UserDocument = Trail & CarriesMails & {
  _id: string;
  email: string;
  name: string;
  lang: string;
  timeZone: string;
  grants: Grant[];
  /** Roles that came with a mechanism that merged, so that they can go back with it. */
  moved?: MovedGrant[];
  /** Absent where the person has chosen nothing. */
  noticeChoices?: NoticeChoices;
  /** Argon2id, in the encoded form that carries its parameters. */
  passwordHash: string;
  secondFactor: SecondFactor | null;
  suspendedAt: Date | null;
  /** Set by the write that changes a password or ends all sessions: in the same moment nothing older opens. */
  validFrom: Date | null;
  createdAt: Date;
};

const grantSchema = new Schema<Grant>(
  { role: { type: String, enum: ROLES, required: true }, mechanism: { type: String, default: null } },
  { _id: false },
);
const secondFactorSchema = new Schema<SecondFactor>(
  {
    secret: { type: String, required: true },
    since: { type: Date, required: true },
    lastStep: { type: Number, required: true },
    recovery: { type: [String], default: [] },
  },
  { _id: false },
);
const userSchema = new Schema<UserDocument>(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true, unique: true, maxlength: LIMITS.email },
    name: { type: String, required: true, maxlength: LIMITS.name },
    lang: { type: String, required: true },
    timeZone: { type: String, default: "UTC" },
    grants: { type: [grantSchema], default: [] },
    moved: { type: [Schema.Types.Mixed], default: undefined },
    noticeChoices: { type: Schema.Types.Mixed, default: undefined },
    passwordHash: { type: String, required: true },
    secondFactor: { type: secondFactorSchema, default: null },
    suspendedAt: { type: Date, default: null },
    validFrom: { type: Date, default: null },
    trail: trailField,
    mails: mailsField,
  },
  { timestamps: true, minimize: false },
);
userSchema.index({ "grants.mechanism": 1, "grants.role": 1 });
userSchema.index({ "moved.merger": 1 }, { sparse: true });
userSchema.index({ "trail.id": 1 }, { sparse: true });
userSchema.index({ "mails.id": 1 }, { sparse: true });

export const UserModel: Model<UserDocument> = mongoose.models.User ?? mongoose.model<UserDocument>("User", userSchema);

export function toUser({ _id, email, name, lang, timeZone, grants, noticeChoices = {}, secondFactor, suspendedAt, validFrom, createdAt }: UserDocument): User {
  return {
    id: _id,
    email,
    name,
    lang,
    timeZone,
    grants: grants.map(({ role, mechanism }) => ({ role, mechanism: mechanism ?? null })),
    noticeChoices,
    secondFactorSince: secondFactor?.since.toISOString() ?? null,
    suspended: (suspendedAt ?? null) !== null,
    validFrom: validFrom?.toISOString() ?? null,
    since: createdAt.toISOString(),
  };
}

/** The person as what decides sees him; an account that is suspended may do nothing. */
export function toMember({ id, name, grants, suspended }: User): Member {
  return { kind: "member", id, name, grants: suspended ? [] : grants };
}

export type NewUser = Pick<User, "id" | "email" | "name" | "lang" | "timeZone" | "grants"> & { passwordHash: string };

/**
 * Makes an account. The id is given, so that what is repeated after a crash makes one account and not two.
 * @throws DomainError `email-taken`, at the field `email`; `link-void` where an account with this id is there.
 */
export async function createUser({ id, email, entry, ...rest }: NewUser & { entry: AuditEntry }): Promise<User> {
  try {
    const created = await UserModel.create({ _id: id, ...rest, email: normalEmail(email), trail: [entry] });
    await settleTrail(UserModel, id);
    return toUser(created.toObject());
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    if (await UserModel.exists({ _id: id })) throw new DomainError("link-void");
    throw new DomainError("email-taken", { field: "email" });
  }
}

export async function findUser({ id }: { id: string }): Promise<User | null> {
  const found = await UserModel.findById(id).lean<UserDocument>();
  return found ? toUser(found) : null;
}

export async function findUserByEmail({ email }: { email: string }): Promise<User | null> {
  const found = await UserModel.findOne({ email: normalEmail(email) }).lean<UserDocument>();
  return found ? toUser(found) : null;
}

/** What opens an account, for `app/auth` alone. */
export type Credentials = { user: User; passwordHash: string; secondFactor: SecondFactor | null };

export async function findCredentials(by: { email: string } | { id: string }): Promise<Credentials | null> {
  const filter = "email" in by ? { email: normalEmail(by.email) } : { _id: by.id };
  const found = await UserModel.findOne(filter).lean<UserDocument>();
  return found ? { user: toUser(found), passwordHash: found.passwordHash, secondFactor: found.secondFactor } : null;
}

/** The people with these ids, by id. */
export async function usersById(ids: string[]): Promise<Map<string, User>> {
  const found = ids.length > 0 ? await UserModel.find({ _id: { $in: [...new Set(ids)] } }).lean<UserDocument[]>() : [];
  return new Map(found.map((user) => [user._id, toUser(user)]));
}

/** People in the order of their names: all, or those with a role for one mechanism or (null) for the network. */
export async function listUsers({ mechanism, roles }: { mechanism?: string | null; roles?: readonly Role[] } = {}): Promise<User[]> {
  const grant = { ...(mechanism === undefined ? {} : { mechanism }), ...(roles ? { role: { $in: [...roles] } } : {}) };
  const filter = Object.keys(grant).length > 0 ? { grants: { $elemMatch: grant } } : {};
  const found = await UserModel.find(filter).sort({ name: 1, _id: 1 }).lean<UserDocument[]>();
  return found.map(toUser);
}

type Change = Partial<Pick<UserDocument, "name" | "lang" | "timeZone" | "noticeChoices" | "passwordHash" | "email" | "grants" | "secondFactor" | "suspendedAt" | "validFrom">>;

type Changing = { id: string; change: Change; entry: AuditEntry; mails?: CarriedMail[]; where?: Record<string, unknown> };

/**
 * Changes an account, with the entry for the log and the mails that tell of it in the same write. `where` narrows the
 * write to an account that is still as it was seen; returns false where it is not, and nobody is told anything.
 * @throws DomainError `email-taken`.
 */
export async function changeUser({ id, change, entry, mails = [], where = {} }: Changing): Promise<boolean> {
  const set = change.email === undefined ? change : { ...change, email: normalEmail(change.email) };
  try {
    const push = { trail: entry, ...(mails.length > 0 ? { mails: { $each: mails } } : {}) };
    const { matchedCount } = await UserModel.updateOne({ ...where, _id: id }, { $set: set, $push: push }, { runValidators: true });
    await settleTrail(UserModel, id);
    if (mails.length > 0) await queueCarried(UserModel, id);
    return matchedCount === 1;
  } catch (error) {
    if (isDuplicateKey(error)) throw new DomainError("email-taken", { field: "email" });
    throw error;
  }
}

/** For `changeUser`: an account of which nothing was renewed since this moment, so that of two links of old one works. */
export const notRenewedSince = (moment: Date) => ({ $or: [{ validFrom: null }, { validFrom: { $lte: moment } }] });

/** Adds grants to an account that does not have them. */
export async function addGrants({ id, grants, entry }: { id: string; grants: Grant[]; entry: AuditEntry }): Promise<void> {
  await UserModel.updateOne({ _id: id }, { $addToSet: { grants: { $each: grants } }, $push: { trail: entry } });
  await settleTrail(UserModel, id);
}

/**
 * Takes a grant away.
 * @throws DomainError `last-administrator` where nobody else could administer the hub.
 */
export async function removeGrant({ id, grant, entry }: { id: string; grant: Grant; entry: AuditEntry }): Promise<void> {
  const remove = async () => void (await UserModel.updateOne({ _id: id, grants: { $elemMatch: grant } }, { $pull: { grants: grant }, $push: { trail: entry } }));
  await (grant.role === "administrator" ? keepingAdministrator(id, remove) : remove());
  await settleTrail(UserModel, id);
}

/**
 * Does to an account what may take an administrator away, in turn with others who do: two of each other's would leave none.
 * @throws DomainError `last-administrator` where nobody else could administer the hub.
 */
export async function keepingAdministrator(id: string, work: () => Promise<void>): Promise<void> {
  await inTurn({ name: "administrators", ms: 10_000 }, async () => {
    const others = await UserModel.exists({ _id: { $ne: id }, suspendedAt: null, "grants.role": "administrator" });
    if (!others) throw new DomainError("last-administrator");
    await work();
  });
}

export async function isAnyAdministrator(): Promise<boolean> {
  return (await UserModel.exists({ suspendedAt: null, "grants.role": "administrator" })) !== null;
}
