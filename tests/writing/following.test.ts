import type mongoose from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { archiveItem } from "#models/item-archive.server.ts";
import { followSteps, type Told } from "#models/item-follow-up.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { approveVersion, assignReview, rejectVersion, requestChanges, withdrawVersion } from "#models/item-workflow.server.ts";
import { addVersion } from "#models/item-writing.server.ts";
import { countUnread, listNotices, NoticeModel, readNotices } from "#models/notice.server.ts";
import { addComment, CommentModel, listComments } from "#models/review.server.ts";
import { findRevision, listRevisions, RevisionModel } from "#models/revision.server.ts";
import { UserModel } from "#models/user.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { asked, begin, cast, type Cast, doerOf, FACTS, publish, raw, submit, textWith, write } from "./desk.ts";

let servers: Servers;
let people: Cast;
/** Whom a mail is to be sent to, by the ids of the notices. */
let mailed: string[];
const told: Told = async (notices) => void mailed.push(...notices.map(({ id }) => id));

beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
});
beforeEach(async () => {
  for (const model of [ItemModel, RevisionModel, AuditModel, NoticeModel, CommentModel, UserModel] as Array<mongoose.Model<any>>) await model.deleteMany({});
  people = await cast();
  mailed = [];
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

const kinds = async (id: string) => (await RevisionModel.find({ item: id }).sort({ number: 1 }).lean()).map(({ number, kind }) => `${number} ${kind}`);
const log = async (id: string) => (await AuditModel.find({ "subject.id": id }).sort({ at: 1 }).lean()).map(({ action, by }) => [action, by]);
const notices = async (user: { id: string }) => (await listNotices({ user: user.id, limit: 50 })).map(({ kind }) => kind);

describe("what follows from a step", () => {
  test("one revision with its text, one entry in the log, one notice for each who is to know", async () => {
    const id = await begin(people.contributor, "Followed", { facts: FACTS });
    await submit(people.editor, id);
    await assignReview({ ...(await asked("assign", people.reviewer, id)), assignee: people.reviewer.id });
    await requestChanges(await asked("request-changes", people.reviewer, id, { reason: "Say how it was measured." }));
    await submit(people.editor, id);
    await approveVersion(await asked("approve", people.second, id));
    await withdrawVersion(await asked("withdraw", people.coordinator, id, { reason: "A court has asked for it." }));
    await followSteps({ told });
    expect(await kinds(id)).toEqual(["1 begin", "2 submit", "3 assign", "4 request-changes", "5 submit", "6 approve", "7 withdraw"]);
    expect(await log(id)).toEqual([
      ["item:begin", people.contributor.id],
      ["item:submit", people.editor.id],
      ["item:assign", people.reviewer.id],
      ["item:request-changes", people.reviewer.id],
      ["item:submit", people.editor.id],
      ["item:approve", people.second.id],
      ["item:withdraw", people.coordinator.id],
    ]);
    expect((await AuditModel.findOne({ action: "item:request-changes" }).lean())?.detail).toMatchObject({ lang: "en", revision: "4", reason: "Say how it was measured." });
    expect((await AuditModel.findOne({ action: "item:approve" }).lean())?.address).toBe("192.0.2.1");
    expect(await findRevision({ item: id, lang: "en", number: 6 })).toMatchObject({ by: people.second.id, content: { title: "Followed" }, facts: { terms: ["theme:women"] } });
    expect((await notices(people.contributor)).toSorted()).toEqual(["approved", "changes-requested", "withdrawn"]);
    expect((await notices(people.editor)).toSorted()).toEqual(["approved", "changes-requested", "withdrawn"]);
    for (const reader of [people.reviewer, people.second, people.coordinator]) expect(await notices(reader)).toEqual(["submitted", "submitted"]);
    for (const nobody of [people.stranger, people.administrator]) expect(await notices(nobody)).toEqual([]);
    expect(new Set(mailed).size).toBe(mailed.length);
    expect((await raw(id)).steps).toBeUndefined();
  });

  test("repeated after a crash at any point, and by several at once, it is there once", async () => {
    const id = await begin(people.contributor, "Crash");
    await submit(people.editor, id);
    await approveVersion(await asked("approve", people.reviewer, id));
    const steps = (await raw(id)).steps ?? [];
    expect(steps).toHaveLength(3);
    // It ends after the notices of the second step, before the steps are taken off.
    let calls = 0;
    const dying: Told = async () => {
      calls += 1;
      if (calls === 1) throw new Error("killed");
    };
    await expect(followSteps({ told: dying })).rejects.toThrow("killed");
    expect((await raw(id)).steps).toHaveLength(3);
    expect(await kinds(id)).toEqual(["1 begin", "2 submit"]);
    await Promise.all([followSteps({ told }), followSteps({ told }), followSteps({ id, told })]);
    // As if the crash had come right before the steps were taken off.
    await ItemModel.collection.updateOne({ _id: id as never }, { $set: { steps } });
    await followSteps({ told });
    expect(await kinds(id)).toEqual(["1 begin", "2 submit", "3 approve"]);
    expect(await log(id)).toHaveLength(3);
    expect(await notices(people.second)).toEqual(["submitted"]);
    expect(await notices(people.contributor)).toEqual(["approved"]);
    // Who tells by mail is told the same ids again, and not others.
    expect(new Set(mailed).size).toBe(await NoticeModel.countDocuments());
    expect((await raw(id)).steps).toBeUndefined();
  });

  test("an item that cannot be followed keeps no other waiting", async () => {
    const broken = await begin(people.contributor, "Broken");
    const whole = await begin(people.contributor, "Whole");
    await submit(people.editor, whole);
    await ItemModel.collection.updateOne({ _id: broken as never }, { $set: { "steps.0.kind": "a step of a later version" } });
    await RevisionModel.deleteMany({});
    const failing: Told = async (list) => {
      if (list.some(({ id }) => id.startsWith("never"))) throw new Error("never");
    };
    await followSteps({ told: failing }).catch(() => undefined);
    expect((await raw(whole)).steps).toBeUndefined();
  });

  test("a step that comes while earlier ones are followed is not lost", async () => {
    const id = await begin(people.contributor, "Meanwhile");
    await submit(people.editor, id);
    let isFirst = true;
    await followSteps({
      told: async () => {
        if (!isFirst) return;
        isFirst = false;
        await rejectVersion(await asked("reject", people.reviewer, id, { reason: "Out of scope." }));
      },
    });
    expect((await raw(id)).steps?.map(({ kind }) => kind)).toEqual(["reject"]);
    await followSteps({ told });
    expect(await kinds(id)).toEqual(["1 begin", "2 submit", "3 reject"]);
    expect(await notices(people.contributor)).toEqual(["rejected"]);
  });

  test("a suspended person is told nothing, and nobody is told of what he did himself", async () => {
    await UserModel.updateOne({ _id: people.reviewer.id }, { $set: { suspendedAt: new Date() } });
    const id = await begin(people.contributor, "Suspended");
    await submit(people.editor, id);
    await followSteps({ told });
    expect(await notices(people.reviewer)).toEqual([]);
    expect(await notices(people.second)).toEqual(["submitted"]);
    await archiveAfterApproval(id);
    await followSteps({ told });
    expect(await notices(people.editor)).toEqual(["approved"]);
    expect((await notices(people.contributor)).toSorted()).toEqual(["approved", "archived"]);
  });

  async function archiveAfterApproval(id: string): Promise<void> {
    await approveVersion(await asked("approve", people.second, id));
    await archiveItem({ actor: people.editor, doer: doerOf(people.editor), id, note: "Replaced", forward: null });
  }

  test("authors of translations learn when the original moves on, whoever moved it", async () => {
    const id = await begin(people.contributor, "Original");
    await publish(people, id);
    await addVersion({ actor: people.editor, doer: doerOf(people.editor), id, lang: "fr" });
    await write(people.editor, id, textWith("Traduit"), { lang: "fr" });
    await publish(people, id, "fr");
    await followSteps({ told });
    await NoticeModel.deleteMany({});
    await write(people.contributor, id, textWith("Moved on"));
    await publish(people, id);
    await followSteps({ told });
    const found = await NoticeModel.find({ kind: "behind" }).lean();
    expect(found.map(({ user, lang }) => [user, lang]).toSorted()).toEqual([people.contributor.id, people.editor.id].map((user) => [user, "fr"]).toSorted());
  });

  test("the text that the first publication in the hub replaces is kept", async () => {
    await loadSeed();
    const seeded = FOUNDING.items.find(({ type, mechanism }) => type === "practice" && mechanism === "morocco");
    const [id, lang] = [seeded?.id ?? "", seeded?.originalLanguage ?? ""];
    await write(people.contributor, id, textWith("Rewritten"), { lang });
    await publish(people, id, lang);
    await followSteps({ told });
    const before = await findRevision({ item: id, lang, number: 1 });
    expect(before?.kind).toBe("publication-before");
    expect(before?.content).toEqual(seeded?.versions.find((version) => version.lang === lang)?.published?.content);
    expect((await listRevisions({ item: id, lang })).map(({ kind, hasText }) => [kind, hasText])).toEqual([["approve", true], ["submit", true], ["publication-before", true]]);
    // Each later publication replaces one that is kept already.
    await write(people.contributor, id, textWith("Once more"), { lang });
    await publish(people, id, lang);
    await followSteps({ told });
    expect((await kinds(id)).filter((kind) => kind.includes("publication-before"))).toHaveLength(1);
  });
});

describe("the conversation", () => {
  test("is told to the others in it, once, also where its form is sent twice and a crash comes between", async () => {
    const id = await begin(people.contributor, "Spoken of");
    await submit(people.editor, id);
    await followSteps({ told });
    await NoticeModel.deleteMany({});
    const comment = { item: id, lang: "en", revision: 2, by: people.reviewer.id, passage: { section: "objectives", quote: "Several ministries" }, text: "Which ones?", address: null, token: "form" };
    await Promise.all([addComment(comment), addComment(comment)]);
    await expect(followSteps({ told: () => Promise.reject(new Error("killed")) })).rejects.toThrow("killed");
    await followSteps({ told });
    expect(await listComments({ item: id, lang: "en" })).toHaveLength(1);
    expect(await notices(people.contributor)).toEqual(["commented"]);
    expect(await notices(people.editor)).toEqual(["commented"]);
    expect(await notices(people.second)).toEqual([]);
    expect(await log(id)).toContainEqual(["item:comment", people.reviewer.id]);
    await addComment({ ...comment, by: people.contributor.id, passage: null, text: "The two that were named.", token: "answer" });
    await followSteps({ id, told });
    expect(await notices(people.reviewer)).toEqual(["commented"]);
    expect(await notices(people.contributor)).toEqual(["commented"]);
    expect(await CommentModel.countDocuments({ pending: true })).toBe(0);
  });

  test("keeps no internet address but in the log, which forgets it in time", async () => {
    const id = await begin(people.contributor, "From somewhere");
    await submit(people.editor, id);
    await addComment({ item: id, lang: "en", revision: 2, by: people.reviewer.id, passage: null, text: "Which ones?", address: "192.0.2.7" });
    await followSteps({ told });
    expect((await AuditModel.findOne({ action: "item:comment" }).lean())?.address).toBe("192.0.2.7");
    expect(JSON.stringify(await CommentModel.find().lean())).not.toContain("192.0.2.7");
  });

  test("notices are read item by item, or all until a moment", async () => {
    const [one, other] = [await begin(people.contributor, "One"), await begin(people.contributor, "Other")];
    for (const id of [one, other]) await submit(people.editor, id);
    await followSteps({ told });
    await readNotices({ user: people.reviewer.id, item: one });
    expect(await countUnread({ user: people.reviewer.id })).toBe(1);
    expect(await countUnread({ user: people.second.id })).toBe(2);
    await readNotices({ user: people.reviewer.id, until: new Date() });
    expect(await countUnread({ user: people.reviewer.id })).toBe(0);
  });
});
