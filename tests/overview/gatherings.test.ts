import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { idForKey } from "#models/ids.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { listAudit } from "#models/audit.server.ts";
import { PlanModel } from "#models/plan.server.ts";
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
    // Who became one later, and who has left since, stand as they were on the day.
    const date = (from: string) => ({ precision: "month", from, to: null });
    await MembershipModel.updateOne({ _id: "membership-mr" }, { $set: { "history.0.date": date("2026-06") } });
    await MembershipModel.updateOne({ _id: "paraguay" }, { $push: { history: { status: "membershipStatus:former", date: date("2026-07") } } });
    await expect.poll(() => open(url), { timeout: 15_000, interval: 500 }).toMatch(/Members of the network<\/dt><dd><ul[^>]*><li[^>]*><a[^>]*>Paraguay<\/a><\/li><\/ul>.*Future members and other States<\/dt><dd><ul[^>]*><li[^>]*><a[^>]*>Mauritania/);
  });

  test("before the network had members, its participants are States and no more", async () => {
    const marrakech = idForKey("gathering-marrakech-2022");
    await ItemModel.updateOne({ _id: marrakech }, { $set: { "details.participants": { states: ["MA", "PT"], others: [] } } }, { strict: false });
    await expect.poll(() => open(`/en/events/${marrakech}`), { timeout: 15_000, interval: 500 }).toMatch(/<dt[^>]*>States<\/dt><dd><ul[^>]*><li[^>]*><a[^>]*>Morocco<\/a><\/li><li[^>]*><a[^>]*>Portugal/);
    expect(await open(`/en/events/${marrakech}`)).not.toContain("Members of the network</dt>");
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

describe("the action plan", () => {
  const ACTIVITY = "/en/desk/plan/priority-1/activity-one";
  const seen = async () => String((await PlanModel.findById("plan-2026-2030").lean())?.writes ?? 0);
  const activityFields = async (more: Record<string, string> = {}) => ({ intent: "save", seen: await seen(), token: "one", "title.en": "Invite six States", "title.fr": "Inviter six États", state: "in-progress", "asOf.year": "2026", "asOf.month": "11", "due.year": "2027", lead: "paraguay", ...more });

  test("is public with what the sources name of it, and the network's page leads there", async () => {
    const page = await open("/en/network/plan");
    expect(page).toMatch(/Support the establishment of mechanisms.*A priority that is not stated in the information at hand/s);
    expect(page).toMatch(/Expected results<\/h3><p[^>]*>Not stated\./);
    expect(await open("/en/network")).toContain('href="/en/network/plan"');
    expect(await open("/ar/network/plan")).toContain("توسيع العضوية");
  });

  test("an activity is added once, with its state, its date and what serves it, and all of it is public", async () => {
    const fields = await activityFields();
    const answers = [await send("/en/desk/plan/priority-1/new", fields), await send("/en/desk/plan/priority-1/new", fields)];
    expect(answers.map(({ status }) => status)).toEqual([302, 409]);
    expect(answers[0]?.headers.get("Location")).toBe("/en/desk/plan?done=saved#priority-1");
    expect(await answers[1]?.text()).toMatch(/Somebody has changed the plan meanwhile.*Invite six States/s);

    const lisbon = idForKey("gathering-lisbon-2026");
    const found = await read(on.hub, coordinator, `${ACTIVITY}?q=${encodeURIComponent(`https://hub.example/fr/events/${lisbon}/seminaire`)}`);
    expect(found).toMatch(/name="item" value="[^"]+".*Link it/s);
    expect((await send(ACTIVITY, { intent: "link", seen: await seen(), item: lisbon })).status).toBe(302);
    expect((await send(ACTIVITY, { intent: "link", seen: await seen(), item: lisbon })).status).toBe(302);
    expect(await read(on.hub, coordinator, `${ACTIVITY}?q=Lisbon`)).toContain("Take away");

    const page = await open("/en/network/plan");
    expect(page).toMatch(/Carried out: 0 of 1/);
    expect(page).toMatch(/Invite six States.*In progress.*November 2026.*2027.*Paraguay.*What serves it.*Action Plan 2026–2030/s);
    expect(await open("/fr/network/plan")).toContain("Inviter six États");
    expect((await PlanModel.findById("plan-2026-2030").lean())?.priorities[0]?.activities[0]?.items).toEqual([lisbon]);
    const log = (await listAudit({ subject: "plan-2026-2030", limit: 10 })).map(({ action, detail }) => [action, detail.name]);
    expect(log).toContainEqual(["plan:activity-added", "Invite six States"]);
    expect(await read(on.hub, coordinator, "/en/admin/audit?subject=plan-2026-2030")).toContain("Activity added to the plan");
  });

  test("what is wrong with an activity is said at its field, with what was typed", async () => {
    const answer = await send("/en/desk/plan/priority-2/new", await activityFields({ "title.en": "", "title.fr": "", "asOf.month": "", "asOf.year": "", "due.year": "soon" }));
    expect(answer.status).toBe(400);
    const page = await answer.text();
    for (const field of ["title", "asOf", "due"]) expect(page, field).toContain(`id="${field}-error"`);
    expect(page).toMatch(/<option value="paraguay" selected/);
  });

  test("a priority gets its words and results; two who change the plan at once are told", async () => {
    const version = await seen();
    const fields = { intent: "save", seen: version, "title.en": "Train focal points", "title.es": "Formar puntos focales", "text.en": "In every member State.", number: "4", result: "r1", "result-r1.en": "Focal points know their part" };
    expect((await send("/en/desk/plan/priority-4", fields)).status).toBe(302);
    const late = await send("/en/desk/plan/priority-5", { intent: "save", seen: version, "title.en": "Written meanwhile" });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("Written meanwhile");
    const page = await open("/es/network/plan");
    expect(page).toMatch(/4\. Formar puntos focales/);
    expect(page).toMatch(/lang="en"[^>]*>Focal points know their part/);
    expect((await send("/en/desk/plan/priority-4", { ...fields, seen: await seen(), "result-r1.en": "" })).status).toBe(302);
    expect(await open("/en/network/plan")).not.toContain("Focal points know their part");
  });

  test("an activity is removed after a question", async () => {
    expect(await read(on.hub, coordinator, `${ACTIVITY}?ask=remove`)).toContain("Remove “Invite six States”?");
    expect((await send(ACTIVITY, { intent: "remove", seen: await seen() })).status).toBe(302);
    expect((await getPage(on.hub, ACTIVITY, coordinator)).status).toBe(404);
    expect(await open("/en/network/plan")).not.toContain("Invite six States");
  });

  test("a priority is added, moved, and removed as long as nothing hangs on it", async () => {
    const nothing = await send("/en/desk/plan/new", { intent: "save", seen: await seen(), "text.en": "Without a name" });
    expect([nothing.status, (await nothing.text()).includes('id="title-error"')]).toEqual([400, true]);
    const fields = { intent: "save", seen: await seen(), token: "six", "title.en": "Exchange experts", result: "r1", "result-r1.en": "Ten exchanges a year" };
    expect((await send("/en/desk/plan/new", fields)).headers.get("Location")).toBe("/en/desk/plan?done=saved#priority-six");
    const order = async () => [...(await open("/en/network/plan")).matchAll(/<h2 id="(priority-[\w-]+)"/g)].map(([, id]) => id);
    expect((await order()).at(-1)).toBe("priority-six");
    expect((await send("/en/desk/plan", { intent: "earlier", priority: "priority-six", seen: "0" })).status).toBe(409);
    expect((await send("/en/desk/plan", { intent: "earlier", priority: "priority-six", seen: await seen() })).status).toBe(302);
    expect((await order()).slice(-2)).toEqual(["priority-six", "priority-5"]);
    // Its result hangs on it: the page offers no removal and says why, and the form is refused.
    expect(await read(on.hub, coordinator, "/en/desk/plan/priority-six?ask=remove")).toMatch(/This priority has activities or expected results/);
    const refused = await send("/en/desk/plan/priority-six", { ...fields, intent: "remove", seen: await seen() });
    expect([refused.status, (await refused.text()).includes("can be removed once they have been removed")]).toEqual([409, true]);
    expect((await send("/en/desk/plan/priority-six", { ...fields, seen: await seen(), "result-r1.en": "" })).status).toBe(302);
    expect(await read(on.hub, coordinator, "/en/desk/plan/priority-six?ask=remove")).toContain("Remove “Exchange experts”?");
    expect((await send("/en/desk/plan/priority-six", { intent: "remove", seen: await seen() })).status).toBe(302);
    expect(await order()).not.toContain("priority-six");
    expect(await read(on.hub, coordinator, "/en/admin/audit?subject=plan-2026-2030")).toContain("Priority removed from the plan");
  });
});
