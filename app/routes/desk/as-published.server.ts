import { type Content, type Facts, isBehind, type PublishedItem, type PublishedVersion, toPublished, type Version, type WorkItem } from "#models/item.ts";

/** A text that is not published as its page would have it: the item with these words and facts, beside what is published. */
export function asPublished(item: WorkItem, version: Version, { content, facts, at }: { content: Content; facts: Facts; at: Date }): { item: PublishedItem; version: PublishedVersion } {
  const shown: PublishedVersion = { lang: version.lang, machine: version.machine, behind: isBehind(item, version), note: version.note, content, at: at.toISOString() };
  const others = toPublished(item)?.versions.filter(({ lang }) => lang !== version.lang) ?? [];
  const { id, type, country, mechanism, originalLanguage, revision } = item;
  return { item: { id, type, country, mechanism, originalLanguage, revision, partners: [], ...facts, publishedAt: at.toISOString(), versions: [shown, ...others] }, version: shown };
}
