import { logger } from "#app/lib/logger.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { createLink } from "#models/invitation.server.ts";
import { queueMail } from "#models/mail.server.ts";
import { normalEmail } from "#models/user.ts";
import { findUserByEmail } from "#models/user.server.ts";

import { addressee } from "./account-mails.server.ts";
import { passToForgotten } from "./limits.server.ts";

const HOUR_MS = 3_600_000;

/**
 * Sends a link for a new password to an address that has an account. Returns until when there is none to be had, or
 * null. What there is to do for a known address is done after the answer, which so takes as long for an unknown one.
 */
export async function askForLink({ email, address }: { email: string; address: string }): Promise<Date | null> {
  const pass = await passToForgotten({ account: normalEmail(email), address });
  if (pass.until) return pass.until;
  setImmediate(() => {
    sendLink({ email, address }).catch((error: unknown) => logger.error({ err: error }, "a link for a new password could not be made"));
  });
  return null;
}

async function sendLink({ email, address }: { email: string; address: string }): Promise<void> {
  const user = await findUserByEmail({ email });
  if (!user || user.suspended) return;
  const entry = auditEntry({ by: null, address }, "user:password-link", { kind: "user", id: user.id }, { how: "asked" });
  const link = await createLink({ kind: "password-reset", validMs: HOUR_MS, email: user.email, lang: user.lang, user: user.id, entry });
  await queueMail({ id: `password-reset:${link.id}`, kind: "password-reset", to: addressee(user), user: user.id, params: {}, secret: link.token, expiresAt: link.expiresAt });
}
