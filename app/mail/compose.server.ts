import type { Mail, MailKind } from "#models/mail.ts";

import * as account from "./account-letters.server.ts";
import * as application from "./application-letters.server.ts";
import { cooperation } from "./cooperation-letter.server.ts";
import { digest } from "./digest-letter.server.ts";
import type { Composed } from "./letter.server.ts";
import { notice } from "./notice-letter.server.ts";
import * as reminder from "./reminder-letters.server.ts";
import { reportAnswer } from "./report-letter.server.ts";
import { savedSearch } from "./search-letter.server.ts";
import type { Composer } from "./writing.server.ts";

/**
 * Who writes a mail of each kind. A kind more is a name in MAIL_KINDS and its composer here;
 * `composer()` of writing.server.ts makes one from what is to be said. A composer looks at the data as they are when
 * the mail goes out, and returns null where its reader may no longer have what he would read.
 */
export const composers: { [kind in MailKind]: Composer } = {
  invitation: account.invitation,
  "password-reset": account.passwordReset,
  "password-changed": account.passwordChanged,
  "email-change-old": account.emailChangeOld,
  "email-change-new": account.emailChangeNew,
  "email-changed": account.emailChanged,
  "second-factor-changed": account.secondFactorChanged,
  "sign-in-locked": account.signInLocked,
  "administrator-link": account.administratorLink,
  notice,
  digest,
  "application-confirm": application.confirm,
  "application-received": application.received,
  "application-question": application.question,
  "application-decided": application.decided,
  "application-link": application.link,
  "application-news": application.news,
  "term-ending": reminder.termEnding,
  "invitation-expiring": reminder.invitationExpiring,
  "profile-due": reminder.profileDue,
  cooperation,
  "report-answer": reportAnswer,
  "saved-search": savedSearch,
};

/**
 * A mail as it would be sent now; null where it would be dropped instead: its reader may not have it, or its link no
 * longer works. A mail that was sent has no token any more, and so is null where it had a link with one.
 */
export async function composeMail(mail: Mail): Promise<Composed | null> {
  return composers[mail.kind](mail);
}
