import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { AuditModel } from "#models/audit.server.ts";
import { type ItemDocument, ItemModel } from "#models/item.server.ts";
import { RevisionModel } from "#models/revision.server.ts";
import { TableRowModel } from "#models/table-row.server.ts";
import { TableImportModel } from "#models/table-import.server.ts";

import { type HubOnEngines, startHubOnEngines } from "../helpers/hub-on-engines.ts";
import { type HubProcess, startHub } from "../helpers/hub-process.ts";
import { getPage, type Person } from "../helpers/people.ts";
import { newDraft, type People, signedIn, step } from "../review/desk.ts";
import { MOROCCO, versionOf } from "../writing/desk.ts";
import { bring, csv, plain, settled, take, words } from "./bringing.ts";
import { mutantTable } from "./mutants.ts";

let running: HubOnEngines;
let hub: HubProcess;
let people: People;
let contributor: Person;

beforeAll(async () => {
  running = await startHubOnEngines({ founded: true });
  hub = running.hub;
  people = await signedIn(hub);
  ({ contributor } = people);
}, 300_000);
afterAll(async () => {
  await hub?.stop();
  await running?.stop();
});

const byKey = (tableKey: string) => ItemModel.findOne({ tableKey, mechanism: MOROCCO }).lean<ItemDocument>();
const draftOf = async (key: string, lang: string) => (await byKey(key))?.versions.find((version) => version.lang === lang)?.draft;
const sectionsOf = async (key: string, lang: string) => Object.fromEntries(((await draftOf(key, lang))?.sections ?? []).map(({ id, text }) => [id, text]));

/** Brings a table and has it written. */
async function imported(content: string, lang = "fr"): Promise<string> {
  const { path, status, page } = await bring(hub, contributor, content, { lang });
  if (!path) throw new Error(`${status}: ${plain(page)}`);
  const refused = await TableRowModel.find({ table: path.split("/").at(-1), kind: "refused" }).lean();
  expect(refused.flatMap(({ problems }) => problems)).toEqual([]);
  expect((await take(hub, contributor, path, "write")).status).toBe(302);
  await settled(hub, contributor, path);
  return path;
}

test("a look names each cell, its value and the reason, and writes nothing", async () => {
  const before = await ItemModel.countDocuments();
  const wrong = csv(
    ["Clé", "Type", "Langue", "Titre", "Date", "Thèmes", "Couleur"],
    ["m-1", "Bonne pratique", "français", "Un titre", "31/05/2024", "zzinconnu", "bleu"],
    ["m-1", "", "fr", "Encore", "", "", ""],
    ["", "practice", "fr", "Sans clé", "", "", ""],
    ["m-2", "practice", "klingon", "x".repeat(301), "", "", ""],
  );
  const { path, status } = await bring(hub, contributor, wrong.replaceAll(",", ";"), { lang: "fr" });
  expect(status).toBe(302);
  const page = await words(hub, contributor, path);
  expect(page).toMatch(/E2\s+Colonne\s+Date\s+Valeur\s+31\/05\/2024\s+Ce n’est pas une date/);
  expect(page).toMatch(/F2\s+Colonne\s+Thèmes\s+Valeur\s+zzinconnu\s+La plateforme ne connaît pas cette valeur/);
  expect(page).toMatch(/Ligne 3 Ne peut être importée\s+français · m-1\s+Encore\s+La ligne 2 porte sur la même fiche/);
  expect(page).toMatch(/A4\s+Colonne\s+Clé\s+Une ligne doit avoir une clé/);
  expect(page).toMatch(/C5\s+Colonne\s+Langue\s+Valeur\s+klingon/);
  expect(page).toContain("laissées de côté : Couleur".replace(" :", "\u00a0:").replace(/\s/g, " "));
  const report = await (await getPage(hub, `${path}/report.csv`, contributor)).text();
  expect(report).toContain("E2;Date;31/05/2024;");
  const json = JSON.stringify([{ key: "m-3", type: "وثيقة", language: "ar", title: "وثيقة", date: "غداً", theme: ["لا شيء كهذا"] }]);
  const arabic = await words(hub, contributor, (await bring(hub, contributor, json, { lang: "ar", name: "t.json" })).path);
  expect(arabic).toMatch(/\[0\]\.date\s+العمود\s+التاريخ\s+القيمة\s+غداً\s+ليس هذا تاريخا/);
  expect(arabic).toMatch(/\[0\]\.theme\s+العمود\s+المواضيع\s+القيمة\s+لا شيء كهذا\s+لا تعرف المنصة/);
  expect(await ItemModel.countDocuments()).toBe(before);
  for (const [content, reason] of [[Buffer.from("key;langue\na;Pr\xe9", "latin1"), "UTF-8"], [Buffer.from("PK\x03\x04 no table"), "CSV"], [Buffer.alloc(8_100_000, "a"), "8 Mo"]] as const) {
    const answer = await bring(hub, contributor, content, { lang: "fr" });
    expect([answer.status >= 400, plain(answer.page)]).toEqual([true, expect.stringContaining(reason)]);
  }
});

test("a table begins items and translations as drafts, and by their keys changes only what it has a column for", async () => {
  const headings = ["key", "type", "language", "original", "title", "summary", "objectives", "date", "theme", "number"];
  await imported(csv(
    headings,
    ["p-1", "", "fr", "non", "Table ronde", "", "Réunir.", "", "", ""],
    ["p-1", "ممارسة فضلى", "العربية", "نعم", "'=مائدة", "ملخص", "الجمع بين الوزارات", "2024-05", "theme:torture; food", ""],
    ["p-2", "measure", "ar", "", "تدبير", "", "", "2021", "", "12"],
  ));
  const item = await byKey("p-1");
  expect(item).toMatchObject({ type: "practice", originalLanguage: "ar", mechanism: MOROCCO, country: "MA", publishedAt: null, date: { from: "2024-05" }, terms: ["theme:torture", "theme:food"] });
  expect(item?.versions.map(({ lang, state, draft }) => [lang, state, draft?.title])).toEqual([["ar", "draft", "'=مائدة"], ["fr", "draft", "Table ronde"]]);
  expect(await RevisionModel.countDocuments({ item: item?._id, kind: "import" })).toBe(2);
  expect(await AuditModel.countDocuments({ action: "item:import", "subject.id": item?._id })).toBe(2);

  // The columns of summary and objectives are not there, the cell of the theme is empty.
  await imported(csv(["Clé", "Langue", "Titre", "Thèmes"], ["p-1", "ar", "=HYPERLINK(1)", ""]));
  expect(await draftOf("p-1", "ar")).toMatchObject({ title: "=HYPERLINK(1)", summary: "ملخص" });
  expect(await sectionsOf("p-1", "ar")).toEqual({ objectives: "الجمع بين الوزارات" });
  expect((await byKey("p-1"))?.draftFacts?.terms).toEqual(["theme:torture", "theme:food"]);
  await imported(csv(["key", "language", "summary"], ["p-1", "ar", "[فارغ]"]));
  expect(await draftOf("p-1", "ar")).toMatchObject({ title: "=HYPERLINK(1)", summary: "" });
});

test("what a mechanism has comes as a table that changes nothing, and one cell of it changes just that", async () => {
  for (const lang of ["ar", "fr"]) {
    const table = await (await getPage(hub, `/${lang}/desk/import/items.csv?mechanism=${MOROCCO}`, contributor)).text();
    const { path } = await bring(hub, contributor, table, { lang });
    const found = await TableImportModel.findById(path.split("/").at(-1)).lean();
    expect(found?.counts).toMatchObject({ item: 0, version: 0, changed: 0, refused: 0 });
    expect(found?.counts.unchanged).toBeGreaterThan(4);
    expect(found?.ignored).toEqual([]);
  }
  const table = await (await getPage(hub, `/en/desk/import/items.csv?mechanism=${MOROCCO}`, contributor)).text();
  await imported(table.replace("Table ronde", "Table ovale"), "en");
  expect((await draftOf("p-1", "fr"))?.title).toBe("Table ovale");
  expect(await sectionsOf("p-1", "fr")).toEqual({ objectives: "Réunir." });
  for (const lang of LANGUAGE_CODES) {
    const template = await (await getPage(hub, `/${lang}/desk/import/template.csv`, contributor)).text();
    const found = await TableImportModel.findById((await bring(hub, contributor, template, { lang })).path.split("/").at(-1)).lean();
    expect([lang, found?.counts, found?.ignored]).toEqual([lang, { item: 1, version: 0, changed: 0, unchanged: 0, refused: 0 }, []]);
  }
});

test("what is another mechanism's, under review, or has moved on since, is refused; the others go on", async () => {
  const mine = await byKey("p-1");
  const foreign = await bring(hub, people.stranger, csv(["key", "id", "language", "title"], ["", mine?._id ?? "", "fr", "Volé"], ["p-1", "", "fr", "Sans type"]), { lang: "fr" });
  const page = await words(hub, people.stranger, foreign.path);
  expect(page).toMatch(new RegExp(`B2\\s+Colonne\\s+Identifiant\\s+Valeur\\s+${mine?._id}\\s+Aucune fiche`));
  expect((await getPage(hub, foreign.path, contributor)).status).toBe(404);
  const id = await newDraft(contributor, "Handed in");
  await step(hub, people.editor, "submit", id);
  const { path } = await bring(hub, contributor, csv(["id", "language", "title"], [id, "en", "No"]), { lang: "fr" });
  expect(await words(hub, contributor, path)).toContain("Cette version est en cours d’examen");

  const moved = await bring(hub, contributor, csv(["key", "language", "title", "type"], ["p-1", "fr", "Trop tard", ""], ["p-3", "fr", "À temps", "document"]), { lang: "fr" });
  await imported(csv(["key", "language", "title"], ["p-1", "fr", "Plus vite"]));
  await take(hub, contributor, moved.path, "write");
  expect(await settled(hub, contributor, moved.path)).toContain("Quelqu’un y a travaillé depuis");
  expect([(await draftOf("p-1", "fr"))?.title, (await draftOf("p-3", "fr"))?.title]).toEqual(["Plus vite", "À temps"]);
  expect((await take(hub, contributor, moved.path, "write")).status).toBe(409);
});

test("an import is undone as one: what it began goes, what it changed is as before, what someone has gone on with stays", async () => {
  const id = await newDraft(contributor, "Before the table");
  const [before, published] = [await versionOf(id), await ItemModel.findOne({ mechanism: MOROCCO, publishedAt: { $ne: null } }).lean<ItemDocument>()];
  const lang = published?.originalLanguage ?? "";
  const path = await imported(csv(
    ["key", "id", "type", "language", "title", "date"],
    ["u-1", "", "document", "fr", "Un", "2020"],
    ["u-1", "", "", "ar", "واحد", ""],
    ["u-2", "", "document", "fr", "Deux", ""],
    ["u-3", id, "", "en", "After the table", "1999"],
    ["", published?._id ?? "", "", lang, "Another title", ""],
  ));
  const [gone, kept] = [await byKey("u-1"), await byKey("u-2")];
  expect(gone?.versions).toHaveLength(2);
  await imported(csv(["key", "language", "title"], ["u-2", "fr", "Deux, suite"]));
  expect((await take(hub, contributor, path, "undo")).status).toBe(302);
  const page = await settled(hub, contributor, path);
  expect(page).toContain("Laissées telles quelles (1)");
  expect([await byKey("u-1"), (await byKey("u-2"))?._id]).toEqual([null, kept?._id]);
  expect(await versionOf(id)).toEqual(before);
  const again = await ItemModel.findById(published?._id).lean<ItemDocument>();
  expect(again?.versions).toEqual(published?.versions);
  expect(again?.draftFacts ?? null).toEqual(published?.draftFacts ?? null);
  expect(await RevisionModel.countDocuments({ item: gone?._id })).toBe(0);
  expect(await AuditModel.countDocuments({ action: "item:undo-import", "subject.id": gone?._id })).toBe(2);
});

test("what was withdrawn or handed in since is not taken back: no text is lost with it", async () => {
  const id = await newDraft(contributor, "Published before");
  await step(hub, people.editor, "submit", id);
  await step(hub, people.reviewer, "approve", id);
  const path = await imported(csv(
    ["key", "id", "type", "language", "title", "summary", "objectives", "implementation", "results", "date", "theme"],
    ["w-1", id, "", "en", "By a table", "", "", "", "", "", ""],
    ["w-2", "", "practice", "en", "Handed in, and back", "Short.", "To hear.", "By focal points.", "On time.", "2022", "theme:torture"],
  ));
  const item = (await byKey("w-2"))?._id ?? "";
  await step(hub, people.editor, "withdraw", id, { reason: "Outdated." });
  await step(hub, people.editor, "submit", item);
  await step(hub, people.editor, "recall", item);
  await take(hub, contributor, path, "undo");
  expect(await settled(hub, contributor, path)).toContain("Laissées telles quelles (2)");
  expect(await versionOf(id)).toMatchObject({ state: "draft", published: null, draft: { title: "By a table" } });
  expect([(await versionOf(item)).state, await RevisionModel.countDocuments({ item, kind: "submit" })]).toEqual(["draft", 1]);
});

test("a hub that is killed while it imports, and while it undoes, comes to the same end", async () => {
  const total = 80;
  const rows = Array.from({ length: total }, (_, index) => [`k-${index}`, "document", "fr", `Document ${index}`, `2${String(index).padStart(3, "0")}`]);
  const { path } = await bring(hub, contributor, csv(["key", "type", "language", "title", "date"], ...rows), { lang: "fr" });
  const table = path.split("/").at(-1) ?? "";
  const again = async (isBegun: () => Promise<boolean>) => {
    for (const end = Date.now() + 20_000; Date.now() < end && !(await isBegun()); ) await sleep(5);
    hub.kill("hub");
    await hub.untilGone(10_000);
    hub = await startHub({ dataDir: running.dataDir, env: running.env });
  };
  const done = (what: "outcome" | "undone") => TableRowModel.countDocuments({ table, [what]: "done" });
  await take(hub, contributor, path, "write");
  await again(async () => (await done("outcome")) > 20);
  expect(await done("outcome")).toBeLessThan(total);
  await settled(hub, contributor, path);
  const items = await ItemModel.find({ tableKey: /^k-/ }).lean<ItemDocument[]>();
  expect([items.length, new Set(items.map(({ tableKey }) => tableKey)).size, await done("outcome")]).toEqual([total, total, total]);
  expect(items.every(({ revision, versions, writes }) => revision === 1 && versions.length === 1 && writes === 1)).toBe(true);
  const ids = items.map(({ _id }) => _id);
  expect([await RevisionModel.countDocuments({ item: { $in: ids } }), await AuditModel.countDocuments({ action: "item:import", "subject.id": { $in: ids } })]).toEqual([total, total]);
  await take(hub, contributor, path, "undo");
  await again(async () => (await done("undone")) > 20);
  await settled(hub, contributor, path);
  expect([await ItemModel.countDocuments({ tableKey: /^k-/ }), await RevisionModel.countDocuments({ item: { $in: ids } }), await done("undone")]).toEqual([0, 0, total]);
  expect(await AuditModel.countDocuments({ action: "item:undo-import", "subject.id": { $in: ids } })).toBe(total);
}, 120_000);

test("damaged tables leave the hub alive, and nothing half-stored", async () => {
  const [pid, before] = [hub.pid("hub"), await ItemModel.countDocuments()];
  for (let index = 0; index < 10; index += 1) {
    const { status } = await bring(hub, contributor, mutantTable(5, index), { lang: "fr" });
    expect([302, 400, 413, 415], `mutant ${index}`).toContain(status);
  }
  const endless = csv(["key", "language", "type", "title", "theme", "text"], ["e-1", "fr", "document", "Sans fin", "x;".repeat(150_000), ""], ["e-2", "fr", "document", "Sans fin", "", "===\n".repeat(100_000)]);
  const { status, path } = await bring(hub, contributor, endless, { lang: "fr" });
  expect([status, (await words(hub, contributor, path)).length < 20_000]).toEqual([302, true]);
  expect([hub.pid("hub"), await ItemModel.countDocuments(), await TableImportModel.countDocuments({ state: "reading" })]).toEqual([pid, before, 0]);
  const tables = (await TableImportModel.find({}, { _id: 1 }).lean()).map(({ _id }) => String(_id));
  expect(await TableRowModel.countDocuments({ table: { $nin: tables } })).toBe(0);
});
