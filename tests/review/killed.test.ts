import { afterAll, beforeAll, expect, test } from "vitest";

import { queueDigests } from "#app/notices/digests.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { NoticeModel, notify } from "#models/notice.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import { findUser, UserModel } from "#models/user.server.ts";

import { type HubProcess, launchHub, startHub } from "../helpers/hub-process.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { until } from "../helpers/processes.ts";
import { formOf, newDraft, type People, signedIn, workPath } from "./desk.ts";
import { postForm } from "../helpers/people.ts";
import { person } from "../writing/desk.ts";

let running: HubOnEngines;
let hub: HubProcess;
let people: People;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  hub = running.hub;
  people = await signedIn(hub);
});
afterAll(async () => {
  await hub?.stop();
  await running?.stop();
});

/** How long after its form a hub is killed: before its answer, about then, and while it writes what follows. */
const MOMENTS_MS = [0, 8, 16, 25, 40, 60];

test("a hub killed at any moment of handing in loses no step that it acknowledged, and what follows is there once", async () => {
  await UserModel.updateOne({ _id: people.second.id }, { $set: { noticeChoices: { reviews: "daily" } } });
  const items: string[] = [];
  const acknowledged: string[] = [];
  for (const [index, ms] of MOMENTS_MS.entries()) {
    const id = await newDraft(people.contributor, `Killed ${index}`);
    items.push(id);
    const form = await formOf("submit", id);
    const answer = postForm(hub, workPath(id), form, people.editor).then(
      ({ status }) => status === 302,
      () => false,
    );
    await new Promise((resolve) => setTimeout(resolve, ms));
    hub.kill("hub");
    if (await answer) acknowledged.push(id);
    await hub.untilGone(10_000);
    hub = await startHub({ dataDir: running.dataDir, env: running.env });
  }
  await until("all steps are followed", 30_000, async () => (await ItemModel.countDocuments({ "steps.id": { $exists: true } })) === 0);
  for (const id of items) {
    const item = await ItemModel.findById(id).lean();
    const isHandedIn = item?.versions[0]?.state === "in-review";
    expect(isHandedIn || !acknowledged.includes(id), `${id} was acknowledged`).toBe(true);
    const once = isHandedIn ? 1 : 0;
    expect(await RevisionModel.countDocuments({ item: id, kind: "submit" }), `revisions of ${id}`).toBe(once);
    expect(await AuditModel.countDocuments({ "subject.id": id, action: "item:submit" }), `entries of ${id}`).toBe(once);
    for (const reviewer of [people.reviewer, people.second]) {
      const isDaily = reviewer === people.second;
      const notices = await NoticeModel.find({ item: id, user: reviewer.id, kind: "submitted" }).lean();
      expect(notices.length, `notices about ${id}`).toBe(once);
      expect(await MailModel.countDocuments({ user: reviewer.id, "params.notice": { $in: notices.map(({ _id }) => _id) } }), `mails about ${id}`).toBe(isDaily ? 0 : once);
      expect(notices.filter(({ waits }) => waits).length, `waiting for a digest, about ${id}`).toBe(isDaily ? once : 0);
    }
  }
}, 180_000);

/** How many digests there are when the hub is killed among them. */
const AMONG = [1, 25];

test("a hub killed among the digests of a morning loses no notice, and none is in two of them", async () => {
  const at = new Date(Date.now() - 48 * 3_600_000);
  // Where it is past seven by now, whenever this is run.
  const timeZone = new Date().getUTCHours() >= 8 ? "UTC" : "Pacific/Kiritimati";
  const told: string[] = [];
  for (let reader = 0; reader < 60; reader += 1) {
    const { id } = await person(`Reviewer ${reader}`, { role: "reviewer", mechanism: null });
    await UserModel.updateOne({ _id: id }, { $set: { timeZone, noticeChoices: { reviews: "daily" } } });
    const user = (await findUser({ id }))!;
    for (const cause of ["one", "two"]) told.push(...(await notify({ cause, users: [user], kind: "submitted", item: "none", lang: null, by: null, at })).map((notice) => notice.id));
  }
  const waiting = () => NoticeModel.countDocuments({ waits: true, at });
  expect(await waiting()).toBe(told.length);
  await hub.stop();
  for (const count of AMONG) {
    hub = await launchHub({ dataDir: running.dataDir, env: running.env });
    const limit = Date.now() + 30_000;
    // At once, and not at the next look of some milliseconds later.
    while ((await MailModel.countDocuments({ kind: "digest" })) < count && Date.now() < limit);
    hub.kill("hub");
    await hub.untilGone(10_000);
    expect(await waiting(), "killed before it was done").toBeGreaterThan(0);
  }
  // Whoever comes next, several at once.
  await Promise.all([1, 2, 3].map(() => queueDigests(new Date())));
  expect(await waiting()).toBe(0);
  const digests = await MailModel.find({ kind: "digest" }).select({ about: 1 }).lean();
  expect(digests.flatMap(({ about = [] }) => about).toSorted()).toEqual(told.toSorted());
});
