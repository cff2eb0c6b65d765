import type { Member } from "./actor.ts";
import type { NoticeKind } from "./notice.ts";
import { can } from "./policy.ts";

/** What a person chooses for together: whether, and when, he is told by mail what the hub tells him. */
export const NOTICE_GROUPS = ["texts", "reviews", "conversations", "comments", "cooperation", "reminders"] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

const GROUP_OF: Record<NoticeKind, NoticeGroup> = {
  "changes-requested": "texts",
  approved: "texts",
  rejected: "texts",
  behind: "texts",
  withdrawn: "texts",
  archived: "texts",
  submitted: "reviews",
  commented: "conversations",
  "comment-waiting": "comments",
  "comment-reported": "comments",
  "comment-passed": "comments",
  "comment-refused": "comments",
  "comment-answered": "comments",
  "comment-hidden": "comments",
  "comment-report-kept": "comments",
  "comment-report-hidden": "comments",
  cooperation: "cooperation",
  invited: "reminders",
  "invitation-expiring": "reminders",
  "term-ending": "reminders",
  "profile-due": "reminders",
};

/** A mail for each notice, one a day for all of a day, or none: in the hub they all stand. */
export const MAIL_WAYS = ["at-once", "daily", "never"] as const;
export type MailWay = (typeof MAIL_WAYS)[number];

/** What a person has chosen; for a group that is not named, mails come at once. */
export type NoticeChoices = Partial<Record<NoticeGroup, MailWay>>;

/**
 * How a person is told of a kind by mail. What he has chosen at the moment when he is told holds for that notice: what
 * waits for the next digest then comes with it, also where he chooses "at once" meanwhile, and so is told once. Only
 * "not by mail" holds for what was told before as well: it is asked again when a mail is sent.
 */
export const wayOf = (choices: NoticeChoices, kind: NoticeKind): MailWay => choices[GROUP_OF[kind]] ?? "at-once";

/** The groups that can concern a person, by his roles. */
export function groupsFor(actor: Member): NoticeGroup[] {
  const writes = can(actor, "item:write");
  const reviews = can(actor, "item:review");
  const concerns: Record<NoticeGroup, boolean> = {
    texts: writes,
    reviews,
    conversations: writes || reviews,
    // Everyone who is signed in may comment, and may be invited to a role.
    comments: true,
    cooperation: can(actor, "cooperation:write"),
    reminders: true,
  };
  return NOTICE_GROUPS.filter((group) => concerns[group]);
}
