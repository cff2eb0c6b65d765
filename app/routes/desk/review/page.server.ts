import { randomUUID } from "node:crypto";

import type { LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment, today } from "#app/lib/dates.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { articleOf } from "#app/routes/items/article.server.ts";
import { checkAcceptance } from "#models/acceptance.ts";
import { type Content, type Facts, factsOf, type Version, type WorkItem } from "#models/item.ts";
import { mayApprove, stateSeen } from "#models/item-workflow.server.ts";
import { readNotices } from "#models/notice.server.ts";
import { can } from "#models/policy.ts";
import { type Comment, listComments } from "#models/review.server.ts";
import { findRevision, lastHandedIn, listRevisions } from "#models/revision.server.ts";
import { isOpenTo, type StepKind, WORKFLOW } from "#models/workflow.ts";

import { asPublished } from "../as-published.server.ts";
import { differencesOf, type Side } from "../differences.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { openItemVersion } from "../open-item.server.ts";
import { isolated, teller } from "../people.server.ts";
import { aboutItem, stateOf } from "../version-words.server.ts";

type Listed = Awaited<ReturnType<typeof listRevisions>>[number];
/** What was handed in: what is under review, or what was the last time. */
type Handed = { content: Content; facts: Facts | null; revision: number; at: Date; by: string | null };

const DECISIONS = ["approve", "request-changes", "reject"] as const satisfies readonly StepKind[];

/** Where author and reviewer have the text that was handed in before them, and speak about it. */
export async function loadReview(asked: LoaderFunctionArgs) {
  const proved = await requireMember(asked);
  const { item, version } = await openReview(proved, asked.params);
  const { actor, user, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const [handed, revisions, comments, navigation] = await Promise.all([handedIn(item, version), listRevisions({ item: item.id, lang: version.lang }), listComments({ item: item.id, lang: version.lang }), deskNavigation(proved)]);
  // Whoever reads it has been told.
  await readNotices({ user: user.id, item: item.id });
  const { submitted = null } = version;
  const decisions = revisions.filter(({ kind }) => DECISIONS.some((one) => one === kind));
  const { tell, name } = await teller(tools, proved, [handed?.by, submitted?.assignee, ...decisions.map(({ by }) => by), ...comments.flatMap(({ by, done }) => [by, done?.by])]);
  const last = decisions[0];
  const title = handed?.content.title ?? "";
  const head = title || t("review:untitled");
  return {
    lang,
    navigation,
    meta: tools.meta(t("review:review.title", { title: head }), undefined, { unlisted: true }),
    texts: { ...t("review:review", { returnObjects: true, title: head }), errors: t("review:errorsTitle"), kept: t("review:kept"), diff: t("review:diff", { returnObjects: true }), conversation: t("review:conversation", { returnObjects: true }) },
    title: { text: head, lang: title ? version.lang : lang, dir: directionOf(title ? version.lang : lang) },
    about: `${aboutItem(tools, item)} · ${tools.language(version.lang)}`,
    version: version.lang,
    state: stateOf(tools, version),
    handedIn: handed ? tell(handed.by, handed.at) : null,
    // What became of it, unless it waits for a decision.
    outcome: last && version.state !== "in-review" ? { text: t(`review:outcome.${last.kind as (typeof DECISIONS)[number]}`), told: tell(last.by, last.at), reason: last.reason } : null,
    public: version.published ? `${paths.item(lang, item)}?version=${version.lang}` : null,
    links: linksOf(tools, proved, item, version),
    assigned: assignmentOf(tools, proved, item, version, name),
    article: handed ? await articleView(tools, item, version, handed) : null,
    criteria: handed ? criteriaOf(tools, item, version, handed) : null,
    differences: handed ? await differencesView(tools, item, version, handed, revisions, asked.request, (at) => formatMoment(at, lang, user.timeZone)) : null,
    comments: comments.map((comment) => ({ ...comment, by: name(comment.by), own: comment.by === user.id, at: formatMoment(comment.at, lang, user.timeZone), done: comment.done ? (tell(comment.done.by, comment.done.at) ?? "") : null })),
    mayComment: handed !== null,
    token: randomUUID(),
    decisions: decisionsOf(tools, proved, item, version),
    ownWork: submitted && can(actor, "item:review", item) && !mayApprove(actor, item, version) ? t("review:review.ownWork") : null,
  };
}

/** @throws a 404 response where the person neither writes it nor reviews it. */
export async function openReview(proved: Proved, params: { id?: string; version?: string }): Promise<{ item: WorkItem; version: Version }> {
  const { item, version } = await openItemVersion(proved, params);
  if (!can(proved.actor, "item:write", item) && !can(proved.actor, "item:review", item)) throw new Response(null, { status: 404 });
  return { item, version };
}

export async function handedIn(item: WorkItem, { submitted, lang }: Version): Promise<Handed | null> {
  if (submitted) return submitted;
  const last = await lastHandedIn({ item: item.id, lang });
  return last?.content ? { content: last.content, facts: last.facts, revision: last.number, at: last.at, by: last.by } : null;
}

async function articleView(tools: PageTools, item: WorkItem, version: Version, handed: Handed) {
  const shown = asPublished(item, version, { content: handed.content, facts: handed.facts ?? factsOf(item), at: handed.at });
  const article = await articleOf(tools, shown.item, shown.version);
  return { ...article, versions: [], foreign: null, related: [], citation: null };
}

/** The published criteria, and which of them the text meets; what is advice says so. */
function criteriaOf({ t }: PageTools, item: WorkItem, version: Version, { content, facts }: Handed) {
  const original = item.versions.find(({ lang }) => lang === item.originalLanguage && lang !== version.lang);
  const criteria = checkAcceptance({ type: item.type, content, facts: facts ?? factsOf(item), original: original ? (original.published?.content ?? original.submitted?.content ?? null) : null, today: today() });
  return {
    title: t("review:review.criteria"),
    list: criteria.map(({ id, met, required }) => ({
      id,
      met,
      text: t(`desk:edit.checks.${id === "title" ? "headline" : id}`),
      state: [t(met ? "desk:edit.checks.met" : "desk:edit.checks.open"), required ? null : t("desk:edit.checks.advice")].filter(Boolean).join(" · "),
    })),
  };
}

function linksOf({ t, lang }: PageTools, { actor }: Proved, item: WorkItem, version: Version): Array<{ to: string; label: string }> {
  const writes = can(actor, "item:write", item);
  return [
    { to: paths.work(lang, item.id), label: t("review:review.item"), may: true },
    { to: paths.edit(lang, item.id, version.lang), label: t("review:work.edit"), may: writes && version.state !== "in-review" && !item.archived },
    { to: paths.preview(lang, item.id, version.lang), label: t("review:work.preview"), may: writes || Boolean(version.submitted) },
    { to: paths.history(lang, item.id, version.lang), label: t("review:work.history"), may: true },
  ].flatMap(({ to, label, may }) => (may ? [{ to, label }] : []));
}

function assignmentOf({ t }: PageTools, { actor }: Proved, item: WorkItem, version: Version, name: (id: string) => string) {
  const assignee = version.submitted?.assignee ?? null;
  if (!version.submitted) return null;
  const may = can(actor, "item:review", item) && isOpenTo(version, "assign") && !item.archived;
  const isOwn = assignee === actor.id;
  return {
    text: assignee ? t("review:review.assignedTo", { name: isolated(name(assignee)) }) : t("review:review.unassigned"),
    was: assignee ?? "",
    seen: stateSeen("assign", item, version),
    step: may ? { intent: isOwn ? "release" : "assign", label: t(isOwn ? "review:step.release.label" : assignee ? "review:step.assign.instead" : "review:step.assign.label") } : null,
  };
}

function decisionsOf({ t }: PageTools, { actor }: Proved, item: WorkItem, version: Version) {
  if (!can(actor, "item:review", item) || item.archived) return [];
  return DECISIONS.filter((kind) => isOpenTo(version, kind) && (kind !== "approve" || mayApprove(actor, item, version))).map((kind) => ({
    kind,
    ...t(`review:step.${kind}`, { returnObjects: true }),
    seen: stateSeen(kind, item, version),
    reason: "reason" in WORKFLOW[kind] ? { label: t(`review:step.${kind as "reject"}.reason`), help: t("review:reasonHelp") } : null,
    grave: kind === "reject",
  }));
}

/** What of the text is new: against what is published, or against what was handed in before. */
async function differencesView(tools: PageTools, item: WorkItem, version: Version, handed: Handed, revisions: Listed[], request: Request, moment: (at: Date) => string) {
  const { t } = tools;
  const { published } = version;
  const earlier = revisions.filter(({ kind, number, hasText }) => kind === "submit" && hasText && number < handed.revision);
  const options = [
    ...(published && version.submitted ? [{ value: "published", label: t("review:review.againstPublished") }] : []),
    ...earlier.map(({ number, at }) => ({ value: String(number), label: t("review:review.againstHandedIn", { at: moment(at) }) })),
  ];
  const wanted = new URL(request.url).searchParams.get("against");
  const chosen = options.find(({ value }) => value === wanted) ?? options[0];
  if (!chosen) return null;
  const facts = handed.facts && published ? factsOf(item) : null;
  const before: Side | null = chosen.value === "published" && published ? { content: published.content, facts } : await sideOf(item, version, Number(chosen.value));
  if (!before) return null;
  return { options, chosen: chosen.value, list: differencesOf(tools, { type: item.type, lang: version.lang }, before, handed) };
}

async function sideOf(item: WorkItem, { lang }: Version, number: number): Promise<Side | null> {
  const found = await findRevision({ item: item.id, lang, number });
  return found?.content ? { content: found.content, facts: found.facts } : null;
}

export type CommentView = Omit<Comment, "done"> & { own: boolean; done: string | null };
