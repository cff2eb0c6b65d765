import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { hashOfSession } from "#app/auth/sessions.server.ts";
import { AuditModel } from "#models/audit.server.ts";
import { SessionModel } from "#models/session.server.ts";
import { changeUser, UserModel } from "#models/user.server.ts";
import { auditEntry } from "#models/audit.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { codeOf, cookieIn, getPage, makePerson, PASSWORD, postForm, signIn } from "../helpers/people.ts";

let on: HubOnEngines;
beforeAll(async () => {
  on = await startHubOnEngines({ env: { TRUST_PROXY: "1" } });
});
afterAll(() => on?.stop());

let connections = 0;
/** A connection that no other test has: what one may try is counted by it. */
const from = () => ({ "X-Forwarded-For": `198.51.100.${(connections += 1)}` });
const enter = (fields: Record<string, string>, { to = "", cookie = "", headers = from() as Record<string, string> } = {}) =>
  postForm(on.hub, `/en/sign-in${to ? `?${new URLSearchParams({ to })}` : ""}`, fields, { cookie, headers });
const idIn = (cookie: string | null) => cookie?.split("=")[1] ?? "";

describe("signing in", () => {
  test("opens a session of an id that the browser did not bring, of which the database has a hash alone", async () => {
    const { email, cookie: old } = await makePerson(on.hub);
    const answer = await enter({ email: ` ${email.toUpperCase()} `, password: PASSWORD }, { cookie: old });
    expect(answer.status).toBe(302);
    const header = answer.headers.getSetCookie().find((one) => one.startsWith("session=")) ?? "";
    expect(header).toMatch(/; HttpOnly/);
    expect(header).toMatch(/; SameSite=Lax/);
    expect(header).not.toMatch(/; Secure/);
    const cookie = cookieIn(answer);
    expect(cookie).not.toBe(old);
    expect(await SessionModel.exists({ _id: hashOfSession(idIn(old)) })).toBeNull();
    expect(await SessionModel.exists({ _id: hashOfSession(idIn(cookie)) })).not.toBeNull();
    expect(JSON.stringify(await SessionModel.find().lean())).not.toContain(idIn(cookie));
  });

  test("takes no id that was put into the browser before", async () => {
    const { email } = await makePerson(on.hub);
    const planted = "planted-by-someone-else";
    const cookie = cookieIn(await enter({ email, password: PASSWORD }, { cookie: `session=${planted}` }));
    expect(idIn(cookie)).not.toBe(planted);
    expect((await getPage(on.hub, "/en/account", { cookie: `session=${planted}` })).status).toBe(302);
  });

  test("answers the same for a wrong password, an unknown address and a suspended account", async () => {
    const known = await makePerson(on.hub);
    const suspended = await makePerson(on.hub);
    await changeUser({ id: suspended.id, change: { suspendedAt: new Date() }, entry: auditEntry({ by: null, address: null }, "user:suspended", { kind: "user", id: suspended.id }) });
    const pages = await Promise.all(
      [
        { email: known.email, password: "another sentence" },
        { email: suspended.email, password: PASSWORD },
        { email: "nobody@example.org", password: PASSWORD },
      ].map(async (fields) => {
        const answer = await enter(fields);
        expect(answer.status).toBe(400);
        expect(cookieIn(answer)).toBeNull();
        return (await answer.text()).replaceAll(fields.email, "…").replaceAll(/nonce="[^"]*"|person-[\w-]+/g, "");
      }),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain("Address and password do not open an account");
    expect((await getPage(on.hub, "/en/account", { cookie: suspended.cookie })).status).toBe(302);
  });

  test("leads to where one wanted to go, and never out of the hub", async () => {
    const { email } = await makePerson(on.hub);
    const leadsTo = async (to: string) => (await enter({ email, password: PASSWORD }, { to })).headers.get("Location");
    expect(await leadsTo("/fr/search?q=a%2Fb")).toBe("/fr/search?q=a%2Fb");
    for (const to of ["//evil.example", "/\\evil.example", "/en/..//evil.example", "/en/%2e%2e//evil.example", "https://evil.example/en", "/en\\..\\..\\evil", "/en/\t/evil", "\t//evil.example", "/xx/a", "javascript:alert(1)", "/en/a\r\nSet-Cookie: a=b"]) {
      expect(await leadsTo(to), to).toBe("/en/desk");
    }
  });

  test("is not taken from another site", async () => {
    const { email } = await makePerson(on.hub);
    const answer = await enter({ email, password: PASSWORD }, { headers: { ...from(), Origin: "https://evil.example" } });
    expect(answer.status).toBe(403);
    expect(cookieIn(answer)).toBeNull();
  });

  test("stands in the log, with the address it came from", async () => {
    const { id } = await makePerson(on.hub);
    const entries = await AuditModel.find({ "subject.id": id, action: "user:signed-in" }).lean();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ by: id, address: "127.0.0.1" });
    expect(await UserModel.countDocuments({ trail: { $exists: true } })).toBe(0);
  });
});

describe("signing out", () => {
  test("ends the session in the database, and by a form alone", async () => {
    const { cookie } = await makePerson(on.hub);
    expect((await getPage(on.hub, "/en/sign-out", { cookie })).status).toBe(405);
    expect((await postForm(on.hub, "/en/sign-out", {}, { cookie, headers: { Origin: "https://evil.example" } })).status).toBe(403);
    expect((await getPage(on.hub, "/en", { cookie })).status).toBe(200);
    const answer = await postForm(on.hub, "/en/sign-out", {}, { cookie });
    expect(answer.headers.get("Location")).toBe("/en");
    expect(cookieIn(answer)).toBe("session=");
    expect(await SessionModel.exists({ _id: hashOfSession(idIn(cookie)) })).toBeNull();
  });
});

describe("the second factor", () => {
  const grants = [{ role: "administrator" as const, mechanism: null }];

  test("is asked for before anything opens, and gives the session another id", async () => {
    const { email, secret } = await makePerson(on.hub, { grants });
    const first = await enter({ email, password: PASSWORD }, { to: "/en/search?q=a" });
    const waiting = cookieIn(first) ?? "";
    expect(first.headers.get("Location")).toBe("/en/sign-in/second-factor?to=%2Fen%2Fsearch%3Fq%3Da");
    expect((await getPage(on.hub, "/en/account", { cookie: waiting })).headers.get("Location")).toMatch(/^\/en\/sign-in\/second-factor/);
    const second = await postForm(on.hub, first.headers.get("Location") ?? "", { code: codeOf(secret ?? "", 1) }, { cookie: waiting });
    expect(second.headers.get("Location")).toBe("/en/search?q=a");
    expect(idIn(cookieIn(second))).not.toBe(idIn(waiting));
    expect(await SessionModel.exists({ _id: hashOfSession(idIn(waiting)) })).toBeNull();
  });

  test("opens once with each code, also where two try it at once", async () => {
    const { email, secret } = await makePerson(on.hub, { grants });
    const waiting = await Promise.all([enter({ email, password: PASSWORD }), enter({ email, password: PASSWORD })]);
    const code = codeOf(secret ?? "");
    const answers = await Promise.all(waiting.map((one) => postForm(on.hub, "/en/sign-in/second-factor", { code }, { cookie: cookieIn(one) ?? "" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 400]);
    // An earlier code does not open either, though its time has not passed.
    const again = await enter({ email, password: PASSWORD });
    const earlier = await postForm(on.hub, "/en/sign-in/second-factor", { code: codeOf(secret ?? "", -1) }, { cookie: cookieIn(again) ?? "" });
    expect(earlier.status).toBe(400);
  });

  test("is not reached without the password", async () => {
    const answer = await getPage(on.hub, "/en/sign-in/second-factor");
    expect(answer.headers.get("Location")).toBe("/en/sign-in");
  });

  test("a wrong password says nothing of it", async () => {
    const { email } = await makePerson(on.hub, { grants });
    await expect(signIn(on.hub, { email, password: "another sentence" })).rejects.toThrow("400");
  });
});
