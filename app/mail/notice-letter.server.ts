import { pageTools } from "#app/lib/page-tools.server.ts";
import { noticeSubject } from "#app/notices/notice-view.server.ts";
import { findNotice } from "#models/notice.server.ts";
import { findUser, toMember } from "#models/user.server.ts";

import { inSentence } from "./plain-line.ts";
import { composer, type Composer } from "./writing.server.ts";

/**
 * Tells a person by mail what he was told in the hub. Dropped where he is suspended, may no longer see the item, or
 * where it is no longer so. Of the item it tells the title and nothing else: what was said of it is read in the hub.
 */
export const notice: Composer = composer(async (mail, { lang, t, to }) => {
  const [told, user] = await Promise.all([findNotice({ id: mail.params.notice ?? "" }), mail.user ? findUser({ id: mail.user }) : null]);
  if (!told || !user || user.suspended || told.user !== user.id || told.read) return null;
  const subject = await noticeSubject({ notice: told, actor: toMember(user), lang, stillSo: true });
  if (!subject) return null;
  const title = inSentence(subject.title, lang) || t("mail:notice.untitled");
  const by = told.by ? await findUser({ id: told.by }) : null;
  const tools = await pageTools(lang);
  const facts = [
    { label: t("mail:facts.by"), value: inSentence(by?.name ?? "", lang) },
    { label: t("mail:facts.language"), value: told.lang ? tools.language(told.lang) : "" },
  ];
  return {
    subject: t(`mail:notice.${told.kind}.subject`, { title }),
    to,
    paragraphs: [t(`mail:notice.${told.kind}.lead`, { title })],
    facts: facts.filter(({ value }) => value),
    link: { label: t(`mail:notice.${told.kind}.action`), path: subject.path },
    reason: t(told.comment ? "mail:notice.reasonComment" : "mail:notice.reason"),
  };
});
