import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { composeMail } from "#app/mail/compose.server.ts";
import { listAudit } from "#models/audit.server.ts";
import { findMail, MailModel } from "#models/mail.server.ts";
import { keepReport, ReportModel, settleAnswers } from "#models/report.server.ts";
import { settleTrails } from "#models/trails.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { settings } from "../mail/outbox.ts";

let on: HubOnEngines;
let coordinator: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ database: "overview_reports", prepare: loadSeed });
  settings({ mongoUrl: on.env.MONGODB_URL ?? "", meiliUrl: on.env.MEILI_URL ?? "" });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
}, 120_000);
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
