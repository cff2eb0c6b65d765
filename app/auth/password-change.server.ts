import { auditEntry, type Doer } from "#models/audit.server.ts";
import { revokeLinks } from "#models/invitation.server.ts";
import { withdrawMails } from "#models/mail.server.ts";
import { deleteSessionsOf } from "#models/session.server.ts";
import type { User } from "#models/user.ts";
import { changeUser, findCredentials } from "#models/user.server.ts";

import { passwordChanged } from "./account-mails.server.ts";
import { passToConfirm } from "./limits.server.ts";
import { checkPassword, hashPassword } from "./password.server.ts";

type PasswordChange = {
  user: User;
  password: string;
  doer: Doer;
  /** How it came to it, for the log. */
  how: "account" | "link" | "administrator";
  /** Takes the second factor away as well. */
  resetSecondFactor?: boolean;
  /** What must still be so of the account; see `changeUser`. */
  where?: Record<string, unknown>;
};

/**
 * Gives an account a new password; all its sessions end, and the links for passwords and addresses that were made for
 * it open no more. False where the account is no longer as `where` has it.
 */
export async function changePassword({ user, password, doer, how, resetSecondFactor = false, where = {} }: PasswordChange): Promise<boolean> {
  const entry = auditEntry(doer, "user:password-changed", { kind: "user", id: user.id }, { how, ...(resetSecondFactor ? { secondFactor: "off" } : {}) });
  const change = { passwordHash: await hashPassword(password), validFrom: new Date(), ...(resetSecondFactor ? { secondFactor: null } : {}) };
  if (!(await changeUser({ id: user.id, change, entry, mails: [passwordChanged(user, entry)], where }))) return false;
  await deleteSessionsOf(user.id);
  await revokeLinks({ user: user.id, kinds: ["password-reset", "administrator", "email-change"] });
  await withdrawMails({ user: user.id, kinds: ["password-reset", "administrator-link", "email-change-old", "email-change-new"] });
  return true;
}

/** Whether someone who is signed in knows the password, too; for the steps that ask for it. */
export async function checkPresent({ user, password }: { user: User; password: string }): Promise<{ result: "right" | "wrong" } | { result: "locked"; until: Date }> {
  const pass = await passToConfirm({ account: user.id });
  if (pass.until) return { result: "locked", until: pass.until };
  const found = await findCredentials({ id: user.id });
  if (!(await checkPassword(found?.passwordHash ?? null, password.slice(0, 1_000)))) return { result: "wrong" };
  await pass.back();
  return { result: "right" };
}
