import { type Language, LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import type { ListedItem } from "#models/item.ts";
import type { ItemType } from "#models/vocabulary.ts";

/** What the addresses of an item follow from: its titles, and in which language it was written. */
export type Titled = {
  id: string;
  type: ItemType;
  originalLanguage: string;
  titles: Array<{ lang: string; title: string }>;
};

/** The canonical addresses of an item in all languages, each with the title that a reader of it sees. */
export function itemAddresses({ id, type, originalLanguage, titles }: Titled): Record<Language, string> {
  const titleIn = (lang: string) => titles.find((candidate) => candidate.lang === lang)?.title;
  const own = LANGUAGE_CODES.map((lang) => {
    const title = titleIn(lang) ?? titleIn(originalLanguage) ?? titles[0]?.title ?? "";
    return [lang, paths.item(lang, { id, type, title })] as const;
  });
  return Object.fromEntries(own) as Record<Language, string>;
}

export function titled({ id, type, originalLanguage, versions }: Pick<ListedItem, "id" | "type" | "originalLanguage" | "versions">): Titled {
  return { id, type, originalLanguage, titles: versions.map(({ lang, content }) => ({ lang, title: content.title })) };
}
