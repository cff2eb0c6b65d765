import { auditEntry, type Doer } from "#models/audit.server.ts";
import { isDomainError } from "#models/errors.ts";
import { addOldToken, confirmSide, createLink, findEmailChange, type Link, revokeLinks, useLink } from "#models/invitation.server.ts";
import { queueMail, withdrawMails } from "#models/mail.server.ts";
import type { User } from "#models/user.ts";
import { changeUser, findUser, findUserByEmail, notRenewedSince } from "#models/user.server.ts";

import { addressee, emailChanged } from "./account-mails.server.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Begins a change of address: both addresses get a link. Where the new one belongs to another account nothing is
 * sent and nothing said, since a member has no business to learn which addresses have accounts.
 */
export async function beginEmailChange({ user, email, doer }: { user: User; email: string; doer: Doer }): Promise<void> {
  await revokeLinks({ user: user.id, kinds: ["email-change"] });
  await withdrawMails({ user: user.id, kinds: ["email-change-old", "email-change-new"] });
  if (await findUserByEmail({ email })) return;
  const entry = auditEntry(doer, "user:email-asked", { kind: "user", id: user.id });
  const { id, token, expiresAt } = await createLink({ kind: "email-change", validMs: DAY_MS, email, name: user.name, lang: user.lang, user: user.id, by: doer.by, entry });
  const oldToken = await addOldToken({ id });
  const about = { user: user.id, expiresAt };
  const { name, lang } = user;
  await queueMail({ ...about, id: `email-change-old:${id}`, kind: "email-change-old", to: addressee(user), params: { newEmail: email, at: entry.at.toISOString() }, secret: oldToken });
  await queueMail({ ...about, id: `email-change-new:${id}`, kind: "email-change-new", to: { email, name, lang }, params: {}, secret: token });
}

/** A change of address that a link opens: one side of it, and the account as it is. */
export type EmailChange = { link: Link; side: "old" | "new"; user: User; newEmail: string };

/** The change that this token is one side of; null where it no longer opens, or the account was renewed since. */
export async function openEmailChange(token: string): Promise<EmailChange | null> {
  const found = await findEmailChange({ token });
  const user = found?.link.user ? await findUser({ id: found.link.user }) : null;
  if (!found?.link.email || !user || user.suspended) return null;
  if (user.validFrom !== null && found.link.at < new Date(user.validFrom)) return null;
  return { ...found, user, newEmail: found.link.email };
}

/**
 * Confirms for one side. Once both have, the account gets its new address; both addresses are told, and links for a
 * password that lie in the old mailbox open no more. Can be repeated after a crash until the link is used up. `void`
 * where the account was renewed meanwhile, or has got another address.
 */
export async function confirmEmailChange({ link, side, user, newEmail }: EmailChange, address: string): Promise<"half" | "done" | "taken" | "void"> {
  const confirmed = (await confirmSide({ id: link.id, side }))?.confirmed;
  if (confirmed && !(confirmed.old && confirmed.new)) return "half";
  if (confirmed && user.email !== newEmail) {
    const entry = { ...auditEntry({ by: user.id, address }, "user:email-changed", { kind: "user", id: user.id }), id: `email-changed:${link.id}` };
    const asSeen = { email: user.email, suspendedAt: null, ...notRenewedSince(link.at) };
    try {
      await changeUser({ id: user.id, change: { email: newEmail }, entry, mails: emailChanged(user, newEmail, entry), where: asSeen });
    } catch (error) {
      if (!isDomainError(error, "email-taken")) throw error;
      await revokeLinks({ id: link.id });
      return "taken";
    }
  }
  // It may have been made already, by the other side in the same moment, or before a crash; or not at all.
  if ((await findUser({ id: user.id }))?.email !== newEmail) {
    await revokeLinks({ id: link.id });
    return "void";
  }
  await revokeLinks({ user: user.id, kinds: ["password-reset"] });
  await useLink({ id: link.id });
  return "done";
}
