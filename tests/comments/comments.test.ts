import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { followUpComments } from "#app/notices/follow-up.server.ts";
import { composeMail } from "#app/mail/compose.server.ts";
import { auditEntry, listAudit } from "#models/audit.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { findMail, listMails } from "#models/mail.server.ts";
import { changeNetworkSettings, readNetworkSettings } from "#models/network-settings.server.ts";
import { listNotices } from "#models/notice.server.ts";
import { ReaderCommentModel, writeReaderComment } from "#models/reader-comment.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { settings } from "../mail/outbox.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";

/** The expert meeting in Nouakchott, an item of Mauritania's mechanism. */
const ITEM = idForKey("mr-nouakchott-meeting");
const OTHER_ITEM = idForKey("mr-record-2022");
const ITEM_PATH = `/en/events/${ITEM}`;
const FORM = `/en/comments/${ITEM}`;
const DESK = "/en/desk/comments";

let on: HubOnEngines;
let canonical: string;
let people: Record<"author" | "member" | "contributor" | "editor" | "elsewhere" | "coordinator", Person>;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  settings(on.servers);
  canonical = (await getPage(on.hub, ITEM_PATH)).headers.get("Location") ?? "";
  const of = (name: string, role: "contributor" | "editor" | "reviewer" | "coordinator", mechanism: string | null) => makePerson(on.hub, { name, grants: [{ role, mechanism }] });
  people = {
    author: await of("Contributor, Morocco", "contributor", "morocco"),
    member: await makePerson(on.hub, { name: "Contributor, Paraguay", lang: "fr", grants: [{ role: "contributor", mechanism: "paraguay" }] }),
    contributor: await of("Contributor, Mauritania", "contributor", "mauritania"),
    editor: await of("Editor, Mauritania", "editor", "mauritania"),
    elsewhere: await of("Editor, Morocco", "editor", "morocco"),
    coordinator: await of("Coordinator", "coordinator", null),
  };
}, 300_000);
afterAll(() => on?.stop());

type Who = keyof typeof people | "visitor";
const EVERYONE: Who[] = ["visitor", "author", "member", "contributor", "editor", "elsewhere", "coordinator"];
const cookieOf = (who: Who) => (who === "visitor" ? undefined : people[who].cookie);

/** What someone is answered at an address, over the way to the canonical one. */
async function read(who: Who, path: string): Promise<string> {
  let answer = await getPage(on.hub, path, { cookie: cookieOf(who) });
  if (answer.status === 301 || answer.status === 308) answer = await getPage(on.hub, answer.headers.get("Location") ?? "", { cookie: cookieOf(who) });
  return answer.text();
}

/** Who reads these words where: on the item's page and in its data, by the search in every form, on the desk. */
async function readersOf(words: string): Promise<Record<string, Who[]>> {
  const places = { page: canonical, data: `${canonical}.data`, own: FORM, search: `/en/search?q=${words}`, api: `/api/v1/search?q=${words}`, suggest: `/en/search/suggest?q=${words}`, feed: "/en/events.ics", desk: `${DESK}?state=waiting`, reported: `${DESK}?state=reported`, shown: `${DESK}?state=shown`, hidden: `${DESK}?state=hidden` };
  const found = await Promise.all(Object.entries(places).map(async ([place, path]) => {
    // A search that found nothing names what was searched for; its hits would have more than that.
    const has = (body: string) => body.includes(`${words} in full`);
    const who = await Promise.all(EVERYONE.map(async (one) => (has(await read(one, path)) ? [one] : [])));
    return [place, who.flat()] as const;
  }));
  return Object.fromEntries(found.filter(([, who]) => who.length > 0));
}

const write = (who: Exclude<Who, "visitor">, text: string, token = text) => postForm(on.hub, FORM, { intent: "write", text, lang: "en", token }, { cookie: people[who].cookie });
const named = async (text: string) => {
  const found = await ReaderCommentModel.findOne({ text }).lean();
  if (!found) throw new Error(`no comment ${text}`);
  return { id: found._id, seen: String(found.writes), state: found.state };
};
async function moderate(who: Exclude<Who, "visitor">, intent: string, text: string, reason = "") {
  const { id, seen } = await named(text);
  return postForm(on.hub, DESK, { intent, comment: id, seen, [`reason-${id}`]: reason }, { cookie: people[who].cookie });
}
const noticesOf = async (who: Exclude<Who, "visitor">) => (await listNotices({ user: people[who].id, limit: 50 })).map(({ kind }) => kind);

describe("a comment", () => {
  const text = "Zwordone in full";

  test("reaches its author and its moderators alone while it waits", async () => {
    // So often that the page is kept.
    for (let nth = 0; nth < 3; nth += 1) await read("visitor", ITEM_PATH);
    const answer = await write("author", text);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, expect.stringMatching(/\?done=write#comments$/)]);
    expect((await write("author", text)).status).toBe(302);
    expect(await ReaderCommentModel.countDocuments({ text })).toBe(1);
    expect(await readersOf("Zwordone")).toEqual({ page: ["author"], data: ["author"], own: ["author"], desk: ["editor", "coordinator"] });
    expect([await noticesOf("editor"), await noticesOf("coordinator"), await noticesOf("elsewhere"), await noticesOf("author")]).toEqual([["comment-waiting"], ["comment-waiting"], [], []]);
    expect((await read("visitor", ITEM_PATH)).includes("Sign in to comment")).toBe(true);
  });

  test("is let pass by the item's editor and by nobody elsewhere, and stands at once on pages that are kept", async () => {
    expect((await moderate("elsewhere", "pass", text)).status).toBe(404);
    expect((await moderate("author", "pass", text)).status).toBe(403);
    expect((await moderate("editor", "refuse", text)).status).toBe(400);
    const answer = await moderate("editor", "pass", text);
    expect(answer.headers.get("Location")).toBe(`${DESK}?state=waiting&done=pass`);
    expect(await readersOf("Zwordone")).toEqual({ page: EVERYONE, data: EVERYONE, own: ["author"], shown: ["editor", "coordinator"] });
    const page = await read("visitor", ITEM_PATH);
    expect(page.includes("Contributor, Morocco")).toBe(true);
    expect(page.includes("Interministerial Delegation for Human Rights (Morocco)")).toBe(true);
    expect(await noticesOf("author")).toEqual(["comment-passed"]);
    // Of two moderators the slower is told.
    const { id } = await named(text);
    expect((await postForm(on.hub, DESK, { intent: "hide", comment: id, seen: "1", [`reason-${id}`]: "Late" }, { cookie: people.coordinator.cookie })).status).toBe(409);
  });

  test("is answered by the people of the item's mechanism", async () => {
    const { id, seen } = await named(text);
    const answerAs = (who: Exclude<Who, "visitor">) => postForm(on.hub, FORM, { intent: "answer", comment: id, seen, lang: "en", text: "Zanswered by them" }, { cookie: people[who].cookie });
    expect([(await answerAs("elsewhere")).status, (await answerAs("member")).status]).toEqual([404, 404]);
    expect((await answerAs("contributor")).status).toBe(302);
    expect((await read("visitor", ITEM_PATH)).includes("Zanswered by them")).toBe(true);
    expect(await noticesOf("author")).toEqual(["comment-answered", "comment-passed"]);
    const mail = (await listMails({ limit: 50 })).find(({ user, params }) => user === people.author.id && params.notice);
    const letter = await composeMail((await findMail({ id: mail?.id ?? "" }))!);
    expect(letter?.subject).toMatch(/^Answer to your comment: /);
    expect(letter?.text).not.toContain("Zanswered");
  });

  test("stays while it is reported, and is gone at once when it is hidden", async () => {
    const { id } = await named(text);
    const report = (who: Exclude<Who, "visitor">, reason: string) => postForm(on.hub, FORM, { intent: "report", comment: id, text: reason }, { cookie: people[who].cookie });
    expect((await report("author", "My own")).status).toBe(404);
    expect((await report("member", "")).status).toBe(400);
    expect((await report("member", "Zreasonable doubt")).status).toBe(302);
    expect(await readersOf("Zwordone")).toMatchObject({ page: EVERYONE, reported: ["editor", "coordinator"] });
    for (const who of EVERYONE) expect((await read(who, ITEM_PATH)).includes("Zreasonable"), who).toBe(false);
    expect(await read("editor", `${DESK}?state=reported`)).toContain("Zreasonable doubt");
    expect((await moderate("coordinator", "hide", text, "Zhidden for this")).status).toBe(302);
    expect(await readersOf("Zwordone")).toEqual({ own: ["author"], hidden: ["editor", "coordinator"] });
    expect(await read("author", FORM)).toContain("Zhidden for this");
    expect((await noticesOf("author"))[0]).toBe("comment-hidden");
    // Who reported it is told, in his language: once when it is hidden, and when it is kept after another report.
    expect(await noticesOf("member")).toEqual(["comment-report-hidden"]);
    const mail = (await listMails({ limit: 50 })).find(({ user }) => user === people.member.id);
    const letter = await composeMail((await findMail({ id: mail?.id ?? "" }))!);
    expect([letter?.subject, letter?.text]).toEqual([expect.stringMatching(/^Le commentaire que vous avez signalé est masqué/), expect.not.stringContaining("Zhidden")]);
    expect(await read("member", "/fr/desk")).toContain("Un commentaire que vous avez signalé a été masqué");
    expect((await moderate("editor", "show", text)).status).toBe(302);
    expect((await readersOf("Zwordone")).page).toEqual(EVERYONE);
    expect((await report("member", "Still doubtful")).status).toBe(302);
    expect((await moderate("editor", "keep", text)).status).toBe(302);
    expect(await noticesOf("member")).toEqual(["comment-report-kept", "comment-report-hidden"]);
    expect(await ReaderCommentModel.countDocuments({ "reporters.0": { $exists: true } })).toBe(0);
    expect((await listAudit({ subject: id, limit: 20 })).map(({ action }) => action)).toEqual(["comment:keep", "comment:report", "comment:show", "comment:hide", "comment:report", "comment:answer", "comment:pass", "comment:write"]);
  });

  test("is taken back by its author alone, with its words", async () => {
    const { id } = await named(text);
    const takeBack = (who: Exclude<Who, "visitor">) => postForm(on.hub, FORM, { intent: "take-back", comment: id }, { cookie: people[who].cookie });
    expect(await read("author", `${FORM}?take-back=${id}`)).toContain("Take this comment back?");
    expect([(await takeBack("member")).status, (await takeBack("coordinator")).status, (await takeBack("author")).status]).toEqual([404, 404, 302]);
    expect(await readersOf("Zwordone")).toEqual({});
    expect((await ReaderCommentModel.findById(id).lean())?.text).toBe("");
  });
});

test("nobody lets his own comment pass", async () => {
  await write("editor", "Zown in full");
  expect((await moderate("editor", "pass", "Zown in full")).status).toBe(403);
  expect(await read("editor", DESK)).toContain("another moderator decides");
  expect((await moderate("coordinator", "pass", "Zown in full")).status).toBe(302);
});

test("with an item that is withdrawn its comments go, and come back with it", async () => {
  await write("author", "Zgone in full");
  await moderate("editor", "pass", "Zgone in full");
  const before = await ItemModel.findById(ITEM).lean();
  await ItemModel.updateOne({ _id: ITEM }, { $set: { "versions.$[].published": null } });
  expect(await readersOf("Zgone")).toEqual({ shown: ["editor", "coordinator"] });
  expect((await getPage(on.hub, FORM, { cookie: people.author.cookie })).status).toBe(404);
  expect((await write("author", "Too late")).status).toBe(404);
  await ItemModel.updateOne({ _id: ITEM }, { $set: { versions: before?.versions ?? [] } });
  expect((await readersOf("Zgone")).page).toEqual(EVERYONE);
});

test("what a crash left is told once, however often it is followed", async () => {
  const actor = { kind: "member" as const, id: people.author.id, name: people.author.name, grants: [] };
  const id = await writeReaderComment({ actor, doer: { by: actor.id, address: null }, item: { id: OTHER_ITEM, mechanism: "mauritania" }, lang: "en", text: "Left by a crash", token: "crash" });
  const carried = (await ReaderCommentModel.findById(id).lean())?.trail;
  await followUpComments();
  // As if the crash had come after the notices and before the entry was taken off.
  await ReaderCommentModel.updateOne({ _id: id }, { $set: { trail: carried } });
  await followUpComments();
  const told = (await listNotices({ user: people.editor.id, limit: 50 })).filter(({ comment }) => comment === id);
  const mails = (await listMails({ limit: 100 })).filter(({ params }) => told.some((notice) => params.notice === notice.id));
  expect([told.length, mails.length, (await listAudit({ subject: id, limit: 5 })).length]).toEqual([1, 1, 1]);
});

test("only while the network takes comments, and not too many from one person", async () => {
  const refused = await Promise.all(Array.from({ length: 14 }, (_, nth) => write("member", `Zmany ${nth} in full`)));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([302, 429]));
  const { version } = await readNetworkSettings();
  await changeNetworkSettings({ change: { commentsOpen: false }, version, entry: auditEntry({ by: null, address: null }, "settings:changed", { kind: "settings", id: "network" }) });
  const closed = await write("author", "Zclosed in full");
  expect(closed.status).toBe(409);
  expect(await closed.text()).toContain("Zclosed in full");
});
