import { afterAll, beforeAll, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { noticeSubject } from "#app/notices/notice-view.server.ts";
import { remindOfInvitations } from "#app/reminders/invitations.server.ts";
import { remindOfProfiles } from "#app/reminders/profiles.server.ts";
import { remindOfTerms } from "#app/reminders/terms.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { createLink } from "#models/invitation.server.ts";
import { findMail, listMails } from "#models/mail.server.ts";
import { listUnconfirmed, MechanismModel } from "#models/mechanism.server.ts";
import { confirmProfile } from "#models/mechanism-writing.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import { begin, end } from "#models/office-steps.ts";
import { partialDate } from "#models/partial-date.ts";
import { createUser, UserModel } from "#models/user.server.ts";
import type { Grant, Member } from "#models/actor.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { settings } from "../mail/outbox.ts";

let servers: Servers;
const entry = () => auditEntry({ by: null, address: null }, "user:created", { kind: "user", id: "x" });

async function person(id: string, lang: string, grants: Grant[]): Promise<void> {
  await createUser({ id, email: `${id}@example.org`, name: id, lang, timeZone: "UTC", grants, passwordHash: "-", entry: entry() });
}

beforeAll(async () => {
  servers = await startServers();
  settings(servers);
  await connect(servers.mongoUrl);
  await loadSeed();
  await person("coordinator", "fr", [{ role: "coordinator", mechanism: null }]);
  await person("editor", "ar", [{ role: "editor", mechanism: "portugal" }]);
  await person("elsewhere", "en", [{ role: "editor", mechanism: "morocco" }]);
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

const take = async (change: Parameters<typeof takeStep>[0]["change"]) => takeStep({ id: "coordinator", version: (await findOffice({ id: "coordinator" }))?.writes ?? NaN, change, entry: entry() });
const mails = async () => (await listMails({ limit: 50 })).map(({ id }) => id).toSorted();
const written = async (id: string) => {
  const mail = await findMail({ id });
  return mail && (await composeMail(mail));
};

test("a term that ends is told once at each of its times, to the coordinators and the holder's editors in their languages", async () => {
  await take(begin([{ id: "lisbon", state: "PT", mechanism: "portugal", from: partialDate("2026-01-27"), to: partialDate("2028-01-26"), decision: null, sources: [] }], ["coordinator-morocco-2024"]));
  const on = async (day: string) => {
    await remindOfTerms(new Date(`${day}T10:00:00Z`));
    return mails();
  };
  expect(await on("2027-07-29")).toEqual([]);
  const first = ["coordinator", "editor"].map((user) => `term-ending:coordinator:lisbon:2028-01-26:180:${user}`);
  expect(await on("2027-07-30")).toEqual(first);
  expect(await on("2027-10-01")).toEqual(first);
  expect(await on("2027-12-27")).toEqual([...first, ...first.map((id) => id.replace(":180:", ":30:"))].toSorted());
  expect(await on("2028-01-27")).toHaveLength(4);
  expect(await written(first[0] ?? "")).toMatchObject({ subject: "Fin de mandat le 26 janvier 2028\u00a0: Portugal (Coordonnateur)" });
  const arabic = await written(first[1] ?? "");
  expect(arabic?.text).toContain("26 يناير 2028");
  expect(arabic?.text).toContain("/ar/network#offices");
});

test("who is reminded reads it on his desk as well, and is written to as he has chosen", async () => {
  const [notice] = await NoticeModel.find({ user: "editor", kind: "term-ending" }).lean();
  expect(notice).toMatchObject({ about: { office: "coordinator", term: "lisbon", end: "2028-01-26" }, item: null });
  const actor: Member = { kind: "member", id: "editor", name: "editor", grants: [{ role: "editor", mechanism: "portugal" }] };
  const subject = (who: Member) => noticeSubject({ notice: { kind: "term-ending", item: null, lang: null, comment: null, about: notice?.about ?? {} }, actor: who, lang: "en" });
  expect(await subject(actor)).toMatchObject({ title: "Portugal (Coordinator)", path: "/en/network#offices" });
  expect(await subject({ ...actor, grants: [] })).toBeNull();
  const id = "term-ending:coordinator:lisbon:2028-01-26:180:editor";
  await UserModel.updateOne({ _id: "editor" }, { $set: { noticeChoices: { reminders: "never" } } });
  expect(await written(id)).toBeNull();
  await UserModel.updateOne({ _id: "editor" }, { $unset: { noticeChoices: 1 } });
  expect(await written(id)).not.toBeNull();
});

test("what no longer holds when a mail goes out is not said", async () => {
  await take(end("lisbon", partialDate("2027-12-31")));
  expect(await written("term-ending:coordinator:lisbon:2028-01-26:180:coordinator")).toBeNull();
});

test("an invitation about to expire is told to whoever invited, once for each sending", async () => {
  const invite = (days: number, by: string) => createLink({ kind: "invitation", validMs: days * 86_400_000, email: "guest@example.org", name: "Guest", lang: "en", by, grants: [{ role: "editor", mechanism: "portugal" }], entry: auditEntry({ by, address: null }, "invitation:sent", { kind: "invitation", id: "" }) });
  const [soon] = await Promise.all([invite(2, "editor"), invite(10, "coordinator")]);
  const before = (await mails()).length;
  await remindOfInvitations(new Date());
  await remindOfInvitations(new Date());
  const now = await mails();
  expect(now).toHaveLength(before + 1);
  const id = `invitation-expiring:${soon.id}:${soon.expiresAt.getTime()}`;
  expect(now).toContain(id);
  expect((await written(id))?.text).toContain("/ar/desk/people?mechanism=portugal");
});

test("a profile that nobody confirms is told of once when it is due, to its editors, and no more once it is confirmed", async () => {
  const of = async () => (await mails()).filter((id) => id.startsWith("profile-due:portugal:"));
  // Past the model, which lets nobody change when something was made.
  await MechanismModel.collection.updateOne({ _id: "portugal" } as object, { $set: { createdAt: new Date("2025-03-31T09:00:00Z") } });
  await remindOfProfiles(new Date("2026-03-30T10:00:00Z"));
  expect(await of()).toEqual([]);
  await remindOfProfiles(new Date("2026-03-31T10:00:00Z"));
  await remindOfProfiles(new Date("2026-04-30T10:00:00Z"));
  expect(await of()).toEqual(["profile-due:portugal:2026-03-31:editor"]);
  expect((await listUnconfirmed({ months: 12, now: new Date("2026-04-30") })).map(({ mechanism }) => mechanism.id)).toEqual(["portugal"]);
  const letter = await written("profile-due:portugal:2026-03-31:editor");
  expect(letter?.text).toContain("/ar/desk/mechanism/portugal");
  expect(letter?.subject).toContain("يرجى تأكيد ملف");
  const actor: Member = { kind: "member", id: "editor", name: "editor", grants: [{ role: "editor", mechanism: "portugal" }] };
  await confirmProfile({ actor, doer: { by: "editor", address: null }, id: "portugal" });
  expect(await written("profile-due:portugal:2026-03-31:editor")).toBeNull();
  // A year after the confirmation it is due again, which is another mail.
  const next = new Date();
  next.setUTCFullYear(next.getUTCFullYear() + 1, next.getUTCMonth(), next.getUTCDate() + 2);
  await remindOfProfiles(next);
  expect(await of()).toHaveLength(2);
});

test("the profile of a mechanism without an editor is told of to the coordinators, each in his language", async () => {
  await person("deputy", "pt", [{ role: "coordinator", mechanism: null }]);
  await MechanismModel.collection.updateOne({ _id: "mauritania" } as object, { $set: { createdAt: new Date("2025-03-31T09:00:00Z") } });
  await remindOfProfiles(new Date("2026-03-31T10:00:00Z"));
  const told = await Promise.all(["coordinator", "deputy", "elsewhere", "editor"].map((user) => written(`profile-due:mauritania:2026-03-31:${user}`)));
  expect(told.map((letter) => letter !== null)).toEqual([true, true, false, false]);
  expect(told[0]?.text).toContain("/fr/desk/mechanism/mauritania");
  expect(told[0]?.text).toContain("vous coordonnez le réseau");
  expect(told[1]?.text).toContain("/pt/desk/mechanism/mauritania");
  expect(told[1]?.text).toContain("coordena a rede");
});
