import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { listAudit } from "#models/audit.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { findMail, MailModel } from "#models/mail.server.ts";
import { keepReport, ReportModel, settleAnswers } from "#models/report.server.ts";
import { TermModel } from "#models/term.server.ts";
import { settleTrails } from "#models/trails.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { settings } from "../mail/outbox.ts";

let on: HubOnEngines;
let coordinator: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  settings(on.servers);
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
  await makePerson(on.hub, { name: "Editor, Mauritania", grants: [{ role: "editor", mechanism: "mauritania" }] });
}, 300_000);
afterAll(() => on?.stop());

let written = 0;
const report = (fields: Partial<Parameters<typeof keepReport>[0]> = {}): Promise<string> =>
  keepReport({ kind: "error", page: "/fr/network", text: `A wrong date ${(written += 1)}`, email: "reader@example.org", lang: "fr", token: `t${written}`, ...fields });
const page = async (path: string): Promise<string> => (await getPage(on.hub, path, coordinator)).text();
const send = (id: string, fields: Record<string, string>) => postForm(on.hub, `/en/desk/network/reports/${id}`, fields, coordinator);
const kept = (id: string) => ReportModel.findById(id).lean();

describe("what readers report", () => {
  test("is counted on the coordinators' desk, and listed by state and kind", async () => {
    await report({ text: "First error" });
    await report({ kind: "message", text: "We wish to join", lang: "es" });
    const desk = await page("/en/desk/network");
    expect(desk).toMatch(/>1<\/p><div[^>]*><p><a[^>]*href="\/en\/desk\/network\/reports\?kind=error">Errors reported by readers/);
    expect(desk).toMatch(/>1<\/p><div[^>]*><p><a[^>]*href="\/en\/desk\/network\/reports\?kind=message">Messages to the coordinators/);
    const both = await page("/en/desk/network/reports");
    expect(both).toContain("First error");
    expect(both).toContain("We wish to join");
    const messages = await page("/en/desk/network/reports?kind=message");
    expect(messages).not.toContain("First error");
    expect(messages).toMatch(/lang="es"[^>]*>We wish to join/);
  });

  test("is answered by mail in the reader's language, and the address is forgotten", async () => {
    const id = await report();
    const answer = await send(id, { intent: "answer", answer: "Merci.\n\nLa date est corrigée." });
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/en/desk/network/reports/${id}?done=answered`]);
    expect(await kept(id)).toMatchObject({ state: "answered", email: null, answer: { by: coordinator.id } });
    expect(await kept(id)).not.toHaveProperty("answerTo");

    const [queued] = await MailModel.find({ kind: "report-answer", "params.report": id }).lean();
    expect(queued?.to).toMatchObject({ email: "reader@example.org", lang: "fr" });
    const mail = await findMail({ id: queued?._id ?? "" });
    const composed = mail && (await composeMail(mail));
    expect(composed?.subject).toContain("Réponse des coordonnateurs");
    expect(composed?.text).toContain("Merci.\n\nLa date est corrigée.");
    expect(composed?.text).toContain(`/fr/report/${id}`);

    const done = await page(`/en/desk/network/reports/${id}`);
    expect(done).toContain("La date est corrigée.");
    expect(done).toContain("Coordinator, Paraguay");
    expect(done).not.toContain("reader@example.org");
    expect(await page("/en/desk/network/reports?state=answered")).toContain(`/desk/network/reports/${id}`);
    const entries = await listAudit({ subject: id, limit: 10 });
    expect(entries.map(({ action, by }) => [action, by])).toEqual([["report:answered", coordinator.id]]);
    expect(JSON.stringify(entries)).not.toMatch(/reader@example|corrigée/);
  });

  test("is answered once: a second answer comes back with what was written, and is not sent", async () => {
    const id = await report();
    const answers = await Promise.all([send(id, { intent: "answer", answer: "The first" }), send(id, { intent: "answer", answer: "The second" })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
    const refused = await answers.find(({ status }) => status === 409)?.text();
    expect(refused).toContain("Somebody has dealt with it meanwhile");
    expect(await MailModel.countDocuments({ kind: "report-answer", "params.report": id })).toBe(1);
  });

  test("without an answer's text comes back with the reason at its field", async () => {
    const id = await report();
    const empty = await send(id, { intent: "answer", answer: "  \n " });
    expect(empty.status).toBe(400);
    expect(await empty.text()).toMatch(/id="answer-error"[^>]*>Write your answer\./);
    const long = await send(id, { intent: "answer", answer: "x".repeat(5_001) });
    expect(long.status).toBe(400);
    expect(await long.text()).toContain("5,000 characters");
    expect(await kept(id)).toMatchObject({ state: "open", email: "reader@example.org" });
  });

  test("is marked as done without an answer, after a question where an address would be lost, and opened again", async () => {
    const id = await report();
    expect(await page(`/en/desk/network/reports/${id}?ask=close`)).toContain("The address will be removed");
    expect((await send(id, { intent: "close" })).headers.get("Location")).toContain("done=closed");
    expect(await kept(id)).toMatchObject({ state: "answered", email: null });
    expect(await MailModel.countDocuments({ "params.report": id })).toBe(0);
    expect((await send(id, { intent: "reopen" })).headers.get("Location")).toContain("done=reopened");
    expect(await kept(id)).toMatchObject({ state: "open", email: null, answeredAt: null });
    const again = await page(`/en/desk/network/reports/${id}`);
    expect(again).toContain("There is no address for an answer");
    expect((await send(id, { intent: "answer", answer: "To whom?" })).status).toBe(409);
    expect((await listAudit({ subject: id, limit: 10 })).map(({ action }) => action)).toEqual(["report:reopened", "report:closed"]);
  });

  test("a mail that a crash kept from the outbox goes out later, and only once", async () => {
    const id = await report({ email: null });
    const at = new Date("2026-11-01T10:00:00Z");
    const entry = { id: `left:${id}`, at, by: coordinator.id, action: "report:answered", subject: { kind: "report" as const, id }, detail: {}, address: null };
    await ReportModel.updateOne({ _id: id }, { $set: { state: "answered", answeredAt: at, answerTo: "left@example.org", answer: { text: "Later", by: coordinator.id, at } }, $push: { trail: entry } });
    await Promise.all([settleAnswers(), settleAnswers(), settleTrails()]);
    expect(await MailModel.countDocuments({ "to.email": "left@example.org" })).toBe(1);
    expect(await kept(id)).not.toHaveProperty("answerTo");
    expect(await listAudit({ subject: id, limit: 10 })).toHaveLength(1);
  });

  test("is no text of ours: what a reader wrote stays text", async () => {
    const id = await report({ text: "<script>alert(1)</script>", page: "javascript:alert(1)" });
    const shown = await page(`/ar/desk/network/reports/${id}`);
    expect(shown).not.toContain("<script>alert(1)");
    expect(shown).not.toContain('href="javascript:');
  });
});

/** A table of figures as rows of fields; the tables of the founding network have no field with a comma in quotes that matters here. */
async function csv(query: string): Promise<string[][]> {
  const answer = await getPage(on.hub, `/en/desk/network/figures.csv?${query}`, coordinator);
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  return (await answer.text()).replace("\uFEFF", "").trim().split("\r\n").map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}
const rowOf = (rows: string[][], id: string): string[] => rows.find(([first]) => first === id) ?? [];

describe("coverage", () => {
  test("tells the figures of the hub as its search does, with when they were counted", async () => {
    const api = (query: string) => fetch(`${on.hub.url}/api/v1/search?limit=1&${query}`).then(async (answer) => ((await answer.json()) as { total: number }).total);
    const states = await csv("table=states");
    for (const state of ["MR", "MA"]) {
      expect(Number(rowOf(states, state)[4]), state).toBe(await api(`country=${state}`));
      expect(Number(rowOf(states, state)[5]), `${state} in Arabic`).toBe(await api(`country=${state}&language=ar`));
    }
    expect(rowOf(states, "PY").slice(2, 5)).toEqual(["Founding member", "1", String(await api("country=PY"))]);
    // A State of which nothing is known is in the file, and among the holes of the page.
    expect(rowOf(states, "NZ")).toEqual(["NZ", "New Zealand", "", "0", "0", "0", "0", "0", "0", "0"]);
    expect(states.at(-1)?.[0]).toMatch(/Counted on .* UTC/);
    const shown = await page("/en/desk/network/coverage");
    expect(shown).toMatch(/Counted on \d+ \w+ \d{4}/);
    expect(shown).toMatch(/States of which the hub knows nothing yet.*New Zealand/s);
    expect(shown).toMatch(/<svg role="group" aria-label="Map of the world: \d+ of \d+ States have published items"/);
    expect(shown).toContain('href="/en/search?country=MR"');
  });

  test("counts the groups of every scheme, and States in none of them", async () => {
    const regional = await csv("table=groups&scheme=un");
    expect(rowOf(regional, "un-africa").slice(2, 4)).toEqual(["54", "1"]);
    const lusophone = await csv("table=groups&scheme=cplp-scheme-that-is-none");
    expect(lusophone).toEqual(regional);
    expect(await page("/en/desk/network/coverage?scheme=others")).toContain("In none of these groups");
  });

  test("counts themes by language, and names those without anything", async () => {
    const themes = await csv("table=themes");
    const [, , trafficking] = [...rowOf(themes, "human-trafficking"), ...rowOf(themes, "trafficking-slavery")];
    const published = await ItemModel.countDocuments({ publishedAt: { $ne: null }, terms: /^theme:.*traffick/ });
    expect(Number(trafficking)).toBe(published);
    const shown = await page("/en/desk/network/coverage");
    expect(shown).toMatch(/Themes on which nothing is published.*<li[^>]*>Derogation/s);
    // A heading has what its themes have: the search behind its figure finds as many. One without anything is a hole itself.
    const [, head = ""] = new RegExp('id="themes-civil-political".*?<a href="([^"]*)"', "s").exec(shown) ?? [];
    const total = (await (await fetch(`${on.hub.url}${head.replaceAll("&amp;", "&").replace("/en/search", "/api/v1/search")}`)).json()) as { total: number };
    expect(rowOf(themes, "civil-political")[2]).toBe(String(total.total));
    await TermModel.create({ _id: "theme:empty-heading", scheme: "theme", labels: { en: "A heading without anything" }, order: 900 });
    await expect.poll(() => page("/en/desk/network/coverage"), { timeout: 15_000, interval: 500 }).toMatch(/Themes on which nothing is published.*<li[^>]*>A heading without anything/s);
  });

  test("is there in Arabic, from right to left", async () => {
    const shown = await page("/ar/desk/network/coverage");
    expect(shown).toContain('dir="rtl"');
    expect(shown).toContain("موريتانيا");
  });
});

describe("activity", () => {
  test("counts what each mechanism has, its people and when one of them was last there", async () => {
    const rows = await csv("table=activity");
    const header = rows[0] ?? [];
    const of = (id: string, name: string) => rowOf(rows, id)[header.indexOf(name)];
    expect(Number(of("mauritania", "Published items"))).toBe(await ItemModel.countDocuments({ mechanism: "mauritania", publishedAt: { $ne: null } }));
    expect(of("mauritania", "People")).toBe("1");
    expect(of("mauritania", "Last sign-in")).toBe(new Date().toISOString().slice(0, 10));
    expect(of("morocco", "Last sign-in")).toBe("");
    expect(of("network", "People")).toBe("1");
    const shown = await page("/fr/desk/network/activity");
    expect(shown).toContain("Dernière connexion");
  });

  test("has one bar for each of the last twelve months", async () => {
    await ItemModel.updateOne({ mechanism: "mauritania", "versions.published.revision": { $gte: 1 } }, { $set: { "versions.0.published.at": new Date() } });
    // Figures are counted anew a moment later.
    await expect.poll(async () => (await csv("table=months")).some(([id]) => id === "mauritania"), { timeout: 10_000 }).toBe(true);
    const shown = await page("/en/desk/network/activity");
    expect(shown.match(/<li class="grid grid-cols-\[5\.5rem/g)).toHaveLength(12);
  });
});

test("no other table is to be had", async () => {
  for (const table of ["", "none", "__proto__", "constructor"]) expect((await getPage(on.hub, `/en/desk/network/figures.csv?table=${table}`, coordinator)).status, table).toBe(404);
});
