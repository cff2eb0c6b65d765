import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { lastMorning } from "#app/alerts/mornings.ts";
import { alertReaders } from "#app/alerts/round.server.ts";
import { MAIL_LEASE } from "#app/mail/mailer.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { withdrawVersion } from "#models/item-workflow.server.ts";
import { inTurn } from "#models/lease.server.ts";
import { MailModel } from "#models/mail.server.ts";
import { changeSavedSearch, saveSearch, savedSearchId, SavedSearchModel } from "#models/saved-search.server.ts";
import { UserModel } from "#models/user.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type Mailbox, startMailbox } from "../helpers/mailbox.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { read } from "../review/desk.ts";
import { asked, begin, cast, type Cast, FACTS, person as newcomer, publish, raw, textWith, write } from "../writing/desk.ts";

let mailbox: Mailbox;
let on: HubOnEngines;
let people: Cast;
const search = (url = on.servers.meiliUrl) => connectSearch({ ...on.servers.search, url });

beforeAll(async () => {
  mailbox = await startMailbox();
  on = await startHubOnEngines({ founded: true, env: { SMTP_URL: mailbox.url } });
  search();
  people = await cast();
});
afterAll(async () => {
  await on?.stop();
  await mailbox?.stop();
});

const LIST = "/en/account/searches";
const send = (person: Person, path: string, fields: Record<string, string>) => postForm(on.hub, path, fields, { cookie: person.cookie });
const searchesOf = ({ id }: Person) => SavedSearchModel.find({ user: id, removedAt: null }).lean();
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

describe("saving a search", () => {
  test("leads a visitor over signing in, and saves what the address asks for, once", async () => {
    const person = await makePerson(on.hub);
    const page = await (await getPage(on.hub, "/en/search?theme=women&q=%20prisons&theme=children")).text();
    const link = /href="([^"]*\/account\/searches\/new[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(page).toContain("Sign in to save this search");
    const led = (await getPage(on.hub, link)).headers.get("Location") ?? "";
    expect(new URL(led, on.hub.url).searchParams.get("to")).toBe(link);

    const form = await read(on.hub, person, link);
    expect(/<input[^>]*name="name"[^>]*value="([^"]*)"/.exec(form)?.[1]).toMatch(/^prisons · .*women.* · .*children/i);
    const refused = await send(person, link, { name: "", every: "hourly" });
    expect(refused.status).toBe(400);
    const saved = await send(person, link, { name: "Prisons", every: "daily" });
    expect(saved.headers.get("Location")).toBe(`${LIST}?done=saved`);
    expect(await searchesOf(person)).toMatchObject([{ name: "Prisons", query: "q=prisons&theme=children&theme=women", lang: "en", every: "daily" }]);

    // The same in another spelling, order and language, on another of its pages.
    const again = "/fr/account/searches/new?q=prisons%20&theme=women&theme=children&sort=date&page=2";
    expect(await read(on.hub, person, again)).toContain("Vous avez déjà enregistré cette recherche");
    const twice = await send(person, again, { name: "Encore", every: "weekly" });
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain("Vous avez déjà enregistré cette recherche.");
    expect(await searchesOf(person)).toHaveLength(1);
  });

  test("is for its person alone: rename, frequency, removal and the way back", async () => {
    const [person, other] = [await makePerson(on.hub), await makePerson(on.hub)];
    await send(person, `${LIST}/new?q=water`, { name: "Water", every: "weekly" });
    const id = savedSearchId({ user: person.id, query: "q=water" });
    for (const path of [`${LIST}/${id}`, `${LIST}/none`]) {
      expect((await getPage(on.hub, path, { cookie: other.cookie })).status).toBe(404);
      expect((await send(other, path, { name: "Mine", every: "never" })).status).toBe(404);
    }
    for (const intent of ["remove", "bring-back"]) expect((await send(other, LIST, { intent, id })).status).toBe(404);
    expect(await read(on.hub, other, LIST)).toContain("You have saved no search yet");

    await send(person, `${LIST}/${id}`, { name: "  Clean\n water ", every: "never" });
    expect(await searchesOf(person)).toMatchObject([{ name: "Clean water", every: "never" }]);
    const removed = (await send(person, LIST, { intent: "remove", id })).headers.get("Location") ?? "";
    expect(await read(on.hub, person, removed)).toMatch(/“.*Clean water.*” was removed/);
    expect(await searchesOf(person)).toEqual([]);
    expect((await send(person, LIST, { intent: "bring-back", id })).headers.get("Location")).toBe(`${LIST}?done=brought-back`);
    expect(await read(on.hub, person, LIST)).toContain("Clean water");
  });

  test("ends at the limit, which the page names", async () => {
    const person = await makePerson(on.hub);
    const others = Array.from({ length: 49 }, (_, nth) => ({ _id: `${person.id}-${nth}`, user: person.id, name: `Search ${nth}`, query: `q=w${nth}`, lang: "en", every: "never" as const, resumes: "never" as const, since: new Date() }));
    await SavedSearchModel.insertMany(others);
    const answers = await Promise.all(["a", "b"].map((q) => send(person, `${LIST}/new?q=${q}`, { name: q, every: "daily" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    expect(await searchesOf(person)).toHaveLength(50);
    expect(await read(on.hub, person, `${LIST}/new?q=c`)).toContain("as many saved searches as the hub allows (50)");
  });
});

test("a morning is that of the person's time zone, and a week begins on Monday", () => {
  const at = (now: string, zone: string, every: "daily" | "weekly" = "daily") => lastMorning(new Date(now), zone, every).toISOString();
  expect(at("2026-11-30T06:59:00Z", "UTC")).toBe("2026-11-29T07:00:00.000Z");
  expect(at("2026-11-30T07:00:00Z", "UTC")).toBe("2026-11-30T07:00:00.000Z");
  expect(at("2026-11-30T20:00:00Z", "Pacific/Auckland")).toBe("2026-11-30T18:00:00.000Z");
  expect(at("2026-11-30T09:00:00Z", "America/Asuncion")).toBe("2026-11-29T10:00:00.000Z");
  // Across the change of the clock.
  expect(at("2026-10-25T12:00:00Z", "Europe/Lisbon")).toBe("2026-10-25T07:00:00.000Z");
  expect(at("2026-10-24T12:00:00Z", "Europe/Lisbon")).toBe("2026-10-24T06:00:00.000Z");
  expect(at("2026-11-30T06:59:00Z", "UTC", "weekly")).toBe("2026-11-23T07:00:00.000Z");
  expect(at("2026-12-06T23:00:00Z", "UTC", "weekly")).toBe("2026-11-30T07:00:00.000Z");
});

type Reader = { id: string; email: string };
let words = 0;
/** A word that no other text has, and a person who waits for it. */
async function waiting({ lang = "en", every = "daily" as "daily" | "weekly", name = "" } = {}): Promise<{ person: Reader; word: string; id: string }> {
  const word = `zalert${String.fromCharCode(97 + words++)}word`;
  const { id: user } = await newcomer("Contributor, Paraguay");
  const reader = await UserModel.findByIdAndUpdate(user, { $set: { lang } }).lean();
  const query = `q=${word}`;
  await saveSearch({ user, name: name || word, query, lang, every });
  return { person: { id: user, email: reader?.email ?? "" }, word, id: savedSearchId({ user, query }) };
}

const shown = (id: string) => until("the index to follow", 15_000, async () => !(await raw(id)).indexPending);

async function come(title: string): Promise<string> {
  const id = await begin(people.editor, title, { facts: FACTS });
  await publish(people, id);
  await shown(id);
  return id;
}
async function withdraw(id: string): Promise<void> {
  await withdrawVersion(await asked("withdraw", people.editor, id));
  await shown(id);
}
async function comeAgain(id: string, title: string): Promise<void> {
  await write(people.editor, id, textWith(title));
  await publish(people, id);
  await shown(id);
}

const mailsTo = ({ email }: Reader) => mailbox.mails.filter(({ to }) => to === email);
const arrived = ({ email }: Reader) => mailbox.untilMail(({ to }) => to === email);
const queued = ({ id }: Reader) => MailModel.find({ user: id, kind: "saved-search" }).lean();
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");

test("what came out is told in the reader's language, as he may see it when it is sent; one click stops it", async () => {
  const arab = await waiting({ lang: "ar", name: "بحث عن الأسرى" });
  const french = await waiting({ lang: "fr", every: "weekly" });
  const suspended = await waiting();
  await UserModel.updateOne({ _id: suspended.person.id }, { $set: { suspendedAt: new Date() } });
  const [stays, goes] = [await come(`${arab.word} ${french.word} ${suspended.word} stays`), await come(`${arab.word} ${french.word} goes`)];

  // Nothing is sent meanwhile.
  await inTurn(MAIL_LEASE, async () => {
    await Promise.all([alertReaders(inDays(8)), alertReaders(inDays(8))]);
    await withdraw(goes);
  });
  const [mail, other] = await Promise.all([arrived(arab.person), arrived(french.person)]);
  expect(plain(mail.subject)).toBe("مادة جديدة: بحث عن الأسرى");
  expect(plain(other.subject)).toBe(`1 nouveau contenu\u00a0: ${french.word}`);
  for (const [{ text, html }, lang] of [[mail, "ar"], [other, "fr"]] as const) {
    expect(plain(text)).toContain(`${suspended.word} stays`);
    expect(text).toContain(`/${lang}/practices/${stays}`);
    expect(text + html).not.toContain(goes);
    expect(html).toContain(`<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"`);
  }
  expect(other.link).toContain(`/fr/search?q=${french.word}`);
  expect(await queued(suspended.person)).toEqual([]);
  await alertReaders(inDays(9));
  await alertReaders(inDays(30));
  expect(mailsTo(arab.person)).toHaveLength(1);
  expect(await queued(arab.person)).toHaveLength(1);
  expect(await SavedSearchModel.findById(arab.id).lean()).toMatchObject({ lastTold: { count: 2 } });

  const headers = new Map(mail.parsed.headerLines.map(({ key, line }) => [key, line.replace(/\r?\n/g, "").replace(/^[^:]+:\s*/, "")]));
  expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const address = /^<([^>\s]+)>$/.exec(headers.get("list-unsubscribe") ?? "")?.[1] ?? "";
  expect(mail.text).toContain(address);
  const stop = new URL(address).pathname;
  expect(stop).toMatch(/^\/ar\/alerts\/stop\/./);
  const every = async () => (await SavedSearchModel.findById(arab.id).lean())?.every;

  expect((await fetch(on.hub.url + stop)).status).toBe(200);
  expect((await fetch(on.hub.url + stop, { method: "HEAD" })).status).toBe(200);
  expect(await every()).toBe("daily");
  // As mail programs do: from no page, without a session, in either of two ways.
  const oneClick = (body: FormData | URLSearchParams) => fetch(on.hub.url + stop, { method: "POST", redirect: "manual", body });
  const parts = new FormData();
  parts.set("List-Unsubscribe", "One-Click");
  for (const body of [parts, new URLSearchParams({ "List-Unsubscribe": "One-Click" })]) {
    await SavedSearchModel.updateOne({ _id: arab.id }, { $set: { every: "daily" } });
    const answer = await oneClick(body);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("توقفت الرسائل");
    expect(await every()).toBe("never");
  }
  expect((await oneClick(new URLSearchParams({ intent: "resume" }))).status, "from a page of another site").toBe(403);
  expect((await postForm(on.hub, stop, { intent: "resume" })).headers.get("Location")).toBe(`${stop}?done=resumed`);
  expect(await every()).toBe("daily");

  for (const wrong of ["guessed", `${arab.id}.${"A".repeat(43)}`, stop.split("/").at(-1)?.replace(arab.id, french.id) ?? ""]) {
    const answer = await fetch(`${on.hub.url}/en/alerts/stop/${wrong}`, { method: "POST", body: new URLSearchParams() });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("This link stops nothing");
  }
  expect((await SavedSearchModel.findById(french.id).lean())?.every).toBe("weekly");
});

test("a mail that waits when its search is stopped is not sent", async () => {
  const { person, word, id } = await waiting();
  await come(`${word} one`);
  await inTurn(MAIL_LEASE, async () => {
    await alertReaders(inDays(2));
    await changeSavedSearch({ id, user: person.id, name: "Stopped", every: "never" });
  });
  await until("the mail to be dropped", 15_000, async () => (await queued(person))[0]?.state === "dropped");
  expect(mailsTo(person)).toEqual([]);
});

test("what was taken back and comes again is told once, whether it was told of before or not", async () => {
  const [first, second] = [await waiting(), await waiting()];
  const title = `${first.word} ${second.word}`;
  const id = await come(title);
  const both = { _id: { $in: [first.id, second.id] } };
  const told = async () => [(await queued(first.person)).length, (await queued(second.person)).length];
  // The second's morning comes only when it is away.
  const { since } = (await SavedSearchModel.findByIdAndUpdate(second.id, { $set: { since: inDays(60) } }).lean()) ?? {};
  await alertReaders(inDays(2));
  await withdraw(id);
  await SavedSearchModel.updateOne({ _id: second.id }, { $set: { since } });
  await alertReaders(inDays(9));
  expect(await told()).toEqual([1, 0]);
  // Mornings that have not been are taken back, so that it comes again after the last.
  await SavedSearchModel.updateMany(both, { $set: { since: new Date() } });
  await comeAgain(id, `${title} again`);
  await alertReaders(inDays(16));
  expect(await told()).toEqual([1, 1]);
});

test("a crash at any step loses no mail and doubles none", async () => {
  const { person, word, id } = await waiting();
  await come(`${word} once`);
  const before = await SavedSearchModel.findById(id).lean();
  await alertReaders(inDays(2));
  await arrived(person);
  const [mail] = await queued(person);
  const { _id, kind, to, user, params } = mail ?? {};
  const carried = { id: _id, kind, to, user, params };
  // Ended after the mail was queued, and before it was taken off the search.
  await SavedSearchModel.updateOne({ _id: id }, { $set: { mails: [carried] } });
  await alertReaders(inDays(2));
  // Ended before anything was written: it begins anew.
  await SavedSearchModel.updateOne({ _id: id }, { $set: { since: before?.since, told: [] } });
  await alertReaders(inDays(2));
  expect(await queued(person)).toHaveLength(1);
  // Ended after the search had moved on, and before the mail was queued; found many mornings later.
  await MailModel.deleteMany({ user: person.id });
  await SavedSearchModel.updateOne({ _id: id }, { $set: { mails: [carried] } });
  await alertReaders(inDays(40));
  await until("the mail that was carried", 15_000, () => mailsTo(person).length === 2);
  const [first, again] = mailsTo(person);
  expect(again?.parsed.messageId).toBe(first?.parsed.messageId);
  expect(await SavedSearchModel.exists({ _id: id, mails: { $exists: true } })).toBeNull();
});

test("while the search is down nothing moves on, and afterwards everything is told", async () => {
  const { person, word, id } = await waiting();
  await come(`${word} after an outage`);
  const since = async () => (await SavedSearchModel.findById(id).lean())?.since;
  const before = await since();
  search("http://127.0.0.1:9");
  try {
    await expect(alertReaders(inDays(2))).rejects.toThrow(SearchUnavailable);
  } finally {
    search();
  }
  expect(await since()).toEqual(before);
  expect(await queued(person)).toEqual([]);
  await alertReaders(inDays(2));
  expect(plain((await arrived(person)).text)).toContain(`${word} after an outage`);
});
