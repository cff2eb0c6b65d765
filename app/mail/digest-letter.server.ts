import { pageTools } from "#app/lib/page-tools.server.ts";
import { noticeSubject } from "#app/notices/notice-view.server.ts";
import { paths } from "#app/paths.ts";
import { findReviewed } from "#models/item-reviewed.server.ts";
import { findNotices } from "#models/notice.server.ts";
import { NOTICE_KINDS } from "#models/notice.ts";

import { inSentence } from "./plain-line.ts";
import { isToBeTold, readerOf } from "./reader.server.ts";
import { composer, type Composer } from "./writing.server.ts";

/** So many lines a mail can carry and a person read; the desk has all. */
const MOST_ENTRIES = 60;

/**
 * What a person was told in a day, as far as it is unread, still so, and his to see at this moment, by what was told.
 * Dropped where nothing of it is left. As in other mails, items are named by their titles and nothing else is told of them.
 */
export const digest: Composer = composer(async (mail, { lang, t, to, names }) => {
  const reader = await readerOf(mail);
  if (!reader) return null;
  const { actor, user } = reader;
  const told = (await findNotices({ user: user.id, ids: mail.about })).filter((notice) => isToBeTold(notice, user));
  const tools = await pageTools(lang);
  const items = new Map<string, ReturnType<typeof findReviewed>>();
  const open: typeof findReviewed = ({ id }) => {
    const found = items.get(id) ?? findReviewed({ actor, id });
    items.set(id, found);
    return found;
  };
  // By kind, and each thing once, however often it was told.
  const lists = new Map(NOTICE_KINDS.map((kind) => [kind, new Map<string, { text: string; path: string }>()]));
  for (const notice of told) {
    const subject = await noticeSubject({ notice, actor, lang, stillSo: true, open });
    if (!subject) continue;
    const title = inSentence(subject.title, lang) || t("mail:notice.untitled");
    const text = notice.lang ? `${title} · ${tools.language(notice.lang)}` : title;
    lists.get(notice.kind)?.set(`${subject.path} ${text}`, { text, path: subject.path });
  }
  const count = [...lists.values()].reduce((sum, { size }) => sum + size, 0);
  if (count === 0) return null;
  let room = MOST_ENTRIES;
  const shown = [...lists].map(([kind, found]) => {
    const entries = [...found.values()].slice(0, room);
    room -= entries.length;
    return { heading: t(`notices:what.${kind}`), entries };
  });
  return {
    subject: t("notices:digest.subject", { count, hub: names.shortName }),
    to,
    paragraphs: [t("notices:digest.lead")],
    lists: shown.filter(({ entries }) => entries.length > 0),
    link: { label: t("notices:digest.action"), path: `${paths.desk(lang)}#notices` },
    ...(count > MOST_ENTRIES ? { more: t("notices:digest.more", { count: count - MOST_ENTRIES }) } : {}),
    reason: t("notices:digest.reason"),
    choices: true,
  };
});
