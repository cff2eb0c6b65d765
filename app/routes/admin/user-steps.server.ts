import { addressee, factorChanged } from "#app/auth/account-mails.server.ts";
import { env } from "#app/env.server.ts";
import type { Grant, Member } from "#models/actor.ts";
import { auditEntry, type Doer } from "#models/audit.server.ts";
import { createLink } from "#models/invitation.server.ts";
import { queueMail } from "#models/mail.server.ts";
import { deleteSessionsOf } from "#models/session.server.ts";
import type { User } from "#models/user.ts";
import { addGrants, changeUser, keepingAdministrator, removeGrant } from "#models/user.server.ts";

/** What an administrator does to an account; each is one write, with its entry for the log. */

type Step = { user: User; doer: Doer };

const entryOf = ({ user, doer }: Step, action: string, detail: Record<string, string> = {}) => auditEntry(doer, `user:${action}`, { kind: "user", id: user.id }, detail);
const detailOf = ({ role, mechanism }: Grant): Record<string, string> => ({ role, ...(mechanism ? { mechanism } : {}) });

export async function addRole({ grant, ...step }: Step & { grant: Grant }): Promise<void> {
  await addGrants({ id: step.user.id, grants: [grant], entry: entryOf(step, "role-added", detailOf(grant)) });
}

/** @throws DomainError `last-administrator`. */
export async function endRole({ grant, ...step }: Step & { grant: Grant }): Promise<void> {
  await removeGrant({ id: step.user.id, grant, entry: entryOf(step, "role-ended", detailOf(grant)) });
}

/** Closes the account; its sessions open nothing from the same moment. @throws DomainError `last-administrator`. */
export async function suspend(step: Step): Promise<void> {
  const { id } = step.user;
  const now = new Date();
  await keepingAdministrator(id, async () => void (await changeUser({ id, change: { suspendedAt: now, validFrom: now }, entry: entryOf(step, "suspended"), where: { suspendedAt: null } })));
  await deleteSessionsOf(id);
}

export async function reinstate(step: Step): Promise<void> {
  await changeUser({ id: step.user.id, change: { suspendedAt: null }, entry: entryOf(step, "reinstated"), where: { suspendedAt: { $ne: null } } });
}

/** Takes the second factor of someone away who has lost it, ends his sessions and tells him. */
export async function resetFactor(step: Step): Promise<void> {
  const { user } = step;
  const entry = entryOf(step, "second-factor-reset");
  const isReset = await changeUser({ id: user.id, change: { secondFactor: null, validFrom: new Date() }, entry, mails: [factorChanged(user, "off", entry)], where: { secondFactor: { $ne: null } } });
  if (isReset) await deleteSessionsOf(user.id);
}

export async function endSessions(step: Step): Promise<void> {
  await changeUser({ id: step.user.id, change: { validFrom: new Date() }, entry: entryOf(step, "sessions-ended") });
  await deleteSessionsOf(step.user.id);
}

const DAY_MS = 24 * 3_600_000;

/** Makes a link for a new password. It goes by mail and null is returned; where the hub sends none, the token is. */
export async function makeLink({ administrator, ...step }: Step & { administrator: Member }): Promise<string | null> {
  const { user } = step;
  const entry = entryOf(step, "password-link", { how: "administrator" });
  const link = await createLink({ kind: "password-reset", validMs: DAY_MS, email: user.email, lang: user.lang, user: user.id, by: administrator.id, entry });
  if (env().SMTP_URL === undefined) return link.token;
  await queueMail({
    id: `administrator-link:${link.id}`,
    kind: "administrator-link",
    to: addressee(user),
    user: user.id,
    params: { administrator: administrator.name },
    secret: link.token,
    expiresAt: link.expiresAt,
  });
  return null;
}
