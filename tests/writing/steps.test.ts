import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { connect, disconnect } from "#models/connection.server.ts";
import { findDraftState } from "#models/draft-state.server.ts";
import { newId } from "#models/ids.server.ts";
import { archiveItem, findArchived, unarchiveItem } from "#models/item-archive.server.ts";
import { type ItemDocument, ItemModel } from "#models/item.server.ts";
import {
  approveVersion,
  assignReview,
  checkVersion,
  discardDraft,
  recallVersion,
  rejectVersion,
  requestChanges,
  restoreText,
  stateSeen,
  submitVersion,
  withdrawVersion,
} from "#models/item-workflow.server.ts";
import { addVersion, createItem, findWork, listWork, markMachineMade } from "#models/item-writing.server.ts";
import { findPublished } from "#models/item-queries.server.ts";
import { VISITOR } from "#models/actor.ts";
import type { Member } from "#models/actor.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { asked, begin, cast, type Cast, doerOf, FACTS, outcome, publish, raw, submit, textWith, versionOf, work, write } from "./desk.ts";

let servers: Servers;
let people: Cast;

beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
  people = await cast();
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

const readAs = (id: string) => findPublished({ actor: VISITOR, id, type: "practice" });

/** An item in each state that a version can be in; "over" where an older text of it is published. */
const MAKE: Record<string, () => Promise<string>> = {
  draft: () => begin(people.contributor, "A draft"),
  "draft over": async () => {
    const id = await MAKE.published!();
    await write(people.contributor, id, textWith("Rewritten"));
    return id;
  },
  "in review": async () => {
    const id = await begin(people.contributor, "Handed in");
    await submit(people.editor, id);
    return id;
  },
  "in review over": async () => {
    const id = await MAKE["draft over"]!();
    await submit(people.editor, id);
    return id;
  },
  "changes requested": async () => {
    const id = await MAKE["in review"]!();
    await requestChanges(await asked("request-changes", people.reviewer, id));
    return id;
  },
  published: async () => {
    const id = await begin(people.contributor, "Published");
    await publish(people, id);
    return id;
  },
  withdrawn: async () => {
    const id = await MAKE.published!();
    await withdrawVersion(await asked("withdraw", people.editor, id));
    return id;
  },
  discarded: async () => {
    const id = await MAKE.draft!();
    await discardDraft(await asked("discard", people.editor, id));
    return id;
  },
  "item archived": async () => {
    const id = await MAKE.published!();
    await archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "Replaced", forward: null });
    return id;
  },
};

type Try = (actor: Member, id: string) => Promise<void>;
const STEPS: Record<string, Try> = {
  save: async (actor, id) => void (await write(actor, id, textWith("Saved"))),
  submit: async (actor, id) => submitVersion(await asked("submit", actor, id)),
  recall: async (actor, id) => recallVersion(await asked("recall", actor, id)),
  assign: async (actor, id) => assignReview({ ...(await asked("assign", actor, id)), assignee: actor.id }),
  "request changes": async (actor, id) => requestChanges(await asked("request-changes", actor, id)),
  approve: async (actor, id) => approveVersion(await asked("approve", actor, id)),
  reject: async (actor, id) => rejectVersion(await asked("reject", actor, id)),
  discard: async (actor, id) => discardDraft(await asked("discard", actor, id)),
  restore: async (actor, id) => restoreText({ ...(await asked("restore", actor, id)), content: textWith("An older text"), facts: null }),
  check: async (actor, id) => checkVersion(await asked("check", actor, id)),
  withdraw: async (actor, id) => withdrawVersion(await asked("withdraw", actor, id)),
  archive: (actor, id) => archiveItem({ actor, doer: doerOf(actor), id, note: "Replaced", forward: null }),
  unarchive: (actor, id) => unarchiveItem({ actor, doer: doerOf(actor), id }),
};

const UNDER_WAY = ["draft", "draft over", "changes requested"];
const IN_REVIEW = ["in review", "in review over"];
const AUTHORS = ["contributor", "editor"];
const REVIEWERS = ["reviewer", "coordinator"];
/** Who may take which step from where, in words of its own: the table of the model is what is tested. */
const ALLOWED: Record<string, { states: string[]; roles: string[] }> = {
  save: { states: [...UNDER_WAY, "published", "withdrawn", "discarded"], roles: AUTHORS },
  submit: { states: [...UNDER_WAY, "withdrawn"], roles: ["editor"] },
  recall: { states: [...IN_REVIEW, "changes requested"], roles: ["editor"] },
  assign: { states: [...IN_REVIEW, "changes requested"], roles: REVIEWERS },
  "request changes": { states: IN_REVIEW, roles: REVIEWERS },
  approve: { states: IN_REVIEW, roles: REVIEWERS },
  reject: { states: [...IN_REVIEW, "changes requested"], roles: REVIEWERS },
  discard: { states: UNDER_WAY, roles: AUTHORS },
  restore: { states: [...UNDER_WAY, "published", "withdrawn", "discarded"], roles: AUTHORS },
  check: { states: [...UNDER_WAY, "published", "withdrawn"], roles: AUTHORS },
  withdraw: { states: ["published", "draft over", "in review over"], roles: ["editor", "coordinator"] },
  archive: { states: ["published", "draft over", "in review over", "withdrawn"], roles: ["editor", "coordinator"] },
  unarchive: { states: ["item archived"], roles: ["editor", "coordinator"] },
};
const ROLES = ["contributor", "editor", "stranger", "reviewer", "coordinator", "administrator"] as const;

describe("every step, from every state, by every role", () => {
  test.each(Object.keys(MAKE))("from %s", async (state) => {
    const made = await raw(await MAKE[state]!());
    const versions = made.versions.map((version) => ({ ...version, machine: true }));
    const found: string[] = [];
    const wanted: string[] = [];
    for (const [step, take] of Object.entries(STEPS)) {
      for (const role of ROLES) {
        const id = newId();
        await ItemModel.collection.insertOne({ ...made, _id: id, versions } as never);
        const result = await outcome(take(people[role], id));
        const isAllowed = ALLOWED[step]!.states.includes(state) && ALLOWED[step]!.roles.includes(role);
        const after = await raw(id);
        // What is refused changes nothing.
        const isLeftAlone = after.writes === made.writes && after.revision === made.revision && after.steps?.length === made.steps?.length;
        const isRefused = ["not-found", "not-allowed", "wrong-state"].includes(result) && isLeftAlone;
        wanted.push(`${step} by ${role}: ${isAllowed ? "done" : "refused"}`);
        found.push(`${step} by ${role}: ${isRefused ? "refused" : result}`);
      }
    }
    expect(found).toEqual(wanted);
  });

  test("a step of a version or an item that is not there, or under an id of another mechanism", async () => {
    const id = await MAKE.draft!();
    const step = await asked("submit", people.editor, id);
    expect(await outcome(submitVersion({ ...step, lang: "fr" }))).toBe("not-found");
    expect(await outcome(submitVersion({ ...step, id: newId() }))).toBe("not-found");
    expect(await outcome(submitVersion({ ...step, actor: people.stranger }))).toBe("not-found");
    expect(await findWork({ actor: people.stranger, id })).toBeNull();
    expect(await findWork({ actor: VISITOR, id })).toBeNull();
    expect(await findWork({ actor: people.reviewer, id })).toBeNull();
    expect(await listWork({ actor: people.stranger })).toEqual([]);
    expect(await outcome(createItem({ actor: people.stranger, doer: doerOf(people.stranger), token: "t", type: "practice", lang: "en", mechanism: "morocco", country: "MA", title: "" }))).toBe("not-allowed");
  });
});

describe("who approves", () => {
  test("nobody who wrote, translated or handed in any part of it", async () => {
    const both = { ...people.editor, grants: [...people.editor.grants, { role: "reviewer" as const, mechanism: null }] };
    const wrote = await MAKE["in review"]!();
    const writer = { ...people.contributor, grants: [...people.contributor.grants, { role: "reviewer" as const, mechanism: null }] };
    expect(await outcome(approveVersion(await asked("approve", writer, wrote)))).toBe("own-work");
    expect(await outcome(approveVersion(await asked("approve", both, wrote)))).toBe("own-work");
    // The editor has written no word of it: that he handed it in is enough.
    expect((await raw(wrote)).authors).toEqual([people.contributor.id]);
    expect((await raw(wrote)).versions[0]?.state).toBe("in-review");
    expect(await outcome(approveVersion(await asked("approve", people.reviewer, wrote)))).toBe("done");

    const translated = await MAKE.published!();
    await addVersion({ actor: people.editor, doer: doerOf(people.editor), id: translated, lang: "fr" });
    await write(people.contributor, translated, textWith("Again"));
    await submitVersion(await asked("submit", { ...people.contributor, grants: [{ role: "editor", mechanism: "morocco" }] }, translated));
    expect(await outcome(approveVersion(await asked("approve", both, translated)))).toBe("own-work");
  });

  test("of two at one button one wins, and the other is told", async () => {
    for (const second of [approveVersion, rejectVersion, requestChanges]) {
      for (let round = 0; round < 4; round += 1) {
        const id = await MAKE["in review"]!();
        const [one, other] = [await asked("approve", people.reviewer, id), await asked("approve", people.second, id)];
        const before = (await raw(id)).revision;
        const results = await Promise.all([outcome(approveVersion(one)), outcome(second(other))]);
        expect(results.filter((result) => result === "done")).toHaveLength(1);
        expect(["moved-on", "wrong-state"]).toContain(results.find((result) => result !== "done"));
        const after = await raw(id);
        expect(after.revision).toBe(before + 1);
        expect(after.steps?.filter(({ revision }) => revision === before + 1)).toHaveLength(1);
      }
    }
  });

  test("of two who take a review on, the second is told whose it is", async () => {
    const id = await MAKE["in review"]!();
    const step = await asked("assign", people.reviewer, id);
    await assignReview({ ...step, assignee: people.reviewer.id, was: null });
    expect(await outcome(assignReview({ ...step, actor: people.second, assignee: people.second.id, was: null }))).toBe("moved-on");
    expect((await versionOf(id)).submitted?.assignee).toBe(people.reviewer.id);
  });

  test("an approval of what was handed in anew meanwhile is none", async () => {
    const id = await MAKE["in review"]!();
    const old = await asked("approve", people.reviewer, id);
    await recallVersion(await asked("recall", people.editor, id));
    await write(people.contributor, id, textWith("Unread by anyone"));
    await submit(people.editor, id);
    expect(await outcome(approveVersion(old))).toBe("moved-on");
    expect(await readAs(id)).toBeNull();
  });
});

describe("writing", () => {
  test("stops while the text is under review, and goes on when it is taken back", async () => {
    const id = await MAKE["in review"]!();
    expect(await outcome(write(people.contributor, id, textWith("Meanwhile")))).toBe("wrong-state");
    await recallVersion(await asked("recall", people.editor, id));
    expect(await outcome(write(people.contributor, id, textWith("Meanwhile")))).toBe("done");
  });

  test("by two hands: the second is refused, and what both began from is kept to be merged with", async () => {
    const id = await MAKE.published!();
    const item = await work(id);
    const base = stateSeen("submit", item, item.versions[0]!);
    const began = item.versions[0]!.published!.content;
    await write(people.editor, id, textWith("First hand"), { base, hand: "one" });
    const last = await write(people.editor, id, textWith("First hand, again"), { hand: "one" });
    expect(await outcome(write(people.contributor, id, textWith("Second hand"), { base, hand: "two" }))).toBe("moved-on");
    expect((await findDraftState(base, { item: id, lang: "en" }))?.content).toEqual(began);
    // Nor may a second window of the same person write over the first.
    expect(await outcome(write(people.editor, id, textWith("Second window"), { base, hand: "three" }))).toBe("moved-on");
    expect((await versionOf(id)).draft?.title).toBe("First hand, again");
    await write(people.contributor, id, textWith("Merged"), { base: last, hand: "two" });
    expect((await findDraftState(last, { item: id, lang: "en" }))?.content.title).toBe("First hand, again");
    expect(await findDraftState(last, { item: newId(), lang: "en" })).toBeNull();
    expect((await raw(id)).authors?.toSorted()).toEqual([people.contributor.id, people.editor.id].toSorted());
  });

  test("by many at once keeps one of the texts, and tells all the others", async () => {
    const id = await MAKE.draft!();
    const item = await work(id);
    const base = stateSeen("submit", item, item.versions[0]!);
    const results = await Promise.all(Array.from({ length: 8 }, (_, hand) => outcome(write(people.contributor, id, textWith(`Hand ${hand}`), { base, hand: `hand-${hand}` }))));
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(results.filter((result) => result === "moved-on")).toHaveLength(7);
  });

  test("of facts that do not fit is refused when they are written, not when they are approved", async () => {
    const id = await MAKE.draft!();
    const wrong = { ...FACTS, date: { precision: "exact" as const, from: "2031-02-31", to: null } };
    await expect(write(people.editor, id, textWith("Wrong"), { facts: wrong })).rejects.toThrow(/date/);
    await expect(write(people.editor, id, textWith("x".repeat(301)))).rejects.toThrow(/title/);
  });

  test("an item is begun once, however often its form is sent", async () => {
    const item = { actor: people.editor, doer: doerOf(people.editor), token: "the-same", type: "practice", lang: "en", mechanism: "morocco", country: "MA", title: "Once" } as const;
    const ids = await Promise.all([createItem(item), createItem(item), createItem(item)]);
    expect(new Set(ids).size).toBe(1);
    expect((await raw(ids[0]!)).steps).toHaveLength(1);
  });

  test("a translation is begun once, and needs no change of its original", async () => {
    const id = await MAKE.published!();
    const step = { actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" };
    expect((await Promise.all([outcome(addVersion(step)), outcome(addVersion(step))])).toSorted()).toEqual(["done", "wrong-state"]);
    expect((await raw(id)).versions.map(({ lang, state }) => [lang, state])).toEqual([["en", "published"], ["fr", "draft"]]);
    // The state of the original's text, which others may have open, is the same.
    expect(stateSeen("submit", await work(id), await versionOf(id))).toBe((await versionOf(id)).edit);
  });
});

describe("giving up and taking back", () => {
  test("a draft that is given up leaves the published text, its facts, and the name of its state", async () => {
    const id = await begin(people.contributor, "Stands", { facts: FACTS });
    await publish(people, id);
    const edit = (await versionOf(id)).edit;
    await write(people.contributor, id, textWith("Given up"), { facts: { ...FACTS, terms: ["theme:torture"] } });
    await discardDraft(await asked("discard", people.contributor, id));
    const after = await raw(id);
    expect([after.versions[0]?.state, after.versions[0]?.draft, after.draftFacts, after.versions[0]?.edit]).toEqual(["published", undefined, null, edit]);
    expect((await readAs(id))?.terms).toEqual(["theme:women"]);
  });

  test("a text that is withdrawn is gone for readers at once, stays with its authors, and can be handed in again", async () => {
    const id = await MAKE["draft over"]!();
    await withdrawVersion(await asked("withdraw", people.coordinator, id));
    expect(await readAs(id)).toBeNull();
    expect(await versionOf(id)).toMatchObject({ state: "draft", published: null, draft: { title: "Rewritten" } });
    expect((await raw(id)).publishedAt).toBeNull();
    await publish(people, id);
    expect((await readAs(id))?.versions[0]?.content.title).toBe("Rewritten");
  });

  test("what is withdrawn while a successor is under review leaves the review going", async () => {
    const id = await MAKE["in review over"]!();
    await withdrawVersion(await asked("withdraw", people.editor, id));
    expect((await versionOf(id)).state).toBe("in-review");
    await approveVersion(await asked("approve", people.reviewer, id));
    expect((await readAs(id))?.versions[0]?.content.title).toBe("Rewritten");
  });

  test("an archived item answers no reader, tells why, and comes back as it was", async () => {
    const id = await MAKE["draft over"]!();
    await archiveItem({ actor: people.coordinator, doer: doerOf(people.coordinator), id, note: "Replaced", forward: "other" });
    expect(await readAs(id)).toBeNull();
    expect(await findArchived({ id, type: "practice" })).toMatchObject({ note: "Replaced", forward: "other" });
    expect(await findArchived({ id, type: "event" })).toBeNull();
    // Its texts stay with its authors; the coordinator sees of them what was published.
    expect((await findWork({ actor: people.contributor, id }))?.versions[0]?.draft?.title).toBe("Rewritten");
    const seenByCoordinator = (await findWork({ actor: people.coordinator, id }))?.versions[0];
    expect([seenByCoordinator?.archivedPublished?.content.title, seenByCoordinator?.draft]).toEqual(["Published", undefined]);
    await unarchiveItem({ actor: people.coordinator, doer: doerOf(people.coordinator), id });
    expect(await versionOf(id)).toMatchObject({ state: "draft", draft: { title: "Rewritten" }, published: { content: { title: "Published" } } });
    expect((await readAs(id))?.versions[0]?.content.title).toBe("Published");
    expect(await findArchived({ id, type: "practice" })).toBeNull();
    const untouched = await MAKE.published!();
    await archiveItem({ actor: people.editor, doer: doerOf(people.editor), id: untouched, note: "A mistake", forward: null });
    await unarchiveItem({ actor: people.editor, doer: doerOf(people.editor), id: untouched });
    const after = await versionOf(untouched);
    expect([after.state, after.draft, after.published?.content.title]).toEqual(["published", undefined, "Published"]);
  });

  test("an archived text stands again as it was published, whatever is said of a machine meanwhile; lists leave its words out", async () => {
    const id = await MAKE.published!();
    await archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "By mistake", forward: null });
    expect(await outcome(markMachineMade({ actor: people.contributor, id, lang: "en", machine: true }))).toBe("wrong-state");
    const listed = (await listWork({ actor: people.editor, mechanism: "morocco" })).find((item) => item.id === id);
    expect(listed?.versions[0]?.archivedPublished?.content.title).toBe("Published");
    expect(listed?.versions[0]?.archivedPublished?.content.sections).toBeUndefined();
    await unarchiveItem({ actor: people.editor, doer: doerOf(people.editor), id });
    expect((await readAs(id))?.versions[0]?.machine).toBe(false);
  });

  test("a machine's translation is called one until a person has checked that very text; an original is none", async () => {
    const id = await MAKE.published!();
    expect(await outcome(markMachineMade({ actor: people.contributor, id, lang: "en", machine: true }))).toBe("wrong-state");
    await addVersion({ actor: people.contributor, doer: doerOf(people.contributor), id, lang: "fr" });
    const machine = async () => (await readAs(id))?.versions.find(({ lang }) => lang === "fr")?.machine;
    await write(people.contributor, id, textWith("Par une personne"), { lang: "fr" });
    await publish(people, id, "fr");
    await markMachineMade({ actor: people.contributor, id, lang: "fr", machine: true });
    // What is published was approved as a person's text.
    expect(await machine()).toBe(false);
    await write(people.contributor, id, textWith("Par une machine"), { lang: "fr" });
    await publish(people, id, "fr");
    expect(await machine()).toBe(true);
    await write(people.contributor, id, textWith("Amélioré"), { lang: "fr" });
    await checkVersion(await asked("check", people.editor, id, { lang: "fr" }));
    expect(await machine()).toBe(true);
    await publish(people, id, "fr");
    expect(await machine()).toBe(false);
    expect((await versionOf(id, "fr")).checked).toMatchObject({ by: people.editor.id });
    expect(await outcome(checkVersion(await asked("check", people.editor, id, { lang: "fr" })))).toBe("wrong-state");
  });
});

test("revisions are counted one by one, whatever comes at once", async () => {
  const id = await MAKE.published!();
  const before = (await raw(id)).revision;
  const langs = ["fr", "es", "ar", "pt"];
  await Promise.all(langs.map((lang) => addVersion({ actor: people.editor, doer: doerOf(people.editor), id, lang })));
  const after = (await raw(id)) as ItemDocument;
  expect(after.revision).toBe(before + langs.length);
  expect(after.steps?.slice(-4).map(({ revision }) => revision)).toEqual(langs.map((_, index) => before + 1 + index));
});
