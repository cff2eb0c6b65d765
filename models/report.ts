/** Limits and states of an error report; the form and the database share them. */

export const REPORT_LIMITS = { page: 500, text: 5_000, email: 254 } as const;

export const REPORT_STATES = ["open", "answered"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What a reader found wrong on a page, for the coordinators. Moments are ISO strings. */
export type Report = {
  /** Its number, as the reader was told it. */
  id: string;
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
};
