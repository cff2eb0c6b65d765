import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { getPage, makePerson, type Person, PASSWORD, postForm, signIn } from "../helpers/people.ts";
import { seedMechanisms } from "./mechanisms.ts";

let mailbox: Mailbox;
let on: HubOnEngines;
let editor: Person;
let coordinator: Person;
const MOROCCO = "/en/desk/people?mechanism=morocco";

beforeAll(async () => {
  mailbox = await startMailbox();
  on = await startHubOnEngines({ env: { SMTP_URL: mailbox.url }, prepare: seedMechanisms });
  editor = await makePerson(on.hub, { name: "Editor, Morocco", grants: [{ role: "editor", mechanism: "morocco" }] });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(async () => {
  await on?.stop();
  await mailbox?.stop();
});

let people = 0;
const newEmail = (): string => `invited-${(people += 1)}@example.org`;

/** Invites as the editor does; returns the path of the link in the mail. */
async function inviteByMail(fields: Partial<Record<"email" | "name" | "role" | "lang", string>> = {}, { path = MOROCCO, cookie = editor.cookie } = {}) {
  const email = fields.email ?? newEmail();
  const answer = await postForm(on.hub, path, { intent: "invite", email, name: "Contributor, Morocco", role: "contributor", lang: "fr", ...fields }, { cookie });
  expect(answer.status).toBe(302);
  const mail = await mailbox.untilMail(({ to }) => to === email);
  return { email, mail, link: new URL(mail.link ?? "").pathname };
}

const PERSON = { name: "Contributor, Morocco", password: PASSWORD, lang: "fr", timeZone: "Africa/Casablanca" };

describe("an invitation", () => {
  test("goes by mail in the language chosen, and makes the account with its role, once", async () => {
    const { email, mail, link } = await inviteByMail();
    expect(mail.text).toContain("Editor, Morocco");
    expect(link).toMatch(/^\/fr\/invitation\/[\w-]{32}$/);
    const page = await (await getPage(on.hub, link)).text();
    expect(page).toContain("Editor, Morocco");
    expect(page).toContain(email);
    expect((await getPage(on.hub, link)).status, "opening it uses nothing up").toBe(200);

    const forms = await Promise.all([1, 2].map(() => postForm(on.hub, link, { ...PERSON, email: "other@example.org", id: "chosen", role: "administrator", "grants[0][role]": "administrator" })));
    expect(forms.map(({ status }) => status).toSorted()).toEqual([302, 404]);
    const user = await UserModel.findOne({ email }).lean();
    expect(user).toMatchObject({ name: PERSON.name, grants: [{ role: "contributor", mechanism: "morocco" }] });
    expect(await UserModel.exists({ email: "other@example.org" })).toBeNull();
    expect((await postForm(on.hub, link, PERSON)).status).toBe(404);
    await signIn(on.hub, { email, password: PASSWORD });
    const { _id } = (await InvitationModel.findOne({ email }).lean())!;
    expect(await AuditModel.findOne({ action: "invitation:sent", "subject.id": _id }).lean()).toMatchObject({ by: editor.id, detail: { role: "contributor", mechanism: "morocco" } });
    expect(await AuditModel.findOne({ action: "user:created", "subject.id": user?._id }).lean()).toMatchObject({ by: user?._id, detail: { invitation: _id } });
  });

  test("adds its role to an account that its address has, once that person is signed in", async () => {
    const member = await makePerson(on.hub, { name: "Reviewer" });
    const { link } = await inviteByMail({ email: member.email, role: "editor" });
    expect(await (await getPage(on.hub, link)).text()).toContain(`/fr/sign-in?to=${encodeURIComponent(link)}`);
    // A form of someone who is not signed in makes no second account, and one of another person gives him nothing.
    expect((await postForm(on.hub, link, PERSON)).status).toBe(401);
    expect((await postForm(on.hub, link, {}, { cookie: editor.cookie })).headers.get("Location")).toBe(link);
    expect((await UserModel.findById(member.id).lean())?.grants).toEqual([]);
    const accepted = await postForm(on.hub, link, {}, { cookie: member.cookie });
    expect(accepted.headers.get("Location")).toBe("/fr/account?done=invitation");
    expect((await UserModel.findById(member.id).lean())?.grants).toEqual([{ role: "editor", mechanism: "morocco" }]);
    expect((await postForm(on.hub, link, {}, { cookie: member.cookie })).status).toBe(404);
  });

  test("of who has an account is told in the hub as well, comes by mail as he has chosen, and is accepted in his account", async () => {
    const [member, other] = await Promise.all([makePerson(on.hub, { name: "Reviewer" }), makePerson(on.hub)]);
    await UserModel.updateOne({ _id: member.id }, { $set: { noticeChoices: { reminders: "daily" } } });
    await postForm(on.hub, MOROCCO, { intent: "invite", email: member.email, name: "Reviewer", role: "editor", lang: "en" }, { cookie: editor.cookie });
    const { _id, untold } = (await InvitationModel.findOne({ email: member.email }).lean())!;
    expect(untold).toBeUndefined();
    expect(await MailModel.countDocuments({ "to.email": member.email })).toBe(0);
    const pageOf = async (path: string, { cookie }: Person) => (await (await getPage(on.hub, path, { cookie })).text()).replace(/<script.*?<\/script>/gs, "");
    expect(await pageOf("/en/desk", member)).toMatch(/You are invited to a role:[\s\S]*Editor – [^<]*Morocco|You are invited to a role:[\s\S]*href="\/en\/account#invitations"/);
    expect(await pageOf("/en/account", member)).toContain("Invited by");
    expect(await pageOf("/en/account", other)).not.toContain("Invited by");
    const accept = ({ cookie }: Person) => postForm(on.hub, "/en/account", { intent: "accept", invitation: _id }, { cookie });
    expect((await accept(other)).status).toBe(404);
    expect((await accept(member)).headers.get("Location")).toBe("/en/account?done=invitation");
    expect((await UserModel.findById(member.id).lean())?.grants).toEqual([{ role: "editor", mechanism: "morocco" }]);
    expect((await UserModel.findById(other.id).lean())?.grants).toEqual([]);
    expect((await accept(member)).status).toBe(404);
    expect(await NoticeModel.countDocuments({ user: member.id, kind: "invited", readAt: null })).toBe(0);
  });

  test("sent again opens by its new link alone; taken back, expired or guessed, by none, and says the same", async () => {
    const { email, link } = await inviteByMail();
    const { _id } = (await InvitationModel.findOne({ email }).lean())!;
    await postForm(on.hub, MOROCCO, { intent: "again", invitation: _id }, { cookie: editor.cookie });
    const again = await mailbox.untilMail((mail) => mail.to === email && !mail.link?.endsWith(link));
    const newLink = new URL(again.link ?? "").pathname;
    const wordsOf = async (path: string) => {
      const answer = await getPage(on.hub, path);
      return { status: answer.status, text: /<main[\s\S]*<\/main>/.exec(await answer.text())?.[0] };
    };
    const replaced = await wordsOf(link);
    expect(replaced.status).toBe(404);
    expect((await getPage(on.hub, newLink)).status).toBe(200);
    await postForm(on.hub, MOROCCO, { intent: "take-back", invitation: _id }, { cookie: editor.cookie });
    expect(await wordsOf(newLink)).toEqual(replaced);
    const other = await inviteByMail();
    await InvitationModel.updateOne({ email: other.email }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await wordsOf(other.link)).toEqual(replaced);
    expect(await wordsOf("/fr/invitation/guess")).toEqual(replaced);
    expect(JSON.stringify(await InvitationModel.find().lean())).not.toContain(newLink.split("/").at(-1));
  });

  test("is one with one mail where its button is pressed twice", async () => {
    const email = newEmail();
    const forms = await Promise.all([1, 2].map(() => postForm(on.hub, MOROCCO, { intent: "invite", email, name: "Contributor", role: "contributor", lang: "fr" }, { cookie: editor.cookie })));
    expect(forms.map(({ status }) => status).toSorted()).toEqual([302, 400]);
    expect([await InvitationModel.countDocuments({ email }), await MailModel.countDocuments({ "to.email": email })]).toEqual([1, 1]);
  });

  test("holds as long as who sent it may give the role; sent again by another, it is his", async () => {
    const other = await makePerson(on.hub, { name: "Editor, Morocco", grants: [{ role: "editor", mechanism: "morocco" }] });
    const { email, link } = await inviteByMail({}, { cookie: other.cookie });
    const lapses = { role: () => UserModel.updateOne({ _id: other.id }, { $set: { grants: [] } }), account: () => UserModel.updateOne({ _id: other.id }, { $set: { suspendedAt: new Date(), grants: [{ role: "editor", mechanism: "morocco" }] } }) };
    for (const [what, lapse] of Object.entries(lapses)) {
      await lapse();
      const page = await getPage(on.hub, link.replace("/fr/", "/en/"));
      expect([page.status, (await page.text()).includes("This invitation no longer holds")], what).toEqual([404, true]);
      expect((await postForm(on.hub, link, PERSON)).status, what).toBe(404);
    }
    expect(await UserModel.exists({ email })).toBeNull();
    expect(await (await getPage(on.hub, MOROCCO, { cookie: editor.cookie })).text()).toContain("no longer valid");
    const { _id } = (await InvitationModel.findOne({ email }).lean())!;
    await postForm(on.hub, MOROCCO, { intent: "again", invitation: _id }, { cookie: editor.cookie });
    const again = await mailbox.untilMail((mail) => mail.to === email && !mail.link?.endsWith(link));
    expect((await postForm(on.hub, new URL(again.link ?? "").pathname, PERSON)).status).toBe(302);
  });

  test("is open for fourteen days, and not sent twice to one address for one role", async () => {
    const { email } = await inviteByMail();
    const { expiresAt } = (await InvitationModel.findOne({ email }).lean())!;
    expect(Math.round((expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(14);
    const twice = await postForm(on.hub, MOROCCO, { intent: "invite", email, name: "Again", role: "contributor", lang: "en" }, { cookie: editor.cookie });
    expect(twice.status).toBe(400);
    expect(await twice.text()).toContain("has the role already, or an open invitation");
  });
});

describe("who invites", () => {
  const inviteAs = (cookie: string, path: string, role: string) => postForm(on.hub, path, { intent: "invite", email: newEmail(), name: "Someone", role, lang: "en" }, { cookie }).then(({ status }) => status);

  test("an editor for his own mechanism, contributors and editors; a coordinator for any, and reviewers", async () => {
    expect(await inviteAs(editor.cookie, MOROCCO, "editor")).toBe(302);
    expect(await inviteAs(editor.cookie, MOROCCO, "administrator")).toBe(400);
    expect(await inviteAs(editor.cookie, "/en/desk/people?mechanism=paraguay", "editor")).toBe(404);
    expect(await inviteAs(editor.cookie, "/en/desk/people?mechanism=network", "reviewer")).toBe(404);
    expect(await inviteAs(coordinator.cookie, "/en/desk/people?mechanism=paraguay", "editor")).toBe(302);
    expect(await inviteAs(coordinator.cookie, "/en/desk/people?mechanism=network", "reviewer")).toBe(302);
    expect(await inviteAs(coordinator.cookie, "/en/desk/people?mechanism=network", "coordinator")).toBe(400);
  });

  test("a contributor and a reader nobody", async () => {
    const contributor = await makePerson(on.hub, { grants: [{ role: "contributor", mechanism: "morocco" }] });
    expect((await getPage(on.hub, MOROCCO, { cookie: contributor.cookie })).status).toBe(403);
    expect(await inviteAs(contributor.cookie, MOROCCO, "contributor")).toBe(403);
    expect((await getPage(on.hub, MOROCCO)).headers.get("Location")).toBe(`/en/sign-in?to=${encodeURIComponent(MOROCCO)}`);
  });

  test("takes back and sends again only what is his, and sees addresses of his own people only", async () => {
    const { email } = await inviteByMail({ role: "reviewer" }, { path: "/en/desk/people?mechanism=network", cookie: coordinator.cookie });
    const { _id } = (await InvitationModel.findOne({ email }).lean())!;
    expect((await postForm(on.hub, MOROCCO, { intent: "take-back", invitation: _id }, { cookie: editor.cookie })).status).toBe(400);
    expect((await InvitationModel.findById(_id).lean())?.revokedAt).toBeNull();
    const administrator = await makePerson(on.hub, { name: "Administrator", grants: [{ role: "administrator", mechanism: null }] });
    const page = await (await getPage(on.hub, "/en/desk/people?mechanism=network", { cookie: coordinator.cookie })).text();
    expect(page).toContain("Administrator");
    expect(page).not.toContain(administrator.email);
  });

  test("ends a role after being asked, of his own mechanism only", async () => {
    const other = await makePerson(on.hub, { name: "Contributor", grants: [{ role: "contributor", mechanism: "morocco" }, { role: "contributor", mechanism: "paraguay" }] });
    const ask = `${MOROCCO}&end=${other.id}&role=contributor`;
    expect(await (await getPage(on.hub, ask, { cookie: editor.cookie })).text()).toContain("End this role?");
    expect((await UserModel.findById(other.id).lean())?.grants).toHaveLength(2);
    expect((await postForm(on.hub, "/en/desk/people?mechanism=paraguay", { intent: "end", user: other.id, role: "contributor" }, { cookie: editor.cookie })).status).toBe(404);
    expect((await postForm(on.hub, MOROCCO, { intent: "end", user: other.id, role: "contributor" }, { cookie: editor.cookie })).status).toBe(302);
    expect((await UserModel.findById(other.id).lean())?.grants).toEqual([{ role: "contributor", mechanism: "paraguay" }]);
    expect(await AuditModel.findOne({ action: "user:role-ended", "subject.id": other.id }).lean()).toMatchObject({ by: editor.id, detail: { mechanism: "morocco", role: "contributor" } });
  });
});
