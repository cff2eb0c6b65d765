import type { Model } from "mongoose";

import { CooperationModel } from "#models/cooperation.server.ts";
import { CooperationMessageModel } from "#models/cooperation-messages.server.ts";
import { idForKey, newId } from "#models/ids.server.ts";
import { ItemModel, pendingMark } from "#models/item.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { NamedPersonModel } from "#models/named-person.server.ts";
import { PartnerModel } from "#models/partner.server.ts";
import { ReaderCommentModel } from "#models/reader-comment.server.ts";
import { CommentModel } from "#models/review.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import { TermModel } from "#models/term.server.ts";

/** A document as an archive has it: its id, and what it says. */
export type Portable = { id: string } & Record<string, unknown>;

type KindOf = {
  // Documents of all kinds go the same way; their models check each.
  model: Model<any>;
  /** What belongs to this hub alone: marks of what is still to be done, what the seed or an import noted, counts of writes. */
  omit?: readonly string[];
  entry: (document: Portable) => string;
  /** What a document carries that has just come in, so that all follows which follows from one that was written here. */
  marks?: (id: string) => Record<string, unknown>;
};

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** Every kind of document in an archive, in the order in which they stand in it. */
export const KINDS = {
  mechanism: {
    model: MechanismModel,
    omit: ["follow"],
    entry: () => "mechanism.json",
    marks: (id) => ({ follow: [{ id: `imported:${id}`, kind: "names", merger: null, into: null }] }),
  },
  membership: { model: MembershipModel, entry: ({ id }) => `memberships/${id}.json` },
  item: {
    model: ItemModel,
    omit: ["indexPending", "import", "steps", "termMoves", "shown", "tables"],
    entry: ({ id }) => `items/${id}.json`,
    marks: pendingMark,
  },
  revision: { model: RevisionModel, entry: ({ item, number, lang }) => `revisions/${text(item)}/${text(number)}-${text(lang) || "all"}.json` },
  // Its id has the id of its author and whatever named the form in it.
  review: { model: CommentModel, omit: ["address", "pending"], entry: ({ id, item }) => `reviews/${text(item)}/${idForKey(id)}.json` },
  comment: { model: ReaderCommentModel, omit: ["reporters"], entry: ({ id, item }) => `comments/${text(item)}/${id}.json`, marks: () => ({ writes: 1 }) },
  cooperation: { model: CooperationModel, entry: ({ id }) => `cooperation/${id}.json`, marks: () => ({ writes: 1 }) },
  message: { model: CooperationMessageModel, omit: ["pending"], entry: ({ id, cooperation }) => `cooperation/${text(cooperation)}/${id}.json` },
  term: { model: TermModel, omit: ["changes", "merge", "following"], entry: ({ id }) => `terms/${id.replace(":", "/")}.json`, marks: () => ({ following: newId() }) },
  partner: { model: PartnerModel, omit: ["namesPending"], entry: ({ id }) => `partners/${id}.json`, marks: () => ({ namesPending: newId() }) },
  person: { model: NamedPersonModel, entry: ({ id }) => `people/${id}.json` },
} as const satisfies Record<string, KindOf>;
export type DocumentKind = keyof typeof KINDS;

export const DOCUMENT_KINDS = Object.keys(KINDS) as DocumentKind[];
export const kindOf = (kind: DocumentKind): KindOf => KINDS[kind];

/** What no document takes along. Whoever reads a window's name in it has nothing of it elsewhere. */
const NEVER = new Set(["__v", "_id", "updatedAt", "trail", "seed", "writes"]);

/** A document of the database as an archive has it: with all that its model gives it, and without what is this hub's own. */
export function toPortable(kind: DocumentKind, stored: Record<string, unknown>): Portable {
  const { model, omit = [] } = kindOf(kind);
  const { _id, ...rest } = new model(stored).toObject({ depopulate: true }) as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !NEVER.has(key) && !omit.includes(key)));
  if (kind === "item") for (const version of kept.versions as Array<Record<string, unknown>>) delete version.hand;
  return { id: String(_id), ...kept };
}
