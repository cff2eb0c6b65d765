import { randomUUID } from "node:crypto";

import type { Proved } from "#app/auth/guards.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { commentForm, type Commented, commentViews } from "#app/routes/comments/view.server.ts";
import { COMMENTS_ON_PAGE, listOwnComments, listShownComments } from "#models/reader-comment.server.ts";

/** What the page can say was done, to whoever did it. */
const DONE = ["write", "report", "answer"] as const;

/** The page of comments that an address asks for; the first where it asks for none. */
export function commentsPage(query: URLSearchParams): number {
  return /^[1-9]\d{0,3}$/.test(query.get("comments") ?? "") ? Number(query.get("comments")) : 1;
}

/** What stands below an item. Readers of any kind see what has passed; a member his own that waits, too, and the form. Null where there is nothing to show. */
export async function commentsOf(tools: PageTools, item: Commented, { page, member = null, done = null }: { page: number; member?: Proved | null; done?: string | null }) {
  const { t, lang, reference } = tools;
  const [{ comments, total }, own] = await Promise.all([listShownComments({ item: item.id, page }), member && page === 1 ? listOwnComments({ actor: member.actor, item: item.id }) : []]);
  const waiting = own.filter(({ state }) => state === "waiting");
  if (total === 0 && waiting.length === 0 && !reference.commentsOpen) return null;
  const at = (to: number) => `${paths.item(lang, item)}${to > 1 ? `?comments=${to}` : ""}#comments`;
  const did = member ? DONE.find((one) => one === done) : undefined;
  return {
    texts: { title: t("comments:title"), none: t("comments:none"), closed: t("comments:closed"), why: t("comments:why"), pages: t("comments:pages"), newer: t("comments:newer"), older: t("comments:older") },
    count: total > 0 ? t("comments:count", { count: total }) : null,
    answerLabel: t("comments:answer"),
    list: await commentViews(tools, item, [...waiting, ...comments], member?.actor ?? null),
    newer: page > 1 ? at(page - 1) : null,
    older: total > page * COMMENTS_ON_PAGE ? at(page + 1) : null,
    isOpen: reference.commentsOpen,
    join: member || !reference.commentsOpen ? null : { text: t("comments:join"), label: t("comments:signIn"), url: paths.signIn(lang, `${paths.item(lang, item)}#comments`) },
    form: member && reference.commentsOpen ? { ...(await commentForm(tools, member.user, randomUUID())), title: t("comments:form.title"), action: paths.comments(lang, item.id) } : null,
    mine: member ? { url: paths.comments(lang, item.id), label: t("comments:mine") } : null,
    done: did ? t(`comments:done.${did}`) : null,
  };
}

export type CommentsView = NonNullable<Awaited<ReturnType<typeof commentsOf>>>;
