import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { UserModel } from "#models/user.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { codeOf, cookieIn, getPage, makePerson, PASSWORD, postForm } from "../helpers/people.ts";

let on: HubOnEngines;
beforeAll(async () => {
  on = await startHubOnEngines();
});
afterAll(() => on?.stop());

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
const decode = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
/** The forms of a page: where each leads, and its hidden fields in their order. */
const formsOf = (page: string) =>
  [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", body = ""]) => ({
    action: decode(/action="([^"]*)"/.exec(head)?.[1] ?? ""),
    hidden: [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [decode(name), decode(value)] as [string, string]),
    hasPassword: body.includes('name="password"'),
  }));

/** A form with what makes trouble: marks, line ends, Arabic, two fields of one name. */
const FORM: Array<[string, string]> = [
  ["intent", "profile"],
  ["name", 'Editor "Morocco" <b> & المحررة'],
  ["note", "first\r\nsecond"],
  ["term", "a"],
  ["term", "b"],
  ["lang", "ar"],
  ["timeZone", "UTC"],
];

describe("a form of someone whose session has ended", () => {
  test("comes back inside the form to sign in, and goes on by his own click", async () => {
    const person = await makePerson(on.hub);
    await postForm(on.hub, "/en/sign-out", {}, { cookie: person.cookie });
    const ended = await postForm(on.hub, "/en/account?a=b", FORM, { cookie: person.cookie });
    expect(ended.status).toBe(401);
    const page = await ended.text();
    expect(page).toContain("Your session has ended");
    const again = formsOf(page).find(({ hasPassword }) => hasPassword);
    expect(again?.action).toBe("/en/sign-in?to=%2Fen%2Faccount%3Fa%3Db");
    expect((await UserModel.findById(person.id).lean())?.name, "nothing was changed").toBe("Contributor");

    // Once with a wrong password: it is still there.
    const wrong = await postForm(on.hub, again!.action, [...again!.hidden, ["email", person.email], ["password", "a wrong sentence"]]);
    const still = formsOf(await wrong.text()).find(({ hasPassword }) => hasPassword);
    expect(still?.hidden).toEqual(again!.hidden);
    const signedIn = await postForm(on.hub, still!.action, [...still!.hidden, ["email", person.email], ["password", PASSWORD]]);
    expect(signedIn.status).toBe(200);
    const cookie = cookieIn(signedIn) ?? "";
    const goOn = await signedIn.text();
    expect(goOn).toContain("Go on where you were");
    expect(goOn, "the head is that of a member already").toContain("Sign out");
    expect((await UserModel.findById(person.id).lean())?.name, "nothing is sent without him").toBe("Contributor");
    const kept = formsOf(goOn).find(({ action }) => action === "/en/account?a=b");
    expect(kept?.hidden.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")])).toEqual(FORM.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]));
    const sent = await postForm(on.hub, kept!.action, kept!.hidden, { cookie });
    expect(sent.headers.get("Location")).toBe("/en/account?done=profile");
    expect((await UserModel.findById(person.id).lean())?.name).toBe('Editor "Morocco" <b> & المحررة');
  });

  test("goes through the second factor as well", async () => {
    const person = await makePerson(on.hub, { secondFactor: true });
    const ended = formsOf(await (await postForm(on.hub, "/ar/account", FORM)).text()).find(({ hasPassword }) => hasPassword)!;
    const first = await postForm(on.hub, ended.action, [...ended.hidden, ["email", person.email], ["password", PASSWORD]]);
    expect(first.status).toBe(200);
    const waiting = cookieIn(first) ?? "";
    const codeForm = formsOf(await first.text()).find(({ action, hidden }) => hidden.length > 0 && action.startsWith("/ar/sign-in?"))!;
    expect((await getPage(on.hub, "/ar/account", { cookie: waiting })).status).toBe(302);
    const wrong = formsOf(await (await postForm(on.hub, codeForm.action, [...codeForm.hidden, ["code", "12345x"]], { cookie: waiting })).text()).find(({ action, hidden }) => hidden.length > 0 && action.startsWith("/ar/sign-in?"))!;
    expect(wrong.hidden).toEqual(codeForm.hidden);
    const second = await postForm(on.hub, wrong.action, [...wrong.hidden, ["code", codeOf(person.secret ?? "", 1)]], { cookie: waiting });
    const kept = formsOf(await second.text()).find(({ action }) => action === "/ar/account");
    expect(kept?.hidden).toHaveLength(FORM.length);
    expect((await postForm(on.hub, kept!.action, kept!.hidden, { cookie: cookieIn(second) ?? "" })).status).toBe(302);
  });

  test("of nearly 900 kB is kept; of more, the page says what to do", async () => {
    const person = await makePerson(on.hub);
    const large = "قاعدة ".repeat(24_000);
    const ended = await postForm(on.hub, "/en/account", { text: large });
    const again = formsOf(await ended.text()).find(({ hasPassword }) => hasPassword)!;
    const signedIn = await postForm(on.hub, again.action, [...again.hidden, ["email", person.email], ["password", PASSWORD]]);
    expect(formsOf(await signedIn.text()).find(({ action }) => action === "/en/account")?.hidden[0]?.[1] === large, "word for word").toBe(true);
    const tooLarge = await (await postForm(on.hub, "/en/account", { text: "x".repeat(900_001) })).text();
    expect(tooLarge).toContain("could not be kept in this page");
  });

  test("is sent to no address but one of the hub", async () => {
    const person = await makePerson(on.hub);
    for (const to of ["https://evil.example/", "//evil.example", "/en/..//evil.example", "javascript:alert(1)"]) {
      const answer = await postForm(on.hub, `/en/sign-in?${new URLSearchParams({ to })}`, { kept: "a=b", email: person.email, password: PASSWORD });
      expect(answer.status, to).toBe(302);
      expect(answer.headers.get("Location")).toBe("/en/desk");
    }
    expect(on.hub.stderr + on.hub.stdout).not.toContain("evil.example");
  });
});
