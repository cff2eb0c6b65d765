import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { createSetUpToken, InvitationModel } from "#models/invitation.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { codeOf, cookieIn, getPage, PASSWORD, postForm } from "../helpers/people.ts";

let on: HubOnEngines;
let link: string;
beforeAll(async () => {
  on = await startHubOnEngines();
  link = new URL(on.hub.setUpLink ?? "").pathname;
});
afterAll(() => on?.stop());

const PERSON = { name: "Administrator, Morocco", password: PASSWORD, lang: "fr", timeZone: "Africa/Casablanca" };
const send = (fields: Record<string, string>, headers = {}) => postForm(on.hub, link, fields, { headers });

describe("the link of the first start", () => {
  test("is not used up by opening it, nor by a form that is wrong, which comes back without the password", async () => {
    expect((await getPage(on.hub, link)).status).toBe(200);
    const answer = await send({ ...PERSON, email: "nobody", password: "short", timeZone: "Mars/Olympus" });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toMatch(/id="email-error"/);
    expect(page).toMatch(/id="password-error"/);
    expect(page).toMatch(/id="timeZone-error"/);
    expect(page).toContain('value="nobody"');
    expect(page).not.toContain("short\"");
    expect(await UserModel.countDocuments()).toBe(0);
  });

  test("is not taken from another site, and a wrong one opens nothing", async () => {
    expect((await send({ ...PERSON, email: "a@example.org" }, { Origin: "https://evil.example" })).status).toBe(403);
    const wrong = await postForm(on.hub, "/en/set-up/guess", { ...PERSON, email: "a@example.org" });
    expect(wrong.status).toBe(404);
    expect(await wrong.text()).toContain("This link does not open anything now");
    expect(await UserModel.countDocuments()).toBe(0);
  });

  test("makes one administrator, of two browsers at once, and takes nothing else from the form", async () => {
    const answers = await Promise.all(
      ["first@example.org", "second@example.org"].map((email) => send({ ...PERSON, email, id: "chosen", grants: '[{"role":"reviewer"}]', "grants[0][role]": "reviewer", suspendedAt: "2020-01-01" })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 404]);
    const users = await UserModel.find().lean();
    expect(users).toHaveLength(1);
    const [user] = users;
    expect(user).toMatchObject({ name: PERSON.name, lang: "fr", timeZone: "Africa/Casablanca", suspendedAt: null });
    expect(user?._id).not.toBe("chosen");
    expect(user?.grants).toEqual([
      { role: "administrator", mechanism: null },
      { role: "coordinator", mechanism: null },
    ]);
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await AuditModel.countDocuments({ action: "user:created", "subject.id": user?._id })).toBe(1);
    expect((await getPage(on.hub, link)).status).toBe(404);
    expect(await createSetUpToken()).toBeNull();

    // Signed in, and led to the second factor, without which nothing of a member opens.
    const answer = answers.find(({ status }) => status === 302);
    const cookie = cookieIn(answer!) ?? "";
    expect(answer?.headers.get("Location")).toBe("/fr/account/second-factor?to=%2Ffr%2Fdesk%2Fpeople");
    expect((await getPage(on.hub, "/en/admin/users", { cookie })).headers.get("Location")).toBe("/en/account/second-factor?to=%2Fen%2Fadmin%2Fusers");
    const keyIn = async () => /dir="ltr" lang="zxx" class="[^"]*font-mono[^"]*"[^>]*>([A-Z2-7 ]+)</.exec(await (await getPage(on.hub, "/en/account/second-factor", { cookie })).text())?.[1];
    const key = await keyIn();
    expect(key).toMatch(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(await keyIn(), "the same until it is confirmed").toBe(key);
    const turnOn = (code: string, present = PASSWORD) => postForm(on.hub, "/en/account/second-factor?to=%2Fen%2Fadmin%2Fusers", { intent: "turn-on", code, "present-turn-on": present, secret: "AAAA" }, { cookie });
    expect((await turnOn("000000")).status).toBe(400);
    expect((await turnOn(codeOf(key!.replaceAll(" ", "")), "another sentence")).status).toBe(400);
    const codes = await turnOn(codeOf(key!.replaceAll(" ", "")));
    expect(codes.status).toBe(200);
    const page = await codes.text();
    expect(page.match(/<li>[2-9b-z]{4}-[2-9b-z]{4}-[2-9b-z]{4}<\/li>/g)).toHaveLength(10);
    expect(page).toContain('href="/en/admin/users"');
    expect((await getPage(on.hub, "/en/admin/users", { cookie })).status).toBe(200);
  });

  test("that a crash has left open beside the account that it made is used up by opening it", async () => {
    await InvitationModel.updateOne({ _id: "set-up" }, { $set: { usedAt: null } });
    expect((await getPage(on.hub, link)).status).toBe(404);
    expect(await InvitationModel.exists({ _id: "set-up", usedAt: null })).toBeNull();
    expect(await UserModel.countDocuments()).toBe(1);
  });
});
