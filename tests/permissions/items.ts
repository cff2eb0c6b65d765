import { randomUUID } from "node:crypto";

import mongoose from "mongoose";

import { followUp } from "#app/notices/follow-up.server.ts";
import type { Member } from "#models/actor.ts";
import { newId } from "#models/ids.server.ts";
import { archiveItem } from "#models/item-archive.server.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "#models/item.server.ts";
import type { Content, Facts, Version } from "#models/item.ts";
import { requestChanges, stateSeen, withdrawVersion } from "#models/item-workflow.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { addComment, CommentModel } from "#models/review.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import type { StepKind } from "#models/workflow.ts";

import { asked, begin, doerOf, publish, submit, write } from "../writing/desk.ts";
import { AT_THE_DOOR, ELSEWHERE, memberOf, OWN, type Player, type Who } from "./cast.ts";

/** The states that matter. "rewritten": published, with a draft under way over it. */
export const STATES = ["draft", "in review", "changes requested", "rewritten", "withdrawn", "archived"] as const;
export type ItemState = (typeof STATES)[number];

export const OWNERS = [OWN, ELSEWHERE, null] as const;
export type Owner = (typeof OWNERS)[number];

/** Words that stand only in what readers do not see, by who may know them. They are no words of any language. */
export const SECRET = {
  /** Of a text that only those have seen who write for its owner. */
  draft: "zdraftword",
  /** Of a text that was handed in, and is not published. */
  handed: "zhandedword",
  comment: "zcommentword",
  reason: "zreasonword",
} as const;

/** What readers are told of an archived item. */
export const ARCHIVE_NOTE = "Replaced by a newer text.";

export const ownerName = (owner: Owner): string => owner ?? "network";

/** A text that meets the criteria, with a word in every part of it. */
export function wholeText(title: string, word: string): Content {
  const parts = ["objectives", "implementation", "results"];
  return {
    title: `${title} ${word}`,
    summary: `Summary with ${word}.`,
    place: null,
    sections: parts.map((group) => ({ id: group, group, heading: null, text: `Several ministries were heard (${word}).` })),
    figureLabels: {},
  };
}

export const FACTS: Facts = { date: partialDate("2024"), terms: ["theme:nmirf"], figures: [], sources: [], details: { notApplicable: [] } };

type Hands = { writer: Member; editor: Member; reviewer: Member };

async function make(state: ItemState, owner: Owner, { writer, editor, reviewer }: Hands): Promise<string> {
  const own = (word: string) => `${word}-${ownerName(owner)}`;
  const step = async (kind: StepKind, actor: Member, id: string) => ({ ...(await asked(kind, actor, id)), reason: own(SECRET.reason) });
  const id = await begin(writer, "Fixture", { mechanism: owner, country: owner === OWN ? "MR" : owner === ELSEWHERE ? "MA" : null, facts: FACTS });
  const isDraft = state === "draft";
  const isHidden = isDraft || state === "in review" || state === "changes requested";
  await write(writer, id, wholeText(`Fixture ${state}`, isDraft ? own(SECRET.draft) : isHidden ? own(SECRET.handed) : "published"), { facts: FACTS });
  if (isDraft) return id;
  if (isHidden) await submit(editor, id);
  else await publish({ editor, reviewer }, id);
  await addComment({ item: id, lang: "en", revision: 2, by: reviewer.id, passage: null, text: own(SECRET.comment), address: null });
  if (state === "changes requested") await requestChanges(await step("request-changes", reviewer, id));
  if (state === "rewritten") await write(writer, id, wholeText("Fixture rewritten", own(SECRET.draft)));
  if (state === "withdrawn") await withdrawVersion(await step("withdraw", editor, id));
  if (state === "archived") await archiveItem({ actor: editor, doer: doerOf(editor), id, note: ARCHIVE_NOTE, forward: null });
  return id;
}

/** One item of each owner in each state, with its revisions, comments, notices and mails. */
export type Fixture = { owner: Owner; state: ItemState; id: string };

export async function makeItems(cast: Map<Who, Player>): Promise<Fixture[]> {
  const reviewer = memberOf(cast, "reviewer");
  const hands = (owner: Owner): Hands => {
    if (owner === null) return { writer: memberOf(cast, "coordinator"), editor: memberOf(cast, "coordinator"), reviewer };
    const elsewhere = owner === ELSEWHERE;
    return { writer: memberOf(cast, elsewhere ? "contributor elsewhere" : "contributor"), editor: memberOf(cast, elsewhere ? "editor elsewhere" : "editor"), reviewer };
  };
  const places = OWNERS.flatMap((owner) => STATES.map((state) => ({ owner, state })));
  const made = await Promise.all(places.map(async ({ owner, state }) => ({ owner, state, id: await make(state, owner, hands(owner)) })));
  for (const { id } of made) await followUp({ id });
  return made;
}

/**
 * The fixtures that one player is set before: of his own all, of others those that are hidden and those that are
 * published. At the door it does not matter what is behind it; reviewers have nothing of their own.
 */
export function fixturesFor(who: Who, fixtures: Fixture[]): Fixture[] {
  const isOwn = (owner: Owner) => (who.endsWith(" elsewhere") ? owner === ELSEWHERE : who === "reviewer" || who === "coordinator" ? owner !== ELSEWHERE : owner === OWN && /^(contributor|editor)$/.test(who));
  const states: readonly ItemState[] = who in AT_THE_DOOR ? ["rewritten"] : ["in review", "rewritten"];
  return fixtures.filter(({ owner, state }) => isOwn(owner) || states.includes(state));
}

/** A copy of an item that one player may do to what he likes; `comment` is the one on it. */
export type Throwaway = Fixture & { snapshot: ItemDocument; comment: string | null };

export async function throwaway(fixture: Fixture): Promise<Throwaway> {
  const id = newId();
  const found = await ItemModel.findById(fixture.id).lean<ItemDocument>();
  if (!found) throw new Error(`no item ${fixture.id}`);
  // Copies are no hits: the index is not asked to follow them.
  const { indexPending: _, ...rest } = found;
  const snapshot = { ...rest, _id: id };
  await raw(ItemModel).insertOne(snapshot as never);
  const [revisions, comments] = await Promise.all([RevisionModel.find({ item: fixture.id }).lean(), CommentModel.find({ item: fixture.id }).lean()]);
  if (revisions.length > 0) await raw(RevisionModel).insertMany(revisions.map((one) => ({ ...one, _id: one._id.replace(fixture.id, id), item: id })) as never);
  const copies = comments.map((one) => ({ ...one, _id: randomUUID(), item: id }));
  if (copies.length > 0) await raw(CommentModel).insertMany(copies as never);
  return { ...fixture, id, snapshot, comment: copies[0]?._id ?? null };
}

/** Puts a copy back as it was made. */
export async function putBack({ id, snapshot, comment }: Throwaway): Promise<void> {
  await Promise.all([
    raw(ItemModel).replaceOne({ _id: id as never }, snapshot as never),
    RevisionModel.deleteMany({ item: id, number: { $gt: snapshot.revision } }),
    CommentModel.deleteMany({ item: id, _id: { $ne: comment } }),
  ]);
}

const raw = (model: { collection: { name: string } }) => mongoose.connection.collection(model.collection.name);

/** What the form of a step says that its reader had before him. */
export function seenOf(kind: StepKind, { snapshot }: Throwaway): string {
  return stateSeen(kind, toWorkItem(snapshot), versionOf(snapshot));
}

export function versionOf({ versions }: ItemDocument): Version {
  const [version] = versions;
  if (!version) throw new Error("a fixture without a version");
  return version;
}
