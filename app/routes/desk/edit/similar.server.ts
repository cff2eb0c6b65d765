import type { Language } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { keyOf } from "#app/search/fold.ts";
import { searchItems } from "#app/search/query.server.ts";
import type { Member } from "#models/actor.ts";
import { textOf, type WorkItem } from "#models/item.ts";
import { listWork } from "#models/item-writing.server.ts";

/** From this share of common words on, two titles are taken to name the same. */
const ALIKE = 0.6;
const MOST = 3;
const LOOKED_AT = 10;

/** `own`: not published, and under way where the author writes too. */
export type Similar = { url: string; title: string; lang: string; own: boolean };

/** Items with nearly the same title, published or under way where the author writes: it may be written already. */
export async function similarItems({ actor, lang, item, title }: { actor: Member; lang: Language; item: WorkItem; title: string }): Promise<Similar[]> {
  const words = new Set(keyOf(title));
  if (words.size < 2) return [];
  const own = (await listWork({ actor, mechanism: item.mechanism })).flatMap((other): Similar[] => {
    const titles = other.versions.flatMap((version) => ({ title: textOf(version)?.title ?? "", lang: version.lang }));
    const alike = titles.find((one) => other.id !== item.id && isAlike(words, one.title));
    return alike ? [{ url: paths.work(lang, other.id), ...alike, own: true }] : [];
  });
  const query = { q: title, filters: { type: [item.type] }, limit: LOOKED_AT, page: 1 };
  // Without the search server the author is warned of less, and goes on.
  const { hits } = await searchItems({ actor, lang, query }).catch(() => ({ hits: [] }));
  const published = hits
    .filter((hit) => hit.item.id !== item.id)
    .flatMap(({ item: { id, type, versions } }): Similar[] => {
      const alike = versions.find((version) => isAlike(words, version.content.title));
      return alike ? [{ url: paths.item(lang, { id, type }), title: alike.content.title, lang: alike.lang, own: false }] : [];
    });
  return [...published, ...own].slice(0, MOST);
}

function isAlike(words: Set<string>, title: string): boolean {
  const others = new Set(keyOf(title));
  const common = [...words].filter((word) => others.has(word)).length;
  return others.size > 0 && common / Math.max(words.size, others.size) >= ALIKE;
}
