import { afterAll, beforeAll, expect, test } from "vitest";

import { auditEntry, listAudit } from "#models/audit.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { createMechanism, findMechanism } from "#models/mechanism.server.ts";
import { MembershipModel } from "#models/membership.server.ts";
import { changeNetworkSettings, readNetworkSettings } from "#models/network-settings.server.ts";
import { findOffice, takeStep } from "#models/office.server.ts";
import { seatedOn } from "#models/office.ts";
import { begin, end } from "#models/office-steps.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";
import { findPlan } from "#models/plan.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";

let on: HubOnEngines;
let coordinator: Person;

beforeAll(async () => {
  on = await startHubOnEngines({ founded: true });
  coordinator = await makePerson(on.hub, { name: "Coordinator", grants: [{ role: "coordinator", mechanism: null }] });
}, 240_000);
afterAll(() => on?.stop());

const plain = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, " ").replace(/<[^>]+>/g, " ").replace(/&#x27;|&rsquo;/g, "’").replace(/\s+/g, " ");
const page = async (path: string, who: Person | null = coordinator): Promise<string> => {
  const answer = await getPage(on.hub, path, who ? { cookie: who.cookie } : {});
  expect(answer.status, path).toBe(200);
  return plain(await answer.text());
};
const section = (text: string, from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
const send = async (path: string, fields: Record<string, string>) => {
  const answer = await postForm(on.hub, path, fields, { cookie: coordinator.cookie });
  return { status: answer.status, to: answer.headers.get("Location"), text: plain(await answer.clone().text()), html: await answer.text() };
};
const date = (name: string, text: string): Record<string, string> => {
  const [year = "", month = "", day = ""] = text.split("-");
  return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month) || ""), [`${name}.day`]: String(Number(day) || "") };
};
const version = async (id = "coordinator") => String((await findOffice({ id }))?.writes ?? NaN);
const TERM = "/en/desk/offices/coordinator/terms/coordinator-morocco-2024";

test("the person changes while the State keeps the seat, and the name is shown with its date", async () => {
  const undated = await send(TERM, { intent: "put-in", version: await version(), "in.name.en": "Second Holder", ...date("in.from", "2025-02-01"), "in.source": "A letter" });
  expect([undated.status, undated.html.includes('id="in.asOf-error"'), undated.text.includes("say for which day, month or year it names this person"), undated.html.includes('value="A letter"')]).toEqual([400, true, true, true]);
  const answer = await send(TERM, { intent: "put-in", version: await version(), "in.name.en": "Second Holder", ...date("in.from", "2025-02-01"), ...date("in.asOf", "2025-02") });
  expect([answer.status, answer.to]).toEqual([302, `${TERM}?done=holder-in`]);
  const told = await page("/en/network", null);
  expect(told).toMatch(/Coordinator Morocco .*Second Holder .*as of February 2025.*Executive committee Morocco Coordinator Paraguay .*Portugal/);
  expect(await page("/fr/network?on=2024-06-01", null)).toMatch(/situation au 1 juin 2024.*Abdelkrim Boujradi/);
  expect(await page("/en/mechanisms/morocco/interministerial-delegation-for-human-rights-didh", null).catch(() => page("/en/network", null))).toContain("Second Holder");
});

test("one form asks for another day, and both the offices and the members are those of that day", async () => {
  for (const path of ["/en/network", "/en/network?on=2024-06-01"]) expect((await (await getPage(on.hub, path)).text()).match(/name="on"/g), path).toHaveLength(1);
  const html = await (await getPage(on.hub, "/en/network?on=2023-06-01")).text();
  expect(html).toMatch(/<form[^>]*method="get"[^>]*action="\/en\/network#as-of".*<label for="on".*<input[^>]*value="2023-06-01"/s);
  const before = plain(html);
  expect(before).toMatch(/This is how it was on 1 June 2023.*there was no coordinator and no executive committee.*Members as of 1 June 2023\..*The record names no member for this day\./);
  expect(await page("/en/network?on=2024-06-01", null)).toMatch(/This is how it was on 1 June 2024.*Abdelkrim Boujradi.*Members as of 1 June 2024\..*Founding members.*Portugal/);
});

test("before the founding there was none, and a day that is none is said", async () => {
  expect(await page("/en/network?on=2023-01-01", null)).toContain("On 1 January 2023 there was no coordinator and no executive committee: the first term began on 9 May 2024.");
  expect(await page("/en/network?on=2024-02-31", null)).toContain("“2024-02-31” is not a day.");
});

test("a seat that is held is refused at its field with what was typed, and passes on in one step", async () => {
  const form = { version: await version(), "term.place": "PT/portugal", ...date("term.from", "2026-01-27"), ...date("term.to", "2028-01-26"), "term.decision": "", "term.source": "Minutes of Lisbon" };
  const refused = await send("/en/desk/offices/coordinator/terms/new", form);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("The seat is held on these days");
  expect(refused.html).toMatch(/value="Minutes of Lisbon"/);
  const done = await send("/en/desk/offices/coordinator/terms/new", { ...form, ending: "coordinator-morocco-2024" });
  expect(done.status).toBe(302);
  const offices = await findOffice({ id: "coordinator" });
  expect(offices?.terms.map(({ state, to }) => [state, to.from])).toEqual([["MA", "2026-01-26"], ["PT", "2028-01-26"]]);
  const told = await page("/en/network?on=2026-01-26", null);
  expect(section(told, "This is how it was", "All terms")).toMatch(/Coordinator Morocco/);
  expect(section(await page("/ar/network?on=2026-01-27", null), "هذا ما كان قائما", "كل الولايات")).toMatch(/المنسق البرتغال/);
});

test("who may not hold an office is told so", async () => {
  const { status, text } = await send("/en/desk/offices/executive-committee/terms/new", { version: await version("executive-committee"), "term.place": "MR/mauritania", ...date("term.from", "2026-01-27") });
  expect([status, text.includes("does not allow it to hold this office")]).toEqual([400, true]);
});

test("of two coordinators at one button one is told, and keeps what was typed", async () => {
  const stale = await version("executive-committee");
  const form = (place: string, source: string) => ({ version: stale, "term.place": place, ...date("term.from", "2026-03"), "term.source": source });
  const answers = await Promise.all([send("/en/desk/offices/executive-committee/terms/new", form("MA/morocco", "first letter")), send("/en/desk/offices/executive-committee/terms/new", form("MA/morocco", "second letter"))]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
  const late = answers.find(({ status }) => status === 409);
  expect(late?.text).toContain("Somebody else has changed this office meanwhile");
  expect(late?.html).toMatch(/value="(first|second) letter"/);
  // The page has the present version: sent again, the rules are asked.
  const [, renewed = ""] = /name="version" value="(\d+)"/.exec(late?.html ?? "") ?? [];
  expect(await send("/en/desk/offices/executive-committee/terms/new", { ...form("MA/morocco", "x"), version: renewed })).toMatchObject({ status: 400 });
});

test("what is corrected is kept and marked, what was struck is gone for readers and comes back", async () => {
  const corrected = await send(TERM, { intent: "correct", version: await version(), "correct.place": "MA/morocco", ...date("correct.from", "2024-05-10"), ...date("correct.to", "2026-01-26"), "correct.decision": "election-coordinator-2024", reason: "a slip of the pen" });
  expect(corrected.to).toBe(`${TERM}?done=term-corrected`);
  expect(await page(TERM)).toMatch(/a slip of the pen First day ?: 9 May 2024/);
  expect(await page("/en/network", null)).toMatch(/Morocco 10 May 2024 to 26 January 2026 Corrected on/);
  expect(await send(TERM, { intent: "strike", version: await version() })).toMatchObject({ status: 302 });
  expect(section(await page("/en/network?on=2025-01-01", null), "This is how it was", "All terms")).not.toContain("Abdelkrim");
  expect(await send(TERM, { intent: "restore", version: await version() })).toMatchObject({ status: 302 });
  const log = await listAudit({ subject: "coordinator", limit: 20 });
  expect(log.map(({ action }) => action)).toEqual(["office:term-restored", "office:term-struck", "office:term-corrected", "office:term-begun", "office:holder-in"]);
});

test("an office more has its own rules, and its empty seat is shown", async () => {
  const form = { version: "0", token: "one form", "name.en": "Treasurer", "name.fr": "Trésorier", seats: "2", termMonths: "24", maxRenewals: "1", substitutes: "1", order: "", exOfficio: "" };
  const defined = await send("/en/desk/offices/new", form);
  expect([defined.status, (await send("/en/desk/offices/new", form)).to]).toEqual([302, defined.to]);
  const [, id = ""] = /offices\/(\w+)\?/.exec(defined.to ?? "") ?? [];
  const add = (fields: Record<string, string>) => version(id).then((now) => send(`/en/desk/offices/${id}/terms/new`, { version: now, "term.place": "PY/paraguay", ...fields }));
  expect((await add({ ...date("term.from", "2024-06-01"), ...date("term.to", "2026-06-01") })).text).toContain("longer than the network lays down");
  expect((await add({ ...date("term.from", "2024-06-01"), ...date("term.to", "2026-05-31") })).status).toBe(302);
  expect(await page(`/en/desk/offices/${id}`)).toMatch(/Length of a term 24 months.*one seat held by nobody that is known/);
  expect(await page("/fr/network?on=2025-01-01", null)).toMatch(/Trésorier Paraguay .*1 siège n’a pas de titulaire connu/);
  expect((await send("/en/desk/offices/new", { "name.en": "", seats: "none" })).text).toMatch(/Give a name\..*whole number from 1 to 200/);
});

const ASUNCION = idForKey("gathering-asuncion-2024");

test("an election at a gathering is recorded with its figures, fills the seat, and says what it changed", async () => {
  const form = {
    "title.en": "Election of Paraguay as coordinator", "title.es": "=Elección del Paraguay", kind: "decisionKind:election", number: "2027/1", ...date("date", "2027-06-01"), gathering: ASUNCION, source: "Minutes",
    office: "coordinator", "candidate-0": "PY/paraguay", "votes-0": "14", "elected-0": "yes", "candidate-1": "PT/portugal", "votes-1": "9", "method.en": "Secret ballot", present: "24", votesCast: "22",
  };
  const refused = await send("/en/desk/decisions/new", form);
  expect([refused.status, refused.text.includes("The candidates have more votes together than were cast.")]).toEqual([400, true]);
  const recorded = await send("/en/desk/decisions/new", { ...form, votesCast: "23" });
  const [, id = ""] = /decisions\/(\w+)\/edit/.exec(recorded.to ?? "") ?? [];
  expect(recorded.status).toBe(302);
  expect((await send("/en/desk/decisions/new", { ...form, votesCast: "23" })).text).toContain("Another decision has this number.");

  const edit = `/en/desk/decisions/${id}/edit`;
  const { version: known } = await readNetworkSettings();
  await changeNetworkSettings({ change: { quorum: { kind: "percent", value: 50 } }, version: known, entry: auditEntry({ by: null, address: null }, "settings:changed", { kind: "settings", id: "network" }) });
  const shown = await page(`/en/network/decisions/${id}`, null);
  expect(shown).toMatch(/Number 2027\/1 .*Gathering .*Paraguay 14 Elected Portugal 9 Not elected Method Secret ballot Members present 24 Votes cast 23 Quorum reached: 24 present, 12 needed/);
  expect(shown).toMatch(/What it changed Nothing is recorded\./);
  expect(await page(edit)).toContain("Quorum reached: 24 present, 12 needed");

  const lisbon = (await findOffice({ id: "coordinator" }))?.terms.find(({ state, struck }) => state === "PT" && !struck)?.id ?? "";
  const fill = { intent: "fill", version: await version(), ...date("fill.from", "2027-06-01") };
  expect((await send(edit, fill)).text).toContain("The seat is held on these days");
  const answers = await Promise.all([send(edit, { ...fill, ending: lisbon }), send(edit, { ...fill, ending: lisbon })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([302, 409]);
  expect(await send(edit, { ...fill, version: await version() })).toMatchObject({ status: 409 });
  expect(await page(`/en/network/decisions/${id}`, null)).toMatch(/What it changed Coordinator: Paraguay \( ?Since 1 June 2027; end not stated ?\)/);
  expect(section(await page("/pt/network?on=2027-06-01", null), "Era esta a situação", "Todos os mandatos")).toMatch(/Coordenador Paraguai/);
});

test("the register is filtered, exported whole and safe for spreadsheets", async () => {
  expect(await page("/en/network/decisions?kind=decisionKind:election", null)).toMatch(/2 decisions .*2027\/1 Election 1 June 2027 .*Elected ?: Paraguay .*Election 9 May 2024/);
  expect(await page("/fr/network/decisions?q=elections", null)).toContain("0 décision");
  expect(await page("/fr/network/decisions?q=election+maroc&year=2024&office=coordinator", null)).toMatch(/1 décision .*Élection du Maroc/);
  const csv = await (await getPage(on.hub, "/es/network/decisions.csv?year=2027", {})).text();
  expect(csv.split("\r\n")).toHaveLength(3);
  expect(csv).toContain(",'=Elección del Paraguay,");
  const json = (await (await getPage(on.hub, "/en/network/decisions.json", {})).json()) as { total: number; decisions: Array<{ id: string; election: { elected: unknown[] } | null; changes: unknown[] }> };
  expect([json.total, json.decisions.length]).toEqual([12, 12]);
  expect(json.decisions.find(({ id }) => id === "election-coordinator-2024")).toMatchObject({ election: { elected: [{ state: "MA", mechanism: "morocco" }] }, changes: [{ kind: "office" }] });
  expect((await getPage(on.hub, "/en/network/decisions/none", {})).status).toBe(404);
});

test("a decision says what it changed in the plan, in a mechanism and in the settings, and each says by which decision", async () => {
  const recorded = await send("/en/desk/decisions/new", { "title.en": "Decision on many things", kind: "decisionKind:adopted-text", number: "2027/7", ...date("date", "2027-07-01") });
  const [, id = ""] = /decisions\/(\w+)\/edit/.exec(recorded.to ?? "") ?? [];
  const planned = { intent: "save", seen: String((await findPlan())?.version), token: "decided", "title.en": "Train focal points", decision: id };
  expect((await send("/en/desk/plan/priority-1/new", planned)).status).toBe(302);
  expect((await send("/en/desk/plan/priority-2", { ...planned, seen: String((await findPlan())?.version), "title.en": "The platform", "title.ar": "المنصة" })).status).toBe(302);
  expect((await send("/en/desk/mechanism/paraguay/history", { intent: "add", kind: "reorganised", year: "2027", decision: id })).status).toBe(302);
  const { version: known } = await readNetworkSettings();
  expect((await send("/en/desk/settings", { intent: "votes", version: String(known), quorumKind: "percent", quorumValue: "60", "decision.votes": id })).status).toBe(302);

  const shown = await page(`/en/network/decisions/${id}`, null);
  expect(shown).toMatch(/What it changed Paraguay – .*: Reorganised \( ?2027 ?\) Train focal points \( ?activity of the action plan ?\) The platform \( ?priority of the action plan ?\)/);
  expect(shown).toMatch(/Settings of the network: Votes and founding members \( ?\d+ \w+ \d{4} ?\)/);
  expect(await page(`/en/desk/decisions/${id}/edit`)).toMatch(/What it changed Paraguay –/);
  expect(await page("/en/network/plan", null)).toMatch(/Train focal points .*By decision: Decision on many things/);
  expect(plain(await (await fetch(`${on.hub.url}/en/mechanisms/paraguay`)).text())).toMatch(/Reorganised 2027 Decision of the network: Decision on many things/);
  const settings = await (await getPage(on.hub, "/en/desk/settings", coordinator)).text();
  expect(settings).toMatch(new RegExp(`<input type="checkbox" name="decision.votes"[^>]*checked=""[^>]*value="${id}"`));
  const json = (await (await getPage(on.hub, "/en/network/decisions.json?q=many", {})).json()) as { decisions: Array<{ changes: Array<{ kind: string; url: string | null }> }> };
  expect(json.decisions[0]?.changes.map(({ kind, url }) => [kind, url !== null])).toEqual([["mechanism", true], ["plan", true], ["plan", true], ["settings", false]]);
  expect(await (await getPage(on.hub, "/en/network/decisions.csv?q=many", {})).text()).toContain("Train focal points (activity of the action plan)");
  // Another decision more; and one that was named by mistake is taken away.
  expect((await send("/en/desk/settings", { intent: "votes", version: String(known + 1), quorumKind: "percent", quorumValue: "60", "decision.votes": "marrakech-declaration" })).status).toBe(302);
  expect((await readNetworkSettings()).decided).toMatchObject([{ section: "votes", decision: "marrakech-declaration" }]);

  // Editors record what happens to their mechanism; the register is not theirs to name.
  const editor = await makePerson(on.hub, { name: "Editor", grants: [{ role: "editor", mechanism: "paraguay" }] });
  const history = await (await getPage(on.hub, "/en/desk/mechanism/paraguay/history?add=moved", editor)).text();
  expect(history).not.toContain('name="decision"');
  const [entry] = (await findMechanism({ id: "paraguay" }))?.history.filter(({ decision }) => decision === id) ?? [];
  await postForm(on.hub, "/en/desk/mechanism/paraguay/history", { intent: "correct", entry: entry?.id ?? "", of: "paraguay", year: "2028", decision: "marrakech-declaration" }, editor);
  expect((await findMechanism({ id: "paraguay" }))?.history.at(-1)).toMatchObject({ date: { from: "2028" }, decision: id, corrects: entry?.id });
});

test("a decision is put right by whoever knew it as it is", async () => {
  const edit = "/en/desk/decisions/marrakech-declaration/edit";
  const html = await (await getPage(on.hub, edit, { cookie: coordinator.cookie })).text();
  const [, known = ""] = /name="intent" value="save"\/><input type="hidden" name="version" value="(\d+)"/.exec(html) ?? [];
  const form = { intent: "save", version: known, "title.en": "Marrakech Declaration", kind: "decisionKind:adopted-text", number: "2022/1", ...date("date", "2022-12"), gathering: "", source: "" };
  expect((await send(edit, form)).status).toBe(302);
  const late = await send(edit, { ...form, number: "2022/9" });
  expect([late.status, late.text.includes("Somebody else has changed this decision"), late.html.includes('value="2022/9"')]).toEqual([409, true, true]);
  expect(await page("/en/network/decisions/marrakech-declaration", null)).toMatch(/Number 2022\/1 .*Date December 2022/);
});

test("to the rules, a mechanism that has merged is what it has become; undone, all is as it was", async () => {
  const mechanism = (id: string, name: string) => createMechanism({ mechanism: { id, state: "TO", name: { en: name }, shortName: null, aliases: {}, official: [], type: null, standing: null, legalBasis: null, profile: {}, capacities: [], dimensions: {}, sources: [] } });
  await Promise.all([mechanism("tonga-first", "Inter-agency committee"), mechanism("tonga-second", "Human rights office")]);
  await MembershipModel.create({ _id: "tonga-first", state: "TO", mechanism: "tonga-first", history: [{ status: "membershipStatus:member", date: partialDate("2025-01-01") }] });
  const defined = await send("/en/desk/offices/new", { version: "0", "name.en": "Auditor", seats: "2", termMonths: "", maxRenewals: "", substitutes: "0", order: "", exOfficio: "" });
  const [, auditor = ""] = /offices\/(\w+)\?/.exec(defined.to ?? "") ?? [];
  const add = async (office: string, place: string, from: string, to = "") => send(`/en/desk/offices/${office}/terms/new`, { version: await version(office), "term.place": place, ...date("term.from", from), ...(to ? date("term.to", to) : {}) });
  const merger = (intent: "merge" | "undo", at: string) => send(`/en/desk/mechanism/${at}/history`, intent === "merge" ? { intent, into: "tonga-second", year: "2026" } : { intent, of: "tonga-first" });
  const waits = async () => Number(/>(\d+)<\/p><div[^>]*><p><a[^>]*>Seats that one mechanism holds twice/.exec(await (await getPage(on.hub, "/en/desk/network", { cookie: coordinator.cookie })).text())?.[1]);

  const begun = await add("executive-committee", "TO/tonga-first", "2025-02-01", "2029-01-31");
  expect(begun.status).toBe(302);
  expect((await add("executive-committee", "TO/tonga-second", "2029-02-01", "2030-01-31")).text).toContain("does not allow it to hold this office");
  for (const place of ["TO/tonga-first", "TO/tonga-second"]) expect((await add(auditor, place, "2025-02-01")).status).toBe(302);
  expect(await waits()).toBe(0);

  expect((await merger("merge", "tonga-first")).status).toBe(302);
  // The membership is the successor's; the seat as well, which is not held twice.
  expect((await add("executive-committee", "TO/tonga-second", "2028-01-01")).text).toContain("holds this office on the same days already");
  expect((await add("executive-committee", "TO/tonga-second", "2029-02-01", "2030-01-31")).status).toBe(302);
  expect([await waits(), await page(`/en/desk/offices/${auditor}`)]).toEqual([1, expect.stringMatching(/Tonga – Human rights office · Tonga – Human rights office – This State or mechanism holds this office on the same days already/)]);
  // Where other facts of a term are put right, its mechanism stays as it was written.
  const [, id = ""] = /terms\/(\w+)\?/.exec(begun.to ?? "") ?? [];
  const path = `/en/desk/offices/executive-committee/terms/${id}`;
  expect((await (await getPage(on.hub, path, { cookie: coordinator.cookie })).text())).toMatch(/<option value="TO\/tonga-first" selected="">Tonga – Inter-agency committee/);
  expect((await send(path, { intent: "correct", version: await version("executive-committee"), "correct.place": "TO/tonga-first", ...date("correct.from", "2025-02-02"), ...date("correct.to", "2029-01-31"), reason: "a slip" })).status).toBe(302);
  const corrected = (await findOffice({ id: "executive-committee" }))?.terms.find((term) => term.id === id);
  expect([corrected?.mechanism, corrected?.corrections.map(({ before }) => before)]).toEqual(["tonga-first", [{ from: "2025-02-01" }]]);

  expect((await merger("undo", "tonga-second")).status).toBe(302);
  expect(await waits()).toBe(0);
  expect((await add("executive-committee", "TO/tonga-second", "2031-02-01")).text).toContain("does not allow it to hold this office");
  expect((await add("executive-committee", "TO/tonga-first", "2029-02-01")).status).toBe(302);
});

test("whatever stale readers send at once, the database never has two coordinators on one day", async () => {
  const entry = () => auditEntry({ by: null, address: null }, "office:term-begun", { kind: "office", id: "coordinator" });
  const term = (id: string, state: string, from: string) => ({ id, state, mechanism: null, from: partialDate(from), to: DATE_NOT_STATED, decision: null, sources: [] });
  for (let round = 0; round < 6; round += 1) {
    const now = await findOffice({ id: "coordinator" });
    const last = now?.terms.filter(({ struck }) => !struck).toSorted((a, b) => ((a.from.from ?? "") < (b.from.from ?? "") ? 1 : -1))[0];
    const from = `${2030 + round}-01-01`;
    const readers = ["PY", "PT", "MA"].map((state, index) => takeStep({ id: "coordinator", version: now?.writes ?? NaN, change: index === 2 ? end(last?.id ?? "", partialDate(from)) : begin([term(`${state}-${round}`, state, from)], [last?.id ?? ""]), entry: entry() }).then(() => "done", (error: { code: string }) => error.code));
    expect((await Promise.all(readers)).toSorted()).toEqual(["done", "moved-on", "moved-on"]);
    const after = await findOffice({ id: "coordinator" });
    const crowds = Array.from({ length: 12 }, (_, year) => `${2028 + year}-01-01`).filter((day) => after && seatedOn(after, day).seated.length + seatedOn(after, day).unsure.length > 1);
    expect(crowds).toEqual([]);
  }
});
