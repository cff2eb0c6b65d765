import type { Member } from "./actor.ts";
import type { Doer } from "./audit.server.ts";
import { DomainError } from "./errors.ts";
import { changeItem } from "./item-change.server.ts";
import { type ItemDocument, ItemModel, pendingMark, toWorkItem } from "./item.server.ts";
import { type Archived, newestPublication, textOf, type Version } from "./item.ts";
import { makeStep } from "./item-steps.server.ts";
import { can } from "./policy.ts";
import { retirable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

type Archiving = { actor: Member; doer: Doer; id: string; note: string; /** Language of the note. */ lang?: string; forward: string | null };

/**
 * Takes a whole item out of the knowledge pole. Whoever has its address is told why, and led to what has taken
 * its place. Its texts stay with those who write for its mechanism.
 * @throws DomainError `not-found`, `not-allowed`; `wrong-state` where it is archived already.
 */
export async function archiveItem({ actor, doer, id, note, lang, forward }: Archiving): Promise<void> {
  await changeItem({
    id,
    filter: retirable(actor),
    change: (found) => {
      const item = toWorkItem(found);
      if (!can(actor, "item:retire", item)) throw new DomainError("not-allowed");
      if (item.archived || forward === id) throw new DomainError("wrong-state");
      const revision = item.revision + 1;
      const versions = item.versions.map((version): Version => ({ ...version, state: "archived", submitted: null, draft: textOf(version), published: null, archivedPublished: version.published }));
      return {
        set: { versions, revision, publishedAt: null, archived: { at: new Date(), by: actor.id, note, ...(lang ? { lang } : {}), forward }, ...pendingMark() },
        step: makeStep({ kind: "archive", lang: null, doer, by: actor, revision, state: "archived", content: null, facts: null, reason: note }),
        result: undefined,
      };
    },
  });
}

/**
 * Brings an archived item back as it was: what was published, which a reviewer had read, is published again.
 * @throws DomainError `not-found`, `not-allowed`; `wrong-state` where it is not archived.
 */
export async function unarchiveItem({ actor, doer, id }: Omit<Archiving, "note" | "lang" | "forward">): Promise<void> {
  await changeItem({
    id,
    filter: retirable(actor),
    change: (found) => {
      const item = toWorkItem(found);
      if (!can(actor, "item:retire", item)) throw new DomainError("not-allowed");
      if (!item.archived) throw new DomainError("wrong-state");
      const revision = item.revision + 1;
      const versions = item.versions.map(({ archivedPublished = null, ...version }): Version => {
        if (!archivedPublished) return { ...version, state: "draft" };
        const isAsPublished = JSON.stringify(version.draft) === JSON.stringify(archivedPublished.content);
        const { draft, ...rest } = version;
        return isAsPublished ? { ...rest, state: "published", published: archivedPublished } : { ...rest, draft, state: "draft", published: archivedPublished };
      });
      return {
        set: { versions, revision, publishedAt: newestPublication(versions), archived: null, ...pendingMark() },
        step: makeStep({ kind: "unarchive", lang: null, doer, by: actor, revision, state: "published", content: null, facts: null }),
        result: undefined,
      };
    },
  });
}

/** For a reader at the address of an archived item: why, and what is offered instead. Null where it is not archived. */
export async function findArchived({ id, type }: { id: string; type: ItemType }): Promise<Archived | null> {
  const found = await ItemModel.findOne({ _id: id, type, archived: { $type: "object" } }).select({ archived: 1 }).lean<Pick<ItemDocument, "archived">>();
  return found?.archived ?? null;
}
