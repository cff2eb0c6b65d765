import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ItemModel } from "#models/item.server.ts";
import { SessionModel } from "#models/session.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { getPage, makePerson, type Person, postForm, signIn } from "../helpers/people.ts";

const WORDS = "Une phrase que seul ce brouillon contient";

let engines: HubOnEngines;
let [contributor, colleague, editor, stranger] = [] as unknown as [Person, Person, Person, Person];
const hub = () => engines.hub;

beforeAll(async () => {
  engines = await startHubOnEngines({ founded: true });
  const at = (role: "contributor" | "editor", mechanism: string) => ({ grants: [{ role, mechanism }] });
  contributor = await makePerson(hub(), { ...at("contributor", "mauritania"), name: "Contributor, Mauritania" });
  colleague = await makePerson(hub(), { ...at("contributor", "mauritania"), name: "Colleague, Mauritania" });
  editor = await makePerson(hub(), { ...at("editor", "mauritania"), name: "Editor, Mauritania" });
  stranger = await makePerson(hub(), { ...at("editor", "morocco"), name: "Editor, Morocco" });
});
afterAll(() => engines.stop());

/** The value of a field of a form, as the page has it. */
function valueIn(html: string, name: string): string {
  const tag = html.match(new RegExp(`<(?:input|textarea)[^>]* name="${name.replaceAll(".", "\\.")}"[^>]*>([^<]*)`));
  if (!tag) throw new Error(`the page has no field ${name}`);
  const text = tag[0].startsWith("<textarea") ? (tag[1] ?? "").replace(/^\n/, "") : (/ value="([^"]*)"/.exec(tag[0])?.[1] ?? "");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}

/** Begins an item, and returns where it is edited. */
async function begin(person: Person, fields: Record<string, string> = {}): Promise<string> {
  const answer = await postForm(hub(), "/fr/desk/new", { type: "practice", language: "fr", mechanism: "mauritania", title: WORDS, token: crypto.randomUUID(), ...fields }, person);
  expect(answer.status).toBe(302);
  return answer.headers.get("Location") ?? "";
}

type Window = { base: string; hand: string };

/** Opens an editor's page as a window of its own. */
async function open(page: string, person: Person): Promise<Window & { html: string }> {
  const answer = await getPage(hub(), page, person);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  return { html, base: valueIn(html, "base"), hand: valueIn(html, "hand") };
}

const PARTS = ["objectives", "implementation", "results"];
const parts = PARTS.map((group) => ["s", `${group} ${group}`] as [string, string]);

const save = (page: string, person: Person, window: Window, fields: Array<[string, string]>, intent = "save") =>
  postForm(hub(), page, [["base", window.base], ["hand", window.hand], ["intent", intent], ...parts, ...fields], person);

const whole: Array<[string, string]> = [
  ["title", WORDS],
  ["summary", `${WORDS}, en résumé.`],
  ["terms", "theme:nmirf"],
  ["from.year", "2024"],
  ...PARTS.map((group): [string, string] => [`s.${group}.text`, `${WORDS}: ${group}.`]),
];

const idIn = (page: string): string => page.split("/")[4] ?? "";

describe("a draft", () => {
  test("is begun, saved and opened again without JavaScript, and readers see nothing of it", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    const answer = await save(page, contributor, window, whole);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `${page}?saved=1`]);
    const { html } = await open(page, colleague);
    expect(valueIn(html, "s.results.text")).toBe(`${WORDS}: results.`);
    const id = idIn(page);
    const readers = [`/fr/practices/${id}`, `/fr/search?q=${encodeURIComponent(WORDS)}`, `/fr/search/suggest?q=${encodeURIComponent(WORDS)}`, `/api/v1/search?q=${encodeURIComponent(WORDS)}`, "/fr", "/fr/mechanisms/mauritania", "/sitemap/items.xml", "/fr/events.ics"];
    for (const address of readers) {
      for (const [who, options] of [["a visitor", {}], ["its author", contributor], ["another mechanism", stranger]] as const) {
        const text = await (await getPage(hub(), address, options)).text();
        // The query itself stands on the page of a search; what follows it in the draft does not.
        for (const words of [`${WORDS}, en résumé`, `${WORDS}: results`, ...(address.includes(id) ? [] : [id])]) expect(text.includes(words), `${address} for ${who}: ${words}`).toBe(false);
      }
    }
  });

  test("the same form sent twice makes one item", async () => {
    const fields = { type: "practice", language: "fr", title: "Once", token: "the-same-token" };
    const places = await Promise.all([1, 2].map(async () => (await postForm(hub(), "/fr/desk/new", fields, contributor)).headers.get("Location")));
    expect(new Set(places).size).toBe(1);
  });

  test("is begun for one's own mechanism only, and only by those who write", async () => {
    const before = await ItemModel.countDocuments();
    const answer = await postForm(hub(), "/fr/desk/new", { type: "practice", language: "fr", mechanism: "morocco", title: "For others", token: "t" }, contributor);
    // Who writes for one mechanism is not asked for which, and cannot name another.
    expect(answer.status).toBe(302);
    expect((await ItemModel.findById(idIn(answer.headers.get("Location") ?? "")).lean())?.mechanism).toBe("mauritania");
    const reviewer = await makePerson(hub(), { grants: [{ role: "reviewer", mechanism: null }] });
    expect((await postForm(hub(), "/fr/desk/new", { type: "practice", language: "fr", title: "x", token: "u" }, reviewer)).status).toBe(403);
    expect(await ItemModel.countDocuments()).toBe(before + 1);
  });

  test("another mechanism's editor finds nothing, whatever he asks for or sends", async () => {
    const page = await begin(contributor);
    const window = { base: "", hand: "x" };
    const answers = [await getPage(hub(), page, stranger), await save(page, stranger, window, whole), await save(`${page}/autosave`, stranger, window, whole)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  test("a form from elsewhere is refused, and so is one with an intent that no page has", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    const foreign = await postForm(hub(), page, [["base", window.base], ["intent", "save"], ...whole], { cookie: contributor.cookie, headers: { Origin: "https://elsewhere.example" } });
    expect(foreign.status).toBe(403);
    expect((await save(page, contributor, window, whole, "approve")).status).toBe(400);
  });

  test("what a form may not say is not heard: state, mechanism, revision, authors", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    await save(page, contributor, window, [...whole, ["state", "published"], ["versions.0.state", "published"], ["mechanism", "morocco"], ["authors", "nobody"], ["revision", "99"], ["publishedAt", "2020-01-01"], ["published", "on"]]);
    const item = await ItemModel.findById(idIn(page)).lean();
    expect(item).toMatchObject({ mechanism: "mauritania", revision: 1, publishedAt: null, authors: [contributor.id], versions: [{ state: "draft", published: null }] });
  });
});

describe("bad input", () => {
  test("is refused at its place, in the language of the page, with everything that was typed", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    const answer = await save(page.replace("/fr/", "/en/"), contributor, window, [...whole.filter(([name]) => !name.startsWith("from")), ["from.year", "20x4"], ["f", "a"], ["f.a.value", "many"], ["f.a.label", "people"]]);
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('href="#from.year"');
    expect(html).toContain("Give a number in figures");
    expect([valueIn(html, "from.year"), valueIn(html, "f.a.value"), valueIn(html, "s.results.text"), valueIn(html, "base")]).toEqual(["20x4", "many", `${WORDS}: results.`, window.base]);
    const item = await ItemModel.findById(idIn(page)).lean();
    expect(item?.versions[0]?.draft?.summary).toBe("");
  });

  test("what the hub does not have is refused at the field that names it; what the text named before stays", async () => {
    const page = (await begin(contributor, { type: "document" })).replace("/fr/", "/en/");
    const window = await open(page, contributor);
    const fields: Array<[string, string]> = [["title", WORDS], ["terms", "theme:nmirf"], ["terms", "theme:no-such"], ["partners", "no-such"], ["kind", "theme:nmirf"], ["decision", "no-such"], ["event", idIn(page)]];
    const answer = await save(page, contributor, window, fields);
    expect(answer.status).toBe(400);
    const html = await answer.text();
    for (const field of ["terms", "partners", "kind", "decision", "event"]) expect(html, field).toContain(`href="#${field}"`);
    // Once in the summary and once at its field.
    expect(html.match(/>[^<>"]*What was chosen here is not in the hub/g)).toHaveLength(10);
    expect((await save(`${page}/autosave`, contributor, window, fields)).status).toBe(400);
    await ItemModel.updateOne({ _id: idIn(page) }, { $set: { draftFacts: { date: { precision: "unknown", from: null, to: null }, terms: ["theme:no-such"], partners: ["no-such"], figures: [], sources: [], details: { kind: null, decision: "no-such" } } } });
    expect((await save(page, contributor, window, [["title", WORDS], ["terms", "theme:no-such"], ["partners", "no-such"], ["kind", "documentKind:report"], ["decision", "no-such"]])).status).toBe(302);
  });

  test("markup and scripts are taken out on the way in", async () => {
    const page = await begin(contributor);
    await save(page, contributor, await open(page, contributor), [...whole, ["s.results.text", 'Before <script>alert(1)</script><img src=x onerror="alert(2)"> and a < b [x](javascript:alert(3))']]);
    const html = await (await getPage(hub(), page, contributor)).text();
    const text = valueIn(html, "s.results.text");
    expect(text).not.toMatch(/<script|<img|onerror/);
    expect(text).toContain("a < b");
  });

  test("a text that no page can carry is refused, and given back", async () => {
    const page = await begin(contributor);
    const long = "mot ".repeat(4_900);
    const many = Array.from({ length: 12 }, (_, index): Array<[string, string]> => [["s", `p${index} objectives`], [`s.p${index}.text`, long]]).flat();
    const answer = await save(page, contributor, await open(page, contributor), [...whole, ...many]);
    expect(answer.status).toBe(400);
    expect(valueIn(await answer.text(), "s.p11.text")).toBe(long.trim());
  });
});

describe("two people in one text", () => {
  test("in different places: the second is told, sees both, and keeps both with one more save", async () => {
    const page = await begin(contributor);
    const [first, second] = [await open(page, contributor), await open(page, colleague)];
    expect((await save(page, contributor, first, whole)).status).toBe(302);
    const theirs = [...whole.filter(([name]) => name !== "summary" && !name.startsWith("s.") && !name.startsWith("from") && name !== "terms"), ["s.resources.text", "Deux collègues."] as [string, string], ["s", "resources resources"] as [string, string]];
    const met = await save(page, colleague, second, theirs);
    expect(met.status).toBe(409);
    const html = await met.text();
    expect(html).toContain("Contributor, Mauritania");
    expect([valueIn(html, "summary"), valueIn(html, "s.resources.text")]).toEqual([`${WORDS}, en résumé.`, "Deux collègues."]);
    expect((await ItemModel.findById(idIn(page)).lean())?.versions[0]?.draft?.sections.some(({ id }) => id === "resources"), "nothing is kept unseen").toBe(false);
    const again = { base: valueIn(html, "base"), hand: second.hand };
    expect((await save(page, colleague, again, [...whole, ["s", "resources resources"], ["s.resources.text", "Deux collègues."]])).status).toBe(302);
    const draft = (await ItemModel.findById(idIn(page)).lean())?.versions[0]?.draft;
    expect(draft?.summary).toBe(`${WORDS}, en résumé.`);
    expect(draft?.sections.find(({ id }) => id === "resources")?.text).toBe("Deux collègues.");
  });

  test("in the same words: both are shown, and the second decides", async () => {
    const page = await begin(contributor);
    const [first, second] = [await open(page, contributor), await open(page, colleague)];
    await save(page, contributor, first, [...whole.filter(([name]) => name !== "title"), ["title", "Le titre du premier"]]);
    const met = await save(page, colleague, second, [["title", "Le titre du second"]]);
    expect(met.status).toBe(409);
    const html = await met.text();
    const [own, other] = [valueIn(html, "title"), valueIn(html, "theirs.title")];
    expect(own).toBe("Le titre du second");
    expect(other).toBe("Le titre du premier");
    const taken = await save(page, colleague, { base: valueIn(html, "base"), hand: second.hand }, [["title", own], ["theirs.title", other], ["take", "title"]]);
    expect(taken.status).toBe(302);
    expect((await ItemModel.findById(idIn(page)).lean())?.versions[0]?.draft?.title).toBe(other);
  });

  test("of many windows at once each saves in turn or is told; none is lost in silence", async () => {
    const page = await begin(contributor);
    const windows = await Promise.all(Array.from({ length: 6 }, () => open(page, contributor)));
    const answers = await Promise.all(windows.map((window, index) => save(`${page}/autosave`, contributor, window, [...whole, ["summary", `Fenêtre ${index}`]])));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409]);
  });
});

describe("handing in", () => {
  test("is an editor's, is kept from what lacks required parts, and keeps the text", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    expect((await save(page, contributor, window, whole, "submit")).status).toBe(403);
    const early = await save(page, editor, await open(page, editor), whole.filter(([name]) => name !== "s.results.text"), "submit");
    expect(early.status).toBe(400);
    const html = await early.text();
    expect(html).toContain('href="#s.results.text"');
    const saved = await ItemModel.findById(idIn(page)).lean();
    expect(saved?.versions[0]).toMatchObject({ state: "draft", draft: { summary: `${WORDS}, en résumé.` } });
    const answer = await save(page, editor, { base: valueIn(html, "base"), hand: "second" }, whole, "submit");
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `/fr/desk/items/${idIn(page)}?done=submit`]);
    expect((await ItemModel.findById(idIn(page)).lean())?.versions[0]?.state).toBe("in-review");
    const late = await save(page, contributor, await open(page, contributor), [...whole, ["summary", "Trop tard"]]);
    expect(late.status, "what is under review is not written").toBe(409);
    expect(valueIn(await late.text(), "summary")).toBe("Trop tard");
  });
});

describe("a session that has ended", () => {
  test("loses nothing: autosave says so, and a form is sent on after signing in again", async () => {
    const page = await begin(contributor);
    const window = await open(page, contributor);
    const person = { ...contributor, cookie: await signIn(hub(), contributor) };
    await SessionModel.deleteMany({ user: contributor.id });
    expect((await save(`${page}/autosave`, person, window, whole)).status).toBe(401);
    const answer = await save(page, person, window, whole);
    expect(answer.status).toBe(401);
    const html = await answer.text();
    const kept = valueIn(html, "kept");
    expect(new URLSearchParams(kept).get("s.results.text")).toBe(`${WORDS}: results.`);
    contributor.cookie = await signIn(hub(), contributor);
    const sentOn = await fetch(hub().url + page, { method: "POST", redirect: "manual", headers: { Origin: hub().url, Cookie: contributor.cookie, "Content-Type": "application/x-www-form-urlencoded" }, body: kept });
    expect(sentOn.status).toBe(302);
    expect((await ItemModel.findById(idIn(page)).lean())?.versions[0]?.draft?.summary).toBe(`${WORDS}, en résumé.`);
  });
});
