import type { PageTools } from "#app/lib/page-tools.server.ts";
import { typeOfCollection } from "#app/paths.ts";
import { itemView } from "#app/routes/plan/view.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { searchWhileTyping } from "#app/search/query.server.ts";
import type { Actor } from "#models/actor.ts";
import { listPublishedByIds } from "#models/item-queries.server.ts";
import type { PlanActivity } from "#models/plan.ts";

const FOUND = 8;

/** What serves an activity; of what readers do not see (any more), its id alone. */
export async function linkedItems(tools: PageTools, { items }: PlanActivity) {
  const found = new Map((await listPublishedByIds({ actor: { kind: "visitor" }, ids: items })).map((item) => [item.id, item]));
  return items.map((id) => {
    const item = found.get(id);
    return item ? { ...itemView(tools, item), isThere: true } : { id, isThere: false, url: "", title: id, lang: "en", dir: "ltr" as const, about: "" };
  });
}

/** Published items by the address of their page, or by words; null where the search does not answer. Those that are linked are left out. */
export async function findToLink(tools: PageTools, actor: Actor, { q, activity }: { q: string; activity: PlanActivity }) {
  const pasted = idIn(q);
  try {
    const items = pasted
      ? await listPublishedByIds({ actor, ids: [pasted] })
      : (await searchWhileTyping({ actor, lang: tools.lang, q, limit: FOUND, reference: tools.reference })).hits.map(({ item }) => item);
    return items.filter(({ id }) => !activity.items.includes(id)).map((item) => itemView(tools, item));
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    return null;
  }
}

/** The id in the address of an item's page, of this hub or of any: `/fr/practices/ID/…`. */
function idIn(text: string): string | null {
  const [, collection, id] = /\/[a-z]{2}\/([a-z]+)\/([2-9b-z]{12})(?:[/?#]|$)/.exec(text) ?? [];
  return typeOfCollection(collection) && id ? id : null;
}
