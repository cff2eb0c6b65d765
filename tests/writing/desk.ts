import { randomUUID } from "node:crypto";

import type { Member } from "#models/actor.ts";
import { newId } from "#models/ids.server.ts";
import { type ItemDocument, ItemModel, toWorkItem } from "#models/item.server.ts";
import type { Content, Facts, Version, WorkItem } from "#models/item.ts";
import { factsOf } from "#models/item.ts";
import { approveVersion, stateSeen, submitVersion, type TakeStep } from "#models/item-workflow.server.ts";
import { createItem, editOf, type NewItem, saveDraft } from "#models/item-writing.server.ts";
import { partialDate } from "#models/partial-date.ts";
import type { Grant } from "#models/actor.ts";
import { UserModel } from "#models/user.server.ts";
import type { StepKind } from "#models/workflow.ts";
import { content } from "#seed/factories.ts";

/** Writes a person into the database; nobody signs in as him. */
export async function person(name: string, ...grants: Grant[]): Promise<Member> {
  const id = newId();
  await UserModel.create({ _id: id, email: `${id}@example.org`, name, lang: "en", timeZone: "UTC", grants, passwordHash: "-", suspendedAt: null });
  return { kind: "member", id, name, grants };
}

export const MOROCCO = "morocco";

/** One of each role, and an editor of another mechanism. */
export async function cast() {
  const of = (role: Grant["role"], mechanism: string | null): Grant => ({ role, mechanism });
  return {
    contributor: await person("Contributor, Morocco", of("contributor", MOROCCO)),
    editor: await person("Editor, Morocco", of("editor", MOROCCO)),
    stranger: await person("Editor, Portugal", of("editor", "portugal")),
    reviewer: await person("Reviewer, first", of("reviewer", null)),
    second: await person("Reviewer, second", of("reviewer", null)),
    coordinator: await person("Coordinator, Paraguay", of("coordinator", null)),
    administrator: await person("Administrator, Paraguay", of("administrator", null)),
  };
}
export type Cast = Awaited<ReturnType<typeof cast>>;

export const doerOf = (actor: Member) => ({ by: actor.id, address: "192.0.2.1" });

export const textWith = (title: string, text = "Several ministries were heard."): Content =>
  content({ title, summary: `About ${title}`, sections: [{ id: "objectives", group: "objectives", heading: null, text }], figureLabels: {} });

export const FACTS: Facts = {
  date: partialDate("2031"),
  terms: ["theme:women"],
  figures: [{ id: "f1", section: null, value: 4711, unit: null, approximate: false, source: null }],
  sources: [],
  details: { notApplicable: ["resources"] },
};

export async function raw(id: string): Promise<ItemDocument> {
  const found = await ItemModel.findById(id).lean<ItemDocument>();
  if (!found) throw new Error(`no item ${id}`);
  return found;
}
export const work = async (id: string): Promise<WorkItem> => toWorkItem(await raw(id));

export async function versionOf(id: string, lang = "en"): Promise<Version> {
  const version = (await raw(id)).versions.find((one) => one.lang === lang);
  if (!version) throw new Error(`no version in ${lang}`);
  return version;
}

/** Begins an item of Morocco with a whole text in it. */
export async function begin(actor: Member, title: string, given: Partial<NewItem> & { facts?: Facts | null } = {}): Promise<string> {
  const { facts = null, ...more } = given;
  const id = await createItem({ actor, doer: doerOf(actor), token: randomUUID(), type: "practice", lang: "en", mechanism: MOROCCO, country: "MA", title, ...more });
  await write(actor, id, textWith(title), { facts, lang: more.lang ?? "en" });
  return id;
}

export async function write(actor: Member, id: string, content: Content, { lang = "en", facts = null as Facts | null, hand = `${actor.id}-window`, base = "" } = {}): Promise<string> {
  const item = await work(id);
  const { edit } = await saveDraft({ actor, id, lang, base: base || editOf(item, await versionOf(id, lang)), hand, content, facts });
  return edit;
}

/** What a step is told by someone who has just looked. */
export async function asked(kind: StepKind, actor: Member, id: string, { lang = "en", reason = "Because" } = {}): Promise<TakeStep> {
  return { actor, doer: doerOf(actor), id, lang, reason, seen: stateSeen(kind, await work(id), await versionOf(id, lang)) };
}

export async function submit(actor: Member, id: string, lang = "en"): Promise<void> {
  await submitVersion(await asked("submit", actor, id, { lang }));
}
export async function publish(people: Pick<Cast, "editor" | "reviewer">, id: string, lang = "en"): Promise<void> {
  await submit(people.editor, id, lang);
  await approveVersion(await asked("approve", people.reviewer, id, { lang }));
}

/** The facts as readers have them. */
export const publicFacts = async (id: string): Promise<Facts> => factsOf(await work(id));

/** The code of the domain error that this ends with; "done" where it does not. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
      throw error;
    },
  );
}
