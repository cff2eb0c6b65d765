import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { idForKey } from "#models/ids.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { MembershipModel } from "#models/membership.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { read, step } from "../review/desk.ts";
import { versionOf, work } from "../writing/desk.ts";

let on: HubOnEngines;
let coordinator: Person;
let reviewer: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  [coordinator, reviewer] = await Promise.all([
    makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] }),
    makePerson(on.hub, { name: "Reviewer, first", grants: [{ role: "reviewer", mechanism: null }] }),
  ]);
}, 300_000);
afterAll(() => on?.stop());

const send = (path: string, fields: Record<string, string> | Array<[string, string]>) => postForm(on.hub, path, fields, coordinator);

/** A page of readers, followed to its whole address, without its scripts. */
async function open(path: string): Promise<string> {
  const answer = await fetch(on.hub.url + path);
  return (await answer.text()).replace(/<script\b.*?<\/script>/gs, "");
}

/** Begins an item of the network through its form; returns its id. */
async function begin(type: string, title: string): Promise<string> {
  const answer = await send("/en/desk/new", { type, language: "en", mechanism: "network", title, token: `${type}-${title}` });
  return /\/desk\/items\/([^/]+)\/edit/.exec(answer.headers.get("Location") ?? "")?.[1] ?? "";
}

/** Writes into the editor's form of an item, and hands it in and publishes it. */
async function write(id: string, fields: Array<[string, string]>, { publish = true } = {}): Promise<void> {
  const version = await versionOf(id);
  const answer = await send(`/en/desk/items/${id}/edit/en`, [["intent", publish ? "submit" : "save"], ["base", version.edit ?? ""], ["hand", "window"], ["summary", "A summary."], ["terms", "theme:nmirf"], ...fields]);
  expect(answer.status, await answer.text()).toBe(302);
  if (publish) await step(on.hub, reviewer, "approve", id);
}

describe("gatherings of the network", () => {
  test("the three that are known stand on the desk, with what the sources leave out", async () => {
    const desk = await read(on.hub, coordinator, "/en/desk/gatherings");
    expect(desk.match(/>Seminar or conference ·/g)).toHaveLength(3);
    const asuncion = desk.slice(desk.indexOf("Second international conference"), desk.indexOf("First international seminar"));
    expect(asuncion).toMatch(/Agenda<span[^>]*>missing/);
    expect(asuncion).toMatch(/Participants<span[^>]*>missing/);
    expect(asuncion).toMatch(/Decisions<span[^>]*>3</);
    expect(desk).toContain('href="/en/desk/new?type=event&amp;mechanism=network"');
    const form = await read(on.hub, coordinator, "/en/desk/new?type=event&mechanism=network");
    expect(form).toMatch(/id="type-event"[^>]*checked/);
  });

  test("its page says what was decided there and what that changed, and of the rest that it is not stated", async () => {
    const asuncion = idForKey("gathering-asuncion-2024");
    const page = await open(`/en/events/${asuncion}`);
    expect(page).toMatch(/Kind of gathering<\/dt><dd[^>]*><bdi[^>]*>Seminar or conference/);
    expect(page).toMatch(/<h2 id="participants"[^>]*>Participants<\/h2><p[^>]*>Not stated in the sources at hand/);
    expect(page).toMatch(/<h2 id="decisions".*Election of Morocco as coordinator of the network.*Changed by it:.*Coordinator: Morocco/s);
    const fr = await open(`/fr/events/${asuncion}`);
    expect(fr).toContain("Décisions qui y ont été prises");
  });

  test("one is begun, written and published with agenda and participants; its document follows", async () => {
    const id = await begin("event", "Committee meeting in Asunción");
    expect((await work(id)).details).toEqual({ gathering: true });
    const agenda: Array<[string, string]> = [["s", "agenda-1 agenda"], ["s.agenda-1.heading", "7 May, 09:30"], ["s.agenda-1.text", "- Membership\n- Plan"]];
    await write(id, [
      ["title", "Committee meeting in Asunción"], ["from.year", "2026"], ["from.month", "5"], ["from.day", "7"], ["start", "09:30"], ["zone", "America/Asuncion"],
      ["gatheringKind", "committee-meeting"], ["ps", "PY"], ["ps", "MR"], ["others", "Observer body\n\nUniversity of Asunción"], ...agenda,
    ]);
    expect((await work(id)).details).toMatchObject({ gathering: true, gatheringKind: "committee-meeting", participants: { states: ["PY", "MR"], others: ["Observer body", "University of Asunción"] } });

    const url = `/en/events/${id}`;
    const page = await open(url);
    expect(page).toMatch(/<h2[^>]*>Agenda<\/h2>.*<h3[^>]*>7 May, 09:30.*<li>\s*(<p>)?Membership/s);
    expect(page).toMatch(/Members of the network<\/dt><dd><ul[^>]*><li[^>]*><a href="\/en\/mechanisms\/paraguay[^"]*"[^>]*>Paraguay/);
    expect(page).toMatch(/Future members and other States<\/dt><dd><ul[^>]*><li[^>]*><a[^>]*>Mauritania/);
    expect(page).toMatch(/Others<\/dt><dd><ul[^>]*><li[^>]*><bdi>Observer body<\/bdi><\/li><li[^>]*><bdi>University of Asunción/);
    expect(page).toContain("No document of it has been published here");
    // A calendar has it at its hour on the clock of the place.
    expect(await (await fetch(`${on.hub.url}/en/events/${id}/event.ics`)).text()).toMatch(/DTSTART[^\r\n]*20260507T(0930|1230)/);

    const document = await begin("document", "Minutes");
    const form = await read(on.hub, coordinator, `/en/desk/items/${document}/edit/en`);
    expect(form).toMatch(new RegExp(`<select[^>]*name="event".*<option value="${id}">Committee meeting in Asunción · 7 May 2026`, "s"));
    await write(document, [["title", "Minutes of the meeting"], ["event", id]]);
    await expect.poll(() => open(url), { timeout: 15_000, interval: 500 }).toMatch(/<h2 id="documents".*>Minutes of the meeting<\/a>/s);
    const desk = await read(on.hub, coordinator, "/en/desk/gatherings");
    expect(desk.slice(desk.indexOf("Committee meeting in"))).toMatch(/Participants<span[^>]*>4<.*Documents<span[^>]*>1</s);

    // Whoever becomes a member stands among them.
    await MembershipModel.create({ _id: "membership-mr", state: "MR", mechanism: "mauritania", history: [{ status: "membershipStatus:member", date: { precision: "year", from: "2026", to: null } }] });
    await expect.poll(() => open(url), { timeout: 15_000, interval: 500 }).not.toContain("Future members and other States");
  });

  test("what is under way in a gathering, and its drafts, no reader sees", async () => {
    const id = await begin("event", "Side event that is being prepared");
    await write(id, [["title", "Side event that is being prepared"], ["gatheringKind", "side-event"], ["ps", "PT"]], { publish: false });
    expect(await ItemModel.countDocuments({ _id: id, "draftFacts.details.gatheringKind": "side-event" })).toBe(1);
    expect((await getPage(on.hub, `/en/events/${id}`)).status).toBe(404);
    const desk = await read(on.hub, coordinator, "/ar/desk/gatherings");
    expect(desk).toContain("Side event that is being prepared");
    expect(desk).toContain("غير منشور");
    const preview = await read(on.hub, coordinator, `/en/desk/items/${id}/preview/en`);
    expect(preview).toContain("Portugal");
  });
});
