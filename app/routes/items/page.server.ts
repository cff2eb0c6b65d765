import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { directionOf, isLanguage } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import { ownLanguageName } from "#app/lib/language-names.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { toCanonical } from "#app/lib/redirect.server.ts";
import { paths, slugOf, typeOfCollection } from "#app/paths.ts";
import { richWords } from "#app/rich-text/texts.server.ts";
import { findDecision } from "#models/decision.server.ts";
import { type PublishedItem, type PublishedVersion, versionFor } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";
import { localize } from "#models/localized.ts";
import type { Actor } from "#models/actor.ts";
import type { ItemType } from "#models/vocabulary.ts";

import { itemAddresses, titled } from "./addresses.ts";
import { citationOf } from "./citation.server.ts";
import { factsOf } from "./facts.server.ts";
import { figuresOf } from "./figures.server.ts";
import { keptPage } from "./kept-pages.server.ts";
import { relatedItems } from "./related.server.ts";
import { itemThing } from "./structured-data.server.ts";
import { absentOf, groupsOf } from "./text.server.ts";

/** Vocabularies whose terms are shown on an item's page, each leading to a search. */
const SHOWN_SCHEMES = ["theme", "persons", "capacity", "body", "sdg"] as const;

/** Themes named to a reader above a text that is not in his language; all of them stand beside it. */
const THEMES_IN_HEADER = 4;

/** The page of one item: `/{lang}/{collection}/{id}/{slug}`; a wrong slug leads to the right one. */
export async function loadItem({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const type = typeOfCollection(params.collection);
  const { id } = params;
  if (!type || !id) throw new Response(null, { status: 404 });
  const { searchParams, search } = new URL(request.url);
  const wanted = searchParams.get("version");
  const tools = await pageTools(lang);
  const page = await keptPage({
    actor,
    id,
    reference: tools.reference,
    key: [actor.kind, type, id, lang, wanted, today()].join("/"),
    make: () => makePage({ actor, tools, id, type, wanted }),
  });
  if (!page) throw new Response(null, { status: 404 });
  if ((params.slug ?? "") !== page.slug) throw toCanonical(page.path + search);
  return page.data;
}

async function makePage({ actor, tools, id, type, wanted }: { actor: Actor; tools: PageTools; id: string; type: ItemType; wanted: string | null }) {
  const { lang } = tools;
  const item = await findPublished({ actor, id, type });
  if (!item) return null;
  const usual = versionFor(item, lang);
  const version = item.versions.find((candidate) => candidate.lang === wanted) ?? usual;
  const { title } = usual.content;
  const adopted = "decision" in item.details ? item.details.decision : null;
  const [decision, related, words] = await Promise.all([
    adopted ? findDecision({ id: adopted }) : null,
    relatedItems(tools, actor, item),
    richWords(isLanguage(version.lang) ? version.lang : lang),
  ]);
  return {
    slug: slugOf(title),
    path: paths.item(lang, { ...item, title }),
    shows: related.ids,
    data: {
      lang,
      item: {
        ...headerOf(tools, item, version),
        facts: factsOf(tools, item, version, decision),
        groups: groupsOf(tools, item, version, words),
        absent: absentOf(tools, item, version),
        figures: figuresOf(item, version, lang),
        terms: termsOf(tools, item),
        sources: tools.sources(item.sources),
        related: related.views,
        citation: citationOf(tools, item, version),
      },
      meta: tools.meta(version.content.title, version.content.summary, {
        kind: "article",
        addresses: itemAddresses(titled(item)),
        trail: [sectionOf(tools, item)],
        about: [itemThing(tools, item, version)],
      }),
    },
  };
}

/** Where items of its type are listed. */
function sectionOf({ t, lang }: PageTools, { type }: PublishedItem): { name: string; path: string } {
  return {
    name: t(`items:types.${type}`),
    path: type === "event" ? paths.events(lang) : paths.search(lang, { type }),
  };
}

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

/** The terms that the item carries, by vocabulary. Their searches follow from what is sent. */
function termsOf(tools: PageTools, item: PublishedItem) {
  return SHOWN_SCHEMES.map((scheme) => ({
    scheme,
    name: tools.t(`items:scheme.${scheme}`),
    terms: tools.terms(item.terms, scheme),
  })).filter((row) => row.terms.length > 0);
}

export type ItemView = Awaited<ReturnType<typeof loadItem>>["item"];
