import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { approveVersion, submitVersion } from "#models/item-workflow.server.ts";
import { addVersion, saveDraft } from "#models/item-writing.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { listNotices, NoticeModel } from "#models/notice.server.ts";
import { listComments } from "#models/review.server.ts";
import { RevisionModel } from "#models/revision.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, type Person, postForm } from "../helpers/people.ts";
import { asked, doerOf, raw, textWith, versionOf, work, write } from "../writing/desk.ts";
import { completeText, formOf, memberOf, newDraft, type People, read, reviewPath, signedIn, step, workPath } from "./desk.ts";

let running: HubOnEngines;
let people: People;
const hub = () => running.hub;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  people = await signedIn(running.hub);
});
afterAll(() => running?.stop());

const handedIn = async (title: string, more: Parameters<typeof newDraft>[2] = {}) => {
  const id = await newDraft(people.contributor, title, more);
  expect((await step(hub(), people.editor, "submit", id)).status).toBe(302);
  return id;
};
const published = async (title: string) => {
  const id = await handedIn(title);
  expect((await step(hub(), people.reviewer, "approve", id)).status).toBe(302);
  return id;
};
const stateOf = async (id: string, lang = "en") => (await versionOf(id, lang)).state;
const publicPage = (id: string, lang = "en") => fetch(`${hub().url}/${lang}/practices/${id}`);

describe("who sees which page", () => {
  test("strangers none, visitors the way to sign in, and each other what is his matter", async () => {
    const draft = await newDraft(people.contributor, "Only for authors");
    const waiting = await handedIn("For reviewers, too");
    const pages = (id: string) => [workPath(id), `${workPath(id)}/preview/en`, reviewPath(id), `${workPath(id)}/history/en`];
    const statuses = async (person: Person, id: string) => Promise.all(pages(id).map(async (path) => (await getPage(hub(), path, { cookie: person.cookie })).status));
    for (const person of [people.contributor, people.editor]) for (const id of [draft, waiting]) expect(await statuses(person, id)).toEqual([200, 200, 200, 200]);
    for (const person of [people.reviewer, people.coordinator]) {
      expect(await statuses(person, draft)).toEqual([404, 404, 404, 404]);
      expect(await statuses(person, waiting)).toEqual([200, 200, 200, 200]);
    }
    for (const id of [draft, waiting, "nosuchitem22"]) expect(await statuses(people.stranger, id)).toEqual([404, 404, 404, 404]);
    for (const path of [...pages(waiting), "/en/desk/reviews"]) {
      const visitor = await getPage(hub(), path);
      expect([visitor.status, visitor.headers.get("Location")]).toEqual([302, `/en/sign-in?to=${encodeURIComponent(path)}`]);
    }
    expect((await getPage(hub(), `${workPath(waiting)}/review/fr`, { cookie: people.editor.cookie })).status).toBe(404);
    expect((await getPage(hub(), "/en/desk/reviews", { cookie: people.editor.cookie })).status).toBe(403);
    expect((await getPage(hub(), "/en/desk/reviews", { cookie: people.reviewer.cookie })).status).toBe(200);
  });

  test("forms that nobody was given do nothing", async () => {
    const id = await handedIn("Forged");
    const before = await raw(id);
    const send = async (person: Person, path: string, fields: Record<string, string>) => (await postForm(hub(), path, fields, { cookie: person.cookie })).status;
    expect(await send(people.editor, workPath(id), { intent: "approve", version: "en", seen: "1" })).toBe(400);
    expect(await send(people.editor, workPath(id), { intent: "constructor" })).toBe(400);
    expect(await send(people.editor, workPath(id), { intent: "add", version: "tlh" })).toBe(400);
    expect(await send(people.reviewer, reviewPath(id), { intent: "publish" })).toBe(400);
    expect(await send(people.reviewer, reviewPath(id), { intent: "comment", section: "nosuchpart", "text-nosuchpart": "x" })).toBe(400);
    expect(await send(people.editor, `${workPath(id)}/history/en`, { intent: "delete" })).toBe(400);
    expect(await send(people.editor, `${workPath(id)}/history/en`, { intent: "restore", number: "99", seen: "x" })).toBe(404);
    const forms = [await formOf("recall", id), await formOf("approve", id), { intent: "comment", section: "", "text-": "x" }];
    expect(await send(people.stranger, workPath(id), forms[0]!)).toBe(404);
    expect(await send(people.stranger, reviewPath(id), forms[1]!)).toBe(404);
    expect(await send(people.stranger, reviewPath(id), forms[2]!)).toBe(404);
    // Who may see it, and may not do it.
    expect(await send(people.contributor, workPath(id), forms[0]!)).toBe(403);
    expect(await send(people.contributor, reviewPath(id), forms[1]!)).toBe(404);
    expect(await send(people.reviewer, workPath(id), forms[0]!)).toBe(404);
    expect((await fetch(hub().url + reviewPath(id), { method: "POST", body: new URLSearchParams(forms[1]), headers: { Cookie: people.reviewer.cookie, Origin: "https://elsewhere.example" }, redirect: "manual" })).status).toBeGreaterThanOrEqual(400);
    const after = await raw(id);
    expect([after.revision, after.writes]).toEqual([before.revision, before.writes]);
  });
});

describe("the way of a text through the pages", () => {
  test("is handed in, discussed, sent back, handed in again, approved, and found by readers", async () => {
    const id = await newDraft(people.contributor, "A registry of follow-up");
    const contributors = await read(hub(), people.contributor, workPath(id));
    expect(contributors).toContain("handed in for review by the editors of your mechanism: Editor, Morocco");
    expect(contributors).not.toContain('value="submit"');
    await step(hub(), people.editor, "submit", id);
    expect(await read(hub(), people.editor, `${workPath(id)}?done=submit`)).toContain("Reviewers have been told.");

    expect(await read(hub(), people.reviewer, "/en/desk/reviews")).toContain("A registry of follow-up");
    expect((await step(hub(), people.reviewer, "assign", id)).status).toBe(302);
    expect(await read(hub(), people.second, reviewPath(id))).toContain("In the hands of Reviewer, first");
    const comment = { intent: "comment", section: "results", token: "t1", "quote-results": "on time", "text-results": "Compared with which year?" };
    for (let twice = 0; twice < 2; twice += 1) expect((await postForm(hub(), reviewPath(id), comment, { cookie: people.reviewer.cookie })).status).toBe(302);
    await postForm(hub(), reviewPath(id), { ...comment, "text-results": "And by whom?" }, { cookie: people.reviewer.cookie });
    expect((await listComments({ item: id, lang: "en" })).map(({ text, passage }) => [text, passage])).toEqual([
      ["Compared with which year?", { section: "results", quote: "on time" }],
      ["And by whom?", { section: "results", quote: "on time" }],
    ]);
    await step(hub(), people.reviewer, "request-changes", id, { reason: "Say what it is compared with." });
    const authors = await read(hub(), people.contributor, reviewPath(id));
    for (const said of ["Changes requested", "Say what it is compared with.", "Compared with which year?", "Reviewer, first"]) expect(authors).toContain(said);
    const [first] = await listComments({ item: id, lang: "en" });
    await postForm(hub(), reviewPath(id), { intent: "done", comment: first?.id ?? "" }, { cookie: people.contributor.cookie });
    expect((await listComments({ item: id, lang: "en" }))[0]?.done?.by).toBe(people.contributor.id);

    await write(memberOf(people.contributor, "contributor"), id, completeText("A registry of follow-up", { summary: "Compared with 2019." }));
    await step(hub(), people.editor, "submit", id);
    const again = await read(hub(), people.reviewer, reviewPath(id));
    expect(again).toMatch(/<ins[^>]*>.*Compared/s);
    expect(again).toMatch(/<del[^>]*>.*What/s);
    expect((await publicPage(id)).status).toBe(404);
    await step(hub(), people.reviewer, "approve", id);
    const page = await publicPage(id);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Compared with 2019.");
    const decided = await read(hub(), people.reviewer, reviewPath(id));
    expect(decided).toContain("Approved and published");
    expect(decided).toContain(`/en/practices/${id}?version=en`);
    expect(await read(hub(), people.reviewer, "/en/desk/reviews")).toContain("A registry of follow-up");
  });

  test("a text that is not complete is not handed in, and one that nobody wrote a title for neither", async () => {
    const id = await newDraft(people.contributor, "Too short", { content: textWith("Too short") });
    const answer = await step(hub(), people.editor, "submit", id);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("not yet complete enough");
    expect(await stateOf(id)).toBe("draft");
  });

  test("a step on what has moved on answers 409, with what is now and the reason that was typed", async () => {
    const id = await handedIn("Decided twice");
    const [approve, reject] = [await formOf("approve", id), await formOf("reject", id, { reason: "A reason of three lines" })];
    const results = await Promise.all([postForm(hub(), reviewPath(id), approve, { cookie: people.reviewer.cookie }), postForm(hub(), reviewPath(id), approve, { cookie: people.second.cookie })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    const late = await postForm(hub(), reviewPath(id), reject, { cookie: people.coordinator.cookie });
    expect(late.status).toBe(409);
    const page = await late.text();
    for (const said of ["Someone else was quicker", "A reason of three lines", "Approved and published"]) expect(page).toContain(said);
    // The same of a text that was rejected meanwhile, which its reviewers no longer find elsewhere.
    const rejected = await handedIn("Rejected meanwhile");
    const stale = await formOf("approve", rejected);
    expect((await step(hub(), people.reviewer, "reject", rejected, { reason: "Out of scope, sadly" })).status).toBe(302);
    const answer = await postForm(hub(), reviewPath(rejected), stale, { cookie: people.second.cookie });
    expect([answer.status, await stateOf(rejected)]).toEqual([409, "draft"]);
    expect(await answer.text()).toContain("Out of scope, sadly");
    expect(await read(hub(), people.reviewer, reviewPath(rejected))).toContain("Not accepted");
  });

  test("a reason is asked for where one is due, and no longer than the hub keeps", async () => {
    const id = await published("Reasons");
    const none = await step(hub(), people.editor, "withdraw", id);
    expect(none.status).toBe(400);
    const page = await none.text();
    expect(page).toContain('href="#reason-withdraw-en"');
    expect(page).toMatch(/<details open="" [^>]*>/);
    expect((await step(hub(), people.editor, "withdraw", id, { reason: "x".repeat(2_001) })).status).toBe(400);
    expect(await stateOf(id)).toBe("published");
  });

  test("whoever wrote or handed in a part of it reads why he does not approve it", async () => {
    const id = await handedIn("Own work");
    const { UserModel } = await import("#models/user.server.ts");
    await UserModel.updateOne({ _id: people.editor.id }, { $push: { grants: { role: "reviewer", mechanism: null } } });
    try {
      const page = await read(hub(), people.editor, reviewPath(id));
      expect(page).toContain("so another reviewer has to approve it");
      expect(page).not.toContain('value="approve"');
      const forced = await step(hub(), people.editor, "approve", id);
      expect([forced.status, await stateOf(id)]).toEqual([403, "in-review"]);
      expect(await read(hub(), people.editor, "/en/desk/reviews")).toContain("another reviewer decides");
    } finally {
      await UserModel.updateOne({ _id: people.editor.id }, { $pull: { grants: { role: "reviewer" } } });
    }
  });
});

describe("the item's own page", () => {
  test("takes back, gives up, withdraws, and says how each can be undone", async () => {
    const id = await handedIn("Steps");
    await step(hub(), people.editor, "recall", id);
    expect(await stateOf(id)).toBe("draft");
    await step(hub(), people.editor, "submit", id);
    await step(hub(), people.reviewer, "approve", id);
    await write(memberOf(people.contributor, "contributor"), id, completeText("Steps, second thoughts"));
    const page = await read(hub(), people.editor, workPath(id));
    for (const said of ["Give up this draft", "can be restored from there", "Withdraw from readers", "It can be handed in again", "Archive this item", "Until this is published"]) expect(page).toContain(said);
    expect((await step(hub(), people.contributor, "discard", id)).status).toBe(302);
    expect(await stateOf(id)).toBe("published");
    expect((await step(hub(), people.coordinator, "withdraw", id, { reason: "A court has asked for it." })).status).toBe(302);
    expect((await publicPage(id)).status).toBe(404);
    expect(await stateOf(id)).toBe("withdrawn");
  });

  test("begins translations, marks them as made by a machine and as checked", async () => {
    const id = await published("Translated");
    const add = await postForm(hub(), workPath(id), { intent: "add", version: "fr" }, { cookie: people.contributor.cookie });
    expect(add.headers.get("Location")).toBe(`/en/desk/items/${id}/edit/fr`);
    expect((await postForm(hub(), workPath(id), { intent: "add", version: "fr" }, { cookie: people.contributor.cookie })).status).toBe(409);
    await postForm(hub(), workPath(id), { intent: "machineOn", version: "fr" }, { cookie: people.contributor.cookie });
    expect((await versionOf(id, "fr")).machine).toBe(true);
    expect(await read(hub(), people.contributor, workPath(id))).toContain("machine-made, not yet checked");
    await step(hub(), people.contributor, "check", id, { version: "fr" });
    expect(await versionOf(id, "fr")).toMatchObject({ machine: false, checked: { by: people.contributor.id } });
    // A box that is not ticked says that the version does not follow.
    const text = { ...completeText("Traduit"), summary: "Résumé" };
    await write(memberOf(people.contributor, "contributor"), id, text, { lang: "fr" });
    const follows = { ...(await formOf("submit", id, { version: "fr" })), "asks-follows": "yes" };
    expect((await postForm(hub(), workPath(id), follows, { cookie: people.editor.cookie })).status).toBe(302);
    expect(await stateOf(id, "fr")).toBe("in-review");
  });

  test("archives with a note and a way on: the address answers 410 in the reader's language, and nothing lists it", async () => {
    const [id, other] = [await published("To be replaced"), await published("What replaces it")];
    const form = { intent: "archive", version: "", seen: "", noteLang: "fr", "reason-archive-": "Remplacé par un texte plus récent", forward: `${hub().url}/ar/practices/${other}/x?version=en` };
    const wrong = await postForm(hub(), workPath(id), { ...form, forward: "/en/practices/nosuchitem22" }, { cookie: people.editor.cookie });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain("Remplacé par un texte plus récent");
    expect((await postForm(hub(), workPath(id), { ...form, forward: id }, { cookie: people.editor.cookie })).status).toBe(400);
    expect((await postForm(hub(), workPath(id), { ...form, "reason-archive-": "" }, { cookie: people.editor.cookie })).status).toBe(400);
    expect((await publicPage(id)).status).toBe(200);
    expect((await postForm(hub(), workPath(id), form, { cookie: people.editor.cookie })).status).toBe(302);
    for (const lang of LANGUAGE_CODES) {
      const gone = await publicPage(id, lang);
      const page = await gone.text();
      expect(gone.status, lang).toBe(410);
      expect(page).toMatch(/<p[^>]*lang="fr"[^>]*>Remplacé par un texte plus récent/);
      expect(page).toContain(`href="/${lang}/practices/${other}`);
      expect(page).toContain('content="noindex"');
      expect(page).toContain("</footer>");
    }
    expect((await fetch(`${hub().url}/en/events/${id}`)).status).toBe(404);
    const sitemap = await (await fetch(`${hub().url}/sitemap/items.xml`)).text();
    expect(sitemap).toContain(other);
    expect(sitemap).not.toContain(id);
    await expect.poll(async () => (await (await fetch(`${hub().url}/api/v1/search?q=replaced`)).text()).includes(id), { timeout: 10_000 }).toBe(false);
    expect(await read(hub(), people.editor, workPath(id))).toContain("This item is archived");
    expect((await postForm(hub(), workPath(id), { intent: "unarchive", version: "" }, { cookie: people.editor.cookie })).status).toBe(302);
    expect((await publicPage(id)).status).toBe(200);
  });
});

describe("preview and history", () => {
  test("authors preview their draft, reviewers what was handed in, and neither is a page for robots", async () => {
    const id = await published("Previewed");
    await write(memberOf(people.contributor, "contributor"), id, completeText("Previewed", { summary: "Under way" }));
    const authors = await read(hub(), people.contributor, `${workPath(id)}/preview/en`);
    for (const said of ["Preview of the draft", "Under way", "noindex", "Objectives"]) expect(authors).toContain(said);
    const reviewers = await read(hub(), people.reviewer, `${workPath(id)}/preview/en`);
    expect(reviewers).not.toContain("Under way");
  });

  test("authors see every text there was and compare any two; reviewers those that were handed in", async () => {
    const id = await handedIn("With a history");
    await step(hub(), people.editor, "recall", id);
    await write(memberOf(people.contributor, "contributor"), id, completeText("With a history", { summary: "Given up in secret" }));
    await step(hub(), people.contributor, "discard", id);
    await write(memberOf(people.contributor, "contributor"), id, completeText("With a history", { summary: "Handed in openly" }));
    await step(hub(), people.editor, "submit", id);
    const path = `${workPath(id)}/history/en`;
    const discarded = (await RevisionModel.findOne({ item: id, kind: "discard" }).lean())?.number;
    const authors = await read(hub(), people.editor, `${path}?of=${discarded}&against=2`);
    expect(authors).toMatch(/<ins[^>]*>.*secret/s);
    for (const said of ["Begun", "Handed in for review", "Taken back from review", "Draft given up"]) expect(authors).toContain(said);
    const reviewers = await read(hub(), people.reviewer, `${path}?of=${discarded}&against=2`);
    expect(reviewers).toContain("Handed in for review");
    for (const hidden of ["secret", "Draft given up", "Begun", "Restore this text"]) expect(reviewers).not.toContain(hidden);
    const forced = await postForm(hub(), path, { intent: "restore", number: String(discarded), seen: "x" }, { cookie: people.reviewer.cookie });
    expect(forced.status).toBe(404);
  });

  test("an older text is restored as the draft, unless another was quicker", async () => {
    const id = await published("Restored");
    await write(memberOf(people.contributor, "contributor"), id, completeText("Restored", { summary: "A worse text" }));
    const number = (await RevisionModel.findOne({ item: id, kind: "approve" }).lean())?.number;
    const form = { ...(await formOf("restore", id)), number: String(number) };
    await write(memberOf(people.editor, "editor"), id, completeText("Restored", { summary: "Someone else's words" }), { hand: "another" });
    const path = `${workPath(id)}/history/en`;
    expect((await postForm(hub(), path, form, { cookie: people.contributor.cookie })).status).toBe(409);
    expect((await versionOf(id)).draft?.summary).toBe("Someone else's words");
    const fresh = { ...(await formOf("restore", id)), number: String(number) };
    const answer = await postForm(hub(), path, fresh, { cookie: people.contributor.cookie });
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/en/desk/items/${id}/edit/en`]);
    expect((await versionOf(id)).draft?.summary).toBe("What Restored is about.");
  });
});

describe("the round", () => {
  test("follows what a crash has left between a step and what comes after it, within seconds", async () => {
    const id = await newDraft(people.contributor, "Left by a crash");
    // As the hub does it, and as if it had been killed right after the write.
    await submitVersion(await asked("submit", memberOf(people.editor, "editor"), id));
    await approveVersion(await asked("approve", { kind: "member", id: people.reviewer.id, name: "", grants: [{ role: "reviewer", mechanism: null }] }, id));
    await expect.poll(async () => (await raw(id)).steps, { timeout: 15_000, interval: 100 }).toBeUndefined();
    expect(await RevisionModel.find({ item: id }).sort({ number: 1 }).distinct("kind")).toEqual(expect.arrayContaining(["begin", "submit", "approve"]));
    const told = (await listNotices({ user: people.contributor.id, limit: 50 })).filter(({ item }) => item === id);
    expect(told.map(({ kind }) => kind)).toEqual(["approved"]);
    expect(await MailModel.countDocuments({ _id: `notice:${told[0]?.id}` })).toBe(1);
    expect((await publicPage(id)).status).toBe(200);
    await expect.poll(async () => (await (await fetch(`${hub().url}/api/v1/search?q=%22Left+by+a+crash%22`)).text()).includes(id), { timeout: 10_000, interval: 100 }).toBe(true);
  });

  test("reading the review marks what was told of it as read", async () => {
    const id = await handedIn("Told");
    const unread = () => NoticeModel.countDocuments({ user: people.second.id, item: id, readAt: null });
    expect(await unread()).toBe(1);
    await read(hub(), people.second, reviewPath(id));
    expect(await unread()).toBe(0);
  });
});

test("every page in every language says all it has to say", async () => {
  const id = await published("In five languages");
  await addVersion({ actor: memberOf(people.contributor, "contributor"), doer: doerOf(memberOf(people.contributor, "contributor")), id, lang: "ar" });
  const item = await work(id);
  await saveDraft({ actor: memberOf(people.contributor, "contributor"), id, lang: "ar", base: item.versions[1]?.edit ?? "", hand: "h", content: completeText("سجل للمتابعة"), facts: null });
  await step(hub(), people.editor, "submit", id, { version: "ar" });
  for (const lang of LANGUAGE_CODES) {
    for (const path of ["", "/preview/ar", "/review/ar", "/history/en", "/history/ar"]) {
      const page = await read(hub(), people.editor, `/${lang}/desk/items/${id}${path}`);
      expect(page, `${lang}${path}`).toContain(`<html lang="${lang}"`);
      expect(page, `${lang}${path}`).not.toMatch(/⟦|\{\{|undefined|\[object/);
    }
    expect(await read(hub(), people.reviewer, `/${lang}/desk/reviews`)).not.toMatch(/⟦|\{\{|undefined|\[object/);
  }
});
