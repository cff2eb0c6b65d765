import type { Actor } from "./actor.ts";
import { type ItemDocument, ItemModel } from "./item.server.ts";
import { can } from "./policy.ts";
import { RevisionModel } from "./revision.server.ts";
import { ownedFor, reviewable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";

/** A text that waits for a reviewer. `original` is false for a translation. */
export type Waiting = {
  item: string;
  type: ItemType;
  mechanism: string | null;
  country: string | null;
  lang: string;
  original: boolean;
  title: string;
  at: Date;
  by: string;
  assignee: string | null;
  /** False for one that its reviewer may not approve, since he wrote a part of it. */
  mayDecide: boolean;
};

/** All texts that this actor may review and that wait for it, those that have waited longest first. */
export async function listWaiting({ actor }: { actor: Actor }): Promise<Waiting[]> {
  const found = await ItemModel.find({ $and: [reviewable(actor), { "versions.state": "in-review" }, { archived: null }] })
    .select({
      type: 1, mechanism: 1, country: 1, originalLanguage: 1, authors: 1, "versions.lang": 1, "versions.state": 1,
      "versions.submitted.content.title": 1, "versions.submitted.at": 1, "versions.submitted.by": 1, "versions.submitted.assignee": 1,
    })
    .lean<ItemDocument[]>();
  const waiting = found.flatMap(({ _id, type, mechanism, country, originalLanguage, authors = [], versions }) =>
    versions.flatMap(({ lang, state, submitted }): Waiting[] =>
      state === "in-review" && submitted
        ? [{
            item: _id, type, mechanism, country, lang, original: lang === originalLanguage, title: submitted.content.title, at: submitted.at, by: submitted.by,
            assignee: submitted.assignee ?? null, mayDecide: actor.kind === "member" && !authors.includes(actor.id) && submitted.by !== actor.id,
          }]
        : [],
    ),
  );
  return waiting.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.item.localeCompare(b.item));
}

const DECISIONS = ["approve", "request-changes", "reject"] as const;
export type Decided = { item: string; lang: string; kind: (typeof DECISIONS)[number]; title: string; by: string | null; at: Date };

/** What was decided last, newest first, of the items that the actor reviews. */
export async function listDecided({ actor, limit }: { actor: Actor; limit: number }): Promise<Decided[]> {
  if (!can(actor, "item:review")) return [];
  const found = await RevisionModel.find({ kind: { $in: DECISIONS } })
    .select({ item: 1, lang: 1, kind: 1, by: 1, at: 1, "content.title": 1 })
    .sort({ at: -1, _id: 1 })
    .limit(limit)
    .lean<Array<{ item: string; lang: string | null; kind: Decided["kind"]; by: string | null; at: Date; content: { title: string } | null }>>();
  const own = await ItemModel.find({ $and: [ownedFor(actor, "item:review"), { _id: { $in: found.map(({ item }) => item) } }] }).select({ _id: 1 }).lean<Array<{ _id: string }>>();
  const ids = new Set(own.map(({ _id }) => _id));
  return found.flatMap(({ item, lang, kind, by, at, content }) => (ids.has(item) && lang ? [{ item, lang, kind, by, at, title: content?.title ?? "" }] : []));
}
