import { paths } from "#app/paths.ts";
import type { Member } from "#models/actor.ts";
import { versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import type { CommentNotice } from "#models/notice.ts";
import { can } from "#models/policy.ts";
import { findReaderComment } from "#models/reader-comment.server.ts";
import { READABLE_STATES, type ReaderComment } from "#models/reader-comment.ts";

import type { NoticeSubject } from "./notice-subject.ts";

type Asked = { kind: CommentNotice; comment: string | null; item: string; actor: Member; lang: string; stillSo: boolean };

/** Whether what a notice tells is still so. */
const HOLDS: Record<CommentNotice, (comment: ReaderComment) => boolean> = {
  "comment-waiting": ({ state }) => state === "waiting",
  "comment-reported": ({ state }) => state === "reported",
  "comment-passed": ({ state }) => state === "shown" || state === "reported",
  "comment-refused": ({ state }) => state === "refused",
  "comment-answered": ({ state, answer }) => answer !== null && (state === "shown" || state === "reported"),
  "comment-hidden": ({ state }) => state === "hidden",
  "comment-report-kept": ({ state }) => READABLE_STATES.includes(state),
  "comment-report-hidden": ({ state }) => state === "hidden",
};

/** What stands behind a notice about a comment: the item, as long as it is published, and the page on which the comment is dealt with. */
export async function commentSubject({ kind, comment: id, item: itemId, actor, lang, stillSo }: Asked): Promise<NoticeSubject | null> {
  const [comment, [item]] = await Promise.all([id ? findReaderComment({ id }) : null, listPublishedByIds({ actor, ids: [itemId] })]);
  if (!comment || !item || (stillSo && !HOLDS[kind](comment))) return null;
  const version = versionFor(item, lang);
  const subject = { title: version.content.title, titleLang: version.lang };
  if (kind === "comment-waiting" || kind === "comment-reported") {
    if (!can(actor, "comments:moderate", comment)) return null;
    return { ...subject, path: paths.moderation(lang, { state: kind === "comment-waiting" ? "waiting" : "reported" }) };
  }
  const shown = paths.item(lang, { ...item, title: version.content.title });
  if (kind === "comment-report-kept") return { ...subject, path: `${shown}#comment-${comment.id}` };
  // It is not there any more for whoever reported it: where it stood are the others.
  if (kind === "comment-report-hidden") return { ...subject, path: `${shown}#comments` };
  if (comment.by !== actor.id) return null;
  if (kind === "comment-refused" || kind === "comment-hidden") return { ...subject, path: paths.comments(lang, item.id) };
  return { ...subject, path: `${shown}#comment-${comment.id}` };
}
