import { randomUUID } from "node:crypto";

import type { Actor, Member } from "./actor.ts";
import type { Doer } from "./audit.server.ts";
import { contentHash } from "./content-hash.server.ts";
import { DomainError } from "./errors.ts";
import { checkedFiles } from "./file-work.server.ts";
import { assertFits, changeItem } from "./item-change.server.ts";
import { type ItemDocument, ItemModel, pendingMark, toWorkItem } from "./item.server.ts";
import { type Content, type Facts, factsOf, newestPublication, type Published, textOf, type Version, type WorkItem } from "./item.ts";
import { makeStep } from "./item-steps.server.ts";
import { editOf } from "./item-writing.server.ts";
import { can } from "./policy.ts";
import { ownedFor, retirable, writable } from "./scope.server.ts";
import { isOpenTo, type Step, type StepKind, WORKFLOW } from "./workflow.ts";

/** What every step of a version is told. `seen`: the state of the text (`editOf`) that the actor had before him. */
export type TakeStep = { actor: Member; doer: Doer; id: string; lang: string; seen: string; reason?: string | null };

/**
 * Of which items an actor may know that there is something to be done. For reviewers, not only those of which
 * something is handed in: who comes second is told that another was quicker, not that there is no such item.
 */
const FILTERS = {
  "item:write": writable,
  "item:submit": writable,
  "item:review": (actor: Actor) => ownedFor(actor, "item:review"),
  "item:retire": retirable,
};

type Outcome = { version: Version; set?: Partial<ItemDocument>; step?: Partial<Omit<Step, "by">>; others?: (version: Version) => Version };
type Deciding = { item: WorkItem; version: Version; revision: number; now: Date };

/**
 * Takes one step of a version: checks the right, the state, and that the text is still what the actor saw; then
 * writes its outcome, with what follows from it, in one write.
 * @throws DomainError `not-found`, `not-allowed`, `wrong-state`, `moved-on`; what `decide` throws.
 */
async function takeStep(kind: StepKind, { actor, doer, id, lang, seen, reason = null }: TakeStep, decide: (given: Deciding) => Outcome): Promise<void> {
  const { action } = WORKFLOW[kind];
  await changeItem({
    id,
    filter: FILTERS[action](actor),
    change: (found) => {
      const item = toWorkItem(found);
      if (!can(actor, action, item)) throw new DomainError("not-allowed");
      const version = item.versions.find((candidate) => candidate.lang === lang);
      if (!version) throw new DomainError("not-found");
      if (stateSeen(kind, item, version) !== seen) throw new DomainError("moved-on");
      if (item.archived || !isOpenTo(version, kind)) throw new DomainError("wrong-state");
      const [revision, now] = [item.revision + 1, new Date()];
      const { version: next, set = {}, step = {}, others = (one) => one } = decide({ item, version, revision, now });
      // From its first step on, the state of a text has a name that no other step of the item changes.
      const named: Version = { ...next, edit: next.edit ?? editOf(item, version) };
      const versions = item.versions.map((candidate) => (candidate === version ? named : others(candidate)));
      return {
        set: { ...set, versions, revision, publishedAt: newestPublication(versions) },
        step: makeStep({ kind, lang, doer, by: actor, revision, state: next.state, content: textOf(next), facts: null, reason, ...step }),
        result: undefined,
      };
    },
  });
}

/** What the page of a step shows and sends back: reviewers see what was handed in, authors the text under way. */
export function stateSeen(kind: StepKind, item: Pick<WorkItem, "id" | "revision">, version: Version): string {
  if (WORKFLOW[kind].action === "item:review") return String(version.submitted?.revision ?? 0);
  if (kind === "withdraw") return String(version.published?.revision ?? 0);
  return editOf(item, version);
}

/** True where nothing of the item was ever published. */
const isNew = (item: WorkItem): boolean => item.versions.every(({ published }) => published === null);

/**
 * Hands a text in for review.
 * @throws DomainError `too-long`; `files-open` where a file of it was not read; and as every step. That the required criteria are met is checked before.
 */
export async function submitVersion(asked: TakeStep & { follows?: boolean }): Promise<void> {
  await assertFilesReady(asked);
  await takeStep("submit", asked, ({ item, version, revision, now }) => {
    const content = finished(version.draft ?? null);
    assertFits(content);
    const original = item.versions.find(({ lang }) => lang === item.originalLanguage);
    const isOriginal = version === original;
    const facts = isOriginal || isNew(item) ? (item.draftFacts ?? factsOf(item)) : null;
    const submitted = { content, facts, revision, at: now, by: asked.actor.id, assignee: version.submitted?.assignee ?? null, edit: editOf(item, version) };
    return {
      version: {
        ...version,
        state: "in-review",
        submitted,
        // Whoever hands a translation in says whether it says what its original says now.
        ...(isOriginal || !original || asked.follows === false ? {} : { follows: original.published?.revision ?? version.follows, source: editOf(item, original) }),
      },
      step: { content, facts },
    };
  });
}

/** A file that nobody has looked into is handed in by nobody; of one that has been read, that does not change. */
async function assertFilesReady({ actor, id, lang }: TakeStep): Promise<void> {
  const found = await ItemModel.findOne({ $and: [writable(actor), { _id: id }] }).lean<ItemDocument>();
  const files = found?.versions.find((version) => version.lang === lang)?.draft?.files ?? [];
  const checked = await checkedFiles(files.map((file) => file.id));
  if (files.some((file) => checked.get(file.id)?.check.state !== "ready")) throw new DomainError("files-open");
}

/** A text without the parts in which nobody has written. */
function finished(content: Content | null): Content {
  if (!content) throw new DomainError("wrong-state");
  return { ...content, sections: content.sections.filter(({ text }) => text.trim() !== "") };
}

export async function recallVersion(asked: TakeStep): Promise<void> {
  await takeStep("recall", asked, ({ version }) => ({ version: { ...version, state: "draft", submitted: null } }));
}

/**
 * Takes a review on, or gives it back. `was`: whose it was when the actor looked.
 * @throws DomainError `moved-on` where it is another's by now; as every step.
 */
export async function assignReview({ assignee, was, ...asked }: TakeStep & { assignee: string | null; was?: string | null }): Promise<void> {
  await takeStep("assign", asked, ({ version }) => {
    if (was !== undefined && (version.submitted?.assignee ?? null) !== was) throw new DomainError("moved-on");
    return {
      version: { ...version, submitted: version.submitted ? { ...version.submitted, assignee } : null },
      step: { assignee, content: null },
    };
  });
}

export async function requestChanges(asked: TakeStep): Promise<void> {
  await takeStep("request-changes", asked, ({ version }) => ({
    version: { ...version, state: "changes-requested" },
    step: { content: version.submitted?.content ?? null, facts: version.submitted?.facts ?? null },
  }));
}

/** Gives a text back to its authors as a draft. */
export async function rejectVersion(asked: TakeStep): Promise<void> {
  await takeStep("reject", asked, ({ version }) => ({
    version: { ...version, state: "draft", submitted: null },
    step: { content: version.submitted?.content ?? null, facts: version.submitted?.facts ?? null },
  }));
}

/** Whether the actor may approve a text: whoever wrote, edited, translated or handed in any part of it may not. */
export function mayApprove(actor: Actor, item: WorkItem, version: Version): boolean {
  return can(actor, "item:review", item) && !item.authors.includes(actor.id) && version.submitted?.by !== actor.id;
}

/**
 * Publishes what was handed in, and with the original its facts.
 * @throws DomainError `own-work`, and as every step.
 */
export async function approveVersion(asked: TakeStep): Promise<void> {
  await takeStep("approve", asked, ({ item, version, revision, now }) => {
    const { submitted } = version;
    if (!submitted) throw new DomainError("wrong-state");
    if (!mayApprove(asked.actor, item, version)) throw new DomainError("own-work");
    const isOriginal = version.lang === item.originalLanguage;
    const published: Published = { content: submitted.content, at: now, revision, machine: version.machine, edit: submitted.edit };
    const { draft: _, ...rest } = version;
    // A translation that was written after the very text that is published now follows it.
    const follow = (other: Version): Version => (isOriginal && other.source && other.source === submitted.edit ? { ...other, follows: revision } : other);
    // A translation brings facts only where it is the first to be published; those of the original go on under way.
    const facts: Facts | null = isOriginal || isNew(item) ? submitted.facts : null;
    const isAllUnderWay = isOriginal || contentHash({ facts }, ["facts"]) === contentHash({ facts: item.draftFacts }, ["facts"]);
    return {
      version: { ...rest, state: "published", submitted: null, published, ...(isOriginal ? { follows: revision } : {}) },
      set: { ...(facts ? { ...facts, ...(isAllUnderWay ? { draftFacts: null } : {}) } : {}), ...pendingMark() },
      others: follow,
      step: {
        content: submitted.content,
        facts,
        replaced: version.published,
        behind: isOriginal ? item.versions.filter((other) => other !== version && other.published && follow(other).follows < revision).map(({ lang }) => lang) : [],
      },
    };
  });
}

/** Gives up the text under way: the published one stands; where nothing is published the version rests. */
export async function discardDraft(asked: TakeStep): Promise<void> {
  await takeStep("discard", asked, ({ item, version }) => {
    const { draft, submitted: _, ...rest } = version;
    const isOriginal = version.lang === item.originalLanguage;
    const next: Version = version.published
      ? // The text is again the one that was approved, and so has its name.
        { ...rest, state: "published", edit: version.published.edit ?? `${item.id}/${version.lang}/${version.published.revision}`, machine: version.published.machine ?? version.machine }
      : { ...version, state: "archived", submitted: null };
    return { version: next, set: isOriginal && version.published ? { draftFacts: null } : {}, step: { content: draft ?? null, facts: isOriginal ? item.draftFacts : null } };
  });
}

/** Makes an older text the one under way. */
export async function restoreText({ content, facts, ...asked }: TakeStep & { content: Content; facts: Facts | null }): Promise<void> {
  await takeStep("restore", asked, ({ item, version, now }) => ({
    version: { ...version, state: "draft", draft: content, edit: randomUUID(), editedAt: now, editedBy: asked.actor.id, hand: null, submitted: null },
    set: {
      authors: [...new Set([...item.authors, asked.actor.id])],
      ...(facts && version.lang === item.originalLanguage ? { draftFacts: facts } : {}),
    },
    step: { content, facts },
  }));
}

/** Notes that a person has checked a text that a machine had made. */
export async function checkVersion(asked: TakeStep): Promise<void> {
  await takeStep("check", asked, ({ item, version, now }) => {
    // Readers are told so as well, unless it is another text than theirs that was checked.
    const published = version.published && !version.draft ? { ...version.published, machine: false } : version.published;
    return {
      version: { ...version, machine: false, checked: { by: asked.actor.id, name: asked.actor.name, at: now }, published: published && { ...published, machine: published.machine ?? version.machine } },
      set: { authors: [...new Set([...item.authors, asked.actor.id])], ...(published ? pendingMark() : {}) },
      step: { content: null },
    };
  });
}

/** Takes a published text away from readers. It stays with its authors, as a draft that can be handed in again. */
export async function withdrawVersion(asked: TakeStep): Promise<void> {
  await takeStep("withdraw", asked, ({ version }) => ({
    version: {
      ...version,
      state: version.state === "published" ? "withdrawn" : version.state,
      draft: textOf(version),
      published: null,
    },
    set: pendingMark(),
    step: { content: version.published?.content ?? null, replaced: version.published },
  }));
}
