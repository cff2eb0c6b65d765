import type { Version } from "./item.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";

const TITLES = { originalLanguage: 1, "versions.lang": 1, "versions.published.content.title": 1, "versions.archivedPublished.content.title": 1, "versions.submitted.content.title": 1 };

/**
 * What items are called in the log, by id, and in which language: the given one, else their own. Titles are those that were
 * published or handed in; one that only its authors have seen is called by its id.
 */
export async function titlesOfItems(ids: string[], lang: string): Promise<Map<string, { title: string; lang: string | null }>> {
  if (ids.length === 0) return new Map();
  const found = await ItemModel.find({ _id: { $in: [...new Set(ids)] } }).select(TITLES).lean<ItemDocument[]>();
  return new Map(
    found.map((item) => {
      const titled = item.versions.filter((version) => titleOf(version) !== undefined);
      const version = titled.find((one) => one.lang === lang) ?? titled.find((one) => one.lang === item.originalLanguage) ?? titled[0];
      return [item._id, { title: (version && titleOf(version)) ?? item._id, lang: version?.lang ?? null }];
    }),
  );
}

const titleOf = ({ published, archivedPublished, submitted }: Version): string | undefined => (published ?? archivedPublished ?? submitted)?.content.title;
