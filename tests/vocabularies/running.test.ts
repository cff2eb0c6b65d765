import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { PAGE_SLOTS, type PageSlot } from "#app/lib/page-slots.ts";
import { appendAudit, AuditModel } from "#models/audit.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { readNetworkSettings } from "#models/network-settings.server.ts";
import { readOperator } from "#models/operator.server.ts";
import { findPageText } from "#models/page-text.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";

let on: HubOnEngines;
let coordinator: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
}, 300_000);
afterAll(() => on?.stop());

const textOf = async (path: string) => (await getPage(on.hub, path, { cookie: coordinator.cookie })).text();
const save = (path: string, fields: Array<[string, string]>) => postForm(on.hub, path, fields, { cookie: coordinator.cookie });
const version = async () => String((await readNetworkSettings()).version);

test("each section of the settings is saved by itself, and what is wrong keeps what was typed", async () => {
  const member = "membershipStatus:member";
  const observer = "membershipStatus:observer";
  expect((await save("/en/desk/settings", [["intent", "statuses"], ["version", await version()], ["to.", member], [`to.${member}`, observer], [`to.${member}`, member]])).status).toBe(302);
  expect((await readNetworkSettings()).statusSteps).toEqual({ "": [member], [member]: [observer] });
  const stages: Array<[string, string]> = [["stage", "received"], ["stage.received.en", "Received"], ["order.received", "2"], ["stage", "decision"], ["remove.decision", "on"], ["stage", "new"], ["stage.new.en", "Read"], ["stage.new.ar", "قراءة"], ["order.new", "1"]];
  expect((await save("/en/desk/settings", [["intent", "stages"], ["version", await version()], ...stages])).status).toBe(302);
  expect((await readNetworkSettings()).applicationStages.map(({ name }) => name)).toEqual([{ en: "Read", ar: "قراءة" }, { en: "Received" }]);
  const wrong = await save("/en/desk/settings", [["intent", "votes"], ["version", await version()], ["quorumKind", "percent"], ["quorumValue", "140"], ["foundingMembers", "30"]]);
  const page = await wrong.text();
  expect([wrong.status, page.includes('id="quorumValue-error"'), page.includes('value="140"')]).toEqual([400, true, true]);
  expect((await save("/en/desk/settings", [["intent", "votes"], ["version", await version()], ["quorumKind", "percent"], ["quorumValue", "40"], ["foundingMembers", "30"]])).status).toBe(302);
  expect(await readNetworkSettings()).toMatchObject({ quorum: { kind: "percent", value: 40 }, foundingMembers: 30 });
  expect((await textOf("/en")).includes(">30<")).toBe(true);
  expect((await save("/en/desk/settings", [["intent", "comments"], ["version", "0"]])).status).toBe(409);
  const { version: stated } = await readOperator();
  expect((await save("/en/desk/settings", [["intent", "operator"], ["version", String(stated)], ["operatorName.en", "Secretariat of the network"], ["operatorEmail", "desk@example.org"]])).status).toBe(302);
  expect((await textOf("/fr/about/imprint")).includes("Secretariat of the network")).toBe(true);
  expect(await AuditModel.countDocuments({ "subject.kind": "settings", by: coordinator.id })).toBe(4);
});

test("a text of the network stands on its page in its language, and goes again", async () => {
  const address = "/en/desk/texts/privacy?part=browser&in=fr";
  const preview = await save(address, [["intent", "preview"], ["version", "0"], ["text", "Un **mot** <script>alert(1)</script>"]]);
  const shown = await preview.text();
  expect([preview.status, shown.includes("<strong>mot</strong>"), shown.includes("<script>alert")]).toEqual([200, true, false]);
  expect((await save(address, [["intent", "save"], ["version", "0"], ["text", "Un **mot** du réseau"], ["place", "instead"], ["moved", "on"]])).status).toBe(302);
  const french = await textOf("/fr/about/privacy");
  expect([french.includes("<strong>mot</strong> du réseau"), french.includes("« lang »")]).toEqual([true, false]);
  expect((await textOf("/en/about/privacy")).includes("named “lang”")).toBe(true);
  await save(address.replace("in=fr", "in=es"), [["intent", "save"], ["version", "1"], ["text", "Una palabra"], ["moved", "on"]]);
  expect((await textOf("/en/desk/texts/privacy")).includes("behind another language")).toBe(true);
  expect((await save(address, [["intent", "save"], ["version", "1"], ["text", "Trop tard"]])).status).toBe(409);
  expect((await save(address, [["intent", "drop"], ["version", "2"]])).status).toBe(302);
  expect((await findPageText({ id: "privacy/browser" })).texts.fr).toBeUndefined();
  expect((await textOf("/fr/about/privacy")).includes("mot</strong> du réseau")).toBe(false);
});

test("every part of the table can be written, stands in the place of the hub's words or after them, and in its language alone", async () => {
  // Comments are written on the page of an item, and a plan has a name of its own.
  const shownAt: Partial<Record<PageSlot, string>> = { "comments/rules": `/fr/comments/${idForKey("mr-nouakchott-meeting")}` };
  const slots = [...(Object.keys(PAGE_SLOTS) as PageSlot[]).map((id) => ({ id, at: shownAt[id] ?? PAGE_SLOTS[id].url("fr") })), { id: "imprint/lead", at: "/fr/about/imprint" }];
  const list = await textOf("/en/desk/texts");
  for (const [nth, { id, at }] of slots.entries()) {
    const [page, part] = id.split("/");
    expect(list, id).toContain(`href="/en/desk/texts/${page}"`);
    const place = nth % 2 === 0 ? "instead" : "after";
    const words = `Mot *propre* ${id.replace("/", " ")}`;
    expect((await save(`/en/desk/texts/${page}?part=${part}&in=fr`, [["intent", "save"], ["version", "0"], ["text", words], ["place", place]])).status, id).toBe(302);
    expect(await textOf(at), id).toContain(`Mot <em>propre</em> ${id.replace("/", " ")}`);
    expect(await textOf(at.replace("/fr", "/en")), id).not.toContain("<em>propre</em>");
  }
  expect(await textOf("/fr/network/decisions")).toMatch(/name="description" content="Mot propre decisions lead"|Mot <em>propre<\/em> decisions lead/);
  expect(await textOf("/en/desk/texts/events")).toMatch(/French<\/a><span[^>]*>own text · \d+ \w+ \d{4}/);
});

test("the log loses no entry of one moment between its pages, and all of them are in the table", async () => {
  const at = new Date("2031-01-02T03:04:05.678Z");
  const ids = Array.from({ length: 120 }, () => randomUUID());
  for (const id of ids) await appendAudit({ id, at, by: coordinator.id, action: "partner:seen-anew", subject: { kind: "partner", id }, detail: { name: "=1+1" }, address: null });
  const seen: string[] = [];
  for (let path: string | undefined = "/en/admin/audit?kind=partner&from=2031-01-02&to=2031-01-02"; path; ) {
    const page: string = await textOf(path);
    seen.push(...[...page.matchAll(/<a [^>]*href="\/en\/admin\/audit\?subject=([\w-]+)"/g)].map((match) => match[1] ?? ""));
    // The link to this very page in its other languages is not the way on.
    const here: string = path;
    path = [...page.matchAll(/href="(\/en\/admin\/audit\?[^"]*after=[^"]*)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&")).find((url) => url !== here);
    expect(page.includes("Partner: seen anew")).toBe(true);
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
  const table = await textOf(`/en/admin/audit.csv?by=${coordinator.id}&kind=partner`);
  const lines = table.trim().split("\r\n");
  expect(table.startsWith("When")).toBe(true);
  expect(lines).toHaveLength(121);
  expect(lines.slice(1).every((line) => line.includes("'=1+1"))).toBe(true);
  expect((await textOf("/en/admin/audit?from=2032-01-01")).includes("No entry is as you search for it")).toBe(true);
  expect((await textOf(`/en/admin/audit?kind=settings`)).includes("Quorum or founding members changed")).toBe(true);
});
