/** What people are told of the items that they work on. */
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
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
