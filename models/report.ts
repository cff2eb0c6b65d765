/** Limits, kinds and states of what readers report; the form and the database share them. */

export const REPORT_LIMITS = { page: 500, text: 5_000, email: 254, answer: 5_000 } as const;

/** What is wrong on a page, or a message to the coordinators, from a State that wishes to join, say. */
export const REPORT_KINDS = ["error", "message"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const REPORT_STATES = ["open", "answered"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What a reader found wrong on a page, or wishes to tell, for the coordinators. Moments are ISO strings. */
export type Report = {
  /** Its number, as the reader was told it. */
  id: string;
  kind: ReportKind;
  /** The page as the reader named it: an address of the hub, or his own words. */
  page: string;
  text: string;
  /** Where an answer is wanted; removed once the report is answered. */
  email: string | null;
  /** The language in which the reader used the hub. */
  lang: string;
  state: ReportState;
  at: string;
  answeredAt: string | null;
  /** What was answered by mail, and the id of who answered; null where nothing was. */
  answer: { text: string; by: string; at: string } | null;
};
