import type { Actor } from "./actor.ts";
import type { Content, Version, WorkItem } from "./item.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "./item.server.ts";
import { findWork } from "./item-writing.server.ts";
import { can } from "./policy.ts";
import { isHandedIn, lastHandedIn } from "./revision.server.ts";
import { ownedFor } from "./scope.server.ts";

/**
 * An item as the actor may work on it or, for a reviewer, have reviewed it: also one that was handed in once and is
 * with its authors again. Of what such an item is now he sees nothing; its versions are those that were handed in, with
 * the text as it was then. Null where he may know nothing of it.
 */
export async function findReviewed({ actor, id }: { actor: Actor; id: string }): Promise<WorkItem | null> {
  const item = await findWork({ actor, id });
  if ((item && can(actor, "item:write", item)) || !can(actor, "item:review")) return item;
  const found = await ItemModel.findOne({ $and: [ownedFor(actor, "item:review"), { _id: id }] }, { import: 0, steps: 0 }).lean<ItemDocument>();
  if (!found || !(await isHandedIn({ item: id }))) return item;
  const whole = toWorkItem(found);
  const seen = item?.versions ?? [];
  const others = await Promise.all(
    whole.versions
      .filter(({ lang }) => !seen.some((version) => version.lang === lang))
      .map(async ({ lang, machine, follows }): Promise<Version | null> => {
        const last = await lastHandedIn({ item: id, lang });
        if (!last?.content || !last.by) return null;
        const draft = last.content;
        return { lang, state: "draft", machine, follows, note: null, draft, published: null };
      }),
  );
  return { ...(item ?? { ...whole, draftFacts: null }), versions: [...seen, ...others.filter((version) => version !== null)] };
}

/** The text of a version that the actor is shown where one is shown: authors their own, reviewers what they may read. */
export function shownText(actor: Actor, item: WorkItem, version: Version): Content | null {
  const { draft = null, submitted = null, published, archivedPublished = null } = version;
  const readable = published?.content ?? archivedPublished?.content ?? null;
  if (can(actor, "item:write", item)) return draft ?? readable;
  // Of a version that is with its authors again, `findReviewed` gives the text that was handed in.
  return submitted?.content ?? readable ?? draft;
}
