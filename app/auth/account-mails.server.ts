import type { AuditEntry } from "#models/audit.server.ts";
import type { CarriedMail } from "#models/carried-mails.server.ts";
import type { SECOND_FACTOR_CHANGES } from "#models/mail.ts";
import type { User } from "#models/user.ts";

/** What tells a person that something about his account has changed; each goes with the write that changes it. */

/** Whom a mail to this person names. */
export const addressee = ({ email, name, lang }: User) => ({ email, name, lang });

export const passwordChanged = (user: User, { id, at }: AuditEntry): CarriedMail => ({
  id: `password-changed:${id}`,
  kind: "password-changed",
  to: addressee(user),
  user: user.id,
  params: { at: at.toISOString() },
});

export const factorChanged = (user: User, change: (typeof SECOND_FACTOR_CHANGES)[number], { id, at }: AuditEntry): CarriedMail => ({
  id: `second-factor:${id}`,
  kind: "second-factor-changed",
  to: addressee(user),
  user: user.id,
  params: { change, at: at.toISOString() },
});

/** To the address that was in use, and to the new one. */
export const emailChanged = (user: User, newEmail: string, { id, at }: AuditEntry): CarriedMail[] =>
  ([["old", user.email], ["new", newEmail]] as const).map(([side, email]) => ({
    id: `${id}:${side}`,
    kind: "email-changed",
    to: { ...addressee(user), email },
    user: user.id,
    params: { newEmail, at: at.toISOString() },
  }));
