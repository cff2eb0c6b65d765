import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditModel, auditEntry } from "#models/audit.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { forgetOld, settleTrails } from "#models/trails.server.ts";
import { UserModel } from "#models/user.server.ts";

import { ROOT } from "../helpers/hub-process.ts";
import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, PASSWORD, postForm, signIn } from "../helpers/people.ts";
import { seedMechanisms } from "./mechanisms.ts";

const run = promisify(execFile);
let on: HubOnEngines;
let administrator: Person;
let coordinator: Person;
beforeAll(async () => {
  on = await startHubOnEngines({ prepare: seedMechanisms });
  administrator = await makePerson(on.hub, { name: "Administrator, Portugal", grants: [{ role: "administrator", mechanism: null }] });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Morocco", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(() => on?.stop());

const NEW = "another sentence that nobody guesses";
const page = async (path: string, { cookie } = administrator) => (await getPage(on.hub, path, { cookie })).text();
const act = (id: string, fields: Record<string, string>, { cookie } = administrator) => postForm(on.hub, `/en/admin/users/${id}`, fields, { cookie });
const isOpen = async (cookie: string) => (await getPage(on.hub, "/en/account", { cookie })).status === 200;

describe("the pages of administration", () => {
  test.each([
    ["/en/admin/users", 200, 403],
    ["/en/admin/mail", 200, 403],
    ["/en/admin/audit", 200, 200],
    ["/en/desk/people", 200, 200],
  ])("%s is open to those who may, and to nobody else", async (path, forAdministrator, forCoordinator) => {
    const contributor = await makePerson(on.hub, { grants: [{ role: "contributor", mechanism: "morocco" }] });
    const statusFor = async (cookie?: string) => (await getPage(on.hub, path, { cookie })).status;
    expect(await statusFor(administrator.cookie)).toBe(forAdministrator);
    expect(await statusFor(coordinator.cookie)).toBe(forCoordinator);
    expect(await statusFor(contributor.cookie)).toBe(403);
    expect(await statusFor()).toBe(302);
    // The data alone are guarded as well as the page.
    expect((await getPage(on.hub, `${path}.data`, { cookie: contributor.cookie })).status).toBe(403);
    expect((await postForm(on.hub, `/en/admin/users/${coordinator.id}`, { intent: "suspend" }, { cookie: contributor.cookie })).status).toBe(403);
  });

  test("show all people with their roles to those who look after everybody, without addresses and to be read only", async () => {
    const ALL = "/en/desk/people?mechanism=all";
    const editor = await makePerson(on.hub, { name: "Editor, of two", grants: [{ role: "editor", mechanism: "morocco" }, { role: "contributor", mechanism: "paraguay" }] });
    await UserModel.updateOne({ _id: (await makePerson(on.hub, { name: "Reader, suspended" })).id }, { $set: { suspendedAt: new Date() } });
    const all = await page(ALL, coordinator);
    expect(all).toContain(`<h2 id="everyone"`);
    for (const part of ["Editor, of two", 'href="/en/desk/people?mechanism=morocco"', 'href="/en/desk/people?mechanism=paraguay"', "last sign-in: ", "Reader, suspended", "Suspended", "No role", `${await UserModel.countDocuments()} people`]) expect(all, part).toContain(part);
    for (const path of [ALL, `${ALL.replace("?", ".data?")}`]) expect(await page(path, coordinator), path).not.toContain("@example.org");
    expect(await page(`${ALL}&page=2`, coordinator)).not.toContain("Editor, of two");
    // Whoever looks after some mechanisms alone sees their people, with what they are there and nothing else.
    await makePerson(on.hub, { name: "Contributor and reviewer", grants: [{ role: "contributor", mechanism: "morocco" }, { role: "reviewer", mechanism: null }] });
    await makePerson(on.hub, { name: "Contributor elsewhere", grants: [{ role: "contributor", mechanism: "paraguay" }] });
    const own = await page(ALL, editor);
    for (const part of ["All people of your mechanisms", "Editor, of two", "Contributor and reviewer", 'href="/en/desk/people?mechanism=morocco"']) expect(own, part).toContain(part);
    for (const path of [ALL, ALL.replace("?", ".data?")]) expect(await page(path, editor), path).not.toMatch(/Contributor elsewhere|mechanism=paraguay|mechanism=network|Reviewer|last sign-in|@example\.org/);
    expect((await postForm(on.hub, ALL, { intent: "end", user: editor.id, role: "editor" }, { cookie: coordinator.cookie })).status).toBe(404);
  });

  test("find accounts by name, address and role", async () => {
    const someone = await makePerson(on.hub, { name: "Editor (Paraguay)", grants: [{ role: "editor", mechanism: "paraguay" }] });
    expect(await page(`/en/admin/users?q=${encodeURIComponent("editor (par")}`)).toContain(someone.email);
    expect(await page(`/en/admin/users?q=${someone.email.slice(0, 20)}`)).toContain("Editor (Paraguay)");
    const administrators = await page("/en/admin/users?role=administrator");
    expect(administrators).toContain(administrator.email);
    expect(administrators).not.toContain(someone.email);
  });
});

describe("an account in the hands of an administrator", () => {
  test("gets and loses roles, where they are given", async () => {
    const { id } = await makePerson(on.hub);
    expect((await act(id, { intent: "add-role", role: "editor", owner: "morocco" })).status).toBe(302);
    expect((await act(id, { intent: "add-role", role: "editor", owner: "network" })).status).toBe(400);
    expect((await act(id, { intent: "add-role", role: "reviewer", owner: "morocco" })).status).toBe(400);
    expect((await UserModel.findById(id).lean())?.grants).toEqual([{ role: "editor", mechanism: "morocco" }]);
    expect(await page(`/en/admin/users/${id}?ask=end-role&role=editor&owner=morocco`)).toContain("End this role?");
    await act(id, { intent: "end-role", role: "editor", owner: "morocco" });
    expect((await UserModel.findById(id).lean())?.grants).toEqual([]);
    expect(await AuditModel.countDocuments({ "subject.id": id, by: administrator.id, action: { $in: ["user:role-added", "user:role-ended"] } })).toBe(2);
  });

  test("is closed at once when it is suspended, and opens again when it is reinstated", async () => {
    const person = await makePerson(on.hub);
    await act(person.id, { intent: "suspend" });
    expect(await isOpen(person.cookie)).toBe(false);
    await expect(signIn(on.hub, person)).rejects.toThrow("400");
    await act(person.id, { intent: "reinstate" });
    expect(await isOpen(person.cookie)).toBe(false);
    await signIn(on.hub, person);
  });

  test("the last administrator stays one, and nobody suspends himself", async () => {
    expect((await act(administrator.id, { intent: "end-role", role: "administrator", owner: "network" })).status).toBe(400);
    expect((await act(administrator.id, { intent: "suspend" })).status).toBe(400);
    // Two who suspend each other in one moment do not both succeed.
    const second = await makePerson(on.hub, { grants: [{ role: "administrator", mechanism: null }] });
    await Promise.all([act(second.id, { intent: "suspend" }), act(administrator.id, { intent: "suspend" }, second)]);
    expect(await UserModel.countDocuments({ "grants.role": "administrator", suspendedAt: null })).toBe(1);
    await UserModel.updateOne({ _id: administrator.id }, { $set: { suspendedAt: null, validFrom: null } });
    administrator.cookie = await signIn(on.hub, administrator);
    await UserModel.updateOne({ _id: second.id }, { $set: { grants: [] } });
  });

  test("loses its second factor, and is told; a link for a password is shown once where no mail is sent", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    await act(person.id, { intent: "reset-factor" });
    expect(await isOpen(person.cookie)).toBe(false);
    await signIn(on.hub, { ...person, secret: null });
    expect(await MailModel.findOne({ user: person.id, kind: "second-factor-changed" }).lean()).toMatchObject({ params: { change: "off" }, state: "waiting" });
    const shown = await (await act(person.id, { intent: "link" })).text();
    const link = new URL(/http:\/\/[^<"\s]*\/en\/password\/[\w-]+/.exec(shown)?.[0] ?? "").pathname;
    expect(await page(`/en/admin/users/${person.id}`)).not.toContain(link);
    expect((await postForm(on.hub, link, { password: NEW })).status).toBe(200);
    await signIn(on.hub, { email: person.email, password: NEW });
  });
});

describe("the outbox", () => {
  test("shows a mail as it would be sent, with its link, and who has seen it", async () => {
    const email = "invited@example.org";
    await postForm(on.hub, "/en/desk/people?mechanism=morocco", { intent: "invite", email, name: "Contributor", role: "contributor", lang: "ar" }, { cookie: administrator.cookie });
    const mail = await MailModel.findOne({ "to.email": email }).lean();
    expect(mail?.state).toBe("waiting");
    const list = await page("/en/admin/mail?state=waiting");
    expect(list).toContain(email);
    expect(list).not.toContain(mail?.secret);
    const one = await page(`/en/admin/mail?mail=${encodeURIComponent(mail!._id)}`);
    expect(one).toContain(`/ar/invitation/${mail?.secret}`);
    // Apart from the text as well, so that it can be marked, and copied, alone.
    expect(one).toMatch(new RegExp(`<bdi dir="ltr"[^>]*>http[^<]*/ar/invitation/${mail?.secret}</bdi>`));
    expect((await getPage(on.hub, `/ar/invitation/${mail?.secret}`)).status).toBe(200);
    expect(await AuditModel.countDocuments({ action: "mail:opened", "subject.id": mail?._id, by: administrator.id })).toBe(1);
  });
});

describe("the log", () => {
  test("names people, things and steps, by person, thing, kind of step and day; and no addresses of mail", async () => {
    const person = await makePerson(on.hub, { name: "Contributor, Lisbon" });
    await act(person.id, { intent: "add-role", role: "contributor", owner: "morocco" });
    const all = await page("/en/admin/audit", coordinator);
    expect(all).toContain("Role given");
    expect(all).toContain("Contributor, Lisbon");
    expect(all).toContain("Administrator, Portugal");
    expect(all).not.toContain("@example.org");
    const about = await page(`/en/admin/audit?subject=${person.id}`, coordinator);
    expect(about).toContain("Account made");
    expect(about).not.toContain("Coordinator, Morocco</bdi>");
    expect(await page("/en/admin/audit?person=Lisbon&action=user%3Arole-added", coordinator)).toContain("Role given");
    expect(await page("/en/admin/audit?person=Nobody", coordinator)).toContain("No entry is as you search for it");
    expect(await page("/en/admin/audit?to=2020-01-01", coordinator)).toContain("No entry is as you search for it");
  });

  test("gets what a crash has left in an account, once, and loses internet addresses after 90 days", async () => {
    const { id } = await makePerson(on.hub);
    const entry = auditEntry({ by: id, address: "192.0.2.77" }, "user:profile-changed", { kind: "user", id });
    await UserModel.updateOne({ _id: id }, { $set: { trail: [{ ...entry, at: new Date(Date.now() - 91 * 86_400_000) }] } });
    await Promise.all([settleTrails(), settleTrails()]);
    const found = await AuditModel.find({ _id: entry.id }).lean();
    expect(found).toHaveLength(1);
    await forgetOld();
    expect((await AuditModel.findById(entry.id).lean())?.address).toBeNull();
    expect(await UserModel.countDocuments({ trail: { $exists: true } })).toBe(0);
    expect((await AuditModel.findOne({ action: "user:signed-in", "subject.id": id }).lean())?.address).toBe("127.0.0.1");
  });
});

describe("npm run administrator", () => {
  const command = (email: string) => run("npm", ["run", "--silent", "administrator", "--", email], { cwd: ROOT, env: { ...process.env, ...on.env } });

  test("gives an administrator who is locked out a link, which resets the second factor", async () => {
    const { stdout } = await command(administrator.email);
    const link = new URL(/http\S+/.exec(stdout)?.[0] ?? "").pathname;
    expect(await page(link)).toContain("takes the second step away");
    expect((await postForm(on.hub, link, { password: NEW })).status).toBe(200);
    expect((await postForm(on.hub, link, { password: NEW })).status).toBe(404);
    expect(await isOpen(administrator.cookie)).toBe(false);
    const cookie = await signIn(on.hub, { email: administrator.email, password: NEW });
    expect((await getPage(on.hub, "/en/admin/users", { cookie })).headers.get("Location")).toMatch(/^\/en\/account\/second-factor/);
    expect(await AuditModel.countDocuments({ "subject.id": administrator.id, action: "user:password-link", by: null })).toBe(1);
  });

  test("refuses anybody else", async () => {
    for (const email of [coordinator.email, "nobody@example.org"]) {
      await expect(command(email)).rejects.toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("is not the address of an administrator") });
    }
    await expect(signIn(on.hub, { email: coordinator.email, password: PASSWORD, secret: coordinator.secret })).resolves.toBeTruthy();
  });
});
