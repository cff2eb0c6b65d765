import type { Grant } from "./actor.ts";
import type { NoticeChoices } from "./notice-choices.ts";

/** A person with an account. Nothing in it can open anything. */
export type User = {
  id: string;
  email: string;
  name: string;
  /** The language in which the hub writes to the person. */
  lang: string;
  /** IANA name of the person's time zone. */
  timeZone: string;
  grants: Grant[];
  /** How the hub tells the person by mail what it tells in its pages. */
  noticeChoices: NoticeChoices;
  /** Since when the account has a second factor; null where it has none. */
  secondFactorSince: string | null;
  suspended: boolean;
  /** What was opened or made for the account before this moment, sessions and links, no longer opens; null: all does. */
  validFrom: string | null;
  since: string;
};

/** How addresses are compared: a person types his with capitals or without. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

export const EMAIL_PATTERN = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/;
