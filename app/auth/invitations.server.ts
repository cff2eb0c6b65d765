import { invitationMail, tellInvited } from "#app/notices/invited.server.ts";
import type { Actor, Grant, Member } from "#models/actor.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { DomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { type Acceptance, createLink, findInvitation, type Link, listInvitations, listInvitationsTo, renewInvitation, revokeLinks, settleUntold, useLink } from "#models/invitation.server.ts";
import { followInvitations } from "#models/invitation-follow-up.server.ts";
import { inTurn } from "#models/lease.server.ts";
import { isMailQueued, queueMail, withdrawMails } from "#models/mail.server.ts";
import { isDuplicateKey } from "#models/mongo-errors.server.ts";
import { isTold, readNotices } from "#models/notice.server.ts";
import { rolesToGive } from "#models/policy.ts";
import { normalEmail, type User } from "#models/user.ts";
import { findUser, findUserByEmail, toMember, usersById } from "#models/user.server.ts";

import { hashPassword } from "./password.server.ts";

/** How long an invitation is open. */
export const INVITATION_DAYS = 14;
const VALID_MS = INVITATION_DAYS * 24 * 3_600_000;

const sameGrant = (a: Grant, b: Grant): boolean => a.role === b.role && a.mechanism === b.mechanism;

/** Whether the actor may give and take this role, and so invite to it and see who has it. */
export const mayGive = (actor: Actor, { role, mechanism }: Grant): boolean => rolesToGive(actor, mechanism).includes(role);

/** Whether an invitation still holds: it follows from a decision, or whoever sent it may still give what it gives. */
export function holds({ decided, by, grants }: Link, sender: User | null | undefined): boolean {
  if (decided || by === null) return true;
  return sender ? grants.every((grant) => mayGive(toMember(sender), grant)) : false;
}

/** Who is invited, and to what. */
export type Invited = { email: string; name: string; lang: string; grant: Grant };

/**
 * Invites someone to a role, by mail. A crash before the mail is queued leaves an open invitation, which can be sent again.
 * @throws DomainError `not-allowed`; `wrong-state` where the address has the role, or an open invitation to it.
 */
export async function invite({ actor, invited, doer }: { actor: Member; invited: Invited; doer: Doer }): Promise<void> {
  const { grant, ...person } = invited;
  if (!mayGive(actor, grant)) throw new DomainError("not-allowed");
  const entry = auditEntry(doer, "invitation:sent", { kind: "invitation", id: "" }, detailOf(invited));
  const made = await inTurn(INVITING, async () => {
    if (await isSettled(invited)) throw new DomainError("wrong-state", { field: "email" });
    return createLink({ ...person, kind: "invitation", validMs: VALID_MS, grants: [grant], by: actor.id, entry });
  });
  await send({ ...made, ...person, by: actor.id, inviter: actor.name, grants: [grant] });
}

/** Held by who looks whether somebody is invited, and then invites: a button that is pressed twice sends one invitation. */
const INVITING = { name: "inviting", ms: 10_000 };

const detailOf = ({ name, grant: { role, mechanism } }: Invited): Record<string, string> => ({ name, role, ...(mechanism ? { mechanism } : {}) });

/** Whether somebody has the role, or an open invitation to it that holds; one with the id `but` does not count. */
async function isSettled({ email, grant }: Invited, but?: string): Promise<boolean> {
  const [user, open] = await Promise.all([findUserByEmail({ email }), listInvitations({ owners: [grant.mechanism] })]);
  if (user?.grants.some((one) => sameGrant(one, grant))) return true;
  const own = open.filter((link) => link.id !== but && link.email === normalEmail(email) && link.grants.some((one) => sameGrant(one, grant)));
  const senders = await usersById(own.flatMap(({ by }) => by ?? []));
  return own.some((link) => holds(link, senders.get(link.by ?? "")));
}

/**
 * The invitation that follows from a decision, with an id that follows from it: repeated after a crash, there is one invitation,
 * and its mail is queued. Who has the role, or is invited to it, is not invited again.
 */
export async function inviteOnce({ id, inviter, invited, doer }: { id: string; inviter: { id: string; name: string }; invited: Invited; doer: Doer }): Promise<void> {
  if (await isSettled(invited, id)) return;
  const { grant, ...person } = invited;
  const entryOf = (action: string) => auditEntry(doer, action, { kind: "invitation", id }, detailOf(invited));
  const sending = { ...person, by: inviter.id, inviter: inviter.name, grants: [grant] };
  try {
    const made = await createLink({ ...person, id, kind: "invitation", validMs: VALID_MS, grants: [grant], by: inviter.id, decided: true, entry: entryOf("invitation:sent") });
    return await send({ ...made, ...sending });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // Who has an account may have chosen to be told without a mail.
  if ((await isMailQueued({ idPrefix: `invitation:${id}:` })) || (await isTold({ causePrefix: `invited:${id}:` }))) return;
  // The token that no mail has got is lost: another takes its place, unless the invitation is open no more.
  const renewed = await renewInvitation({ id, validMs: VALID_MS, by: inviter.id, entry: entryOf("invitation:sent-again") });
  if (renewed) await send({ id, token: renewed.token, expiresAt: renewed.expiresAt, ...sending });
}

type Sending = { id: string; token: string; expiresAt: Date; by: string; inviter: string; email: string; name: string; lang: string; grants: Grant[] };

/** Tells in the hub who has an account, and sends the link by mail, unless he has chosen otherwise: he can accept in his account as well. */
async function send({ id, token, expiresAt, by, inviter, email, name, lang, grants }: Sending): Promise<void> {
  const link = { id, email, by, expiresAt };
  const told = await tellInvited(link);
  if (!told || told.way === "at-once") await sendLink({ id, token, expiresAt, by, inviter, email, name, lang, grants });
  await settleUntold(link);
}

async function sendLink({ id, token, expiresAt, inviter, email, name, lang, grants }: Sending): Promise<void> {
  const mechanism = grants.find((grant) => grant.mechanism)?.mechanism;
  await queueMail({
    id: invitationMail({ id, expiresAt }),
    kind: "invitation",
    to: { email, name, lang },
    params: { inviter, roles: grants.map(({ role }) => role).join(), ...(mechanism ? { mechanism } : {}) },
    secret: token,
    expiresAt,
  });
}

/** An open invitation that the actor may send again and take back. @throws DomainError `not-found`. */
async function ownInvitation(actor: Actor, id: string): Promise<Link> {
  const link = await findInvitation({ id });
  if (!link || !link.grants.every((grant) => mayGive(actor, grant))) throw new DomainError("not-found");
  return link;
}

/** Sends an invitation again, with another link; the one before opens nothing any more, and it holds as one's own does. @throws DomainError `not-found`. */
export async function inviteAgain({ actor, id, doer }: { actor: Member; id: string; doer: Doer }): Promise<void> {
  await ownInvitation(actor, id);
  const renewed = await renewInvitation({ id, validMs: VALID_MS, by: actor.id, entry: auditEntry(doer, "invitation:sent-again", { kind: "invitation", id }) });
  if (!renewed) throw new DomainError("not-found");
  const { link, token, expiresAt } = renewed;
  await withdrawMails({ idPrefix: `invitation:${id}:` });
  await send({ id, token, expiresAt, by: actor.id, inviter: actor.name, email: link.email ?? "", name: link.name ?? "", lang: link.lang ?? "en", grants: link.grants });
}

/** @throws DomainError `not-found`. */
export async function takeBackInvitation({ actor, id, doer }: { actor: Member; id: string; doer: Doer }): Promise<void> {
  await ownInvitation(actor, id);
  await revokeLinks({ id }, auditEntry(doer, "invitation:taken-back", { kind: "invitation", id }));
  await withdrawMails({ idPrefix: `invitation:${id}:` });
}

type NewPerson = { name: string; lang: string; timeZone: string; password: string };

/**
 * Accepts an invitation, which makes the account of someone new. Its id follows from the invitation.
 * @throws DomainError `email-taken` where the address has got an account meanwhile; `link-void` where another was quicker, or it was taken back.
 */
export async function acceptAsNew({ link, person: { password, ...person }, address }: { link: Link; person: NewPerson; address: string }): Promise<User> {
  const id = idForKey(`invitation:${link.id}`);
  await accept(link, { user: id, newcomer: { ...person, passwordHash: await hashPassword(password) }, at: new Date(), address });
  const user = await findUser({ id });
  if (!user) throw new DomainError("email-taken", { field: "email" });
  return user;
}

/** Adds what an invitation gives to the account of its address. @throws DomainError `link-void`. */
export async function acceptAsMember({ link, user, address }: { link: Link; user: User; address: string }): Promise<void> {
  await accept(link, { user: user.id, at: new Date(), address });
  await readNotices({ user: user.id, about: { name: "invitation", ids: [link.id] } });
}

/** The invitations to a person's address that still hold, with who sent them. */
export async function invitationsTo({ email }: Pick<User, "email">): Promise<Array<Link & { inviter: User | null }>> {
  const open = await listInvitationsTo({ email });
  const senders = await usersById(open.flatMap(({ by }) => by ?? []));
  return open.map((link) => ({ ...link, inviter: senders.get(link.by ?? "") ?? null })).filter((link) => holds(link, link.inviter));
}

/** One write uses the invitation up and says what follows: what is taken back in the same moment gives nothing, and a crash loses nothing. */
async function accept({ id }: Link, accepted: Acceptance): Promise<void> {
  if (!(await useLink({ id, accepted }))) throw new DomainError("link-void");
  await followInvitations({ id });
}
