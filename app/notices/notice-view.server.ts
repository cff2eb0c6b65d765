import type { Language } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import type { Member } from "#models/actor.ts";
import { findReviewed, shownText } from "#models/item-reviewed.server.ts";
import type { Version, WorkItem } from "#models/item.ts";
import type { Notice } from "#models/notice.server.ts";
import { type CommentNotice, isOfComment, isOfOther, type NoticeKind, type OtherNotice } from "#models/notice.ts";

import { commentSubject } from "./comment-notice.server.ts";
import type { NoticeSubject } from "./notice-subject.ts";
import { otherSubject } from "./other-notice.server.ts";

type Told = Pick<Notice, "kind" | "item" | "lang" | "comment" | "about">;
/** `open` reads the item: of many notices several are about the same, which need not be read for each. */
type Asked = { notice: Told; actor: Member; lang: Language; stillSo?: boolean; open?: typeof findReviewed };

/**
 * What stands behind a notice at this moment: the title as far as the person may see it, and the page that it leads
 * to. Null where he may see nothing of it any more. With `stillSo`, also where what it tells no longer holds; of what is no
 * item that is always so.
 */
export async function noticeSubject({ notice, actor, lang, stillSo = false, open = findReviewed }: Asked): Promise<NoticeSubject | null> {
  const { kind } = notice;
  if (isOfOther(kind)) return otherSubject({ kind, about: notice.about, actor, lang });
  if (!notice.item) return null;
  if (isOfComment(kind)) return commentSubject({ kind, comment: notice.comment, item: notice.item, actor, lang, stillSo });
  const item = await open({ actor, id: notice.item });
  const version = item?.versions.find((one) => one.lang === (notice.lang ?? item.originalLanguage)) ?? (notice.lang ? undefined : item?.versions[0]);
  const text = item && version ? shownText(actor, item, version) : null;
  if (!item || !version || !text) return null;
  if (stillSo && !HOLDS[kind](version, item)) return null;
  return { title: text.title, titleLang: version.lang, path: pathOf(kind, item, version, lang) };
}

/** Whether what a notice tells is so: a mail that comes late must not send anyone to what is done or undone. */
const HOLDS: Record<Exclude<NoticeKind, CommentNotice | OtherNotice>, (version: Version, item: WorkItem) => boolean> = {
  submitted: ({ state }) => state === "in-review",
  commented: () => true,
  "changes-requested": ({ state }) => state === "changes-requested",
  approved: ({ published }) => published !== null,
  rejected: ({ submitted }) => !submitted,
  behind: ({ published }) => published !== null,
  withdrawn: ({ published }) => published === null,
  archived: (_, { archived }) => archived !== null,
};

function pathOf(kind: NoticeKind, item: WorkItem, version: Version, lang: string): string {
  switch (kind) {
    case "submitted":
    case "commented":
    case "changes-requested":
    case "rejected":
      return paths.review(lang, item.id, version.lang);
    case "approved":
      return version.published
        ? `${paths.item(lang, { type: item.type, id: item.id, title: version.published.content.title })}?version=${version.lang}`
        : paths.work(lang, item.id);
    case "behind":
      return paths.edit(lang, item.id, version.lang);
    default:
      return paths.work(lang, item.id);
  }
}
