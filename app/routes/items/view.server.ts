import { directionOf } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { withNumbersIsolated } from "#app/lib/marked-text.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Card } from "#app/ui/item-card.tsx";
import type { SearchHit } from "#app/search/hits.server.ts";
import { type ListedItem, type ListedVersion, versionFor } from "#models/item.ts";

const THEMES_ON_CARD = 3;

/** The card of an item; version, title and excerpt are given where a search chose and marked them. */
export function itemCard(
  tools: PageTools,
  item: ListedItem,
  chosen: { version?: ListedVersion; title?: string; excerpt?: string; within?: SearchHit["within"] } = {},
): Card {
  const version = chosen.version ?? versionFor(item, tools.lang);
  const written = (text: string) => (directionOf(version.lang) === "rtl" ? withNumbersIsolated(text) : text);
  return {
    id: item.id,
    url: paths.item(tools.lang, { ...item, title: versionFor(item, tools.lang).content.title }),
    type: tools.t(`items:type.${item.type}`),
    title: written(chosen.title ?? version.content.title),
    excerpt: written(chosen.excerpt ?? version.content.summary),
    within: chosen.within ? withinOf(tools, chosen.within) : null,
    lang: version.lang,
    dir: directionOf(version.lang),
    languageLabel: tools.languages([version.lang, ...item.versions.map(({ lang }) => lang)]),
    ownLanguage: version.lang === tools.lang,
    country: item.country ? tools.country(item.country) : null,
    date: item.date.from ? tools.date(item.date) : null,
    themes: tools
      .terms(item.terms, "theme")
      .slice(0, THEMES_ON_CARD)
      .map((theme) => theme.label),
  };
}

/** The way to the page of a file in which something was found: browsers open PDFs at a page, of others the hub shows the text. */
function withinOf({ t, lang }: PageTools, { file, page }: NonNullable<SearchHit["within"]>): { url: string; text: string } {
  const isPdf = file.type === "application/pdf";
  const names = { name: file.title ?? file.name, number: formatNumber(page, lang) };
  return { url: isPdf ? `${paths.file(file.id, file.name)}#page=${page}` : paths.fileText(lang, file.id, page), text: t(isPdf ? "files:reader.inFile" : "files:reader.inSection", names) };
}
