import { directionOf, isLanguage } from "#app/i18n/languages.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { richWords } from "#app/rich-text/texts.server.ts";
import { findDecision } from "#models/decision.server.ts";
import type { PublishedItem, PublishedVersion } from "#models/item.ts";
import { localize } from "#models/localized.ts";

import type { citationOf } from "./citation.server.ts";
import { factsOf } from "./facts.server.ts";
import { filesOf } from "./files.server.ts";
import { figuresOf } from "./figures.server.ts";
import { gatheringOf } from "./gathering.server.ts";
import type { relatedItems } from "./related.server.ts";
import { absentOf, groupsOf } from "./text.server.ts";

/** Vocabularies whose terms are shown on an item's page, each leading to a search. */
const SHOWN_SCHEMES = ["theme", "persons", "capacity", "body", "sdg"] as const;

/** Themes named to a reader above a text that is not in his language; all of them stand beside it. */
const THEMES_IN_HEADER = 4;

/** An item in one of its versions as its page shows it, without what leads elsewhere; a preview has the same. */
export async function articleOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { lang } = tools;
  const adopted = "decision" in item.details ? item.details.decision : null;
  const [decision, words, gathering, files] = await Promise.all([
    adopted ? findDecision({ id: adopted }) : null,
    richWords(isLanguage(version.lang) ? version.lang : lang),
    gatheringOf(tools, item, version),
    filesOf(tools, item, version),
  ]);
  return {
    ...headerOf(tools, item, version),
    facts: factsOf(tools, item, version, decision),
    groups: groupsOf(tools, item, version, words),
    absent: absentOf(tools, item, version),
    gathering,
    files,
    figures: figuresOf(item, version, lang),
    terms: termsOf(tools, item),
    partners: partnersOf(tools, item),
    sources: tools.sources(item.sources),
  };
}

/** What the parts of the page are given. A preview has no citation: what is not published has no address. */
export type ItemView = Awaited<ReturnType<typeof articleOf>> & {
  related: Awaited<ReturnType<typeof relatedItems>>["views"];
  citation: ReturnType<typeof citationOf> | null;
};

/** What stands above the text. Every word is in the reader's language but title and summary. */
function headerOf(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  const { title, summary, sections } = version.content;
  const isOwn = version.lang === lang;
  const note = localize(version.note, lang);
  return {
    type: t(`items:type.${item.type}`),
    about: [item.country ? tools.country(item.country) : null, item.date.from ? tools.date(item.date) : null].filter((text) => text !== null),
    title,
    summary,
    lang: version.lang,
    dir: directionOf(version.lang),
    foreign: isOwn ? null : foreignHeader(tools, item, version),
    versions: item.versions.map((candidate) => ({
      lang: candidate.lang,
      name: ownLanguageName(candidate.lang),
      original: candidate.lang === item.originalLanguage,
      current: candidate === version,
    })),
    notes: [
      ...(version.behind ? [{ text: t("items:versions.behind") }] : []),
      ...(version.machine ? [{ text: t("items:versions.machine") }] : []),
      ...(sections.some((section) => section.breaksOff) ? [{ text: t("items:versions.breaksOff") }] : []),
      ...(note ? [note.lang === lang ? { text: note.text } : note] : []),
    ] as Array<{ text: string; lang?: string }>,
  };
}

/** For a reader who sees another language than his own: which, whether there is his, and what can be said in it. */
function foreignHeader(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const { t, lang } = tools;
  return {
    language: t("items:versions.foreign", { language: tools.language(version.lang) }),
    own: t(item.versions.some((one) => one.lang === lang) ? "items:versions.hasOwn" : "items:versions.noOwn"),
    mechanism: item.mechanism ? tools.mechanismById(item.mechanism) : null,
    themes: tools
      .terms(item.terms, "theme")
      .slice(0, THEMES_IN_HEADER)
      .map(({ label }) => label),
  };
}

/** The organisations that had a part in it, each leading to its page; null where none is named. */
function partnersOf(tools: PageTools, { partners }: PublishedItem) {
  const { lang, reference } = tools;
  const list = partners.filter((id) => reference.partners.has(id)).map((id) => ({ id, ...tools.partner(id), url: paths.partner(lang, id) }));
  return list.length > 0 ? { label: tools.t("cooperation:partners.with"), list } : null;
}

/** The terms that the item carries, by vocabulary. Their searches follow from what is sent. */
function termsOf(tools: PageTools, item: PublishedItem) {
  return SHOWN_SCHEMES.map((scheme) => ({
    scheme,
    name: tools.t(`items:scheme.${scheme}`),
    terms: tools.terms(item.terms, scheme),
  })).filter((row) => row.terms.length > 0);
}
