import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { remindOfInvitations } from "#app/reminders/invitations.server.ts";
import { remindOfTerms } from "#app/reminders/terms.server.ts";
import { auditEntry } from "#models/audit.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { createLink } from "#models/invitation.server.ts";
import { findMail, listMails } from "#models/mail.server.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import { begin, end } from "#models/office-steps.ts";
import { partialDate } from "#models/partial-date.ts";
import { createUser } from "#models/user.server.ts";
import type { Grant } from "#models/actor.ts";
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
  await mongoose.connection.dropDatabase();
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
