import { pageTools } from "#app/lib/page-tools.server.ts";
import { noticeSubject } from "#app/notices/notice-view.server.ts";
import { findNotice } from "#models/notice.server.ts";
import { isOfComment, type NoticeKind } from "#models/notice.ts";
import { findUser } from "#models/user.server.ts";

import { inSentence } from "./plain-line.ts";
import { isToBeTold, readerOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/** What has a mail of its own kind, whose words say more. */
const OWN_MAIL = ["invitation-expiring", "term-ending", "profile-due", "cooperation"] as const satisfies readonly NoticeKind[];
const hasOwnMail = (kind: NoticeKind): kind is (typeof OWN_MAIL)[number] => OWN_MAIL.some((one) => one === kind);

/**
 * Tells a person by mail what he was told in the hub. Dropped where he is suspended, is not to be told any more, may no
 * longer see the item, or where it is no longer so. Of the item it tells the title and nothing else: what was said of it
 * is read in the hub.
 */
export const notice: Composer = composer(async (mail, { lang, t, to }) => {
  const [told, reader] = await Promise.all([findNotice({ id: mail.params.notice ?? "" }), readerOf(mail)]);
  if (!told || hasOwnMail(told.kind) || !reader || !isToBeTold(told, reader.user)) return null;
  const { kind } = told;
  const subject = await noticeSubject({ notice: told, actor: reader.actor, lang, stillSo: true });
  if (!subject) return null;
  const title = inSentence(subject.title, lang) || t("mail:notice.untitled");
  const by = told.by ? await findUser({ id: told.by }) : null;
  const tools = await pageTools(lang);
  const facts = [
    { label: t("mail:facts.by"), value: inSentence(by?.name ?? "", lang) },
    { label: t("mail:facts.language"), value: told.lang ? tools.language(told.lang) : "" },
  ];
  return {
    subject: t(`mail:notice.${kind}.subject`, { title }),
    to,
    paragraphs: [t(`mail:notice.${kind}.lead`, { title })],
    facts: facts.filter(({ value }) => value),
    link: { label: t(`mail:notice.${kind}.action`), path: subject.path },
    reason: t(kind === "invited" ? "mail:invitation.reason" : isOfComment(kind) ? "mail:notice.reasonComment" : "mail:notice.reason"),
    choices: true,
  };
});
