/**
 * Comments of readers on what is published, and the way of each. The conversation of authors and reviewers about a draft is
 * another thing (review.server.ts).
 */

export const READER_COMMENT_STATES = ["waiting", "shown", "refused", "reported", "hidden", "taken-back"] as const;
export type ReaderCommentState = (typeof READER_COMMENT_STATES)[number];

/** What is done to a comment: by its author, by another reader, by whoever moderates it. */
export const READER_COMMENT_STEPS = ["write", "take-back", "report", "pass", "refuse", "keep", "hide", "show", "answer"] as const;
export type ReaderCommentStep = (typeof READER_COMMENT_STEPS)[number];

/** States in which everybody reads a comment: one that is reported stands until a moderator has looked at it. */
export const READABLE_STATES: readonly ReaderCommentState[] = ["shown", "reported"];

type Way = { from: readonly ReaderCommentState[]; to: ReaderCommentState | "same" };

const WAYS: Record<Exclude<ReaderCommentStep, "write">, Way> = {
  "take-back": { from: ["waiting", "shown", "refused", "reported", "hidden"], to: "taken-back" },
  report: { from: READABLE_STATES, to: "reported" },
  pass: { from: ["waiting"], to: "shown" },
  refuse: { from: ["waiting"], to: "refused" },
  keep: { from: ["reported"], to: "shown" },
  hide: { from: READABLE_STATES, to: "hidden" },
  show: { from: ["hidden", "refused"], to: "shown" },
  answer: { from: READABLE_STATES, to: "same" },
};

/** The state that a step leads to; null where it cannot be taken from this one. */
export function afterStep(state: ReaderCommentState, step: Exclude<ReaderCommentStep, "write">): ReaderCommentState | null {
  const { from, to } = WAYS[step];
  if (!from.includes(state)) return null;
  return to === "same" ? state : to;
}

/** What a moderator can do with a comment. */
export const MODERATIONS = ["pass", "refuse", "keep", "hide", "show"] as const;
export type Moderation = (typeof MODERATIONS)[number];

export function moderationsFrom(state: ReaderCommentState): Moderation[] {
  return MODERATIONS.filter((step) => afterStep(state, step) !== null);
}

/** Steps for which a moderator says why. */
export const WITH_REASON: readonly Moderation[] = ["refuse", "hide"];

export type ReaderCommentReport = { by: string; reason: string; at: string };

/** Moments are ISO strings. */
export type ReaderComment = {
  id: string;
  item: string;
  /** Who answers for the item: a mechanism, or null for the network. */
  mechanism: string | null;
  by: string;
  at: string;
  /** The language that it is written in. */
  lang: string;
  /** Plain words; none once it was taken back. */
  text: string;
  state: ReaderCommentState;
  /** For moderators alone. */
  reports: ReaderCommentReport[];
  /** Why it was refused or hidden; for its author and for moderators. */
  reason: string | null;
  answer: { by: string; at: string; lang: string; text: string } | null;
  /** How often it was written to: what a step names as the state that it began from. */
  writes: number;
};
