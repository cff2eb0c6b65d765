import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { followUpApplications, mechanismOfApplication } from "#app/notices/application-follow-up.server.ts";
import { ApplicationModel } from "#models/application-schema.server.ts";
import { decideApplication } from "#models/application-outcome.server.ts";
import { confirmApplication, createApplication, forgetApplications } from "#models/application.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { mergeMechanism, undoMerger } from "#models/mechanism-history.server.ts";
import { createMechanism, MechanismModel } from "#models/mechanism.server.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";
import { findMembership, MembershipModel } from "#models/membership.server.ts";
import { loadSeed } from "#seed/load.ts";

import { until } from "../helpers/processes.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { makeApplication, textOf } from "./applying.ts";

let on: HubOnEngines;
let coordinator: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(() => on?.stop());

const MOROCCO = "/en/desk/memberships/morocco";
const step = { intent: "step", status: "membershipStatus:suspended", date: "2025-03", decision: "", note: "At its own request." };
const send = (path: string, fields: Record<string, string>) => postForm(on.hub, path, fields, coordinator);

describe("the memberships on the desk", () => {
  test("stand by their status, the founding members of the seed first", async () => {
    const page = await textOf(on.hub, "/en/desk/memberships", coordinator.cookie);
    expect(page).toMatch(/Founding member\s+Morocco[\s\S]*Paraguay[\s\S]*Portugal/);
  });

  test("take a step that the table allows, with its date, decision and note; of two at once one is told", async () => {
    const seen = String((await findMembership({ id: "morocco" }))?.version);
    for (const [change, words] of [
      [{ status: "membershipStatus:former" }, "does not allow “Former member” to follow “Founding member”"],
      [{ status: "membershipStatus:none" }, "Choose a status."],
      [{ date: "2025-02-30" }, "Write the date as"],
      [{ decision: "none" }, "Choose a decision"],
      [{ date: "2023" }, "does not allow"],
    ] as const) {
      const answer = await send(MOROCCO, { ...step, seen, ...change });
      expect([answer.status, (await answer.text()).includes(words)], words).toEqual([400, true]);
    }
    expect((await send(MOROCCO, { ...step, seen })).headers.get("Location")).toBe(`${MOROCCO}?done=step`);
    const late = await send(MOROCCO, { ...step, status: "membershipStatus:withdrawn", seen });
    expect([late.status, (await late.text()).includes("At its own request.")]).toEqual([409, true]);
    const [network, before] = [await textOf(on.hub, "/en/network"), await textOf(on.hub, "/en/network?on=2025-02-28")];
    expect(network).toMatch(/Suspended\s+Morocco\s+since March 2025/);
    expect(before).toMatch(/Founding members?\s+Morocco/);
    expect(await textOf(on.hub, "/en/network?on=2020-01-01")).toContain("The record names no member for this day.");
    expect(await textOf(on.hub, "/en/network?on=2025-02-30")).toContain("“2025-02-30” is not a day.");
    expect(await textOf(on.hub, "/en/mechanisms/morocco/x")).toBeDefined();
  });

  test("are corrected by an entry that stands beside the wrong one", async () => {
    const found = await findMembership({ id: "morocco" });
    const wrong = found?.history.at(-1)?.id ?? "";
    const seen = String(found?.version);
    const corrected = { ...step, intent: "correct", of: wrong, date: "2025-04-02", seen };
    expect((await send(MOROCCO, { ...corrected, of: "none" })).status).toBe(400);
    expect((await send(`${MOROCCO}?correct=${wrong}`, corrected)).headers.get("Location")).toBe(`${MOROCCO}?done=correct`);
    const page = await textOf(on.hub, MOROCCO, coordinator.cookie);
    expect(page).toContain("Takes the place of: Suspended, March 2025");
    expect(page).toContain("⁨Coordinator, Paraguay⁩");
    expect(await textOf(on.hub, "/en/network?on=2025-04-01")).toMatch(/Founding members?\s+Morocco/);
    const entries = (await findMembership({ id: "morocco" }))?.history.map(({ date }) => date.from);
    expect(entries).toEqual(["2024-05-09", "2025-03", "2025-04-02"]);
    expect(await AuditModel.countDocuments({ "subject.id": "morocco", action: { $in: ["membership:step", "membership:correct"] } })).toBe(2);
  });

  test("are struck where they never were, and the seed takes none of it back", async () => {
    const found = await findMembership({ id: "morocco" });
    const last = found?.history.at(-1)?.id ?? "";
    expect((await send(`${MOROCCO}?correct=${last}`, { intent: "correct", of: last, strike: "yes", note: "A mistake.", seen: String(found?.version) })).status).toBe(302);
    await loadSeed();
    const page = await textOf(on.hub, MOROCCO, coordinator.cookie);
    expect(page).toContain("Today: Founding member");
    expect(page).toContain("Was never taken: Suspended, 2 April 2025");
  });

  test("are added for a State that no source names, once", async () => {
    const added = { country: "FJ", mechanism: "", status: "membershipStatus:founding-member", date: "2024-05-09", decision: "asuncion-declaration", note: "" };
    expect((await send("/en/desk/memberships", { ...added, country: "" })).status).toBe(400);
    expect((await send("/en/desk/memberships", { ...added, mechanism: "morocco" })).status).toBe(400);
    expect((await send("/en/desk/memberships", { ...added, status: "membershipStatus:suspended" })).status).toBe(400);
    const answer = await send("/en/desk/memberships", added);
    expect(answer.status).toBe(302);
    const again = await send("/en/desk/memberships", added);
    expect([again.status, (await again.text()).includes("has a membership through this mechanism already")]).toEqual([400, true]);
    expect(await textOf(on.hub, "/en/network")).toMatch(/Fiji\s+since 9 May 2024/);
  });
});

describe("what follows from an acceptance", () => {
  const text = { country: "TO", mechanism: "", type: "mechanismType:none-yet", standing: null, legalBasis: "", motivation: "To begin.", status: "membershipStatus:member" };
  const address = "192.0.2.1";
  const states = () => Promise.all([MechanismModel.countDocuments({ state: "TO" }), MembershipModel.countDocuments({ state: "TO" }), InvitationModel.countDocuments({ email: "tonga@example.org" }), MailModel.countDocuments({ "to.email": "tonga@example.org" })]);

  test("is written once, however often a crash has it begun anew, for a State that has no mechanism yet", async () => {
    const id = "tonga-application";
    await createApplication({ id, text, applicant: { name: "Secretary, Tonga", position: "", email: "tonga@example.org" }, lang: "fr", letter: null, address });
    await confirmApplication({ id, stage: "received", address });
    const version = (await ApplicationModel.findById(id).lean())?.writes ?? 0;
    const mechanism = mechanismOfApplication(id);
    await decideApplication({ id, move: "accept", seen: version, doer: { by: coordinator.id, address }, outcome: { reason: "Welcome.", date: "2026-01-27", decision: null, status: "membershipStatus:member", mechanism, membership: null } });
    const { steps } = (await ApplicationModel.findById(id).lean()) ?? {};
    // The hub's own round may be at it: then these two leave it to that.
    const followed = () => until("all is followed", 20_000, async () => {
      await Promise.all([followUpApplications({ id }), followUpApplications({ id })]);
      return (await ApplicationModel.findById(id).lean())?.steps === undefined;
    });
    await followed();
    // As if the hub had died at its last breath, with nothing taken off.
    await ApplicationModel.updateOne({ _id: id }, { $set: { steps } });
    await followed();
    // A mechanism, a membership with one step, an invitation; mails to confirm, of receipt, of the decision, with the invitation.
    expect(await states()).toEqual([1, 1, 1, 4]);
    expect(await MechanismModel.findById(mechanism).lean()).toMatchObject({ name: null, type: "mechanismType:none-yet" });
    expect((await MembershipModel.findOne({ state: "TO" }).lean())?.history).toHaveLength(1);
    expect((await InvitationModel.findOne({ email: "tonga@example.org" }).lean())?.grants).toMatchObject([{ role: "editor", mechanism }]);
    expect((await ApplicationModel.findById(id).lean())?.steps).toBeUndefined();
    expect(await AuditModel.countDocuments({ action: "membership:step", "subject.id": mechanism })).toBe(1);
  });

  test("an invitation whose mail a crash has swallowed is sent all the same", async () => {
    await MailModel.deleteMany({ _id: /^invitation:/ });
    await ApplicationModel.updateOne({ _id: "tonga-application" }, { $push: { steps: { id: "again", kind: "accept", by: coordinator.id, address, at: new Date().toISOString() } } });
    await followUpApplications({ id: "tonga-application" });
    expect(await MailModel.countDocuments({ _id: /^invitation:/, "to.email": "tonga@example.org" })).toBe(1);
    expect(await states()).toEqual([1, 1, 1, 5]);
  });

  test("what nobody confirmed goes with its letter, and the address of what has ended long ago", async () => {
    const old = new Date(Date.now() - 9 * 86_400_000);
    await createApplication({ id: "old-application", text, applicant: { name: "Nobody", position: "", email: "nobody@example.org" }, lang: "en", letter: null, address });
    await ApplicationModel.collection.updateOne({ _id: "old-application" as never }, { $set: { createdAt: old } });
    await forgetApplications({ before: new Date(Date.now() + 1_000) });
    expect(await ApplicationModel.findById("old-application").lean()).toBeNull();
    expect((await ApplicationModel.findById("tonga-application").lean())?.applicant).toEqual({ name: "Secretary, Tonga", position: "", email: null });
  });
});

describe("a decision that meets another change of the membership", () => {
  const [MEMBER, OBSERVER, WITHDRAWN] = ["membershipStatus:member", "membershipStatus:observer", "membershipStatus:withdrawn"] as const;
  const waits = async () => Number(/>(\d+)<\/p><div[^>]*><p><a[^>]*>Accepted applications whose step/.exec(await (await getPage(on.hub, "/en/desk/network", { cookie: coordinator.cookie })).text())?.[1]);
  const desk = (id: string) => `/en/desk/applications/${id}`;
  const settle = async (id: string, intent: "record" | "leave") => send(desk(id), { intent, seen: String((await ApplicationModel.findById(id).lean())?.writes) });
  const statuses = async (state: string) => (await MembershipModel.find({ state }).lean()).map(({ history }) => history.map(({ status }) => status));

  /** Decided for what the membership was at that version, and followed. */
  async function accepted(seen: { id: string; version: number } | null): Promise<string> {
    const { id } = await makeApplication({ country: "WS", letter: false, by: coordinator.id });
    await decideApplication({ id, move: "accept", seen: (await ApplicationModel.findById(id).lean())?.writes ?? 0, doer: { by: coordinator.id, address: null }, outcome: { reason: "Welcome.", date: "2026-01-27", decision: null, status: MEMBER, mechanism: mechanismOfApplication(id), membership: seen } });
    await until("all is followed", 20_000, async () => {
      await followUpApplications({ id });
      return (await ApplicationModel.findById(id).lean())?.steps === undefined;
    });
    return id;
  }

  test("is not written silently: it waits on the coordinators' desk until they have it written after all", async () => {
    const added = await send("/en/desk/memberships", { country: "WS", mechanism: "", status: OBSERVER, date: "2025-01-01", decision: "", note: "" });
    const record = (added.headers.get("Location") ?? "").replace(/\?.*/, "");
    const seen = { id: record.split("/").at(-1) ?? "", version: 1 };
    expect((await send(record, { intent: "step", status: WITHDRAWN, date: "2026-01-02", decision: "", note: "", seen: "1" })).status).toBe(302);
    const id = await accepted(seen);
    expect(await statuses("WS")).toEqual([[OBSERVER, WITHDRAWN]]);
    expect(await InvitationModel.countDocuments({ "grants.mechanism": mechanismOfApplication(id) })).toBe(1);
    expect([await waits(), await textOf(on.hub, "/en/desk/applications", coordinator.cookie)]).toEqual([1, expect.stringMatching(/Accepted, step not written down Samoa/)]);
    expect(await textOf(on.hub, desk(id), coordinator.cookie)).toMatch(/The step of the membership has not been written down\./);
    // Followed anew after a crash, it still waits once.
    await ApplicationModel.updateOne({ _id: id }, { $push: { steps: { id: "again", kind: "accept", by: coordinator.id, address: null, at: new Date().toISOString() } } });
    await followUpApplications({ id });
    expect(await AuditModel.countDocuments({ "subject.id": id, action: "application:step-waits" })).toBe(1);
    expect((await settle(id, "record")).headers.get("Location")).toBe(`${desk(id)}?done=record`);
    expect([await statuses("WS"), await waits()]).toEqual([[[OBSERVER, WITHDRAWN, MEMBER]], 0]);
    expect((await settle(id, "record")).status).toBe(409);
    expect(await AuditModel.countDocuments({ action: "membership:step", "subject.id": seen.id })).toBe(2);
  });

  test("or leave the record as it is; what the table does not allow is not written", async () => {
    const id = await accepted(null);
    expect(await waits()).toBe(1);
    const refused = await settle(id, "record");
    expect([refused.status, (await refused.text()).includes("does not allow this status after the one that the State has now")]).toEqual([400, true]);
    expect((await settle(id, "leave")).headers.get("Location")).toBe(`${desk(id)}?done=leave`);
    expect([await statuses("WS"), await waits()]).toEqual([[[OBSERVER, WITHDRAWN, MEMBER]], 0]);
    expect(await textOf(on.hub, desk(id), coordinator.cookie)).toContain("the coordinators left the record as it was");
  });

  test("the membership of a mechanism that has merged is its successor's, while the merger stands", async () => {
    const mechanism = (id: string) => createMechanism({ mechanism: { id, state: "VU", name: { en: id }, shortName: null, aliases: {}, official: [], type: null, standing: null, legalBasis: null, profile: {}, capacities: [], dimensions: {}, sources: [] } });
    await Promise.all([mechanism("vanuatu-first"), mechanism("vanuatu-second")]);
    const add = (through: string) => send("/en/desk/memberships", { country: "VU", mechanism: through, status: OBSERVER, date: "2025-01-01", decision: "", note: "" });
    // The hub learns of mechanisms that others have made a few seconds later.
    await until("the mechanism is known", 20_000, async () => (await textOf(on.hub, "/en/desk/memberships", coordinator.cookie)).includes("vanuatu-first"));
    expect((await add("vanuatu-first")).status).toBe(302);
    const asking = { actor: { kind: "member" as const, id: coordinator.id, name: coordinator.name, grants: [{ role: "coordinator" as const, mechanism: null }] }, doer: { by: coordinator.id, address: null }, id: "vanuatu-first" };
    await mergeMechanism({ ...asking, into: "vanuatu-second", told: { date: DATE_NOT_STATED, legalBasis: null, note: null, sources: [] } });
    await until("the merger is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    const again = await add("vanuatu-second");
    expect([again.status, (await again.text()).includes("has a membership through this mechanism already")]).toEqual([400, true]);
    const { id } = await makeApplication({ country: "VU", letter: false, by: coordinator.id });
    const accept = async (status: string) => send(desk(id), { intent: "accept", reason: "Welcome.", date: "2026-01-27", decision: "", status, mechanism: "vanuatu-second", sure: "yes", seen: String((await ApplicationModel.findById(id).lean())?.writes) });
    expect((await accept(OBSERVER)).status).toBe(400);
    expect((await accept(MEMBER)).status).toBe(302);
    expect(await statuses("VU")).toEqual([[OBSERVER, MEMBER]]);
    await undoMerger(asking);
    expect((await add("vanuatu-second")).status).toBe(302);
    expect(await statuses("VU")).toEqual([[OBSERVER, MEMBER], [OBSERVER]]);
  });

  test("what was accepted for a mechanism that merged before it was followed is its successor's, and goes back with it", async () => {
    const doer = { by: coordinator.id, address: null };
    const asking = { actor: { kind: "member" as const, id: coordinator.id, name: coordinator.name, grants: [{ role: "coordinator" as const, mechanism: null }] }, doer, id: "vanuatu-second" };
    const { id } = await makeApplication({ country: "VU", letter: false, by: coordinator.id });
    const seen = { id: "vanuatu-second", version: (await findMembership({ id: "vanuatu-second" }))?.version ?? NaN };
    await mergeMechanism({ ...asking, into: "morocco", told: { date: partialDate("2026"), legalBasis: null, note: null, sources: [] } });
    await until("the merger is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    await decideApplication({ id, move: "accept", seen: (await ApplicationModel.findById(id).lean())?.writes ?? 0, doer, outcome: { reason: "Welcome.", date: "2026-01-27", decision: null, status: MEMBER, mechanism: "vanuatu-second", membership: seen } });
    const invited = async () => (await InvitationModel.find({ email: `applicant-${id}@example.org` }).lean()).map(({ grants }) => grants[0]?.mechanism);
    await until("all is followed", 20_000, async () => {
      await followUpApplications({ id });
      return (await ApplicationModel.findById(id).lean())?.steps === undefined;
    });
    expect([await invited(), await statuses("VU")]).toEqual([["morocco"], [[OBSERVER, MEMBER], [OBSERVER, MEMBER]]]);
    await undoMerger(asking);
    await until("the undoing is followed", 20_000, async () => (await MechanismModel.countDocuments({ "follow.id": { $exists: true } })) === 0);
    expect(await invited()).toEqual(["vanuatu-second"]);
  });
});
