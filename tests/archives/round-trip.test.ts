import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { zipSync } from "fflate";
import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ArchiveImportModel, giveArchive } from "#models/archive-import.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { contentHash } from "#models/content-hash.server.ts";
import { CooperationModel } from "#models/cooperation.server.ts";
import { CooperationMessageModel } from "#models/cooperation-messages.server.ts";
import { files as fileCollection } from "#models/file.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { ReaderCommentModel } from "#models/reader-comment.server.ts";
import { CommentModel } from "#models/review.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type HubProcess, startHub } from "../helpers/hub-process.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { startServers } from "../helpers/servers.ts";
import { command, contentsOf, give, partsOf } from "./archives.ts";
import { fillMechanism } from "./fixtures.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "hub-archives-"));
const [first, second] = [path.join(folder, "first.zip"), path.join(folder, "second.zip")];
let filled: Awaited<ReturnType<typeof fillMechanism>>;
let on: HubOnEngines;
let hub: HubProcess;
let administrator: Person;

beforeAll(async () => {
  const from = await startServers({ founded: true });
  try {
    await connect(from.mongoUrl);
    filled = await fillMechanism({ more: 12 });
    await disconnect();
    const exported = await command(from.env, "app/archive/main.ts", "morocco", first);
    if (exported.code !== 0) throw new Error(exported.said);
  } finally {
    await from.stop();
  }
  on = await startHubOnEngines();
  hub = on.hub;
  administrator = await makePerson(hub, { name: "Administrator, Paraguay", grants: [{ role: "administrator", mechanism: null }] });
});
afterAll(async () => {
  await hub?.stop();
  await on?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const page = async () => (await getPage(hub, "/en/admin/archives", administrator)).text();
const only = async () => (await ArchiveImportModel.find().lean())[0];

test("what is not as the hub makes it is refused before anything is written, and with the reason", async () => {
  const parts = partsOf(readFileSync(first));
  const changed = (change: Record<string, string | null>) => {
    const all = Object.fromEntries(Object.entries({ ...parts, ...Object.fromEntries(Object.entries(change).map(([name, text]) => [name, text === null ? null : Buffer.from(text)])) }).filter(([, bytes]) => bytes !== null));
    return Buffer.from(zipSync(all as Record<string, Uint8Array>));
  };
  const item = Object.keys(parts).find((name) => name.startsWith("items/")) ?? "";
  for (const [bytes, words] of [
    [changed({ [item]: "{}" }), "not what the archive’s list says"],
    [changed({ "README.txt": null }), "name or a place"],
    [readFileSync(first).subarray(0, -100), "no whole ZIP"],
    [Buffer.from(zipSync({ "a.txt": Buffer.from("a") })), "no archive of a mechanism"],
  ] as const) {
    expect((await give(hub, administrator, bytes)).status).toBe(302);
    await until("it is refused", 20_000, async () => (await only())?.state === "refused");
    expect((await page()).includes(words), words).toBe(true);
    await postForm(hub, "/en/admin/archives", { intent: "drop", id: (await only())?._id ?? "" }, administrator);
  }
  // One whose bytes the database has lost keeps none of those behind it waiting.
  await fileCollection().insertOne({ _id: "lost", length: 600_000, chunkSize: 261_120, uploadDate: new Date(), filename: "lost.zip", metadata: { type: "application/zip", owner: null } } as never);
  const id = await giveArchive({ file: { id: "lost", name: "lost.zip", type: "application/zip", size: 600_000 }, by: administrator.id });
  await until("it is refused", 20_000, async () => (await only())?.state === "refused");
  expect((await page()).includes("no whole ZIP")).toBe(true);
  await postForm(hub, "/en/admin/archives", { intent: "drop", id }, administrator);
  expect(await give(hub, administrator, Buffer.from("none"))).toMatchObject({ status: 400 });
  expect([await MechanismModel.countDocuments(), await ItemModel.countDocuments(), await ArchiveImportModel.countDocuments()]).toEqual([0, 0, 0]);
});

test("an archive that an empty hub takes, killed meanwhile, gives the same archive again", async () => {
  await give(hub, administrator, readFileSync(first));
  await until("it is looked through", 30_000, async () => (await only())?.state === "checked");
  expect((await page()).includes("Waits for your decision")).toBe(true);
  const { _id: id, report } = (await only()) ?? {};
  expect([report?.counts.item?.new, await ItemModel.countDocuments()]).toEqual([18, 0]);
  const answer = await postForm(hub, "/en/admin/archives", { intent: "take", id: id ?? "" }, administrator);
  expect(answer.status).toBe(302);
  await until("some of it is there", 20_000, async () => (await ItemModel.countDocuments()) > 3);
  hub.kill("hub");
  const atKill = await ItemModel.countDocuments();
  await hub.untilGone(10_000);
  hub = await startHub({ dataDir: on.dataDir, env: on.env });
  await until("all of it is there", 60_000, async () => (await only())?.state === "done");
  expect(atKill, "items when the hub was killed").toBeLessThan(18);
  await until("its file is read", 30_000, async () => (await getPage(hub, `/files/${filled.file}`)).status === 200);
  expect(await AuditModel.countDocuments({ action: "mechanism:archive-taken", by: administrator.id, "subject.id": "morocco" })).toBe(1);
  const uploads = mongoose.connection.collection("uploads.files");
  await until("the archive itself is gone", 20_000, async () => (await uploads.countDocuments({ "metadata.owner.kind": "archive" })) === 0);

  const download = await getPage(hub, "/ar/desk/mechanism/morocco/archive.zip", administrator);
  expect(download.headers.get("Content-Disposition")).toMatch(/^attachment; filename="morocco-[\d-]+\.zip"; filename\*=UTF-8''%D8/);
  const [before, after] = [contentsOf(readFileSync(first)), contentsOf(Buffer.from(await download.arrayBuffer()))];
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [name, content] of before) expect(after.get(name), name).toBe(content);

  await until("it is found", 20_000, async () => (await (await fetch(`${hub.url}/api/v1/search?q=${encodeURIComponent("التوصيات")}`)).text()).includes(filled.published));
  const reviewer = await makePerson(hub, { name: "Reviewer, Portugal", grants: [{ role: "reviewer", mechanism: null }] });
  const conversation = await (await getPage(hub, `/en/desk/items/${filled.published}/review/fr`, reviewer)).text();
  expect(["Quels ministères", "Reviewer, first"].filter((words) => !conversation.includes(words))).toEqual([]);
});

test("the command writes the same archive, and leaves what differs as it is when it is taken again", async () => {
  expect(await command(on.env, "app/archive/main.ts", "morocco", second)).toMatchObject({ code: 0 });
  expect([...contentsOf(readFileSync(second))]).toEqual([...contentsOf(readFileSync(first))]);
  await ItemModel.updateOne({ _id: filled.published }, { $set: { country: "PT" } });
  const again = await command(on.env, "app/import/main.ts", first);
  expect(again.said).toMatch(/item: 17 the same, 1 different here, and left as they are\n/);
  expect(again.said).toContain(`different: item ${filled.published}`);
  expect([again.code, again.said.includes(" new"), existsSync(`${second}.part`)]).toEqual([0, false, false]);
  expect((await ItemModel.findById(filled.published).lean())?.country).toBe("PT");
});

test("what is another mechanism's in this hub gets nothing from an archive, and nothing of it is replaced", async () => {
  const take = () => command(on.env, "app/import/main.ts", first);
  const id = filled.published;
  const parts = async (item = id) => [await RevisionModel.countDocuments({ item }), await CommentModel.countDocuments({ item }), await ReaderCommentModel.countDocuments({ item }), await mongoose.connection.collection("uploads.files").countDocuments({ "metadata.owner.id": item })];
  const forget = async (item = id) => {
    for (const model of [RevisionModel, CommentModel, ReaderCommentModel]) await (model as typeof RevisionModel).deleteMany({ item });
    await mongoose.connection.collection("uploads.files").deleteMany({ "metadata.owner.id": item });
  };
  const asFounded = async (model: typeof ItemModel, document: string) => {
    await model.updateOne({ _id: document }, { $set: { mechanism: "portugal" } });
    await model.updateOne({ _id: document }, { $set: { seed: { fields: ["mechanism"], hash: contentHash({ mechanism: "portugal" }, ["mechanism"]) } } });
  };
  const [offer, membership] = [await CooperationModel.findOne().lean(), await MembershipModel.findOne({ mechanism: "morocco" }).lean()];
  await forget();
  await asFounded(ItemModel, id);
  await asFounded(MembershipModel as unknown as typeof ItemModel, membership?._id ?? "");
  await CooperationModel.updateOne({ _id: offer?._id }, { $set: { mechanism: "portugal" } });
  await CooperationMessageModel.deleteMany({});
  const { code, said } = await take();
  expect([await parts(), await CooperationMessageModel.countDocuments()]).toEqual([[0, 0, 0, 0], 0]);
  expect([(await ItemModel.findById(id).lean())?.mechanism, (await MembershipModel.findById(membership?._id).lean())?.mechanism]).toEqual(["portugal", "portugal"]);
  expect([code, said.includes(" new"), said.includes("in place of")]).toEqual([0, false, false]);

  // An item of its own that goes another way here: its next steps have their numbers to themselves.
  await ItemModel.updateOne({ _id: id }, { $set: { mechanism: "morocco", revision: 2 }, $unset: { seed: 1 } });
  await RevisionModel.create({ _id: `${id}/2/en`, item: id, number: 2, lang: "en", kind: "begin", by: "nobody", at: new Date() });
  await take();
  expect((await RevisionModel.find({ item: id }).sort({ number: 1 }).lean()).map(({ _id }) => _id)).toEqual([`${id}/1/ar`, `${id}/2/en`]);
  expect((await parts()).slice(1)).toEqual([2, 1, 1]);
});

test("what this hub was founded with, and nobody has changed, gives way to an archive; what somebody has changed does not", async () => {
  const nameHere = async () => (await MechanismModel.findById("morocco").lean())?.name;
  const archived = await nameHere();
  const founded = { fr: "Comme la plateforme fut fondée" };
  await MechanismModel.updateOne({ _id: "morocco" }, { $set: { name: { fr: "Changé depuis" }, seed: { fields: ["name"], hash: contentHash({ name: founded }, ["name"]) } } });
  expect((await command(on.env, "app/import/main.ts", first)).said).toMatch(/mechanism: 1 different here/);
  expect(await nameHere()).toEqual({ fr: "Changé depuis" });
  await MechanismModel.updateOne({ _id: "morocco" }, { $set: { name: founded } });
  expect((await command(on.env, "app/import/main.ts", first)).said).toMatch(/mechanism: 1 in place of what the hub was founded with/);
  expect(await nameHere()).toEqual(archived);
});

test("an archive of a mechanism that is another State's here is refused, and nothing of it is written", async () => {
  await MechanismModel.updateOne({ _id: "morocco" }, { $set: { state: "PT" } });
  await ItemModel.deleteOne({ _id: filled.published });
  const { code, said } = await command(on.env, "app/import/main.ts", first);
  expect([code, said]).toEqual([1, expect.stringContaining("mechanism")]);
  expect([await ItemModel.countDocuments({ _id: filled.published }), (await MechanismModel.findById("morocco").lean())?.state]).toEqual([0, "PT"]);
});
