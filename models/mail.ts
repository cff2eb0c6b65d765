/** Kinds, states and limits of outgoing mail; pages, the mailer and the database share them. */

/**
 * What a mail is about, with the params that its composer reads; a param that is missing leaves its sentence out.
 * A further kind is a line here and a composer in app/mail/compose.server.ts, which the types then ask for.
 *
 * `secret` is the token of the link, `expiresAt` the moment until which the link works.
 */
export const MAIL_KINDS = [
  /** `inviter` a name, `roles` codes joined by commas, `mechanism` an id; secret and expiresAt. */
  "invitation",
  /** Secret and expiresAt. */
  "password-reset",
  /** `at`. Moments are ISO strings; where there is none, it is that of queueing. */
  "password-changed",
  /** To the address in use: `newEmail`, `at`; secret and expiresAt. */
  "email-change-old",
  /** To the address to come; secret and expiresAt. */
  "email-change-new",
  /** To the address that was in use before, and to the new one: `newEmail`, `at`. */
  "email-changed",
  /** `change`: one of SECOND_FACTOR_CHANGES; `at`. */
  "second-factor-changed",
  /** `until`: when the next attempt is let through. */
  "sign-in-locked",
  /** A link to choose a new password, made by an administrator: `administrator` a name; secret and expiresAt. */
  "administrator-link",
  /** What a person is told of an item: `notice` an id. Its words follow from what is so when it is sent. */
  "notice",
  /** What a person is told once a day: the notices with the ids `about`. */
  "digest",
  /** To who applies for membership, with a link to the private page of the `application`, an id: to confirm it; secret and expiresAt. */
  "application-confirm",
  /** That it has been confirmed, that there is a question, that it was decided, or the link alone, asked for again; each with its secret. */
  "application-received",
  "application-question",
  "application-decided",
  "application-link",
  /** To a coordinator: `application` an id, `event` what its applicant has done. */
  "application-news",
  /** A term of office ends soon: `office`, `term`, `end` (a day). */
  "term-ending",
  /** To whoever invited: `invitation` an id, `expires`. As in the next two and in "cooperation", `notice` is the id of the notice that tells the same. */
  "invitation-expiring",
  /** The profile of a mechanism is to be confirmed: `mechanism` an id, `due` the day since when. */
  "profile-due",
  /** What was written about an offer or a request for cooperation: `message` an id. */
  "cooperation",
  /** What the coordinators answer to a reader: `report` a number. */
  "report-answer",
  /** What a saved search has come to find: `search` an id, `since` and `until`, `items0`, `items1`, … ids of items. */
  "saved-search",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const SECOND_FACTOR_CHANGES = ["on", "off", "codes"] as const;

/**
 * `waiting` until the server has taken it; `failed` once the server refuses it for good or has for three days;
 * `dropped` where its reader may no longer have it, or its link no longer works.
 */
export const MAIL_STATES = ["waiting", "sent", "failed", "dropped"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const MAIL_LIMITS = { id: 200, email: 254, name: 200, param: 2_000, error: 500 } as const;

/** One line, one address: nothing in it can end a header or name a second reader. */
export const MAIL_ADDRESS = /^[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+@[^\s<>@,;:"\\()[\]\p{Cc}\p{Cf}]+$/u;

export type Mail = {
  id: string;
  kind: MailKind;
  to: { email: string; name: string; lang: string };
  /** The user whom it is for, where he has an account. */
  user: string | null;
  params: Record<string, string>;
  /** The ids of all that it tells of, where these are many. */
  about: string[];
  /** The token of its link; null where it has none, or none any more. */
  secret: string | null;
  /** When its link ends to work. Moments are ISO strings. */
  expiresAt: string | null;
  state: MailState;
  attempts: number;
  /** Not tried before. */
  nextAt: string;
  createdAt: string;
  sentAt: string | null;
  /** What the server, or the hub, said when it last could not be sent. */
  lastError: string | null;
};

/** A mail in a list, which has no use for the token, nor for all that it tells of. */
export type MailSummary = Omit<Mail, "secret" | "about">;
