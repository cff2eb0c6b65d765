import { directionOf } from "#app/i18n/languages.ts";
import { withNumbersIsolated } from "#app/lib/marked-text.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { Card } from "#app/ui/item-card.tsx";
import { type ListedItem, type ListedVersion, versionFor } from "#models/item.ts";

const THEMES_ON_CARD = 3;

/** The card of an item; version, title and excerpt are given where a search chose and marked them. */
export function itemCard(
  tools: PageTools,
  item: ListedItem,
  chosen: { version?: ListedVersion; title?: string; excerpt?: string } = {},
): Card {
  const version = chosen.version ?? versionFor(item, tools.lang);
  const written = (text: string) => (directionOf(version.lang) === "rtl" ? withNumbersIsolated(text) : text);
  return {
    id: item.id,
    url: paths.item(tools.lang, { ...item, title: versionFor(item, tools.lang).content.title }),
    type: tools.t(`items:type.${item.type}`),
    title: written(chosen.title ?? version.content.title),
    excerpt: written(chosen.excerpt ?? version.content.summary),
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
