import { describe, expect, test } from "vitest";

import { hashOfSession } from "#app/auth/sessions.server.ts";
import { SessionModel } from "#models/session.server.ts";

import { codeOf, cookieIn, getPage, PASSWORD, postForm, signIn } from "../../helpers/people.ts";
import { type Get, raw } from "./stage.ts";

const idIn = (cookie: string): string => cookie.slice("session=".length);
/** The account's page says whether a cookie opens anything: it is for everyone who is signed in. */
const opens = async (hub: { url: string }, cookie: string): Promise<boolean> => (await raw(hub, "/en/account", { headers: { Cookie: cookie } })).status === 200;

export function sessionSuite(get: Get): void {
  describe("sessions", () => {
    test("open for the whole id alone: not for a part of it, nor for what the database has of it", async () => {
      const { hub, editor } = get();
      const id = idIn(editor.cookie);
      expect(await opens(hub, `session=${id}`)).toBe(true);
      const others = [id.slice(0, -1), id.slice(1), `${id}a`, id.toUpperCase(), [...id].toReversed().join(""), hashOfSession(id), hashOfSession(hashOfSession(id)), "", "null", "undefined", "[object Object]", "__proto__", "*", ".*", '{"$ne":null}', "a".repeat(10_000)];
      for (const other of others.filter((one) => one !== id)) expect(await opens(hub, `session=${other}`), other.slice(0, 60)).toBe(false);
      for (const cookie of [`Session=${id}`, `session[]=${id}`, `session[$ne]=x`, `sessions=${id}`]) expect(await opens(hub, cookie), cookie).toBe(false);
    });

    test("are too long to be guessed", () => {
      // Lucia's ids: 25 random bytes in base 32.
      expect(idIn(get().editor.cookie)).toMatch(/^[a-z2-7]{40}$/);
    });

    test("of whoever attacks, put into another's browser, end when he signs in", async () => {
      const { hub, editor, stranger } = get();
      const planted = await signIn(hub, stranger);
      const answer = await postForm(hub, "/en/sign-in", { email: editor.email, password: PASSWORD }, { cookie: planted });
      const cookie = cookieIn(answer) ?? "";
      expect(idIn(cookie)).not.toBe(idIn(planted));
      expect([await opens(hub, cookie), await opens(hub, planted)]).toEqual([true, false]);
    });

    test("change their id with the second factor, and the first step's opens nothing after it", async () => {
      const { hub, coordinator } = get();
      const half = cookieIn(await postForm(hub, "/en/sign-in", { email: coordinator.email, password: PASSWORD })) ?? "";
      expect(await opens(hub, half)).toBe(false);
      let open = "";
      for (const steps of [-1, 0, 1]) open ||= cookieIn(await postForm(hub, "/en/sign-in/second-factor", { code: codeOf(coordinator.secret ?? "", steps) }, { cookie: half })) ?? "";
      expect([idIn(open) === idIn(half), await opens(hub, open)]).toEqual([false, true]);
      expect(await opens(hub, half)).toBe(false);
    });

    test("that were ended open nothing, whatever the browser keeps", async () => {
      const { hub, stranger } = get();
      const cookie = await signIn(hub, stranger);
      expect(await opens(hub, cookie)).toBe(true);
      expect((await postForm(hub, "/en/sign-out", {}, { cookie })).status).toBe(302);
      expect(await opens(hub, cookie)).toBe(false);
    });

    test("of another are not ended by the name that they have in a list", async () => {
      const { hub, editor, stranger } = get();
      const hash = hashOfSession(idIn(editor.cookie));
      await postForm(hub, "/en/account", { intent: "end-session", session: hash }, { cookie: stranger.cookie });
      expect(await SessionModel.exists({ _id: hash })).not.toBeNull();
      expect(await opens(hub, editor.cookie)).toBe(true);
    });

    test("have a cookie that scripts and other sites do not get", async () => {
      const { hub, stranger } = get();
      const answer = await postForm(hub, "/en/sign-in", { email: stranger.email, password: PASSWORD });
      expect(answer.headers.getSetCookie().find((cookie) => cookie.startsWith("session="))).toMatch(/; HttpOnly;.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
    });
  });

  describe("one-time links", () => {
    test("cannot be guessed: a wrong one answers as a used one does, and says nothing", async () => {
      const { hub } = get();
      for (const kind of ["set-up", "invitation", "password", "email"]) {
        const pages = await Promise.all(["guessed", "a".repeat(32), "%24ne", "__proto__", "a".repeat(5_000)].map((token) => getPage(hub, `/en/${kind}/${token}`)));
        expect(pages.map(({ status }) => status), kind).toEqual([404, 404, 404, 404, 404]);
        expect(pages.map(({ headers }) => headers.get("Cache-Control"))).toEqual(pages.map(() => "no-store"));
      }
    });
  });
}
