import { randomUUID } from "node:crypto";

import type { Actor, Member } from "./actor.ts";
import type { Doer } from "./audit.server.ts";
import { keepDraftState } from "./draft-state.server.ts";
import { DomainError } from "./errors.ts";
import { idForKey } from "./ids.server.ts";
import { assertFits, changeItem } from "./item-change.server.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "./item.server.ts";
import { type Content, type Facts, factsOf, type Item, type ItemDetails, textOf, type Version, type WorkItem } from "./item.ts";
import { isDuplicateKey } from "./mongo-errors.server.ts";
import { DATE_NOT_STATED } from "./partial-date.ts";
import { can } from "./policy.ts";
import { seen, writable } from "./scope.server.ts";
import type { ItemType } from "./vocabulary.ts";
import { makeStep } from "./item-steps.server.ts";
import { WRITABLE_STATES } from "./workflow.ts";

/** What is peculiar to an item of a type that has just begun. The network's own events are its gatherings. */
export const detailsAtFirst = (type: ItemType, mechanism: string | null): Facts["details"] => (type === "event" ? { gathering: mechanism === null } : NO_DETAILS[type]);

const NO_DETAILS: { [T in ItemType]: ItemDetails[T] } = {
  practice: { notApplicable: [] },
  document: { kind: null, decision: null },
  event: { gathering: false },
  record: {},
  measure: { number: null, status: null },
};

export type NewItem = { type: ItemType; lang: string; mechanism: string | null; country: string | null; title: string };

/**
 * Begins an item with a draft in one language. `token` names the form that it comes from: the same form sent
 * twice makes one item. Returns its id.
 * @throws DomainError `not-allowed` where the actor does not write for that mechanism.
 */
export async function createItem({ actor, doer, token, ...item }: NewItem & { actor: Member; doer: Doer; token: string }): Promise<string> {
  const { type, lang, mechanism, country, title } = item;
  if (!can(actor, "item:write", { mechanism })) throw new DomainError("not-allowed");
  const id = idForKey(`item:${actor.id}:${token}`);
  const now = new Date();
  const content: Content = { title, summary: "", place: null, sections: [], figureLabels: {} };
  const version: Version = { lang, state: "draft", machine: false, follows: 1, note: null, draft: content, published: null, edit: randomUUID(), editedAt: now, editedBy: actor.id };
  const facts: Facts = { date: DATE_NOT_STATED, terms: [], partners: [], figures: [], sources: [], details: detailsAtFirst(type, mechanism) };
  await insertItem(id, {
    type, key: null, country, mechanism, originalLanguage: lang, revision: 1, ...facts, versions: [version], publishedAt: null, partners: [],
    authors: [actor.id], writes: 1,
    steps: [makeStep({ kind: "begin", lang, doer, by: actor, revision: 1, state: "draft", content, facts })],
  });
  return id;
}

/** Writes an item that is new; where there is one with this id, that stays as it is. @throws ValidationError */
export async function insertItem(id: string, document: Omit<ItemDocument, "_id" | "updatedAt">): Promise<void> {
  const now = new Date();
  const checked = new ItemModel({ _id: id, ...document });
  await checked.validate();
  const { _id: _, ...fields } = checked.toObject({ depopulate: true });
  try {
    await ItemModel.collection.updateOne({ _id: id as never }, { $setOnInsert: { ...fields, createdAt: now, updatedAt: now } }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/**
 * An item as the actor may work on it; null where he may not. What he may not read is not in it: drafts are for
 * those who write for its mechanism, and to reviewers a text is what was handed in.
 */
export async function findWork({ actor, id }: { actor: Actor; id: string }): Promise<WorkItem | null> {
  const found = await ItemModel.findOne({ $and: [seen(actor), { _id: id }] }, { import: 0, steps: 0 }).lean<ItemDocument>();
  return found ? asSeenBy(actor, toWorkItem(found)) : null;
}

/** The items of these owners that are under way, published or resting, the last written first; without their texts. */
export async function listWork({ actor, mechanism, limit = 200 }: { actor: Actor; mechanism?: string | null; limit?: number }): Promise<WorkItem[]> {
  const found = await ItemModel.find({ $and: [writable(actor), mechanism === undefined ? {} : { mechanism }] }, LISTED)
    .sort({ updatedAt: -1, _id: 1 })
    .limit(limit)
    .lean<ItemDocument[]>();
  return found.map(toWorkItem);
}

/** What lists of those who work on items leave out. */
export const LISTED = {
  import: 0, steps: 0, figures: 0, sources: 0, draftFacts: 0,
  "versions.draft.sections": 0, "versions.draft.figureLabels": 0,
  "versions.published.content.sections": 0, "versions.published.content.figureLabels": 0,
  "versions.submitted.content": 0, "versions.submitted.facts": 0,
  "versions.archivedPublished.content.sections": 0, "versions.archivedPublished.content.figureLabels": 0,
};

/** Leaves of an item what the actor may read. */
export function asSeenBy(actor: Actor, item: WorkItem): WorkItem {
  if (can(actor, "item:write", item)) return item;
  const mayReview = can(actor, "item:review", item);
  // Whoever may bring an archived item back sees what would be published again.
  const mayRetire = can(actor, "item:retire", item);
  const versions = item.versions.flatMap((version): Version[] => {
    const submitted = mayReview ? (version.submitted ?? null) : null;
    const { draft: _, edit: _edit, archivedPublished = null, ...rest } = version;
    if (mayRetire && archivedPublished) return [{ ...rest, submitted: null, archivedPublished }];
    if (!submitted && !version.published) return [];
    return [{ ...rest, submitted, state: submitted ? version.state : "published" }];
  });
  return { ...item, draftFacts: null, versions };
}

/** What the text of a version begins with for someone who opens it: its words, the facts, and the state they are in. */
export function openText(item: WorkItem, lang: string): { version: Version; content: Content; facts: Facts; edit: string } {
  const version = item.versions.find((candidate) => candidate.lang === lang);
  const content = version ? textOf(version) : null;
  if (!version || !content) throw new DomainError("not-found");
  return { version, content, facts: item.draftFacts ?? factsOf(item), edit: editOf(item, version) };
}

/** The name of the state of a text; one that nobody has written in the hub is named after the revision that brought it. */
export function editOf(item: Pick<Item, "id">, version: Version): string {
  return version.edit ?? `${item.id}/${version.lang}/${version.published?.revision ?? version.follows}`;
}

export type Saved = { edit: string; at: Date };

export type Save = {
  actor: Member;
  id: string;
  lang: string;
  /** The state that the writer began from. */
  base: string;
  /** The window that writes. */
  hand: string;
  content: Content;
  /** Null for a translation: the facts go with the text of the original. */
  facts: Facts | null;
};

/**
 * Keeps a text under way. Nothing of it is seen by readers, and no revision is made of it.
 * @throws DomainError `moved-on` where another hand has written since `base`; `wrong-state` where the version is
 * under review; `not-found`; `too-long`; ValidationError where a text does not fit.
 */
export async function saveDraft({ actor, id, lang, base, hand, content, facts }: Save): Promise<Saved> {
  assertFits(content);
  const [edit, at] = [randomUUID(), new Date()];
  const before = await changeItem({
    id,
    filter: writable(actor),
    change: (found) => {
      const item = { ...toWorkItem(found) };
      const version = item.versions.find((candidate) => candidate.lang === lang);
      if (!version) throw new DomainError("not-found");
      if (!WRITABLE_STATES.includes(version.state) || item.archived) throw new DomainError("wrong-state");
      if (editOf(item, version) !== base) throw new DomainError("moved-on");
      const isOriginal = lang === item.originalLanguage;
      const text = textOf(version);
      const handedOver = text && version.hand !== hand ? { content: text, facts: item.draftFacts ?? factsOf(item) } : null;
      const written = writtenVersion(version, { content, edit, at, by: actor.id, hand });
      return {
        set: {
          versions: item.versions.map((candidate) => (candidate === version ? written : candidate)),
          authors: [...new Set([...item.authors, actor.id])],
          ...(isOriginal && facts ? { draftFacts: facts } : {}),
        },
        result: handedOver,
      };
    },
  });
  // The text that was replaced by another hand is what its writer goes on from: it is kept to merge with.
  if (before) await keepDraftState(base, { item: id, lang, ...before });
  return { edit, at };
}

/** A version with another text under way. */
export function writtenVersion(version: Version, { content, edit, at, by, hand }: { content: Content; edit: string; at: Date; by: string; hand: string }): Version {
  const state = version.state === "changes-requested" ? version.state : "draft";
  return { ...version, draft: withFilesOf(textOf(version), content), edit, editedAt: at, editedBy: by, hand, state };
}

/** A text with the files that it has by now, called as its writer calls them: which they are is no matter of a form. */
export function withFilesOf(before: Content | null, content: Content): Content {
  const { files: called = [], ...text } = content;
  const files = before?.files?.map((file) => {
    const { title, lang } = called.find(({ id }) => id === file.id) ?? file;
    return { ...file, title, lang };
  });
  return files?.length ? { ...text, files } : text;
}

/**
 * Begins a translation: empty, with the parts of the original.
 * @throws DomainError `wrong-state` where there is one in this language; `not-found`.
 */
export async function addVersion({ actor, doer, id, lang }: { actor: Member; doer: Doer; id: string; lang: string }): Promise<void> {
  await changeItem({
    id,
    filter: writable(actor),
    change: (found) => {
      const item = toWorkItem(found);
      if (item.archived || item.versions.some((version) => version.lang === lang)) throw new DomainError("wrong-state");
      const original = item.versions.find((version) => version.lang === item.originalLanguage);
      const text = original ? textOf(original) : null;
      const content: Content = {
        title: "",
        summary: "",
        place: null,
        sections: (text?.sections ?? []).map(({ id: section, group }) => ({ id: section, group, heading: null, text: "" })),
        figureLabels: {},
      };
      const revision = item.revision + 1;
      const version: Version = {
        lang,
        state: "draft",
        machine: false,
        follows: original?.published?.revision ?? item.revision,
        note: null,
        draft: content,
        published: null,
        edit: randomUUID(),
        editedAt: new Date(),
        editedBy: actor.id,
        source: original ? editOf(item, original) : null,
      };
      return {
        set: { versions: [...item.versions, version], revision, authors: [...new Set([...item.authors, actor.id])] },
        step: makeStep({ kind: "begin", lang, doer, by: actor, revision, state: "draft", content: null, facts: null }),
        result: undefined,
      };
    },
  });
}

/**
 * Says whether a machine made the text under way of a translation.
 * @throws DomainError `wrong-state` for an original, a text under review and an archived item; `not-found`.
 */
export async function markMachineMade({ actor, id, lang, machine }: { actor: Member; id: string; lang: string; machine: boolean }): Promise<void> {
  await changeItem({
    id,
    filter: writable(actor),
    change: (found) => {
      const version = found.versions.find((candidate) => candidate.lang === lang);
      if (!version) throw new DomainError("not-found");
      // An original is no translation; what is archived stands again as it was published.
      if (lang === found.originalLanguage || found.archived || !WRITABLE_STATES.includes(version.state)) throw new DomainError("wrong-state");
      // Of the published text, readers are told what was true when it was approved.
      const published = version.published ? { ...version.published, machine: version.published.machine ?? version.machine } : null;
      return { set: { versions: found.versions.map((one) => (one === version ? { ...one, machine, checked: null, published } : one)) }, result: undefined };
    },
  });
}
