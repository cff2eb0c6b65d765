import { type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { readForm } from "#app/lib/form.server.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { factsOf, type Version, type WorkItem } from "#models/item.ts";
import { restoreText, stateSeen } from "#models/item-workflow.server.ts";
import { can } from "#models/policy.ts";
import { findRevision, listRevisions, type Revision, REVIEWED_KINDS } from "#models/revision.server.ts";
import { isOpenTo } from "#models/workflow.ts";

import { differencesOf, type Side } from "../differences.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { isolated, teller } from "../people.server.ts";
import { openReview } from "../review/page.server.ts";
import { answerStep, doerOf } from "../steps.server.ts";
import { aboutItem, titleOf } from "../version-words.server.ts";

type Listed = Awaited<ReturnType<typeof listRevisions>>[number];

/** Steps that reviewers know of although no text of theirs is shown to them: of the review, and of what is published. */
const KNOWN_TO_REVIEWERS: readonly Revision["kind"][] = [...REVIEWED_KINDS, "assign", "withdraw", "archive", "unarchive"];

/** The revisions of a version that this person may know of; `hasText` where he may read its text, too. */
async function revisionsFor({ actor }: Proved, item: WorkItem, lang: string): Promise<Listed[]> {
  const all = await listRevisions({ item: item.id, lang });
  if (can(actor, "item:write", item)) return all;
  return all.filter(({ kind }) => KNOWN_TO_REVIEWERS.includes(kind)).map((one) => ({ ...one, hasText: one.hasText && REVIEWED_KINDS.includes(one.kind) }));
}

/** What a version was at each of its steps, and what is different between any two. */
export async function loadHistory(asked: LoaderFunctionArgs) {
  const proved = await requireMember(asked);
  const { item, version } = await openReview(proved, asked.params);
  const { actor, user, lang } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const [revisions, navigation] = await Promise.all([revisionsFor(proved, item, version.lang), deskNavigation(proved)]);
  const { name } = await teller(tools, proved, revisions.flatMap(({ by, assignee }) => [by, assignee]));
  const moment = (at: Date) => formatMoment(at, lang, user.timeZone);
  const options = optionsOf(tools, proved, item, version, revisions, moment);
  const { searchParams } = new URL(asked.request.url);
  const at = (param: string) => options.findIndex(({ value }) => value === searchParams.get(param));
  const of = options[at("of")] ?? options[0];
  const against = options[at("against")] ?? options[options.findIndex(({ value }) => value === of?.value) + 1];
  const mayRestore = can(actor, "item:write", item) && !item.archived && isOpenTo(version, "restore");
  return {
    lang,
    navigation,
    meta: tools.meta(t("review:history.title", { title: titleOf(tools, actor, item, version).text }), undefined, { unlisted: true }),
    texts: { ...t("review:history", { returnObjects: true, title: "" }), restored: t("review:step.restore", { returnObjects: true }), errors: t("review:errorsTitle"), diff: t("review:diff", { returnObjects: true }) },
    title: titleOf(tools, actor, item, version),
    about: `${aboutItem(tools, item)} · ${tools.language(version.lang)}`,
    version: version.lang,
    back: { to: paths.work(lang, item.id), label: t("review:review.item") },
    seen: mayRestore ? stateSeen("restore", item, version) : null,
    options,
    of: of?.value ?? null,
    against: against?.value ?? null,
    differences: of && against ? await compare(tools, item, version, revisions, against.value, of.value) : null,
    revisions: revisions.map(({ number, kind, by, at: when, reason, assignee, hasText }, index) => {
      const earlier = revisions.slice(index + 1).find((one) => one.hasText);
      return {
        key: `${number}/${kind}`,
        number: String(number),
        what: kind === "assign" && !assignee ? t("review:revision.release") : t(`review:revision.${kind}`, { name: assignee ? isolated(name(assignee)) : "" }),
        by: name(by),
        at: moment(when),
        reason,
        dir: directionOf(version.lang),
        compare: hasText && earlier ? paths.history(lang, item.id, version.lang, { of: String(number), against: String(earlier.number) }) : null,
        restore: hasText && mayRestore,
      };
    }),
  };
}

/** The states that can be compared, the latest first: the text under way, what is published, and each kept text. */
function optionsOf({ t }: PageTools, { actor }: Proved, item: WorkItem, version: Version, revisions: Listed[], moment: (at: Date) => string): Array<{ value: string; label: string }> {
  const kept = revisions.filter(({ hasText }) => hasText);
  const isKept = kept.some(({ number }) => number === version.published?.revision);
  return [
    ...(version.draft && can(actor, "item:write", item) ? [{ value: "now", label: t("review:history.now") }] : []),
    ...(version.published && !isKept ? [{ value: "published", label: t("review:history.published", { at: moment(version.published.at) }) }] : []),
    ...kept.map(({ number, kind, at }) => ({ value: String(number), label: `${number} · ${t(`review:revision.${kind}`, { name: "" })} · ${moment(at)}` })),
  ];
}

async function compare(tools: PageTools, item: WorkItem, version: Version, revisions: Listed[], from: string, to: string) {
  const side = async (value: string): Promise<Side | null> => {
    const isOriginal = version.lang === item.originalLanguage;
    if (value === "now") return version.draft ? { content: version.draft, facts: isOriginal ? (item.draftFacts ?? factsOf(item)) : null } : null;
    if (value === "published") return version.published ? { content: version.published.content, facts: isOriginal ? factsOf(item) : null } : null;
    return readable(item, version, revisions, Number(value));
  };
  const [before, after] = await Promise.all([side(from), side(to)]);
  return before && after ? differencesOf(tools, { type: item.type, lang: version.lang }, before, after) : null;
}

/** The text of a revision, where it is one of those that the person may read. */
async function readable(item: WorkItem, version: Version, revisions: Listed[], number: number) {
  if (!revisions.some((one) => one.number === number && one.hasText)) return null;
  const found = await findRevision({ item: item.id, lang: version.lang, number });
  return found?.content ? { content: found.content, facts: found.facts } : null;
}

/** Makes an older text the one under way; what was under way before stays among the revisions or states that are kept. */
export async function restoreRevision(args: ActionFunctionArgs) {
  const proved = await requireMember(args);
  const { item, version } = await openReview(proved, args.params);
  const form = await readForm(args.request);
  if (form.get("intent") !== "restore") throw new Response(null, { status: 400 });
  const { actor, lang } = proved;
  const number = Number(form.get("number"));
  const text = await readable(item, version, await revisionsFor(proved, item, version.lang), number);
  if (!text) throw new Response(null, { status: 404 });
  return answerStep(proved, {
    id: item.id,
    intent: "restore",
    version: String(number),
    form,
    to: paths.edit(lang, item.id, version.lang),
    take: () => restoreText({ actor, doer: doerOf(proved, args.context), id: item.id, lang: version.lang, seen: form.get("seen") ?? "", ...text }),
  });
}
