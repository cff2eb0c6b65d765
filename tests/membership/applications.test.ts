import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { ApplicationModel } from "#models/application-schema.server.ts";
import { ThrottleModel } from "#models/throttle.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { FILES, linkOf, postUpload, textOf, wholeForm, WORDS } from "./applying.ts";

const APPLY = "/en/network/apply";
const SENT = "/en/network/apply?sent=1";

let on: HubOnEngines;
let mailbox: Mailbox;
let coordinator: Person;

beforeAll(async () => {
  mailbox = await startMailbox();
  on = await startHubOnEngines({ founded: true, env: { SMTP_URL: mailbox.url, MAX_UPLOAD_MB: "0.2" } });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
});
afterAll(async () => {
  await on?.stop();
  await mailbox?.stop();
});
beforeEach(() => ThrottleModel.deleteMany({}));

const kept = () => ApplicationModel.countDocuments();
const files = () => ApplicationModel.db.collection("uploads.files").countDocuments();
const chunks = () => ApplicationModel.db.collection("uploads.chunks").countDocuments();

describe("the form", () => {
  test.each(["ar", "en", "fr", "es", "pt"])("in %s says what follows, and has no puzzle", async (lang) => {
    const page = await (await getPage(on.hub, `/${lang}/network/apply`)).text();
    expect([/enctype="multipart\/form-data"/i.test(page), page.includes(`lang="${lang}"`), /⟦|captcha/i.test(page)]).toEqual([true, true, false]);
    expect((await (await getPage(on.hub, `/${lang}/network`)).text()).includes(`href="/${lang}/network/apply"`)).toBe(true);
  });

  test.each([
    ["country", "", "Choose your State."],
    ["country", "XX", "Choose your State."],
    ["type", "mechanismType:none-such", "Choose the type of the mechanism"],
    ["status", "membershipStatus:founding-member", "Choose as what you apply."],
    ["standing", "perhaps", "Choose whether it is a standing mechanism."],
    ["motivation", " ", "Say why your State wishes"],
    ["motivation", "m".repeat(5_001), "Shorten your reasons to 5,000"],
    ["legalBasis", "l".repeat(2_001), "Shorten the legal basis"],
    ["mechanism", "m".repeat(301), "Shorten the name of the mechanism"],
    ["name", "", "Give your name."],
    ["position", "p".repeat(201), "Shorten your position"],
    ["email", "nobody", "not a whole e-mail address"],
  ])("with %s = %.12s is given back with what was typed", async (field, value, words) => {
    const before = await kept();
    const form = await wholeForm({ [field]: value });
    const answer = await postUpload(on.hub, APPLY, form, FILES.pdf);
    const page = await answer.text();
    expect(answer.status).toBe(400);
    const typed = [WORDS.motivation, "Secretary, Fiji", "fiji@example.org"].filter((text) => Object.values(form).includes(text));
    expect([words, ...typed].filter((text) => !page.includes(text))).toEqual([]);
    // A browser keeps no file: the form says so, and the hub has not kept it either.
    expect(page).toContain("please choose it again");
    expect([await kept(), await files(), await chunks()]).toEqual([before, 0, 0]);
  });

  test.each(["page", "program"] as const)("refuses a %s that is called a document", async (name) => {
    const answer = await postUpload(on.hub, APPLY, await wholeForm(), FILES[name]);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("whatever its name says");
    expect([await files(), await chunks()]).toEqual([0, 0]);
  });

  test("refuses a file that is too large, and keeps nothing of it", async () => {
    const large = new Uint8Array(1_500_000).fill(65);
    large.set(FILES.pdf.bytes);
    const answer = await postUpload(on.hub, APPLY, await wholeForm(), { name: "large.pdf", bytes: large });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("larger than 0.2 MB");
    expect([await files(), await chunks()]).toEqual([0, 0]);
  });

  test("takes no form that is none", async () => {
    const send = (type: string, body: string) => fetch(on.hub.url + APPLY, { method: "POST", headers: { Origin: on.hub.url, "Content-Type": type }, body });
    expect((await send("application/json", "{}")).status).toBe(415);
    expect((await send("multipart/form-data", "x")).status).toBe(415);
    expect((await send("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf')).status).toBe(400);
    expect((await send("multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="letter"; filename="a.pdf"\r\n\r\n%PDF-1.7 half')).status).toBe(400);
    expect([await files(), await chunks()]).toEqual([0, 0]);
  });

  test("answers a program as a person, and keeps nothing of it", async () => {
    const before = await kept();
    const answer = await postUpload(on.hub, APPLY, await wholeForm({ website: "https://spam.example" }), FILES.pdf);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, SENT]);
    expect([await kept(), await files()]).toEqual([before, 0]);
  });

  test("that was filled in at once, or left open for days, or never shown, is asked for again", async () => {
    for (const [form, words] of [
      [await wholeForm({}, 0), "very quick"],
      [await wholeForm({}, 25 * 3_600_000), "more than a day"],
      [await wholeForm({ seal: "made.up.seal" }), "more than a day"],
    ] as const) {
      const answer = await postUpload(on.hub, APPLY, form);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(words);
    }
  });

  test("is taken from one connection, and for one address, so many times an hour", async () => {
    for (let time = 0; time < 3; time += 1) expect((await postUpload(on.hub, APPLY, await wholeForm({ motivation: `Reason ${time}`, email: "often@example.org" }))).status).toBe(302);
    const answer = await postUpload(on.hub, APPLY, await wholeForm({ email: "OFTEN@example.org", motivation: "One more" }));
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "3600"]);
    expect(await answer.text()).toContain("One more");
  });

  test("sent twice is one application", async () => {
    const form = await wholeForm({ email: "twice@example.org" });
    for (const time of [1, 2]) expect([time, (await postUpload(on.hub, APPLY, form, FILES.pdf)).status]).toEqual([time, 302]);
    expect(await ApplicationModel.countDocuments({ "applicant.email": "twice@example.org" })).toBe(1);
    expect(await files()).toBe(1);
  });
});

describe("an application", () => {
  let own: string;
  let id: string;
  const mail = (subject: string) => linkOf(mailbox, (one) => one.to === "fiji@example.org" && one.subject.includes(subject));
  const desk = (rest = "") => `/en/desk/applications/${id}${rest}`;
  const send = (intent: string, fields: Record<string, string> = {}) => postForm(on.hub, desk(), { intent, token: Math.random().toString(36), ...fields }, coordinator);
  const version = async () => String((await ApplicationModel.findById(id).lean())?.writes);

  test("is nobody's until its applicant confirms it, and opening the link confirms nothing", async () => {
    expect((await postUpload(on.hub, APPLY, await wholeForm(), FILES.pdf)).headers.get("Location")).toBe(SENT);
    own = await mail("Confirm");
    id = (await ApplicationModel.findOne({ "applicant.email": "fiji@example.org" }).lean())?._id ?? "";
    for (const time of [1, 2]) expect(await textOf(on.hub, own), String(time)).toContain("Is this your application?");
    expect(await textOf(on.hub, "/en/desk/applications", coordinator.cookie)).not.toContain("Fiji");
    expect((await getPage(on.hub, desk(), coordinator)).status).toBe(404);
    const confirmed = await postForm(on.hub, own, { intent: "confirm" });
    expect(confirmed.headers.get("Location")).toBe(`${own}?done=confirm`);
    expect((await postForm(on.hub, own, { intent: "confirm" })).status).toBe(302);
    expect(await textOf(on.hub, own)).toContain("It is with the coordinators.");
    const news = await mailbox.untilMail(({ to }) => to === coordinator.email);
    expect(news.link).toContain(desk());
    expect(news.text).not.toContain(WORDS.motivation);
  });

  test("shows coordinators everything, and its letter as a file and nothing else", async () => {
    expect(await textOf(on.hub, "/en/desk/applications", coordinator.cookie)).toContain("Fiji");
    const page = await textOf(on.hub, desk(), coordinator.cookie);
    for (const words of [WORDS.motivation, "Secretary, Fiji", "fiji@example.org", "Human Rights Taskforce", "It does not belong to the network"]) expect(page).toContain(words);
    const letter = await getPage(on.hub, desk("/letter"), coordinator);
    expect(letter.headers.get("Content-Disposition")).toMatch(/^attachment; .*filename\*=UTF-8''Lettre%20d%E2%80%99appui\.pdf$/);
    expect([letter.headers.get("X-Content-Type-Options"), letter.headers.get("Cache-Control")]).toEqual(["nosniff", "private, no-store"]);
    expect(new Uint8Array(await letter.arrayBuffer())).toEqual(FILES.pdf.bytes);
    expect((await getPage(on.hub, desk("/letter"))).status).toBe(302);
  });

  test("is asked about, answers, and waits for whoever has to write", async () => {
    expect((await send("ask", { text: " " })).status).toBe(400);
    const question = { text: "Who chairs it?", token: "once" };
    for (const time of [1, 2]) expect((await send("ask", question)).status, String(time)).toBe(302);
    own = await mail("question");
    const page = await textOf(on.hub, own);
    expect(page.split("Who chairs it?")).toHaveLength(2);
    expect(page).toContain("wait for your answer");
    expect(page).not.toContain("Coordinator, Paraguay");
    expect((await postForm(on.hub, own, { intent: "answer", text: "" })).status).toBe(400);
    expect((await postForm(on.hub, own, { intent: "answer", text: "The Solicitor-General.", message: "one" })).status).toBe(302);
    expect(await textOf(on.hub, desk(), coordinator.cookie)).toContain("The Solicitor-General.");
    await mailbox.untilMail(({ to, subject }) => to === coordinator.email && subject.includes("has written"));
  });

  test("notes who was consulted, and moves along; of two who move it one is told", async () => {
    expect((await send("consult", { who: "", on: "2026-02-30" })).status).toBe(400);
    expect((await send("consult", { who: "Executive committee", on: "2026-01-05", note: "In favour, secretly." })).status).toBe(302);
    expect((await send("consult", { who: "Treasury of a member", on: "2026-01-06", note: "", untold: "yes", token: "another" })).status).toBe(302);
    const seen = await version();
    expect((await send("stage", { stage: "none", seen })).status).toBe(400);
    expect((await send("stage", { stage: "decision", seen })).status).toBe(302);
    expect((await send("stage", { stage: "received", seen })).status).toBe(409);
    const page = await textOf(on.hub, own);
    expect(page).toMatch(/Before those who decide\s+now/);
    // The applicant sees who was asked and when, but for whom the coordinators keep to themselves, and nothing of what came of it.
    expect(page).toMatch(/Who was consulted Executive committee \( ?5 January 2026 ?\)/);
    expect(page).not.toMatch(/secretly|Treasury/);
    expect(await textOf(on.hub, desk(), coordinator.cookie)).toMatch(/Treasury of a member .*not shown to the applicant/);
  });

  test("is decided once, with a reason, a date and a tick", async () => {
    const decision = { reason: WORDS.reason, date: "2026-01-27", decision: "asuncion-declaration", status: "membershipStatus:member", mechanism: `${(await import("#app/notices/application-follow-up.server.ts")).mechanismOfApplication(id)}`, sure: "yes" };
    const wrong: Array<[Record<string, string>, string]> = [
      [{ reason: "" }, "Give the reason."],
      [{ date: "2099-01-01" }, "still to come"],
      [{ decision: "none" }, "Choose a decision"],
      [{ status: "membershipStatus:founding-member" }, "Choose the status."],
      [{ mechanism: "morocco" }, "Choose the mechanism."],
      [{ sure: "" }, "Tick that you have checked it."],
    ];
    for (const [change, words] of wrong) {
      const answer = await send("accept", { ...decision, ...change, seen: await version() });
      expect([answer.status, (await answer.text()).includes(words)], words).toEqual([400, true]);
    }
    expect((await send("accept", { ...decision, seen: "1" })).status).toBe(409);
    expect((await send("accept", { ...decision, seen: await version() })).status).toBe(302);
    expect((await send("decline", { ...decision, seen: await version() })).status).toBe(409);
    own = await mail("decided");
    const page = await textOf(on.hub, own);
    expect(page).toContain(WORDS.reason);
    expect(page).toContain("27 January 2026");
    // The State is a member, its mechanism has a page, and its first editor is invited.
    const network = await textOf(on.hub, "/en/network");
    expect(network).toMatch(/Fiji since 27 January 2026/);
    expect(await textOf(on.hub, "/en/network?on=2026-01-26")).not.toMatch(/Fiji since/);
    const invitation = await linkOf(mailbox, (one) => one.to === "fiji@example.org" && one.subject.startsWith("Invitation"));
    expect(await textOf(on.hub, invitation)).toContain("Human Rights Taskforce");
  });

  test("can be withdrawn, after a question, until it has ended", async () => {
    await postUpload(on.hub, APPLY, await wholeForm({ email: "withdrawn@example.org", country: "TO" }));
    const link = await linkOf(mailbox, ({ to }) => to === "withdrawn@example.org");
    await postForm(on.hub, link, { intent: "confirm" });
    expect(await textOf(on.hub, `${link}?ask=withdraw`)).toContain("Withdraw the application?");
    expect((await postForm(on.hub, link, { intent: "withdraw" })).headers.get("Location")).toBe(`${link}?done=withdraw`);
    expect((await postForm(on.hub, link, { intent: "answer", text: "Still?" })).status).toBe(409);
  });

  test("whose link is lost gets another one by mail; nobody is told whether there is one", async () => {
    const ask = (email: string) => postForm(on.hub, "/en/application", { intent: "renew", email });
    const [known, unknown] = [await ask("Fiji@example.org"), await ask("nobody@example.org")];
    expect([known.status, known.headers.get("Location")]).toEqual([unknown.status, unknown.headers.get("Location")]);
    expect(await textOf(on.hub, await mail("The link"))).toContain(WORDS.motivation);
    expect(mailbox.mails.some(({ to }) => to === "nobody@example.org")).toBe(false);
    expect((await getPage(on.hub, "/en/application/guessed")).status).toBe(404);
    expect((await postForm(on.hub, "/en/application/guessed", { intent: "confirm" })).status).toBe(404);
    expect((await ask("not an address")).status).toBe(400);
  });
});
