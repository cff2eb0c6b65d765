/** What people are told: of the items that they work on, and of comments of readers. */
export const NOTICE_KINDS = [
  /** To reviewers. */
  "submitted",
  "commented",
  /** To authors. */
  "changes-requested",
  "approved",
  "rejected",
  "behind",
  "withdrawn",
  "archived",
  /** To moderators, of a comment of a reader. */
  "comment-waiting",
  "comment-reported",
  /** To its author. */
  "comment-passed",
  "comment-refused",
  "comment-answered",
  "comment-hidden",
  /** To those who reported it. */
  "comment-report-kept",
  "comment-report-hidden",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that tell of a comment of a reader, and name it. */
export const COMMENT_NOTICES = ["comment-waiting", "comment-reported", "comment-passed", "comment-refused", "comment-answered", "comment-hidden", "comment-report-kept", "comment-report-hidden"] as const satisfies readonly NoticeKind[];
export type CommentNotice = (typeof COMMENT_NOTICES)[number];
