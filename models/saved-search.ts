/** How often a person is told by mail of what a saved search has come to find. */
export const FREQUENCIES = ["daily", "weekly", "never"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** `searches` is how many a person may keep. */
export const SAVED_SEARCH_LIMITS = { name: 200, searches: 50 } as const;

/** For the seal of the links by which alerts are stopped. */
export const STOP_ALERT = "stop-alert";

/** A search that a person has saved. Moments are ISO strings. */
export type SavedSearch = {
  id: string;
  user: string;
  name: string;
  /** What it asks for, as the parameters of an address in one spelling. */
  query: string;
  /** The language of the page on which it was saved, in which its words are read. */
  lang: string;
  every: Frequency;
  /** What came out up to here, its person has been told of, or does not wait for. */
  since: string;
  /** When a mail was last written, and of how many items it told; null where none was. */
  lastTold: { at: string; count: number } | null;
};
