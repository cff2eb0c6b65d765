import type { LoaderFunctionArgs } from "@remix-run/node";

import { type Proved, requireMember } from "#app/auth/guards.server.ts";
import { directionOf, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { isBehind, type Version, versionFor, type WorkItem } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { stateSeen } from "#models/item-workflow.server.ts";
import { can } from "#models/policy.ts";
import { listUsers } from "#models/user.server.ts";
import { isOpenTo, type StepKind, WORKFLOW } from "#models/workflow.ts";

import { deskNavigation } from "../navigation.server.ts";
import { openItem } from "../open-item.server.ts";
import { isolated, teller, type Told } from "../people.server.ts";
import { aboutItem, itemTitle, stateOf, titleOf } from "../version-words.server.ts";

/** Steps of a version that its page offers, in this order; those of reviewers are on the page of the review. */
const OFFERED = ["submit", "recall", "check", "discard", "withdraw"] as const satisfies readonly StepKind[];

/** An item as those see it who work on it. */
export async function loadWork(asked: LoaderFunctionArgs) {
  const proved = await requireMember(asked);
  const { actor, lang } = proved;
  const item = await openItem(proved, asked.params.id);
  const tools = await pageTools(lang);
  const { t } = tools;
  const ids = item.versions.flatMap(({ editedBy, submitted, checked }) => [editedBy, submitted?.by, submitted?.assignee, checked?.by]);
  const [navigation, people, forward, editors] = await Promise.all([
    deskNavigation(proved),
    teller(tools, proved, [...ids, item.archived?.by]),
    forwardOf(tools, item),
    can(actor, "item:submit", item) || !can(actor, "item:write", item) ? null : editorsOf(tools, item),
  ]);
  const title = itemTitle(tools, actor, item);
  const texts = t("review:work", { returnObjects: true });
  const mayRetire = can(actor, "item:retire", item);
  const wasPublished = item.versions.some(({ published, state }) => published !== null || state === "withdrawn");
  return {
    lang,
    navigation,
    meta: tools.meta(title.text, undefined, { unlisted: true }),
    texts: { ...texts, errors: t("review:errorsTitle"), kept: t("review:kept") },
    done: doneOf(tools, asked.request),
    title,
    about: aboutItem(tools, item),
    archived: item.archived && { ...item.archived, told: people.tell(item.archived.by, item.archived.at), forward, lang: item.archived.lang ?? lang },
    versions: item.versions.map((version) => versionView(tools, proved, item, version, people.tell, people.name)),
    editors,
    missing: can(actor, "item:write", item) && !item.archived ? LANGUAGE_CODES.filter((code) => !item.versions.some((version) => version.lang === code)).map((value) => ({ value, label: tools.language(value) })) : null,
    archive: mayRetire && !item.archived && wasPublished ? { ...t("review:step.archive", { returnObjects: true }), languages: LANGUAGE_CODES.map((value) => ({ value, label: tools.language(value) })) } : null,
    unarchive: mayRetire && item.archived ? t("review:step.unarchive", { returnObjects: true }) : null,
  };
}

/** What was done, where a step has just led here. */
function doneOf({ t }: PageTools, request: Request): string | null {
  const done = new URL(request.url).searchParams.get("done");
  const kind = ([...OFFERED, "archive", "unarchive", "add", "machineOn", "machineOff"] as const).find((one) => one === done);
  return kind ? t(`review:step.${kind}.done`) : null;
}

function versionView(tools: PageTools, { actor, user, lang }: Proved, item: WorkItem, version: Version, tell: Told, name: (id: string | null | undefined) => string) {
  const { t } = tools;
  const { submitted = null, published, checked = null } = version;
  const writes = can(actor, "item:write", item);
  const reviews = can(actor, "item:review", item);
  const hasConversation = writes || reviews;
  const link = (to: string, label: "edit" | "preview" | "review" | "history" | "public") => ({ to, label: t(`review:work.${label}`) });
  return {
    lang: version.lang,
    dir: directionOf(version.lang),
    name: tools.language(version.lang),
    own: ownLanguageName(version.lang),
    title: titleOf(tools, actor, item, version),
    state: stateOf(tools, version),
    marks: [
      ...(version.lang === item.originalLanguage ? [t("review:marks.original")] : []),
      ...(isBehind(item, version) ? [t("review:marks.behind")] : []),
      ...(version.machine ? [t("review:marks.machine")] : []),
    ],
    facts: [
      { term: t("review:work.edited"), value: tell(version.editedBy, version.editedAt) },
      { term: t("review:work.handedIn"), value: submitted ? tell(submitted.by, submitted.at) : null },
      { term: t("review:work.assigned"), value: submitted?.assignee ? isolated(name(submitted.assignee)) : null },
      { term: t("review:work.published"), value: published ? formatMoment(published.at, lang, user.timeZone) : null },
      { term: t("review:work.checked"), value: checked ? tell(checked.by, checked.at) : null },
    ].filter((fact): fact is { term: string; value: string } => fact.value !== null),
    links: [
      ...(writes && !item.archived && version.state !== "in-review" ? [link(paths.edit(lang, item.id, version.lang), "edit")] : []),
      ...(writes || submitted ? [link(paths.preview(lang, item.id, version.lang), "preview")] : []),
      ...(hasConversation ? [link(paths.review(lang, item.id, version.lang), "review")] : []),
      ...(hasConversation ? [link(paths.history(lang, item.id, version.lang), "history")] : []),
      ...(published ? [link(`${paths.item(lang, item)}?version=${version.lang}`, "public")] : []),
    ],
    steps: item.archived ? [] : OFFERED.filter((kind) => can(actor, WORKFLOW[kind].action, item) && isOpenTo(version, kind)).map((kind) => stepView(tools, item, version, kind)),
    machine: writes && !item.archived && version.lang !== item.originalLanguage && version.state !== "in-review" ? { on: version.machine, ...t(version.machine ? "review:step.machineOff" : "review:step.machineOn", { returnObjects: true }) } : null,
  };
}

function stepView({ t }: PageTools, item: WorkItem, version: Version, kind: (typeof OFFERED)[number]) {
  const { label, help, undo } = t(`review:step.${kind}`, { returnObjects: true });
  const isReasonAsked = "reason" in WORKFLOW[kind] && WORKFLOW[kind].reason;
  return {
    kind,
    label,
    help,
    undo,
    seen: stateSeen(kind, item, version),
    reason: isReasonAsked ? { label: t("review:reason"), help: t("review:reasonHelp") } : null,
    follows: kind === "submit" && version.lang !== item.originalLanguage ? t("review:step.submit.follows") : null,
    // What is taken from readers or from authors looks it.
    grave: kind === "discard" || kind === "withdraw",
  };
}

async function forwardOf(tools: PageTools, { archived }: WorkItem): Promise<{ url: string; title: string; lang: string } | null> {
  if (!archived?.forward) return null;
  const [other] = await listPublishedByIds({ actor: { kind: "visitor" }, ids: [archived.forward] });
  if (!other) return null;
  const { lang, content } = versionFor(other, tools.lang);
  return { url: paths.item(tools.lang, { ...other, title: content.title }), title: content.title, lang };
}

/** For a contributor: who hands his texts in. */
async function editorsOf({ t, lang }: PageTools, { mechanism }: WorkItem): Promise<string> {
  const found = mechanism ? await listUsers({ mechanism, roles: ["editor"] }) : [];
  const names = found.filter(({ suspended }) => !suspended).map(({ name }) => name);
  return names.length > 0 ? t("review:work.whoSubmits", { names: new Intl.ListFormat(lang, { type: "conjunction" }).format(names.map(isolated)) }) : t("review:work.noEditors");
}
