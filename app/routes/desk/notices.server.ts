import type { Proved } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { noticeSubject } from "#app/notices/notice-view.server.ts";
import { paths } from "#app/paths.ts";
import { findReviewed } from "#models/item-reviewed.server.ts";
import { countUnread, listNotices, readNotices } from "#models/notice.server.ts";

import { teller } from "./people.server.ts";

/** The intents of the forms that mark as read: all, where `until` is the moment of what its reader had before him, and `notice`. */
export const READ_ALL = "read-notices";
export const READ_ONE = "read-notice";

/** What a person was told, what is unread first; of each item only what he may see now. */
export async function noticesView(proved: Proved, { limit = 30 }: { limit?: number } = {}) {
  const { actor, user, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const [found, unread] = await Promise.all([listNotices({ user: user.id, limit }), countUnread({ user: user.id })]);
  const { name } = await teller(tools, proved, found.map(({ by }) => by));
  const items = new Map([...new Set(found.flatMap(({ item }) => item ?? []))].map((id) => [id, findReviewed({ actor, id })]));
  const open: typeof findReviewed = async ({ id }) => (await items.get(id)) ?? null;
  const views = await Promise.all(
    found.map(async (notice) => {
      const subject = await noticeSubject({ notice, actor, lang, open });
      const titleLang = subject?.title ? subject.titleLang : lang;
      return {
        id: notice.id,
        read: notice.read,
        what: t(`notices:what.${notice.kind}`),
        title: subject ? subject.title || t("review:untitled") : t("notices:list.gone"),
        titleLang,
        dir: directionOf(titleLang),
        url: subject?.path ?? null,
        language: notice.lang ? tools.language(notice.lang) : null,
        by: name(notice.by),
        at: formatMoment(notice.at, lang, user.timeZone),
      };
    }),
  );
  return {
    texts: { ...t("notices:list", { returnObjects: true }), unreadCount: t("notices:unreadCount", { count: unread }) },
    choicesUrl: paths.noticeChoices(lang),
    unread,
    intents: { all: READ_ALL, one: READ_ONE },
    until: found[0]?.at ?? "",
    list: [...views.filter(({ read }) => !read), ...views.filter(({ read }) => read)],
  };
}

/** Marks as read what the person had before him when he said so. */
export async function readAllNotices({ user }: Pick<Proved, "user">, form: URLSearchParams): Promise<void> {
  const until = new Date(form.get("until") ?? "");
  await readNotices({ user: user.id, until: Number.isNaN(until.getTime()) ? new Date() : until });
}

/** Marks one as read. */
export async function readOneNotice({ user }: Pick<Proved, "user">, form: URLSearchParams): Promise<void> {
  await readNotices({ user: user.id, ids: [form.get("notice") ?? ""] });
}

export type NoticesView = Awaited<ReturnType<typeof noticesView>>;
