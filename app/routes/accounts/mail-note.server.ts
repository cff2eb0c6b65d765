import type { TFunction } from "i18next";

import { env } from "#app/env.server.ts";
import type { NAMESPACES } from "#app/i18n/config.ts";

/** What is to be said where this hub sends no mails; null where it does. */
export function mailNote(t: TFunction<typeof NAMESPACES>): { text: string; ask: string } | null {
  return env().SMTP_URL === undefined ? { text: t("accounts:signIn.noMail"), ask: t("accounts:signIn.ask") } : null;
}
