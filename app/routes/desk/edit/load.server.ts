import { randomUUID } from "node:crypto";

import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { directionOf, isLanguage } from "#app/i18n/languages.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { pageTools, type PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { richHtml } from "#app/rich-text/html.server.ts";
import { richTextTexts, richWords } from "#app/rich-text/texts.server.ts";
import { keepDraftState } from "#models/draft-state.server.ts";
import { AGENDA } from "#models/gathering.ts";
import { isBehind } from "#models/item.ts";
import { can } from "#models/policy.ts";
import { listUsers, usersById } from "#models/user.server.ts";
import { LIMITS, MEASURE_GROUPS, PRACTICE_SECTIONS } from "#models/vocabulary.ts";
import { WRITABLE_STATES } from "#models/workflow.ts";

import { deskNavigation } from "../navigation.server.ts";
import { isolated } from "../people.server.ts";
import { attachedTexts, attachedViews } from "./attached.server.ts";
import { choicesFor } from "./choices.server.ts";
import { type Fields, fieldsOf, groupsOf } from "./fields.ts";
import { type Opened, openVersion } from "./opened.server.ts";
import { similarItems } from "./similar.server.ts";

/** The page on which a version of an item is written, or translated beside its original. */
export async function loadEditor({ request, params }: LoaderFunctionArgs) {
  const proved = await requireMember({ request, params });
  const { actor, user, lang } = proved;
  const opened = await openVersion(proved, params);
  const { item, version, content, facts, edit, setting } = opened;
  const tools = await pageTools(lang);
  const { t } = tools;
  const isWritable = WRITABLE_STATES.includes(version.state) && !item.archived;
  // What is begun from is kept, so that it can be merged with what others write meanwhile.
  if (isWritable) await keepDraftState(edit, { item: item.id, lang: version.lang, content, facts });
  const { searchParams } = new URL(request.url);
  const title = content.title || t("desk:home.untitled");
  const [navigation, people, editors, choices, rich, similar, files] = await Promise.all([
    deskNavigation(proved),
    usersById(version.editedBy ? [version.editedBy] : []),
    can(actor, "item:submit", item) ? null : listUsers({ mechanism: item.mechanism, roles: ["editor"] }),
    choicesFor(tools, item, facts),
    richTextTexts(lang),
    similarItems({ actor, lang, item, title: content.title }),
    attachedViews(tools, content),
  ]);
  const name = people.get(version.editedBy ?? "")?.name;
  const at = version.editedAt ? formatMoment(version.editedAt, lang, user.timeZone) : null;
  const source = item.versions.find((one) => one.lang === item.originalLanguage);
  const named = setting.isOriginal ? { title, lang: content.title ? version.lang : lang } : { title: opened.original?.title || title, lang: opened.original?.title ? item.originalLanguage : lang };
  const headed = (words: string) => (setting.isOriginal ? t("desk:edit.title", { title: words }) : t("desk:edit.titleTranslation", { title: words, language: tools.language(version.lang) }));
  // The title stands in the sentence in its own language.
  const [before = "", after = ""] = headed(MARK).split(MARK);
  return {
    meta: { title: `${headed(named.title)} · ${t("site:shortName")}`, unlisted: true },
    lang,
    navigation,
    heading: { before, ...named, dir: directionOf(named.lang), after },
    texts: textsOf(tools),
    rich,
    item: { id: item.id, type: item.type, typeName: t(`items:type.${item.type}`), originalLanguage: item.originalLanguage },
    text: { lang: version.lang, dir: directionOf(version.lang), isOriginal: setting.isOriginal, state: version.state, behind: isBehind(item, version) },
    isWritable,
    maySubmit: editors === null,
    submitBy: editors && (editors.length > 0 ? t("desk:edit.submitBy", { names: editors.map((editor) => isolated(editor.name)).join(" · ") }) : t("desk:edit.submitByNone")),
    last: at ? (name ? t("desk:edit.lastBy", { name: isolated(name), at }) : t("desk:edit.lastAt", { at })) : null,
    fields: withAdded(fieldsOf(content, setting), searchParams, opened),
    facts,
    added: searchParams.get("add"),
    saved: searchParams.has("saved"),
    edit,
    hand: randomUUID(),
    lastHand: version.hand ?? null,
    timeZone: user.timeZone,
    original: await originalOf(opened, tools),
    originalContent: opened.original,
    groups: groupNames(opened, tools),
    choices,
    files: { list: files, texts: attachedTexts(tools) },
    similar,
    pages: {
      work: paths.work(lang, item.id),
      preview: paths.preview(lang, item.id, version.lang),
      review: paths.review(lang, item.id, version.lang),
      // What became of the original between the text that this translation follows and the one that readers have.
      moved: paths.history(lang, item.id, item.originalLanguage, { against: String(version.follows), of: String(source?.published?.revision ?? version.follows) }),
      save: `${paths.edit(lang, item.id, version.lang)}/autosave`,
      files: paths.attached(lang, item.id, version.lang),
      signIn: paths.signIn(lang, paths.desk(lang)),
    },
  };
}

export type EditorData = Awaited<ReturnType<typeof loadEditor>>;

/** Counts come with the page in words, up to this one: what is open is counted while someone writes. */
const COUNTED = 30;

/** The words of the editor; what is filled in by the page keeps its place. */
function textsOf({ t, lang }: PageTools) {
  const places = { name: "{{name}}", at: "{{at}}", number: "{{number}}", language: "{{language}}", part: "{{part}}", field: "{{field}}", criterion: "{{criterion}}" };
  const counted = (key: "missing" | "long") => Array.from({ length: COUNTED }, (_, count) => t(`desk:edit.checks.${key}`, { count }));
  return {
    ...t("desk:edit", { returnObjects: true, ...places, max: formatNumber(LIMITS.summary, lang) }),
    counts: { missing: counted("missing"), long: counted("long") },
  };
}

/** Adds the entry that was asked for without JavaScript. */
function withAdded(fields: Fields, search: URLSearchParams, { setting }: Opened): Fields {
  const what = search.get("add");
  const line = (list: string | undefined, entry: string) => [...(list ?? "").split("\n").filter(Boolean), entry].join("\n");
  if (what === "figure") return { ...fields, f: line(fields.f, randomUUID().slice(0, 8)) };
  if (what === "source") return { ...fields, src: line(fields.src, String((fields.src ?? "").split("\n").filter(Boolean).length)) };
  const group = groupsOf(setting.type).find((name) => name === search.get("group"));
  if (what !== "part" || !group) return fields;
  return { ...fields, s: line(fields.s, `${group}-${randomUUID().slice(0, 8)} ${group}`) };
}

/** What stands for a title while a sentence is made; no text holds this character. */
const MARK = "\uE000";

/** The original's words as they stand beside those of a translation. */
async function originalOf({ item, original }: Opened, tools: PageTools) {
  if (!original) return null;
  const language = item.originalLanguage;
  const words = await richWords(isLanguage(language) ? language : tools.lang);
  return {
    lang: language,
    dir: directionOf(language),
    name: tools.t("desk:edit.original", { language: tools.language(language) }),
    title: original.title,
    summary: original.summary,
    place: original.place,
    headings: Object.fromEntries(original.sections.map(({ id, heading }) => [id, heading])),
    html: Object.fromEntries(original.sections.map(({ id, text }) => [id, richHtml(text, { headingLevel: 4, idPrefix: `original-${id}`, words })])),
    labels: original.figureLabels,
  };
}

/** The names of the parts of the text, in the language of the page. */
function groupNames({ setting }: Opened, { t }: PageTools): Record<string, string> {
  switch (setting.type) {
    case "practice":
      return Object.fromEntries(PRACTICE_SECTIONS.map((group) => [group, t(`items:practice.${group}`)]));
    case "measure":
      return Object.fromEntries(MEASURE_GROUPS.map((group) => [group, t(`items:measure.${group}`)]));
    case "record":
      return { entries: t("items:record.entries") };
    default:
      return { text: t("desk:edit.fields.text"), ...(setting.type === "event" ? { [AGENDA]: t("gatherings:agenda") } : {}) };
  }
}
