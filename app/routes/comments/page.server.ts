import { randomUUID } from "node:crypto";

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { passToComment } from "#app/auth/limits.server.ts";
import { directionOf, isLanguage } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { followUpComments } from "#app/notices/follow-up.server.ts";
import { paths } from "#app/paths.ts";
import { isDomainError } from "#models/errors.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { readNotices } from "#models/notice.server.ts";
import { answerComment, findAnswerable, findReportable, listOwnComments, reportComment, takeCommentBack, writeReaderComment } from "#models/reader-comment.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { lockedAnswer } from "../accounts/on-the-way.server.ts";
import { commentForm, commentViews } from "./view.server.ts";

/** The published item that an address names. @throws a 404 response where there is none: with an item its comments go. */
async function openItem({ actor }: Proved, id: string | undefined): Promise<ListedItem> {
  const [item] = await listPublishedByIds({ actor, ids: id ? [id] : [] });
  if (!item) throw new Response(null, { status: 404 });
  return item;
}

const missing = (): never => {
  throw new Response(null, { status: 404 });
};

/** One's own comments on an item, and what became of them; or the form to report, to answer, or the question before taking back. */
export async function loadComments(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, user, lang } = proved;
  const item = await openItem(proved, args.params.id);
  const tools = await pageTools(lang);
  const { t } = tools;
  const query = new URL(args.request.url).searchParams;
  const version = versionFor(item, lang);
  const shared = {
    over: t("comments:over"),
    item: { title: version.content.title, lang: version.lang, dir: directionOf(version.lang), url: `${paths.item(lang, { ...item, title: version.content.title })}#comments` },
    action: paths.comments(lang, item.id),
    texts: { back: t("comments:back"), why: t("comments:why"), answer: t("comments:answer"), mine: t("comments:mine"), none: t("comments:noneMine"), closed: t("comments:closed"), summary: t("comments:errors.summary") },
  };
  const meta = (title: string) => tools.meta(title, undefined, { unlisted: true });
  const asked = (["take-back", "report", "answer"] as const).find((one) => query.has(one));
  const id = asked ? (query.get(asked) ?? "") : "";
  const own = await listOwnComments({ actor, item: item.id });
  switch (asked) {
    case "take-back": {
      if (!own.some((comment) => comment.id === id)) return missing();
      const { label: _, ...texts } = t("comments:takeBack", { returnObjects: true });
      return { view: "ask" as const, meta: meta(texts.title), ...shared, ask: texts, fields: { intent: asked, comment: id } as Record<string, string> };
    }
    case "report": {
      const comment = (await findReportable({ actor, id, item: item.id })) ?? missing();
      const texts = t("comments:reportForm", { returnObjects: true });
      return { view: "reason" as const, meta: meta(texts.title), ...shared, form: { title: texts.title, lead: texts.lead, label: texts.reason, submit: texts.submit }, fields: { intent: asked, comment: id, seen: "", lang: "" }, begins: "", comment: await viewOf(tools, item, comment) };
    }
    case "answer": {
      const comment = (await findAnswerable({ actor, id, item: item.id })) ?? missing();
      const texts = t("comments:answerForm", { returnObjects: true });
      const lead = comment.answer ? `${texts.lead} ${texts.replaces}` : texts.lead;
      return { view: "reason" as const, meta: meta(texts.title), ...shared, form: { title: texts.title, lead, label: texts.text, submit: texts.submit }, fields: { intent: asked, comment: id, seen: String(comment.writes), lang }, begins: comment.answer?.text ?? "", comment: await viewOf(tools, item, comment) };
    }
  }
  // Whoever sees what became of his comments has been told.
  await readNotices({ user: user.id, comments: own.map((comment) => comment.id) });
  const done = query.get("done") === "take-back" ? t("comments:done.take-back") : null;
  return {
    view: "own" as const,
    meta: meta(t("comments:pageTitle", { title: version.content.title })),
    ...shared,
    done,
    own: await commentViews(tools, item, own, actor),
    form: tools.reference.commentsOpen ? { ...(await commentForm(tools, user, randomUUID())), title: t("comments:form.title") } : null,
  };
}

async function viewOf(tools: PageTools, item: ListedItem, comment: Parameters<typeof commentViews>[2][number]) {
  const [view] = await commentViews(tools, item, [comment], null);
  return view ? { ...view, links: [] } : null;
}

/** Writes, takes back, reports and answers. */
export async function changeComments(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const { actor, lang } = proved;
  const item = await openItem(proved, args.params.id);
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const doer = { by: actor.id, address: args.context.address };
  const values = { text: cleanText(form.get("text")), lang: form.get("lang") ?? lang, token: form.get("token") || randomUUID() };
  const limits = { textLong: formatNumber(LIMITS.comment, lang), reasonLong: formatNumber(LIMITS.reason, lang) };
  type ErrorName = "textMissing" | "textLong" | "reasonMissing" | "reasonLong" | "closed" | "gone" | "movedOn";
  const words = (error: ErrorName) => tools.t(`comments:errors.${error}`, { max: error === "textLong" || error === "reasonLong" ? limits[error] : "" });
  const refuse = (field: string | null, text: string, status = 400, headers = {}) => data({ values, errors: [{ field, text }] }, { status, headers });
  const id = form.get("comment") ?? "";
  const step = { actor, doer, id };
  const toItem = (done: string) => redirect(`${paths.item(lang, { type: item.type, id: item.id, title: versionFor(item, lang).content.title })}?done=${done}#comments`);
  const written = values.text.length > 0;
  try {
    switch (form.get("intent")) {
      case "write": {
        if (!written) return refuse("text", words("textMissing"));
        if (values.text.length > LIMITS.comment) return refuse("text", words("textLong"));
        if (!(await readNetworkSettings()).commentsOpen) return refuse(null, words("closed"), 409);
        const pass = await passToComment({ account: actor.id });
        if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse(null, text, 429, headers));
        await after(await writeReaderComment({ actor, doer, item, text: values.text, lang: isLanguage(values.lang) ? values.lang : lang, token: values.token }));
        return toItem("write");
      }
      case "take-back":
        await takeCommentBack(step);
        await after(id);
        return redirect(paths.comments(lang, item.id, { done: "take-back" }));
      case "report": {
        if (!written) return refuse("text", words("reasonMissing"));
        if (values.text.length > LIMITS.reason) return refuse("text", words("reasonLong"));
        const pass = await passToComment({ account: actor.id });
        if (pass.until) return lockedAnswer(pass.until, lang, (text, headers) => refuse(null, text, 429, headers));
        await reportComment({ ...step, item: item.id, reason: values.text });
        await after(id);
        return toItem("report");
      }
      case "answer": {
        if (!written) return refuse("text", words("textMissing"));
        if (values.text.length > LIMITS.comment) return refuse("text", words("textLong"));
        await answerComment({ ...step, item: item.id, text: values.text, lang: isLanguage(values.lang) ? values.lang : lang, seen: Number(form.get("seen")) });
        await after(id);
        return toItem("answer");
      }
      default:
        throw new Response(null, { status: 400 });
    }
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse(null, words("movedOn"), 409);
    if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
    throw error;
  }
}

/** Writes at once what follows from a step of a comment. The step itself is taken: what cannot be written now the round writes. */
export async function after(id: string): Promise<void> {
  await followUpComments({ id }).catch((error: unknown) => logger.warn({ err: error, comment: id }, "what follows from a comment could not be written at once"));
}
