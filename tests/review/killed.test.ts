import { afterAll, beforeAll, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import { RevisionModel } from "#models/revision.server.ts";

import { type HubProcess, startHub } from "../helpers/hub-process.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { until } from "../helpers/processes.ts";
import { formOf, newDraft, type People, signedIn, workPath } from "./desk.ts";
import { postForm } from "../helpers/people.ts";

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
      const notices = await NoticeModel.find({ item: id, user: reviewer.id, kind: "submitted" }).lean();
      expect(notices.length, `notices about ${id}`).toBe(once);
      expect(await MailModel.countDocuments({ user: reviewer.id, "params.notice": { $in: notices.map(({ _id }) => _id) } }), `mails about ${id}`).toBe(once);
    }
  }
});
