import { type NewMail, queueMail } from "#models/mail.server.ts";
import type { Mail, MailKind } from "#models/mail.ts";

/** Where readers reach the hub of these suites; see `settings`. */
export const ORIGIN = "https://hub.example";

/** Sets what the hub's modules read when they first ask for a setting. */
export function settings({ mongoUrl, meiliUrl }: { mongoUrl: string; meiliUrl: string }): void {
  Object.assign(process.env, {
    MONGODB_URL: mongoUrl,
    MEILI_URL: meiliUrl,
    HUB_ORIGIN: ORIGIN,
    MAIL_FROM: "The hub, its secretariat <hub@hub.example>",
  });
}

export const TOKEN = "tokenOfTheLink_-42";
export const UNTIL = "2099-07-27T14:05:00.000Z";

/** What every kind can say of itself. */
export const FULL_PARAMS: Record<MailKind, Record<string, string>> = {
  invitation: { inviter: "Coordinator, Paraguay", roles: "reviewer,editor", mechanism: "mauritania" },
  "password-reset": {},
  "password-changed": { at: "2026-11-02T09:30:00Z" },
  "email-change-old": { newEmail: "new@example.org", at: "2026-11-02T09:30:00Z" },
  "email-change-new": {},
  "email-changed": { newEmail: "new@example.org", at: "2026-11-02T09:30:00Z" },
  "second-factor-changed": { change: "off", at: "2026-11-02T09:30:00Z" },
  "sign-in-locked": { until: "2026-11-02T09:45:00Z" },
  notice: { notice: "none" },
  digest: {},
  "application-confirm": { application: "none" },
  "application-received": { application: "none" },
  "application-question": { application: "none" },
  "application-decided": { application: "none" },
  "application-link": { application: "none" },
  "application-news": { application: "none", event: "confirm" },
  "term-ending": { office: "coordinator", term: "none", end: "2026-12-31" },
  "profile-due": { mechanism: "none", due: "2026-11-01" },
  "invitation-expiring": { invitation: "none", expires: UNTIL },
  cooperation: { message: "none" },
  "report-answer": { report: "none" },
  "saved-search": { search: "none", items0: "none" },
  "administrator-link": { administrator: "Administrator, Paraguay" },
};

/** Kinds whose text has a link with a token, and the part of the address before it. */
export const LINKED: Partial<Record<MailKind, string>> = {
  invitation: "invitation",
  "password-reset": "password",
  "email-change-old": "email",
  "email-change-new": "email",
  "administrator-link": "password",
};

const TOLD_OF = [
  "notice", "digest", "report-answer", "saved-search", "term-ending", "invitation-expiring", "profile-due", "cooperation",
  "application-confirm", "application-received", "application-question", "application-decided", "application-link", "application-news",
] as const satisfies readonly MailKind[];
/** Whether mails of a kind say all from their params; the others say what stands in another document. */
export const saysAll = (kind: MailKind): kind is Exclude<MailKind, (typeof TOLD_OF)[number]> => !TOLD_OF.some((told) => told === kind);

export function newMail({ id, kind = "invitation", lang = "en", ...more }: Partial<NewMail> & { id: string; lang?: string }): NewMail {
  const link = LINKED[kind] ? { secret: TOKEN, expiresAt: UNTIL } : {};
  return { id, kind, to: { email: `${id.replaceAll(":", ".")}@example.org`, name: "Contributor, Mauritania", lang }, params: FULL_PARAMS[kind], ...link, ...more };
}

export async function queue(mail: Parameters<typeof newMail>[0]): Promise<string> {
  await queueMail(newMail(mail));
  return mail.id;
}

/** A mail that is in no database. */
export function mailOf(given: Partial<Mail> & { kind: MailKind }): Mail {
  return {
    id: `test:${given.kind}`,
    to: { email: "reader@example.org", name: "", lang: "en" },
    user: null,
    params: {},
    about: [],
    secret: LINKED[given.kind] ? TOKEN : null,
    expiresAt: null,
    state: "waiting",
    attempts: 0,
    nextAt: "2026-11-02T09:00:00Z",
    createdAt: "2026-11-02T09:00:00Z",
    sentAt: null,
    lastError: null,
    ...given,
  };
}

