import type { Actor, Grant, Member } from "#models/actor.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { DomainError } from "#models/errors.ts";
import { idForKey } from "#models/ids.server.ts";
import { createLink, findInvitation, type Link, listInvitations, renewInvitation, revokeLinks, useLink } from "#models/invitation.server.ts";
import { isMailQueued, queueMail, withdrawMails } from "#models/mail.server.ts";
import { isDuplicateKey } from "#models/mongo-errors.server.ts";
import { rolesToGive } from "#models/policy.ts";
import { normalEmail, type User } from "#models/user.ts";
import { addGrants, createUser, findUserByEmail } from "#models/user.server.ts";

import { hashPassword } from "./password.server.ts";

/** How long an invitation is open. */
export const INVITATION_DAYS = 14;
const VALID_MS = INVITATION_DAYS * 24 * 3_600_000;

const sameGrant = (a: Grant, b: Grant): boolean => a.role === b.role && a.mechanism === b.mechanism;

/** Whether the actor may give and take this role, and so invite to it and see who has it. */
export const mayGive = (actor: Actor, { role, mechanism }: Grant): boolean => rolesToGive(actor, mechanism).includes(role);

/** Who is invited, and to what. */
export type Invited = { email: string; name: string; lang: string; grant: Grant };

/**
 * Invites someone to a role, by mail. A crash before the mail is queued leaves an open invitation, which can be sent again.
 * @throws DomainError `not-allowed`; `wrong-state` where the address has the role, or an open invitation to it.
 */
export async function invite({ actor, invited: { email, name, lang, grant }, doer }: { actor: Member; invited: Invited; doer: Doer }): Promise<void> {
  if (!mayGive(actor, grant)) throw new DomainError("not-allowed");
  const [user, open] = await Promise.all([findUserByEmail({ email }), listInvitations({ owners: [grant.mechanism] })]);
  const isInvited = open.some((link) => link.email === normalEmail(email) && link.grants.some((one) => sameGrant(one, grant)));
  if (isInvited || user?.grants.some((one) => sameGrant(one, grant))) throw new DomainError("wrong-state", { field: "email" });
  const entry = auditEntry(doer, "invitation:sent", { kind: "invitation", id: "" }, { name, role: grant.role, ...(grant.mechanism ? { mechanism: grant.mechanism } : {}) });
  const made = await createLink({ kind: "invitation", validMs: VALID_MS, email, name, lang, grants: [grant], by: actor.id, entry });
  await send({ ...made, inviter: actor.name, email, name, lang, grants: [grant] });
}

/**
 * The invitation that follows from a decision, with an id that follows from it: repeated after a crash, there is one invitation,
 * and its mail is queued. Who has the role, or is invited to it, is not invited again.
 */
export async function inviteOnce({ id, inviter, invited: { email, name, lang, grant }, doer }: { id: string; inviter: { id: string; name: string }; invited: Invited; doer: Doer }): Promise<void> {
  const [user, open] = await Promise.all([findUserByEmail({ email }), listInvitations({ owners: [grant.mechanism] })]);
  const isInvited = open.some((link) => link.id !== id && link.email === normalEmail(email) && link.grants.some((one) => sameGrant(one, grant)));
  if (isInvited || user?.grants.some((one) => sameGrant(one, grant))) return;
  const entryOf = (action: string) => auditEntry(doer, action, { kind: "invitation", id }, { name, role: grant.role, ...(grant.mechanism ? { mechanism: grant.mechanism } : {}) });
  const sending = { inviter: inviter.name, email, name, lang, grants: [grant] };
  try {
    const made = await createLink({ id, kind: "invitation", validMs: VALID_MS, email, name, lang, grants: [grant], by: inviter.id, entry: entryOf("invitation:sent") });
    return await send({ ...made, ...sending });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  if (await isMailQueued({ idPrefix: `invitation:${id}:` })) return;
  // The token that no mail has got is lost: another takes its place, unless the invitation is open no more.
  const renewed = await renewInvitation({ id, validMs: VALID_MS, entry: entryOf("invitation:sent-again") });
  if (renewed) await send({ id, token: renewed.token, expiresAt: renewed.expiresAt, ...sending });
}

type Sending = { id: string; token: string; expiresAt: Date; inviter: string; email: string; name: string; lang: string; grants: Grant[] };

async function send({ id, token, expiresAt, inviter, email, name, lang, grants }: Sending): Promise<void> {
  const mechanism = grants.find((grant) => grant.mechanism)?.mechanism;
  await queueMail({
    // Each sending is a mail of its own.
    id: `invitation:${id}:${expiresAt.getTime()}`,
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

/** Sends an invitation again, with another link; the one before opens nothing any more. @throws DomainError `not-found`. */
export async function inviteAgain({ actor, id, doer }: { actor: Member; id: string; doer: Doer }): Promise<void> {
  await ownInvitation(actor, id);
  const renewed = await renewInvitation({ id, validMs: VALID_MS, entry: auditEntry(doer, "invitation:sent-again", { kind: "invitation", id }) });
  if (!renewed) throw new DomainError("not-found");
  const { link, token, expiresAt } = renewed;
  await withdrawMails({ idPrefix: `invitation:${id}:` });
  await send({ id, token, expiresAt, inviter: actor.name, email: link.email ?? "", name: link.name ?? "", lang: link.lang ?? "en", grants: link.grants });
}

/** @throws DomainError `not-found`. */
export async function takeBackInvitation({ actor, id, doer }: { actor: Member; id: string; doer: Doer }): Promise<void> {
  await ownInvitation(actor, id);
  await revokeLinks({ id }, auditEntry(doer, "invitation:taken-back", { kind: "invitation", id }));
  await withdrawMails({ idPrefix: `invitation:${id}:` });
}

/** The id of the account that an invitation makes: repeated after a crash, or sent twice, it makes one. */
export const idOfInvited = (link: Link): string => idForKey(`invitation:${link.id}`);

type NewPerson = { name: string; lang: string; timeZone: string; password: string };

/**
 * Makes the account of someone who was invited, and uses the invitation up.
 * @throws DomainError `email-taken` where the address has got an account meanwhile; `link-void` where another was quicker.
 */
export async function acceptAsNew({ link, person: { password, ...person }, address }: { link: Link; person: NewPerson; address: string }): Promise<User> {
  const id = idOfInvited(link);
  const entry = auditEntry({ by: id, address }, "user:created", { kind: "user", id }, { invitation: link.id });
  const user = await createUser({ id, email: link.email ?? "", ...person, grants: link.grants, passwordHash: await hashPassword(password), entry });
  await useLink({ id: link.id });
  return user;
}

/** Adds what an invitation gives to the account of its address. @throws DomainError `link-void`. */
export async function acceptAsMember({ link, user, address }: { link: Link; user: User; address: string }): Promise<void> {
  const entry = auditEntry({ by: user.id, address }, "user:invitation-accepted", { kind: "user", id: user.id }, { invitation: link.id });
  // By the invitation's own id, so that a repetition after a crash is no second step in the log.
  await addGrants({ id: user.id, grants: link.grants, entry: { ...entry, id: `invitation-accepted:${link.id}` } });
  if (!(await useLink({ id: link.id }))) throw new DomainError("link-void");
}
