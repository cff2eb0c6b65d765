import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { AuditModel } from "#models/audit.server.ts";
import { isAnyPending } from "#models/item-queries.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { TermModel } from "#models/term.server.ts";
import { loadSeed } from "#seed/load.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm } from "../helpers/people.ts";
import { begin, cast, type Cast, FACTS, publish, raw, textWith, write } from "../writing/desk.ts";

let on: HubOnEngines;
let coordinator: Person;
let people: Cast;

beforeAll(async () => {
  on = await startHubOnEngines({ database: "vocabularies", prepare: loadSeed });
  coordinator = await makePerson(on.hub, { name: "Coordinator, Paraguay", grants: [{ role: "coordinator", mechanism: null }] });
  people = await cast();
}, 300_000);
afterAll(() => on?.stop());

/** A practice of Morocco that readers see, with these terms. */
async function published(title: string, terms: string[]): Promise<string> {
  const id = await begin(people.contributor, title, { facts: { ...FACTS, terms } });
  await publish(people, id);
  return id;
}

const pageOf = async (path: string) => (await getPage(on.hub, path, { cookie: coordinator.cookie })).text();
const termPath = (id: string) => `/en/desk/vocabularies/${id.replace(":", "/")}`;
const versionOf = async (id: string): Promise<string> => String((await TermModel.findById(id).lean())?.writes ?? 0);

/** Sends a form of a term as its page has it now. */
async function send(id: string, fields: Record<string, string>): Promise<Response> {
  return postForm(on.hub, termPath(id), { version: await versionOf(id), ...fields }, { cookie: coordinator.cookie });
}

/** What the form of a term holds, for sending it changed. */
async function formOf(id: string): Promise<Record<string, string>> {
  const term = await TermModel.findById(id).lean();
  if (!term) throw new Error(`no term ${id}`);
  return {
    intent: "save",
    parent: term.parent ?? "",
    ...Object.fromEntries(Object.entries(term.labels).map(([lang, label]) => [`label.${lang}`, label])),
    ...Object.fromEntries(Object.entries(term.aliases).map(([lang, names]) => [`aliases.${lang}`, names.join("\n")])),
  };
}

async function found(query: string): Promise<string[]> {
  const answer = await fetch(`${on.hub.url}/api/v1/search?limit=100&${query}`);
  return ((await answer.json()) as { hits: Array<{ id: string }> }).hits.map(({ id }) => id);
}

/** Waits until the index has followed all writes. */
const indexed = () => vi.waitFor(async () => expect((await isAnyPending()) || (await TermModel.exists({ following: { $exists: true } }))).toBeFalsy(), { timeout: 30_000, interval: 100 });

const termsOf = async (id: string) => {
  const { terms, draftFacts } = await raw(id);
  return { published: terms, draft: draftFacts?.terms ?? null };
};

test("the pages of the vocabularies show terms, and lead to one", async () => {
  expect((await pageOf("/en/desk/vocabularies")).includes("Persons concerned")).toBe(true);
  const page = await pageOf("/en/desk/vocabularies/theme?find=traite");
  expect(page.includes(`${termPath("theme:trafficking-slavery")}"`)).toBe(true);
  expect(page.includes(`${termPath("theme:food")}"`)).toBe(false);
  expect((await pageOf("/en/desk/vocabularies/membershipStatus/member")).includes("cannot be merged")).toBe(true);
});

test("a term that is renamed is found by its old name as well, and the seed leaves it so", async () => {
  const form = await formOf("persons:youth");
  const answer = await send("persons:youth", { ...form, "label.en": "Young people", official: "en" });
  expect(answer.status).toBe(302);
  const term = await TermModel.findById("persons:youth").lean();
  expect(term).toMatchObject({ labels: { en: "Young people" }, official: ["en"] });
  expect(term?.aliases.en).toContain(form["label.en"]);
  await loadSeed();
  expect((await TermModel.findById("persons:youth").lean())?.labels.en).toBe("Young people");
  expect(await AuditModel.countDocuments({ action: "term:renamed", "subject.id": "persons:youth", by: coordinator.id })).toBe(1);
  const { last } = { last: (await TermModel.findById("persons:youth").lean())?.changes?.at(-1) };
  expect((await send("persons:youth", { intent: "undo", change: last?.id ?? "" })).status).toBe(302);
  expect((await TermModel.findById("persons:youth").lean())?.labels.en).toBe(form["label.en"]);
});

test("what is wrong is told at its field, with what was typed", async () => {
  const form = await formOf("persons:youth");
  const answer = await send("persons:youth", { ...form, "label.en": "Children", "label.fr": "Jeunes gens", validFrom: "31 May" });
  expect(answer.status).toBe(400);
  const kept = await answer.text();
  expect(kept.includes('id="validFrom-error"') && kept.includes("Jeunes gens")).toBe(true);
  const taken = await send("persons:youth", { ...form, "label.en": "Children" });
  expect(taken.status).toBe(400);
  expect((await taken.text()).includes('id="label.en-error"')).toBe(true);
  const late = await send("persons:youth", { ...form, version: "77", "label.fr": "Jeunes gens" });
  expect(late.status).toBe(409);
  expect((await late.text()).includes("Jeunes gens")).toBe(true);
});

test("a new term is offered to authors, and no more once it is retired", async () => {
  const answer = await postForm(on.hub, "/en/desk/vocabularies/persons", { "label.en": "Seasonal workers", "label.ar": "العمال الموسميون" }, { cookie: coordinator.cookie });
  expect(answer.headers.get("Location")).toBe(`${termPath("persons:seasonal-workers")}?done=added`);
  const again = await postForm(on.hub, "/en/desk/vocabularies/persons", { "label.en": "Other workers", id: "seasonal-workers" }, { cookie: coordinator.cookie });
  expect(again.status).toBe(400);
  const writer = await makePerson(on.hub, { grants: [{ role: "contributor", mechanism: "morocco" }] });
  const id = await published("A practice with persons", FACTS.terms);
  const offered = async () => (await (await getPage(on.hub, `/en/desk/items/${id}/edit/en`, { cookie: writer.cookie })).text()).includes("persons:seasonal-workers");
  expect(await offered()).toBe(true);
  await send("persons:seasonal-workers", { intent: "retire" });
  expect(await offered()).toBe(false);
  await send("persons:seasonal-workers", { intent: "restore" });
  expect(await offered()).toBe(true);
});

test("items follow a term that is merged, in public and in drafts, and go back when that is undone", async () => {
  const [OLD, NEW] = ["theme:food", "theme:housing"] as const;
  const one = await published("Kitchens of the north", ["theme:women", OLD]);
  const both = await published("Houses and kitchens", [NEW, OLD]);
  const drafted = await published("Houses of the south", [NEW]);
  await write(people.contributor, drafted, textWith("Houses of the south"), { facts: { ...FACTS, terms: [NEW, OLD] } });
  await indexed();
  const before = await Promise.all([one, both, drafted].map(termsOf));
  const carried = await ItemModel.countDocuments({ terms: OLD });
  const label = (await TermModel.findById(OLD).lean())?.labels ?? {};

  const ask = await pageOf(`${termPath(OLD)}?into=${NEW}`);
  expect(ask.includes(`${carried + 1} items follow`)).toBe(true);
  expect((await send(OLD, { intent: "merge", into: NEW })).status).toBe(302);
  await indexed();
  expect(await Promise.all([one, both, drafted].map(termsOf))).toEqual([
    { published: ["theme:women", NEW], draft: null },
    { published: [NEW], draft: null },
    { published: [NEW], draft: [NEW] },
  ]);
  expect(await ItemModel.countDocuments({ terms: OLD })).toBe(0);

  // The old name leads to everything that carries the new one, and so does an old address.
  for (const name of [label.en, label.fr, label.ar]) expect(await found(`q=${encodeURIComponent(name ?? "")}`), name).toEqual(expect.arrayContaining([one, both, drafted]));
  expect((await found("theme=food")).toSorted()).toEqual((await found("theme=housing")).toSorted());
  const saved = await getPage(on.hub, "/en/search?theme=food&sort=date");
  expect([saved.status, saved.headers.get("Location")]).toEqual([302, "/en/search?theme=housing&sort=date"]);
  await loadSeed();
  expect((await TermModel.findById(OLD).lean())?.replacedBy).toBe(NEW);

  // An author has decided otherwise meanwhile: his draft no longer speaks of either.
  await write(people.contributor, drafted, textWith("Houses of the south"), { facts: { ...FACTS, terms: ["theme:women"] } });
  const change = (await TermModel.findById(OLD).lean())?.changes?.at(-1)?.id ?? "";
  expect((await send(OLD, { intent: "undo", change })).status).toBe(302);
  await indexed();
  expect(await Promise.all([one, both, drafted].map(termsOf))).toEqual([before[0], before[1], { published: [NEW], draft: ["theme:women"] }]);
  expect(await ItemModel.countDocuments({ terms: OLD })).toBe(carried);
  expect(await ItemModel.countDocuments({ "termMoves.0": { $exists: true } })).toBe(0);
  expect(await found("theme=food")).toEqual(expect.arrayContaining([one, both]));
  expect(await found("theme=food")).not.toContain(drafted);
  expect((await TermModel.findById(OLD).lean())?.replacedBy).toBeNull();
  const said = await AuditModel.find({ "subject.id": OLD }).sort({ at: 1 }).lean();
  expect(said.map(({ action }) => action)).toEqual(["term:merged", "term:unmerged"]);
});

test("a merge into a term that was merged itself is not undone before that", async () => {
  await send("theme:water-sanitation", { intent: "merge", into: "theme:housing" });
  await send("theme:housing", { intent: "merge", into: "theme:standard-of-living" });
  const change = (await TermModel.findById("theme:water-sanitation").lean())?.changes?.at(-1)?.id ?? "";
  const refused = await send("theme:water-sanitation", { intent: "undo", change });
  expect(refused.status).toBe(400);
  expect((await send("theme:water-sanitation", { intent: "merge", into: "theme:food" })).status).toBe(400);
  for (const id of ["theme:housing", "theme:water-sanitation"]) {
    const last = (await TermModel.findById(id).lean())?.changes?.at(-1)?.id ?? "";
    expect((await send(id, { intent: "undo", change: last })).status).toBe(302);
  }
});

test("two coordinators who merge two terms into one another at once make no circle", async () => {
  const [one, other] = await Promise.all([
    send("theme:health", { intent: "merge", into: "theme:education" }),
    send("theme:education", { intent: "merge", into: "theme:health" }),
  ]);
  expect([one.status, other.status].toSorted()).toEqual([302, 400]);
});
