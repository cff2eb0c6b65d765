import { randomUUID } from "node:crypto";

import type { Member } from "#models/actor.ts";
import type { Content, Facts } from "#models/item.ts";
import { stateSeen } from "#models/item-workflow.server.ts";
import { createItem } from "#models/item-writing.server.ts";
import { partialDate } from "#models/partial-date.ts";
import type { StepKind } from "#models/workflow.ts";

import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { doerOf, MOROCCO, versionOf, work, write } from "../writing/desk.ts";

type Hub = { url: string };

/** People of every role, signed in. */
export async function signedIn(hub: Hub) {
  const of = (role: "contributor" | "editor" | "reviewer" | "coordinator", mechanism: string | null, name: string) => makePerson(hub, { name, grants: [{ role, mechanism }] });
  return {
    contributor: await of("contributor", MOROCCO, "Contributor, Morocco"),
    editor: await of("editor", MOROCCO, "Editor, Morocco"),
    stranger: await of("editor", "portugal", "Editor, Portugal"),
    reviewer: await of("reviewer", null, "Reviewer, first"),
    second: await of("reviewer", null, "Reviewer, second"),
    coordinator: await of("coordinator", null, "Coordinator, Paraguay"),
  };
}
export type People = Awaited<ReturnType<typeof signedIn>>;

export const memberOf = ({ id, name }: Person, role: "contributor" | "editor", mechanism = MOROCCO): Member => ({ kind: "member", id, name, grants: [{ role, mechanism }] });

/** A text that meets the criteria for being handed in. */
export function completeText(title: string, more: Partial<Content> = {}): Content {
  const part = (id: string, text: string) => ({ id, group: id, heading: null, text });
  return {
    title,
    summary: `What ${title} is about.`,
    place: null,
    sections: [part("objectives", "To hear several ministries."), part("implementation", "A focal point was named in each."), part("results", "All reports were sent on time.")],
    figureLabels: {},
    ...more,
  };
}

export const COMPLETE_FACTS: Facts = { date: partialDate("2022"), terms: ["theme:torture"], figures: [], sources: [], details: { notApplicable: [] } };

/** An item of Morocco with a complete draft. */
export async function newDraft(contributor: Person, title: string, { content = completeText(title), facts = COMPLETE_FACTS }: { content?: Content; facts?: Facts } = {}): Promise<string> {
  const actor = memberOf(contributor, "contributor");
  const id = await createItem({ actor, doer: doerOf(actor), token: randomUUID(), type: "practice", lang: "en", mechanism: MOROCCO, country: "MA", title });
  await write(actor, id, content, { facts });
  return id;
}

/** What the form of a step sends that was opened just now. */
export async function formOf(kind: StepKind, id: string, { version = "en", reason = "" } = {}): Promise<Record<string, string>> {
  const seen = stateSeen(kind, await work(id), await versionOf(id, version));
  return { intent: kind, version, seen, ...(reason ? { [`reason-${kind}-${version}`]: reason } : {}) };
}

export const workPath = (id: string) => `/en/desk/items/${id}`;
export const reviewPath = (id: string, version = "en") => `${workPath(id)}/review/${version}`;

/** Takes a step through its page; returns the answer. */
export async function step(hub: Hub, person: Person, kind: StepKind, id: string, given: { version?: string; reason?: string } = {}): Promise<Response> {
  const isReviewers = ["approve", "request-changes", "reject", "assign"].includes(kind);
  return postForm(hub, isReviewers ? reviewPath(id, given.version) : workPath(id), await formOf(kind, id, given), { cookie: person.cookie });
}

/** A page as someone has it, without its scripts and without what isolates names in sentences; @throws Error where it is not there. */
export async function read(hub: Hub, person: Person, path: string, status = 200): Promise<string> {
  const answer = await getPage(hub, path, { cookie: person.cookie });
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}, and not ${status}`);
  return text.replace(/<script\b.*?<\/script>/gs, "").replace(/[\u2068\u2069]/g, "");
}
