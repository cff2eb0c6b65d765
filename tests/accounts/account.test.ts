import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { queueDigests } from "#app/notices/digests.server.ts";
import { followUp } from "#app/notices/follow-up.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { InvitationModel } from "#models/invitation.server.ts";
import { NoticeModel } from "#models/notice.server.ts";
import { SessionModel } from "#models/session.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { codeOf, cookieIn, getPage, makePerson, PASSWORD, postForm, signIn } from "../helpers/people.ts";
import { begin, cast, submit } from "../writing/desk.ts";

let mailbox: Mailbox;
let on: HubOnEngines;
beforeAll(async () => {
  mailbox = await startMailbox();
  on = await startHubOnEngines({ env: { SMTP_URL: mailbox.url, TRUST_PROXY: "1" } });
});
afterAll(async () => {
  await on?.stop();
  await mailbox?.stop();
});

const NEW = "another sentence that nobody guesses";
const change = (cookie: string, fields: Record<string, string>) => postForm(on.hub, "/en/account", fields, { cookie });
const isOpen = async (cookie: string) => (await getPage(on.hub, "/en/account", { cookie })).status === 200;
const mailOf = (to: string, subject: RegExp) => mailbox.untilMail((mail) => mail.to === to && subject.test(mail.subject));
const pathOf = (link: string | null) => new URL(link ?? "").pathname;

describe("the profile", () => {
  test("changes name, language and time zone, and nothing else that a form holds", async () => {
    const { id, cookie } = await makePerson(on.hub);
    const answer = await change(cookie, { intent: "profile", name: "  Editor,\n Morocco ", lang: "ar", timeZone: "Africa/Casablanca", email: "other@example.org", id: "x", grants: "x", "grants[0][role]": "administrator" });
    expect(answer.headers.get("Location")).toBe("/en/account?done=profile");
    expect(await UserModel.findById(id).lean()).toMatchObject({ name: "Editor, Morocco", lang: "ar", timeZone: "Africa/Casablanca", grants: [] });
    expect(await UserModel.exists({ email: "other@example.org" })).toBeNull();
    expect((await change(cookie, { intent: "profile", name: "", lang: "xx", timeZone: "UTC" })).status).toBe(400);
    expect((await change(cookie, { intent: "anything" })).status).toBe(400);
  });
});

describe("the password", () => {
  test("changes for whoever knows the present one; every other session ends, and a mail says so", async () => {
    const person = await makePerson(on.hub);
    const elsewhere = await signIn(on.hub, person);
    expect((await change(person.cookie, { intent: "password", present: "not this one", newPassword: NEW })).status).toBe(400);
    const answer = await change(person.cookie, { intent: "password", present: PASSWORD, newPassword: NEW });
    expect(answer.headers.get("Location")).toBe("/en/account?done=password");
    expect(await isOpen(elsewhere)).toBe(false);
    expect(await isOpen(person.cookie), "the session has another id").toBe(false);
    expect(await isOpen(cookieIn(answer) ?? "")).toBe(true);
    await mailOf(person.email, /password/i);
    await expect(signIn(on.hub, person)).rejects.toThrow("400");
    await signIn(on.hub, { ...person, password: NEW });
    expect(await AuditModel.countDocuments({ action: "user:password-changed", "subject.id": person.id })).toBe(1);
  });

  test("no session that is older opens, also where a crash has left it in the database", async () => {
    const person = await makePerson(on.hub);
    const kept = await SessionModel.findOne({ user: person.id }).lean();
    await change(person.cookie, { intent: "password", present: PASSWORD, newPassword: NEW });
    await SessionModel.create(kept!);
    expect(await isOpen(person.cookie)).toBe(false);
  });
});

describe("sessions", () => {
  test("are listed; one is ended, or all others, and none of another person", async () => {
    const person = await makePerson(on.hub);
    const stranger = await makePerson(on.hub);
    const second = await signIn(on.hub, person);
    const third = await signIn(on.hub, person);
    const list = await (await getPage(on.hub, "/en/account", { cookie: person.cookie })).text();
    expect(list.match(/value="end-session"/g)).toHaveLength(2);
    expect(list.match(/>This session</g)).toHaveLength(1);
    const [hash] = /name="session" value="([^"]+)"/.exec(list)?.slice(1) ?? [];
    await change(person.cookie, { intent: "end-session", session: (await SessionModel.findOne({ user: stranger.id }).lean())!._id });
    expect(await isOpen(stranger.cookie)).toBe(true);
    await change(person.cookie, { intent: "end-session", session: hash ?? "" });
    expect((await Promise.all([second, third].map(isOpen))).filter(Boolean)).toHaveLength(1);
    const answer = await change(person.cookie, { intent: "end-others" });
    expect(await Promise.all([person.cookie, second, third].map(isOpen))).toEqual([false, false, false]);
    expect(await isOpen(cookieIn(answer) ?? "")).toBe(true);
    expect(await isOpen(stranger.cookie)).toBe(true);
  });
});

describe("a forgotten password", () => {
  const ask = (email: string, from = "203.0.113.1") => postForm(on.hub, "/en/password", { email }, { headers: { "X-Forwarded-For": from } });

  test("is answered the same for every address; a link goes to one that has an account", async () => {
    const { email } = await makePerson(on.hub);
    const pages = await Promise.all([email, "nobody@example.org"].map(async (one) => (await (await ask(one)).text()).replaceAll(one, "…").replaceAll(/nonce="[^"]*"/g, "")));
    expect(pages[0]).toBe(pages[1]);
    await mailOf(email, /password/i);
    expect(mailbox.mails.some(({ to }) => to === "nobody@example.org")).toBe(false);
  });

  test("is replaced once, by one of two links; all sessions end, and the second factor is still asked for", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    await ask(person.email);
    const first = await mailOf(person.email, /password/i);
    await ask(person.email);
    const second = await mailbox.untilMail((mail) => mail.to === person.email && mail.link !== null && mail.link !== first.link);
    const links = [first, second].map(({ link }) => pathOf(link));
    expect((await getPage(on.hub, links[0]!)).status).toBe(200);
    expect((await postForm(on.hub, links[0]!, { password: "short" })).status).toBe(400);
    const answers = await Promise.all([links[0], links[1], links[0]].map((link) => postForm(on.hub, link!, { password: NEW })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
    expect(cookieIn(answers.find(({ status }) => status === 200)!)).toBeNull();
    expect(await isOpen(person.cookie)).toBe(false);
    await expect(signIn(on.hub, { ...person, password: NEW, secret: null })).rejects.toThrow("second factor");
    const told = await mailbox.untilMail((mail) => mail.to === person.email && /changed/i.test(mail.subject));
    expect(told.text).not.toContain(links[0]);
  });

  test("its link opens for an hour", async () => {
    const { email, id } = await makePerson(on.hub);
    await ask(email);
    const { link } = await mailOf(email, /password/i);
    const found = (await InvitationModel.findOne({ user: id, kind: "password-reset" }).lean())!;
    expect(Math.round((found.expiresAt!.getTime() - Date.now()) / 60_000)).toBe(60);
    await InvitationModel.updateOne({ _id: found._id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect((await getPage(on.hub, pathOf(link))).status).toBe(404);
    expect((await postForm(on.hub, pathOf(link), { password: NEW })).status).toBe(404);
  });

  test("is not asked for without end, and says when to try again", async () => {
    for (let turn = 0; turn < 5; turn += 1) expect((await ask("often@example.org", "203.0.113.9")).status).toBe(200);
    const answer = await ask("often@example.org", "203.0.113.10");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

describe("a change of address", () => {
  const begin = async (person: { email: string; cookie: string }, newEmail: string) => {
    const answer = await change(person.cookie, { intent: "email", newEmail, presentForEmail: PASSWORD });
    expect(answer.headers.get("Location")).toBe("/en/account?done=email");
    const [old, fresh] = await Promise.all([mailbox.untilMail(({ to, link }) => to === person.email && link?.includes("/email/") === true), mailbox.untilMail(({ to, link }) => to === newEmail && link?.includes("/email/") === true)]);
    return { old: pathOf(old.link), new: pathOf(fresh.link) };
  };

  test.each([["old", "new"], ["new", "old"]] as const)("takes both addresses, %s first", async (first, second) => {
    const person = await makePerson(on.hub);
    const newEmail = `new-${person.email}`;
    const links = await begin(person, newEmail);
    expect((await getPage(on.hub, links[first])).status).toBe(200);
    expect((await getPage(on.hub, links[second])).status).toBe(200);
    expect((await UserModel.findById(person.id).lean())?.email, "opening confirms nothing").toBe(person.email);
    await postForm(on.hub, links[first], {});
    await postForm(on.hub, links[first], {});
    expect((await UserModel.findById(person.id).lean())?.email, "one side twice is not both").toBe(person.email);
    expect((await postForm(on.hub, links[second], {})).status).toBe(200);
    expect((await UserModel.findById(person.id).lean())?.email).toBe(newEmail);
    expect((await postForm(on.hub, links[second], {})).status).toBe(404);
    for (const to of [person.email, newEmail]) await mailbox.untilMail((mail) => mail.to === to && /changed/i.test(mail.subject));
    await signIn(on.hub, { ...person, email: newEmail });
    await expect(signIn(on.hub, person)).rejects.toThrow("400");
  });

  test("from both sides at once is one change", async () => {
    const person = await makePerson(on.hub);
    const links = await begin(person, `both-${person.email}`);
    await Promise.all([postForm(on.hub, links.old, {}), postForm(on.hub, links.new, {})]);
    expect((await UserModel.findById(person.id).lean())?.email).toBe(`both-${person.email}`);
    expect(await AuditModel.countDocuments({ action: "user:email-changed", "subject.id": person.id })).toBe(1);
  });

  test("is not begun without the password, nor finished after the password has changed", async () => {
    const person = await makePerson(on.hub);
    expect((await change(person.cookie, { intent: "email", newEmail: "thief@example.org", presentForEmail: "not this one" })).status).toBe(400);
    const links = await begin(person, `late-${person.email}`);
    await change(person.cookie, { intent: "password", present: PASSWORD, newPassword: NEW });
    expect((await postForm(on.hub, links.old, {})).status).toBe(404);
    expect((await postForm(on.hub, links.new, {})).status).toBe(404);
  });

  test("says nothing of an address that another has, and writes to nobody; taken meanwhile, it changes nothing", async () => {
    const [person, other] = await Promise.all([makePerson(on.hub), makePerson(on.hub)]);
    const answer = await change(person.cookie, { intent: "email", newEmail: other.email, presentForEmail: PASSWORD });
    expect(answer.headers.get("Location")).toBe("/en/account?done=email");
    expect(await InvitationModel.countDocuments({ user: person.id, kind: "email-change" })).toBe(0);
    const wanted = `wanted-${person.email}`;
    const links = await begin(person, wanted);
    await makePerson(on.hub, { email: wanted });
    await postForm(on.hub, links.old, {});
    expect(await (await postForm(on.hub, links.new, {})).text()).toContain("Nothing was changed");
    expect((await UserModel.findById(person.id).lean())?.email).toBe(person.email);
  });
});

describe("the second factor", () => {
  const factor = (cookie: string, fields: Record<string, string>) => postForm(on.hub, "/en/account/second-factor", fields, { cookie });
  const codesIn = (page: string) => [...page.matchAll(/<li>([2-9b-z]{4}-[2-9b-z]{4}-[2-9b-z]{4})<\/li>/g)].map(([, code]) => code ?? "");

  test("a recovery code opens once, and new codes take the place of the old ones", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    const first = codesIn(await (await factor(person.cookie, { intent: "renew", "present-renew": PASSWORD })).text());
    expect(first).toHaveLength(10);
    const enter = async (code: string) => {
      const waiting = cookieIn(await postForm(on.hub, "/en/sign-in", { email: person.email, password: person.password })) ?? "";
      return (await postForm(on.hub, "/en/sign-in/second-factor", { code }, { cookie: waiting })).status;
    };
    expect(await enter(` ${first[0]?.toUpperCase()} `)).toBe(302);
    expect(await enter(first[0]!)).toBe(400);
    await factor(person.cookie, { intent: "renew", "present-renew": PASSWORD });
    expect(await enter(first[1]!)).toBe(400);
    expect(JSON.stringify(await UserModel.findById(person.id).lean())).not.toContain(first[2]!.replaceAll("-", ""));
    expect(await AuditModel.countDocuments({ action: "user:recovery-codes", "subject.id": person.id })).toBe(2);
  });

  test("is turned off with the password, and not by those whose role asks for it", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    expect((await factor(person.cookie, { intent: "turn-off", "present-turn-off": "not this one" })).status).toBe(400);
    expect((await factor(person.cookie, { intent: "turn-off", "present-turn-off": PASSWORD })).headers.get("Location")).toBe("/en/account?done=factor-off");
    await signIn(on.hub, { email: person.email, password: PASSWORD });
    await mailOf(person.email, /second step/i);
    const coordinator = await makePerson(on.hub, { grants: [{ role: "coordinator", mechanism: null }] });
    expect((await factor(coordinator.cookie, { intent: "turn-off", "present-turn-off": PASSWORD })).status).toBe(403);
    expect((await UserModel.findById(coordinator.id).lean())?.secondFactor).not.toBeNull();
  });

  test("codes are tried ten times in a quarter of an hour, whatever connection they come from", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    const waiting = cookieIn(await postForm(on.hub, "/en/sign-in", { email: person.email, password: person.password })) ?? "";
    const tryCode = (code: string, turn: number) => postForm(on.hub, "/en/sign-in/second-factor", { code }, { cookie: waiting, headers: { "X-Forwarded-For": `203.0.113.${100 + turn}` } });
    // A letter is in no code, so that none of them happens to be right.
    for (let turn = 0; turn < 10; turn += 1) expect((await tryCode("12345x", turn)).status).toBe(400);
    const answer = await tryCode(codeOf(person.secret ?? "", 1), 10);
    expect(answer.status).toBe(429);
    expect(cookieIn(answer)).toBeNull();
  });
});

describe("what comes by mail", () => {
  const CHOICES = "/en/account/notices";
  const pageOf = async (cookie: string, path = CHOICES) => (await getPage(on.hub, path, { cookie })).text();
  const groupsIn = (page: string) => [...page.matchAll(/<input type="radio"[^>]*name="(\w+)"[^>]*checked/g)].map(([, group]) => group);

  test("is chosen by groups that can concern the person, kept, and written into the log", async () => {
    const reviewer = await makePerson(on.hub, { grants: [{ role: "reviewer", mechanism: null }] });
    const reader = await makePerson(on.hub);
    expect(groupsIn(await pageOf(reader.cookie))).toEqual(["comments", "reminders"]);
    const page = await pageOf(reviewer.cookie);
    expect(groupsIn(page)).toEqual(["reviews", "conversations", "comments", "reminders"]);
    expect(page.match(/value="at-once"[^>]*checked|checked[^>]*value="at-once"/g)).toHaveLength(4);
    const choices = { reviews: "daily", conversations: "never", comments: "at-once", reminders: "daily" };
    const refused = await postForm(on.hub, CHOICES, { ...choices, comments: "sometimes" }, { cookie: reviewer.cookie });
    const text = await refused.text();
    expect([refused.status, /href="#comments"/.test(text), /name="reviews"[^>]*checked[^>]*value="daily"|value="daily"[^>]*name="reviews"[^>]*checked|name="reviews"[^>]*value="daily"[^>]*checked|checked[^>]*name="reviews"[^>]*value="daily"/.test(text)]).toEqual([400, true, true]);
    expect((await UserModel.findById(reviewer.id).lean())?.noticeChoices).toBeUndefined();
    // A group that is none of his changes nothing.
    const saved = await postForm(on.hub, CHOICES, { ...choices, texts: "never" }, { cookie: reviewer.cookie });
    expect(saved.headers.get("Location")).toBe(`${CHOICES}?done=1`);
    expect((await UserModel.findById(reviewer.id).lean())?.noticeChoices).toEqual(choices);
    expect(await AuditModel.countDocuments({ action: "user:notices-chosen", "subject.id": reviewer.id, by: reviewer.id })).toBe(1);
  });

  test("once a day is one mail with what is still unread; one notice is marked as read on the desk, and nobody else's", async () => {
    const people = await cast();
    const [reviewer, other] = await Promise.all([1, 2].map(() => makePerson(on.hub, { grants: [{ role: "reviewer", mechanism: null }] })));
    if (!reviewer || !other) throw new Error("no reviewers");
    await postForm(on.hub, CHOICES, { reviews: "daily", conversations: "daily", comments: "daily", reminders: "daily" }, { cookie: reviewer.cookie });
    const [first, second] = [await begin(people.contributor, "Read before"), await begin(people.contributor, "A registry by mail")];
    for (const id of [first, second]) {
      await submit(people.editor, id);
      await followUp({ id });
    }
    await mailOf(other.email, /To review: A registry by mail/);
    const idOf = async (item: string, user: string) => (await NoticeModel.findOne({ item, user }).lean())?._id ?? "";
    const read = async (notice: string) => postForm(on.hub, "/en/desk", { intent: "read-notice", notice }, { cookie: reviewer.cookie });
    expect(await pageOf(reviewer.cookie, "/en/desk")).toContain("2 unread");
    await read(await idOf(first, reviewer.id));
    await read(await idOf(second, other.id));
    expect(await pageOf(reviewer.cookie, "/en/desk")).toContain("1 unread");
    expect(await NoticeModel.countDocuments({ user: other.id, readAt: null })).toBe(2);
    // Two days on, at a time when it is seven or later whatever the time is now.
    await queueDigests(new Date(new Date(Date.now() + 48 * 3_600_000).setUTCHours(12)));
    const { text, link, html } = await mailOf(reviewer.email, /1 thing for you/);
    expect(text).toContain("A registry by mail");
    expect(text).not.toContain("Read before");
    expect(link).toMatch(/\/en\/desk#notices$/);
    expect(html).toContain("/en/account/notices");
    expect(mailbox.mails.filter(({ to }) => to === reviewer.email)).toHaveLength(1);
  });
});
