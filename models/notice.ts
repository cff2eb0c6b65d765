/** What people are told: of the items that they work on, of comments of readers, and of what waits for them elsewhere. */
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
  /** To who has an account and is offered one more role. */
  "invited",
  /** Named as the mails that tell the same. To who invited; to coordinators and editors; to the other side of a conversation. */
  "invitation-expiring",
  "term-ending",
  "profile-due",
  "cooperation",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that tell of a comment of a reader, and name it. */
export const COMMENT_NOTICES = ["comment-waiting", "comment-reported", "comment-passed", "comment-refused", "comment-answered", "comment-hidden", "comment-report-kept", "comment-report-hidden"] as const satisfies readonly NoticeKind[];
export type CommentNotice = (typeof COMMENT_NOTICES)[number];

/** Those that tell neither of an item nor of a comment: `about` names what they tell of. */
export const OTHER_NOTICES = ["invited", "invitation-expiring", "term-ending", "profile-due", "cooperation"] as const satisfies readonly NoticeKind[];
export type OtherNotice = (typeof OTHER_NOTICES)[number];

export const isOfComment = (kind: NoticeKind): kind is CommentNotice => COMMENT_NOTICES.some((one) => one === kind);
export const isOfOther = (kind: NoticeKind): kind is OtherNotice => OTHER_NOTICES.some((one) => one === kind);
