import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { type Proved, requireMay } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { cleanText, readForm } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { after } from "#app/routes/comments/page.server.ts";
import { commentViews } from "#app/routes/comments/view.server.ts";
import { isDomainError } from "#models/errors.ts";
import { type ListedItem, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { readNotices } from "#models/notice.server.ts";
import { countModerated, listModerated, moderateComment } from "#models/reader-comment.server.ts";
import { type Moderation, MODERATIONS, moderationsFrom, type ReaderComment, WITH_REASON } from "#models/reader-comment.ts";
import { usersById } from "#models/user.server.ts";
import { LIMITS } from "#models/vocabulary.ts";

import { deskNavigation } from "../navigation.server.ts";
import { isolated } from "../people.server.ts";

/** States in the order in which a moderator is asked to look. */
const STATES = ["waiting", "reported", "shown", "hidden", "refused"] as const;
type State = (typeof STATES)[number];

/** Comments of one state on one page; there are more than these only where nobody moderates. */
const MOST = 100;

const stateOf = (request: Request): State | undefined => STATES.find((state) => state === new URL(request.url).searchParams.get("state"));

/** What readers have said of the items that a moderator answers for: what waits first. */
export async function loadModeration(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "comments:moderate");
  const { actor, user, lang } = proved;
  const [tools, navigation, counts] = await Promise.all([
    pageTools(lang),
    deskNavigation(proved),
    Promise.all(STATES.map(async (state) => [state, await countModerated({ actor, state })] as const)),
  ]);
  const { t } = tools;
  const state = stateOf(args.request) ?? "waiting";
  const comments = await listModerated({ actor, states: [state], limit: MOST });
  const items = new Map((await listPublishedByIds({ actor, ids: [...new Set(comments.map(({ item }) => item))] })).map((item) => [item.id, item]));
  await readNotices({ user: user.id, comments: comments.map(({ id }) => id) });
  const { steps, done, errors: _, states, none, ...texts } = t("comments:desk", { returnObjects: true, max: formatNumber(MOST, lang) });
  const did = MODERATIONS.find((one) => one === new URL(args.request.url).searchParams.get("done"));
  return {
    navigation,
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts: { ...texts, none: none[state], why: t("comments:why"), answer: t("comments:answer"), summary: t("comments:errors.summary"), closed: tools.reference.commentsOpen ? null : texts.closed },
    done: did ? done[did] : null,
    state,
    tabs: counts.map(([one, count]) => ({ state: one, name: states[one], count: formatNumber(count, lang), url: paths.moderation(lang, { state: one }) })),
    isCut: comments.length === MOST,
    rows: await Promise.all(comments.map((comment) => rowOf(tools, proved, comment, items.get(comment.item)))),
    steps,
  };
}

async function rowOf(tools: PageTools, { actor, user, lang }: Proved, comment: ReaderComment, item: ListedItem | undefined) {
  const { t } = tools;
  const version = item ? versionFor(item, lang) : null;
  const [[view], people] = await Promise.all([
    commentViews(tools, item ?? { id: comment.item, type: "document", mechanism: comment.mechanism }, [comment], actor),
    usersById(comment.reports.map(({ by }) => by)),
  ]);
  const isOwn = comment.by === actor.id;
  return {
    id: comment.id,
    seen: String(comment.writes),
    // The state stands above the list. Of what is not published nothing can be answered.
    comment: view ? { ...view, state: null, links: item ? view.links.filter(({ label }) => label === t("comments:answer")) : [] } : null,
    item: item && version ? { title: version.content.title, lang: version.lang, dir: directionOf(version.lang), url: `${paths.item(lang, { ...item, title: version.content.title })}#comment-${comment.id}` } : null,
    mechanism: comment.mechanism ? tools.mechanismById(comment.mechanism) : t("items:network"),
    reports: comment.reports.map(({ by, at, reason }) => ({ told: t("comments:desk.reported", { name: isolated(people.get(by)?.name ?? t("review:someone")), at: formatMoment(at, lang, user.timeZone) }), reason })),
    isOwn,
    steps: isOwn ? [] : moderationsFrom(comment.state).map((kind) => ({ kind, asks: WITH_REASON.includes(kind) })),
  };
}

/** Lets pass, refuses, keeps, hides and shows. */
export async function moderate(args: ActionFunctionArgs) {
  const proved = await requireMay(args, "comments:moderate");
  const { actor, lang } = proved;
  const form = await readForm(args.request);
  const tools = await pageTools(lang);
  const { t } = tools;
  const intent = form.get("intent");
  const step: Moderation | undefined = MODERATIONS.find((one) => one === intent);
  if (!step) throw new Response(null, { status: 400 });
  const [id, reason] = [form.get("comment") ?? "", cleanText(form.get(`reason-${form.get("comment") ?? ""}`))];
  const refuse = (field: string | null, text: string, status = 400) => data({ comment: id, step, kept: reason, errors: [{ field, text }] }, { status });
  const asks = WITH_REASON.includes(step);
  if (asks && !reason) return refuse(`reason-${step}-${id}`, t("comments:errors.reasonMissing"));
  if (reason.length > LIMITS.reason) return refuse(`reason-${step}-${id}`, t("comments:errors.reasonLong", { max: formatNumber(LIMITS.reason, lang) }));
  try {
    await moderateComment({ actor, doer: { by: actor.id, address: args.context.address }, id, step, reason: asks ? reason : null, seen: Number(form.get("seen")) });
  } catch (error) {
    if (isDomainError(error, "moved-on")) return refuse(null, t("comments:errors.movedOn"), 409);
    if (isDomainError(error, "wrong-state")) return refuse(null, t("comments:desk.errors.wrongState"), 409);
    if (isDomainError(error, "own-work")) return refuse(null, t("comments:desk.errors.ownWork"), 403);
    if (isDomainError(error, "not-found")) throw new Response(null, { status: 404 });
    throw error;
  }
  await after(id);
  return redirect(paths.moderation(lang, { state: stateOf(args.request) ?? "waiting", done: step }));
}
