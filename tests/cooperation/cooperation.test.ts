import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { followUpMessages } from "#app/notices/cooperation.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { CooperationMessageModel } from "#models/cooperation-messages.server.ts";
import { findMail, listMails } from "#models/mail.server.ts";
import { findPartner } from "#models/partner.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { until } from "../helpers/processes.ts";
import { settings } from "../mail/outbox.ts";

const MEETING = idForKey("mr-nouakchott-meeting");

let on: HubOnEngines;
let people: Record<"owner" | "answerer" | "third" | "reader" | "coordinator", Person>;
type Who = keyof typeof people | "visitor";

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  settings(on.servers);
  const of = (name: string, role: "contributor" | "editor" | "coordinator", mechanism: string | null) => makePerson(on.hub, { name, grants: [{ role, mechanism }] });
  people = {
    owner: await of("Editor, Mauritania", "editor", "mauritania"),
    answerer: await of("Editor, Morocco", "editor", "morocco"),
    third: await of("Editor, Portugal", "editor", "portugal"),
    reader: await of("Contributor, Paraguay", "contributor", "paraguay"),
    coordinator: await of("Coordinator", "coordinator", null),
  };
}, 300_000);
afterAll(() => on?.stop());

const cookieOf = (who: Who) => (who === "visitor" ? undefined : people[who].cookie);
const ask = (who: Who, path: string) => getPage(on.hub, path, { cookie: cookieOf(who) });
const read = async (who: Who, path: string) => (await ask(who, path)).text();
const send = (who: Who, path: string, form: Record<string, string>) => postForm(on.hub, path, form, { cookie: cookieOf(who) });
/** Who reads these words at an address. */
async function readersOf(words: string, path: string, among: Who[] = ["visitor", "owner", "answerer", "third", "reader", "coordinator"]): Promise<Who[]> {
  return (await Promise.all(among.map(async (who) => ((await read(who, path)).includes(words) ? [who] : [])))).flat();
}

describe("an offer", () => {
  const offer = { mechanism: "mauritania", direction: "offer", kind: "training", title: "Zoffered training", text: "Two days on reports.", lang: "en", languages: "fr", themes: "theme:trafficking-slavery", until: "2099-01-31", token: "one" };
  let path: string;

  test("is seen by members and by nobody else, and by no search", async () => {
    expect((await send("reader", "/en/desk/cooperation/new", offer)).status).toBe(403);
    expect((await send("answerer", "/en/desk/cooperation/new", offer)).status).toBe(403);
    const wrong = await send("owner", "/en/desk/cooperation/new", { ...offer, title: "", until: "2020-01-01" });
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect([page.includes("Write a title."), page.includes("Two days on reports."), page.includes("from today on")]).toEqual([true, true, true]);
    const answer = await send("owner", "/en/desk/cooperation/new", offer);
    path = (answer.headers.get("Location") ?? "").split("?")[0] ?? "";
    expect((await send("owner", "/en/desk/cooperation/new", offer)).headers.get("Location")).toBe(`${path}?done=opened`);
    const members: Who[] = ["owner", "answerer", "third", "reader", "coordinator"];
    expect(await readersOf("Zoffered training", "/en/desk/cooperation")).toEqual(members);
    expect(await readersOf("Zoffered training", path)).toEqual(members);
    for (const place of [`${path}.data`, "/en/desk/cooperation.data", "/en/mechanisms/mauritania", "/api/v1/search?q=Zoffered", "/en/search?q=training"]) expect((await read("visitor", place)).includes("Zoffered training"), place).toBe(false);
  });

  test("is found by what it is about", async () => {
    const found = async (query: string) => (await read("reader", `/en/desk/cooperation?${query}`)).includes("Zoffered training");
    expect(await Promise.all(["direction=offer&kind=training", "theme=theme:trafficking-slavery", "region=un-africa", "state=all"].map(found))).toEqual([true, true, true, true]);
    expect(await Promise.all(["direction=request", "kind=visit", "theme=theme:nmirf", "region=un-grulac", "state=closed"].map(found))).toEqual([false, false, false, false, false]);
  });

  test("is answered in a conversation that both sides and coordinators follow, by mail as well", async () => {
    const message = (who: Who, side: string, text: string, token = text) => send(who, path, { intent: "message", side, message: text, lang: "en", token });
    expect([(await message("reader", "paraguay", "Zno")).status, (await message("third", "morocco", "Zno")).status, (await message("owner", "morocco", "Zno")).status]).toEqual([403, 403, 403]);
    expect((await message("answerer", "morocco", "")).status).toBe(400);
    expect((await message("answerer", "morocco", "Zasked when")).status).toBe(302);
    await message("answerer", "morocco", "Zasked when");
    expect((await message("third", "portugal", "Zother side")).status).toBe(302);
    expect((await message("owner", "morocco", "Zin spring")).status).toBe(302);
    const mails = (await listMails({ limit: 50 })).filter(({ kind }) => kind === "cooperation");
    expect(mails.map(({ user }) => user).toSorted()).toEqual([people.owner.id, people.owner.id, people.answerer.id].toSorted());
    const letter = await composeMail((await findMail({ id: mails[0]?.id ?? "" }))!);
    expect(letter?.subject).toBe("About cooperation: Zoffered training");
    expect(letter?.text).not.toMatch(/Zasked|Zin spring|Zother/);
    expect(await readersOf("Zasked when", path)).toEqual(["owner", "answerer", "coordinator"]);
    expect(await readersOf("Zin spring", path)).toEqual(["owner", "answerer", "coordinator"]);
    expect(await readersOf("Zother side", path)).toEqual(["owner", "third", "coordinator"]);
    expect(await composeMail((await findMail({ id: mails[0]?.id ?? "" }))!), "who has read it is not written to").toBeNull();
    // As if a crash had come before the mark was taken off.
    await CooperationMessageModel.updateMany({}, { $set: { pending: true } });
    await followUpMessages();
    expect((await listMails({ limit: 50 })).filter(({ kind }) => kind === "cooperation")).toHaveLength(3);
  });

  test("is agreed, closed and opened again by its mechanism; of two who change it the slower is told", async () => {
    const step = (who: Who, intent: string, seen: string) => send(who, path, { intent, seen });
    expect([(await step("answerer", "close", "1")).status, (await step("owner", "match", "1")).status, (await step("coordinator", "close", "1")).status]).toEqual([403, 302, 409]);
    expect((await step("coordinator", "close", "2")).status).toBe(302);
    expect((await send("answerer", path, { intent: "message", side: "morocco", message: "Zlate", lang: "en", token: "late" })).status).toBe(409);
    expect((await readersOf("Zoffered training", "/en/desk/cooperation"))).toEqual([]);
    expect((await step("owner", "reopen", "3")).status).toBe(302);
    expect((await send("owner", path, { ...offer, intent: "change", seen: "4", title: "Zchanged training" })).status).toBe(302);
    expect(await readersOf("Zchanged training", "/en/desk/cooperation", ["reader"])).toEqual(["reader"]);
  });
});

test("mechanisms like one's own come with the reasons", async () => {
  const page = await read("owner", "/en/desk/cooperation/alike");
  expect(page).toContain("Interministerial Delegation for Human Rights (Morocco)");
  expect(page).toMatch(/Both publish in: .*Arabic/);
  expect((await ask("visitor", "/en/desk/cooperation/alike")).status).toBe(302);
});

describe("a partner", () => {
  test("stands with its events and items, and the search leads to it", async () => {
    const page = await read("visitor", "/en/partners/unodc");
    expect([page.includes("United Nations Office on Drugs and Crime"), page.includes(`/en/events/${MEETING}`), page.includes("Not stated")]).toEqual([true, true, true]);
    expect(await read("visitor", "/fr/partners")).toContain("Office des Nations Unies contre la drogue et le crime");
    expect(await read("visitor", "/en/search?q=UNESCO")).toContain('href="/en/partners/unesco"');
    expect(await read("visitor", "/api/v1/search?q=UNESCO")).toContain(idForKey("ma-measure-4"));
  });

  test("is kept by coordinators; items are found by its new name", async () => {
    const fields = { intent: "save", version: "0", token: "new", "name.en": "Zinstitute of Reports", kind: "academic", url: "https://institute.example", "source.0.title": "Its own pages", "source.0.language": "en" };
    expect((await send("owner", "/en/desk/partners/new", fields)).status).toBe(403);
    const refused = await send("coordinator", "/en/desk/partners/new", { ...fields, "name.en": "", url: "http://institute.example" });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("http://institute.example");
    const added = await send("coordinator", "/en/desk/partners/new", fields);
    const id = /partners\/([^?]+)/.exec(added.headers.get("Location") ?? "")?.[1] ?? "";
    expect(await read("visitor", "/en/partners")).toContain("Zinstitute of Reports");
    await ItemModel.updateOne({ _id: MEETING }, { $set: { partners: ["unodc", id], indexPending: "by hand" } });
    const isFound = async (q: string) => (await read("visitor", `/api/v1/search?q=${q}`)).includes(MEETING);
    await until("the item is found by its partner", 60_000, () => isFound("Zinstitute"));
    expect((await send("coordinator", `/en/desk/partners/${id}`, { ...fields, version: "1", "name.en": "Zacademy of Reports" })).status).toBe(302);
    await until("the item is found by the new name", 60_000, () => isFound("Zacademy"));
    expect((await send("coordinator", `/en/desk/partners/${id}`, { ...fields, version: "1" })).status).toBe(409);
    expect((await send("coordinator", `/en/desk/partners/${id}`, { intent: "retire", version: "2" })).status).toBe(302);
    expect((await findPartner({ id }))?.retired).toBe(true);
    expect((await read("visitor", "/en/partners")).includes("Zacademy")).toBe(false);
    expect(await read("visitor", `/en/partners/${id}`)).toContain("no longer lists this organisation");
  });
});
