import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { followUpApplications, mechanismOfApplication } from "#app/notices/application-follow-up.server.ts";
import { ApplicationModel } from "#models/application-schema.server.ts";
import { confirmApplication, createApplication, decideApplication, forgetApplications } from "#models/application.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { findMembership, MembershipModel } from "#models/membership.server.ts";
import { loadSeed } from "#seed/load.ts";

import { until } from "../helpers/processes.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { makePerson, type Person, postForm } from "../helpers/people.ts";
import { textOf } from "./applying.ts";

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
    await decideApplication({ id, move: "accept", seen: version, doer: { by: coordinator.id, address }, outcome: { reason: "Welcome.", date: "2026-01-27", decision: null, status: "membershipStatus:member", mechanism } });
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
