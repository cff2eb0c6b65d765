import { directionOf } from "#app/i18n/languages.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { type ListedItem, type PublishedItem, versionFor } from "#models/item.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import { listRelatedIds, relatingTerms } from "#models/related-items.server.ts";
import type { Actor } from "#models/actor.ts";

const MOST = 4;
/** Shared terms named as the reason; more would not be read. */
const REASONS = 2;

/** How long a process keeps which items are near to which; what is shown of them is read each time. */
const KEEP_MS = 10 * 60_000;
const KEPT = 2_000;
const kept = new Map<string, { at: number; ids: Promise<string[]> }>();

function relatedIds(actor: Actor, item: PublishedItem): Promise<string[]> {
  const key = `${item.id}/${item.revision}/${item.publishedAt}`;
  const found = kept.get(key);
  if (found && Date.now() - found.at < KEEP_MS) return found.ids;
  const entry = { at: Date.now(), ids: listRelatedIds({ actor, item, limit: MOST }) };
  entry.ids.catch(() => kept.delete(key));
  kept.delete(key);
  kept.set(key, entry);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return entry.ids;
}

/**
 * The items nearest to this one that the reader may see now, each with the reason why it stands there;
 * and the ids of all that are near, of which one may have been withdrawn.
 */
export async function relatedItems(tools: PageTools, actor: Actor, item: PublishedItem) {
  const ids = await relatedIds(actor, item);
  const found = await listPublishedByIds({ actor, ids });
  const views = ids.flatMap((id) => {
    const other = found.find((candidate) => candidate.id === id);
    const why = other ? reason(tools, item, other) : null;
    return other && why !== null ? [relatedView(tools, other, why)] : [];
  });
  return { ids, views };
}

function relatedView(tools: PageTools, other: ListedItem, why: string) {
  const version = versionFor(other, tools.lang);
  const { title } = version.content;
  return {
    url: paths.item(tools.lang, { ...other, title }),
    title,
    lang: version.lang,
    dir: directionOf(version.lang),
    about: [
      tools.t(`items:type.${other.type}`),
      other.country ? tools.country(other.country) : null,
      other.date.from ? tools.date(other.date) : null,
      version.lang === tools.lang ? null : tools.language(version.lang),
    ]
      .filter(Boolean)
      .join(" · "),
    why,
  };
}

/** What two items share; null where one of them has changed since and nothing is left. */
function reason(tools: PageTools, item: PublishedItem, other: ListedItem): string | null {
  const shared = relatingTerms(item.terms).filter((id) => other.terms.includes(id));
  for (const scheme of ["theme", "persons"] as const) {
    const own = shared.filter((id) => id.startsWith(`${scheme}:`)).slice(0, REASONS);
    const names = own.map((id) => tools.term(id)).join(" · ");
    if (own.length > 0) return tools.t(`items:related.${scheme}`, { terms: names });
  }
  return item.mechanism && item.mechanism === other.mechanism ? tools.t("items:related.mechanism") : null;
}
