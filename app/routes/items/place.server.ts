import type { MarkedText } from "#app/lib/page-tools.server.ts";
import type { ListedItem, ListedVersion } from "#models/item.ts";

const scriptOf = (lang: string): string | undefined => new Intl.Locale(lang).maximize().script;

/**
 * The place that an item tells of, in letters that the reader reads where any version has it in them; else
 * as `version` has it. It comes with the language that it is in; null where none is stated.
 */
export function placeOf(item: Pick<ListedItem, "versions">, version: ListedVersion, lang: string): MarkedText | null {
  const own = item.versions.find((candidate) => candidate.lang === lang);
  const readable = [version, ...item.versions].filter((candidate) => scriptOf(candidate.lang) === scriptOf(lang));
  const found = [own, ...readable, version].find((candidate) => candidate?.content.place);
  return found?.content.place ? { text: found.content.place, lang: found.lang } : null;
}
