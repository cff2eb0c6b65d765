import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { readBytes } from "#app/import/source-file.server.ts";
import { loadItem } from "#app/routes/items/page.server.ts";
import { documentMaker } from "#app/search/documents.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { toPublished } from "#models/item.ts";
import { findPublished, listNewest, listPending, listPublished } from "#models/item-queries.server.ts";
import { type ItemDocument, ItemModel, toItem } from "#models/item.server.ts";
import { isTooLarge } from "#models/mongo-errors.server.ts";
import { VISITOR } from "#models/actor.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { Workbench } from "./workbench.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
let servers: Servers;
const bench = new Workbench();

const ENGLISH = "Meeting of focal points in Praia\nThe focal points met on Monday to plan the year.\n12 workshops were held on reporting.\nAdd new comment";
const FRENCH = "Réunion des points focaux à Praia\nLes points focaux se sont réunis lundi pour préparer l’année.\n34 séances secrètes ont été tenues.";

beforeAll(async () => {
  servers = await startServers({ founded: true });
  // The page's loader asks the settings for the hub's address.
  Object.assign(process.env, { MONGODB_URL: servers.mongoUrl, MEILI_URL: servers.meiliUrl, HUB_DATA_DIR: path.join(bench.folder, "hub-data") });
  await connect(servers.mongoUrl);
});
beforeEach(async () => {
  await ItemModel.deleteMany({});
  bench.write("en.txt", ENGLISH);
  bench.write("fr.txt", FRENCH);
});
afterAll(async () => {
  bench.remove();
  await disconnect();
  await servers?.stop();
});

const entry = (more: object = {}) => ({
  key: "praia-meeting",
  type: "event",
  country: "MR",
  files: [
    { path: "en.txt", lang: "en" },
    { path: "fr.txt", lang: "fr" },
  ],
  ...more,
});
const stored = async (key = "praia-meeting") => ItemModel.findById(idForKey(key)).lean<ItemDocument>();
const published = (key = "praia-meeting") => findPublished({ actor: VISITOR, id: idForKey(key), type: "event" });
const messages = ({ problems }: { problems: { place: string; message: string }[] }) => problems.map(({ place, message }) => `${path.basename(place)}: ${message}`);

describe("an import, repeated", () => {
  test("creates, finds nothing to do, follows a changed file, and marks each write for the index", async () => {
    expect(await bench.import([entry()])).toMatchObject({ created: 1, problems: [] });
    expect((await stored())?.indexPending).toBeTruthy();
    const before = await stored();
    expect(await bench.import([entry()])).toMatchObject({ unchanged: 1 });
    expect(await stored()).toEqual(before);

    bench.write("en.txt", ENGLISH.replace("12 workshops", "13 workshops"));
    expect(await bench.import([entry()])).toMatchObject({ updated: 1 });
    const after = await stored();
    expect(after).toMatchObject({ revision: 2, figures: expect.arrayContaining([expect.objectContaining({ value: 13 })]) });
    expect(after?.indexPending).not.toBe(before?.indexPending);
    // The French was not written anew: it is behind the English, and keeps its day.
    const item = await published();
    expect(item?.versions.map(({ lang, behind }) => [lang, behind])).toEqual([["en", false], ["fr", true]]);
    expect(after?.versions[1]?.published?.at).toEqual(before?.versions[1]?.published?.at);
    expect(await ItemModel.countDocuments()).toBe(1);
  });

  test("leaves an item alone that a user has changed, and says so", async () => {
    await bench.import([entry()]);
    await ItemModel.updateOne({ _id: idForKey("praia-meeting") }, { $set: { "versions.0.published.content.title": "A user's title" } });
    bench.write("en.txt", `${ENGLISH}\nOne sentence more, at the end of it.`);
    const result = await bench.import([entry()]);
    expect(result).toMatchObject({ updated: 0, kept: 1, problems: [] });
    expect(result.printed).toContain("edited since the last import");
    expect((await stored())?.versions[0]?.published?.content.title).toBe("A user's title");
  });

  test("takes the place of a seeded item, unless a user has changed that", async () => {
    await loadSeed();
    const [meeting] = FOUNDING.items.filter(({ key }) => key === "mr-nouakchott-meeting");
    const given = { ...entry(), key: "mr-nouakchott-meeting" };
    await ItemModel.updateOne({ _id: meeting?.id }, { $addToSet: { terms: "theme:poverty" } });
    expect(await bench.import([given])).toMatchObject({ kept: 1 });
    await ItemModel.deleteMany({});
    await loadSeed();
    expect(await bench.import([given])).toMatchObject({ updated: 1 });
    expect(await loadSeed()).toMatchObject({ created: 0, updated: 0, kept: 1 });
    const item = await published("mr-nouakchott-meeting");
    expect(item?.versions.map(({ lang, content }) => [lang, content.title])).toEqual([
      ["en", "Meeting of focal points in Praia"],
      ["fr", "Réunion des points focaux à Praia"],
    ]);
    // Facts that no text takes away.
    expect(item?.terms).toEqual(meeting?.terms);
    expect(item?.versions[1]?.content.place).toBe("Nouakchott");
  });

  test("two imports at once write everything once", async () => {
    const file = bench.write("twice.json", JSON.stringify([entry()]));
    const { importFile } = await import("./workbench.ts");
    const [one, other] = await Promise.all([importFile(file), importFile(file)]);
    expect(one.created + other.created).toBe(1);
    expect(one.kept + other.kept).toBe(0);
    expect(await ItemModel.countDocuments()).toBe(1);
  });

  test("says which years an entry no longer has, and takes none away", async () => {
    const record = { key: "list", type: "record", country: "MR", files: [{ path: "list.txt", lang: "en" }] };
    bench.write("list.txt", "Achievements in 2023\n- One\nAchievements in 2022\n- Two");
    expect(await bench.import([record])).toMatchObject({ created: 2 });
    bench.write("list.txt", "Achievements in 2023\n- One");
    const result = await bench.import([record]);
    expect(result).toMatchObject({ unchanged: 1 });
    expect(result.printed).toContain("list-2022");
    expect(await ItemModel.countDocuments()).toBe(2);
  });
});

describe("what is not published", () => {
  test("a version that is a draft or withdrawn stands nowhere, nor do its figures", async () => {
    for (const state of ["draft", "withdrawn"]) {
      await ItemModel.deleteMany({});
      await bench.import([entry({ state: "published", files: [{ path: "en.txt", lang: "en" }, { path: "fr.txt", lang: "fr", state }] })]);
      const item = await published();
      expect(item?.versions.map(({ lang }) => lang)).toEqual(["en"]);
      expect(item?.figures.map(({ value }) => value)).toEqual([12]);
      // A bare 34 stands in many a moment and id.
      const secret = /points focaux|secrètes|"value":34\b|\b34 points/;
      expect(JSON.stringify(item)).not.toMatch(secret);
      const lists = [await listPublished({ actor: VISITOR }), await listNewest({ actor: VISITOR, limit: 10 })];
      expect(JSON.stringify(lists)).not.toMatch(secret);
      // For its authors it is all there.
      const version = (await stored())?.versions[1];
      expect(version).toMatchObject({ lang: "fr", state, published: null, draft: { title: "Réunion des points focaux à Praia" } });
    }
  });

  test("an item of which nothing is published is not there for readers", async () => {
    await bench.import([entry({ state: "draft" })]);
    expect(await published()).toBeNull();
    expect(await listPublished({ actor: VISITOR })).toEqual([]);
    expect(await bench.import([entry({ state: "draft" })])).toMatchObject({ unchanged: 1 });
    expect(await bench.import([entry({ state: "published" })])).toMatchObject({ updated: 1 });
    expect((await published())?.versions).toHaveLength(2);
    expect(await bench.import([entry({ state: "draft" })])).toMatchObject({ updated: 1 });
    expect(await published()).toBeNull();
  });

  test("pieces that could not be placed, proposals and the report stand in no page, list or index document", async () => {
    bench.write("en.txt", `${ENGLISH}\n|||`);
    const { printed } = await bench.import([entry()]);
    expect(printed).toContain("Add new comment");
    const item = await stored();
    expect(item?.import?.files[0]?.unplaced).toEqual([
      { line: 4, text: "Add new comment", why: "page-furniture" },
      { line: 5, text: "|||", why: "stray-mark" },
    ]);
    expect(item?.import?.proposals.length).toBeGreaterThan(0);
    const [pending] = await listPending({ limit: 1 });
    if (!pending || !item) throw new Error("nothing waits for the index");
    const shown = toPublished(toItem(item));
    if (!shown) throw new Error("nothing is published");
    const documents = documentMaker(await referenceData({ fresh: true }))(shown, "stamp");
    const slug = "meeting-of-focal-points-in-praia";
    const params = { lang: "en", collection: "events", id: item._id, slug };
    const page = await loadItem({ params, request: new Request(`http://hub/en/events/${item._id}/${slug}`), context: {} as never });
    const everywhere = JSON.stringify([pending.item, shown, documents, page, await listNewest({ actor: VISITOR, limit: 5 })]);
    expect(everywhere).toContain("The focal points met on Monday");
    expect(everywhere).not.toMatch(/Add new comment|\|\|\||unplaced|proposals|page-furniture/);
  });
});

describe("a draft beside a published version whose file fails", () => {
  const files = (drafted = "draft") => [{ path: "en.txt", lang: "en" }, { path: "fr.txt", lang: "fr", state: drafted }];
  const fail = (name: string) => bench.write(name, Buffer.from([0xe9, 0xe8, 0x0a]));

  test("gives readers neither its title, nor its date, nor its details", async () => {
    const sheet = "Measure number: 12\nStatement of the measure\n1. Draft reports";
    bench.write("en.txt", sheet);
    bench.write("fr.txt", "Numéro de la mesure : 99\nIntitulé de la mesure\nMesure secrète\nÉnoncé de la mesure\n1. Rédiger\nPublié : 5 mars 2023");
    const measure = { key: "praia-meeting", type: "measure", country: "MR", files: files() };
    await bench.import([measure]);
    fail("en.txt");
    expect(await bench.import([measure])).toMatchObject({ problems: [{ message: expect.stringContaining("en.txt") }] });
    const item = await findPublished({ actor: VISITOR, id: idForKey("praia-meeting"), type: "measure" });
    expect(item).toMatchObject({ date: { precision: "not-stated" }, details: { number: "12" } });
    expect(JSON.stringify(item)).not.toMatch(/secrète|2023|99/);
  });

  test("gives them nothing either where it is the draft's file that fails", async () => {
    bench.write("fr.txt", `Réunion secrète\nDate : 5 mars 2023\n${FRENCH}`);
    await bench.import([entry({ state: "draft" })]);
    fail("fr.txt");
    expect(await bench.import([entry({ files: files() })])).toMatchObject({ updated: 1 });
    const item = await published();
    expect(item).toMatchObject({ date: { precision: "not-stated" }, sources: [{ title: { en: "Meeting of focal points in Praia" } }] });
    expect(JSON.stringify(item)).not.toMatch(/secrète|2023/);
  });

  test("does not take away the date that the published version states", async () => {
    bench.write("en.txt", `A meeting in Praia\nDate: 5 March 2023\n${ENGLISH}`);
    await bench.import([entry({ files: files("published") })]);
    fail("en.txt");
    await bench.import([entry({ files: files("published") })]);
    expect(await published()).toMatchObject({ date: { precision: "exact", from: "2023-03-05" } });
  });

  test.each([["read", false], ["as it was", true]])("leaves unit and “about” of a figure to the published version: %s", async (_name, fails) => {
    bench.write("en.txt", "A meeting\nAbout 12 % of the members came.");
    bench.write("fr.txt", "Une réunion\nIl y a eu 12 membres présents.");
    await bench.import([entry({ files: files() })]);
    if (fails) fail("en.txt");
    await bench.import([entry({ files: files() })]);
    expect((await published())?.figures).toMatchObject([{ value: 12, unit: "%", approximate: true }]);
    expect((await stored())?.figures).toHaveLength(1);
  });
});

describe("what is wrong", () => {
  const good = { key: "good", type: "document", country: null, files: [{ path: "en.txt", lang: "en" }] };
  const one = (file: object) => ({ ...good, key: "bad", files: [{ path: "en.txt", lang: "en", ...file }] });

  test.each([
    ["a file that is not there", one({ path: "gone.txt" }), /manifest\.json:\d+: gone\.txt: is not there/],
    ["a folder", one({ path: "folder" }), /folder: is a folder/],
    ["an empty file", one({ path: "empty.txt" }), /empty\.txt: is empty/],
    ["blank lines", one({ path: "blank.txt" }), /blank\.txt: has nothing but blank lines/],
    ["a wrong encoding", one({ path: "cp1256.txt", lang: "ar" }), /cp1256\.txt:2: is not utf-8: wrong byte C8 at byte 7/],
    ["UTF-8 called by another name", one({ path: "fr.txt", encoding: "iso-8859-1" }), /is UTF-8, not windows-1252/],
    ["UTF-16 without its name", one({ path: "utf16.txt" }), /is not utf-8: wrong byte FF at byte 1; it begins as UTF-16 does/],
    ["a NUL byte", one({ path: "nul.txt" }), /nul\.txt:2: is no text: control character U\+0000/],
    ["an encoding that no one knows", one({ encoding: "ebcdic" }), /"ebcdic" is no encoding known here/],
    ["an encoding named as what every object has", one({ encoding: "constructor" }), /"constructor" is no encoding known here/],
    ["a page with its markup", one({ path: "page.html" }), /is a page with its markup/],
    ["an unknown country", { ...good, key: "bad", country: "XX" }, /country: "XX" is the ISO code of no State/],
    ["an unknown type", { ...good, key: "bad", type: "poem" }, /type: "poem" is none of: practice, document/],
    ["an entry that nobody has handed in", { ...good, key: "bad", state: "in-review" }, /state: an import hands nothing in: take draft/],
    ["a file that nobody has handed in", one({ state: "changes-requested" }), /files\.0\.state: an import hands nothing in/],
    ["an unknown language", one({ lang: "tlh" }), /files\.0\.lang: "tlh" is no language of the hub/],
    ["an unknown term", { ...good, key: "bad", terms: ["theme:nowhere"] }, /terms: "theme:nowhere" is no term/],
    ["a term that no item carries", { ...good, key: "bad", terms: ["mechanismType:ministerial"] }, /an item carries no terms such as/],
    ["an unknown link", { ...good, key: "bad", links: ["Declaration of Nowhere"] }, /links: "Declaration of Nowhere" is no text adopted/],
    ["a link of what is no document", { ...good, key: "bad", type: "event", links: ["asuncion-declaration"] }, /only a document is linked/],
    ["an unknown mechanism", { ...good, key: "bad", mechanism: "atlantis" }, /mechanism: the hub knows none/],
    ["another country's mechanism", { ...good, key: "bad", country: "MR", mechanism: "morocco" }, /is of MA, the entry of MR/],
    ["a date that is none", { ...good, key: "bad", date: "2024-02-31" }, /date: "2024-02-31" is no date/],
    ["an unknown state", { ...good, key: "bad", state: "public" }, /state: "public" is none of/],
    ["a field that there is not", { ...good, key: "bad", tags: [] }, /tags: there is no such field/],
    ["no files", { ...good, key: "bad", files: [] }, /must name at least one file/],
    ["an entry that is no entry", "bad", /the entry must be a object|the entry must be an? object/],
    ["two files in a language", { ...good, key: "bad", files: [...good.files, ...good.files] }, /a file in "en" is there already/],
    ["a line that no item could hold", one({ path: "long.txt" }), /long\.txt:2: the line has 30000 characters/],
    ["lines without end", one({ path: "lines.txt" }), /lines\.txt: has 20001 lines/],
    ["more than a source may have", one({ path: "huge.txt" }), /huge\.txt: has 2000001 bytes/],
    ["an absolute path", one({ path: path.join(bench.folder, "en.txt") }), /is an absolute path; paths are relative to the manifest/],
    ["the keys of the hub", one({ path: "data/../hub-data/servers.json" }), /is in the hub's own data/],
    ["a link to the keys of the hub", one({ path: "keys.txt" }), /keys\.txt: is in the hub's own data/],
    ["a hidden file", one({ path: "./.hidden/en.txt" }), /is hidden/],
    ["a link to a hidden file", one({ path: "hidden.txt" }), /hidden\.txt: is hidden/],
    ["a file of the system", one({ path: path.relative(realpathSync(bench.folder), "/etc/passwd") }), /is a file of the system/],
    ["a device", one({ path: "device.txt" }), /device\.txt: is a file of the system/],
    ["a control character in a title", one({ title: "A bell\u0007" }), /files\.0\.title: has the control character U\+0007/],
    ["a line break in a path", one({ path: "en\n.txt" }), /files\.0\.path: has the control character U\+000A/],
    ["a list without years", { ...good, key: "bad", type: "record" }, /en\.txt: no year/],
  ] as [string, unknown, RegExp][])("%s stops what it concerns, with its place, and nothing else", async (_name, bad, message) => {
    mkdirSync(path.join(bench.folder, "folder"), { recursive: true });
    bench.write("empty.txt", "");
    bench.write("blank.txt", " \n\u00a0\n");
    bench.write("cp1256.txt", Buffer.concat([Buffer.from("Title\n"), Buffer.from([0xc8, 0xc7, 0xe1])]));
    bench.write("utf16.txt", Buffer.from("\ufeffTitle\nText", "utf16le"));
    bench.write("nul.txt", "Title\nte\u0000xt");
    bench.write("long.txt", `Title\n${"x".repeat(30_000)}`);
    bench.write("lines.txt", "x\n".repeat(20_000));
    bench.write("huge.txt", "x".repeat(2_000_001));
    bench.write("page.html", "<!DOCTYPE html><title>x</title>");
    mkdirSync(path.join(bench.folder, "data"), { recursive: true });
    const links = { "keys.txt": bench.write("hub-data/servers.json", "{}"), "hidden.txt": bench.write(".hidden/en.txt", ENGLISH), "device.txt": "/dev/zero" };
    for (const [name, target] of Object.entries(links)) {
      rmSync(path.join(bench.folder, name), { force: true });
      symlinkSync(target, path.join(bench.folder, name));
    }
    const result = await bench.import(JSON.stringify([bad, good], null, 1));
    expect(result.created).toBe(1);
    expect(messages(result).join("\n")).toMatch(message);
    expect(result.printed).toContain("not taken");
    expect(messages(result).every((text) => /^manifest\.json:\d+: /.test(text))).toBe(true);
    expect(await ItemModel.countDocuments()).toBe(1);
  });

  test.skipIf(!existsSync("/proc/self/maps"))("a file that says it has no size is read no further than any other", () => {
    expect(() => readBytes("/proc/self/maps", 100)).toThrow(/has more than 100 bytes/);
  });

  test("a key that comes again stops the second entry; so does one that another entry's year has taken", async () => {
    bench.write("list.txt", "Achievements in 2023\n- One");
    const list = { key: "list", type: "record", country: "MR", files: [{ path: "list.txt", lang: "en" }] };
    const result = await bench.import([good, good, list, { ...good, key: "list-2023" }]);
    expect(result).toMatchObject({ created: 2 });
    expect(messages(result).join("\n")).toMatch(/"good" stands at line 1 already[^]*"list-2023" is an item of the entry "list" already/);
  });

  test("a file that fails leaves its own version as it is, and the others are taken", async () => {
    await bench.import([entry()]);
    bench.write("fr.txt", Buffer.from([0xe9, 0xe8, 0x0a]));
    bench.write("en.txt", ENGLISH.replace("12 workshops", "13 workshops"));
    const result = await bench.import([entry()]);
    expect(result).toMatchObject({ updated: 1, problems: [{ message: expect.stringContaining("fr.txt:1") }] });
    const item = await published();
    expect(item?.versions.map(({ lang }) => lang)).toEqual(["en", "fr"]);
    expect(item?.figures.map(({ value }) => value).toSorted()).toEqual([13, 34]);
    expect((await stored())?.import?.files.map(({ lang }) => lang)).toEqual(["en", "fr"]);
    expect(await bench.import([entry()])).toMatchObject({ unchanged: 1 });
  });

  test("an item that is larger than the database takes stops alone", async () => {
    const sheet = `${`€${"€ ".repeat(9_900)}\n`.repeat(95)}Statement of the measure\n1. Draft reports`.replaceAll("€", "\u0080");
    bench.write("large.txt", Buffer.from(sheet, "latin1"));
    const files = ["en", "fr", "es", "pt", "ar"].map((lang) => ({ path: "large.txt", lang, encoding: "windows-1252" }));
    const result = await bench.import([{ key: "large", type: "measure", country: "MR", files }, good]);
    expect(messages(result)).toEqual([expect.stringMatching(/^manifest\.json:\d+: large: is larger than the database takes$/)]);
    expect(result).toMatchObject({ created: 1 });
  });

  test("figures and other numbers have an end, and are counted beyond it", async () => {
    bench.write("figures.txt", `A title\n${"€1 ".repeat(6_600)}\n${"7 m ".repeat(4_900)}\n${"€1 ".repeat(6_600)}`);
    bench.write("numbers.txt", `A title\n${Array.from({ length: 10 }, () => "1 ".repeat(4_000)).join("\n")}`);
    bench.write("word.txt", `A title\n12 ${"m".repeat(101)} and 13 members.`);
    const of = (key: string) => ({ ...good, key, files: [{ path: `${key}.txt`, lang: "en" }] });
    const result = await bench.import([of("figures"), of("numbers"), of("word")]);
    expect(result).toMatchObject({ created: 3, problems: [] });
    expect((await stored("figures"))?.figures).toHaveLength(200);
    expect((await stored("figures"))?.import?.files[0]).toMatchObject({ figures: { length: 200 }, numbers: { length: 500 }, moreNumbers: { "too-many": 17_400 } });
    expect(result.printed).toContain("17900 beyond the figures that an item may have");
    expect((await stored("numbers"))?.import?.files[0]).toMatchObject({ numbers: { length: 500 }, moreNumbers: { "nothing-counted": 39_500 } });
    expect(result.printed).toContain("40000 counting nothing");
    expect((await stored("word"))?.figures.map(({ value }) => value)).toEqual([13]);
  });

  test.each([16.2, 17.5, 40])("a document of %d MB is known to be too large, whoever refuses it", async (size) => {
    const write = ItemModel.collection.updateOne({ key: "x" }, { $set: { text: "x".repeat(size * 2 ** 20) } }, { upsert: true });
    await expect(write.catch(isTooLarge)).resolves.toBe(true);
  });

  test.each([
    ["Windows' Arabic", "windows-1256", [0xc8, 0xc7, 0xe1], "بال"],
    ["Latin-1 with Windows' quotes", "iso-8859-1", [0xe9, 0x92], "é’"],
  ])("%s is read where it is named", async (_name, encoding, bytes, text) => {
    bench.write("old.txt", Buffer.concat([Buffer.from("A title here\nThe text: "), Buffer.from(bytes), Buffer.from(".")]));
    expect(await bench.import([{ ...good, files: [{ path: "old.txt", lang: "en", encoding }] }])).toMatchObject({ created: 1 });
    expect(JSON.stringify(await stored("good"))).toContain(text);
  });

  test("UTF-8 and UTF-16 are read with the mark of their order before them", async () => {
    bench.write("marked.txt", `\ufeff${ENGLISH}`);
    bench.write("wide.txt", Buffer.from(`\ufeff${FRENCH}`, "utf16le"));
    const files = [{ path: "marked.txt", lang: "en" }, { path: "wide.txt", lang: "fr", encoding: "utf-16" }];
    expect(await bench.import([entry({ files })])).toMatchObject({ created: 1 });
    expect((await published())?.versions.map(({ content }) => content.title)).toEqual([
      "Meeting of focal points in Praia",
      "Réunion des points focaux à Praia",
    ]);
  });

  test.each([
    ["no list", "key: value", /is no list of entries/],
    ["an empty one", "", /is no list of entries/],
    ["an empty list", "[]", /has no entries/],
    ["no YAML", "- [1, 2", /manifest\.json: \S/],
    ["a tag of a program", "- !!js/function 'x'", /manifest\.json: \S/],
    ["aliases of aliases", `- &a [x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g"].map((name, index) => `- &${name} [${Array(9).fill(`*${"abcdef"[index]}`).join(",")}]`).join("\n")}`, /alias/i],
    ["brackets without end", "[".repeat(50_000), /manifest\.json: \S/],
  ])("a manifest that is %s is refused in one line", async (_name, text, message) => {
    await expect(bench.import(text)).rejects.toThrow(message);
    await expect(bench.import(text)).rejects.toThrow(/^[^\n]*$/);
  });
});

test("the report is plain text of at most 100 columns, and what it cites cannot steer a terminal", async () => {
  bench.write("fr.txt", `${FRENCH}\nUne phrase\u202e très longue ${"et encore plus longue ".repeat(30)}.`);
  const { printed } = await bench.import([entry(), { ...entry(), key: "x", country: `X\u001b[31m${"y".repeat(200)}` }]);
  const wide = printed.split("\n").filter((line) => [...line.replace(/[\p{M}\p{Cf}]/gu, "")].length > 100);
  expect(wide).toEqual([]);
  // oxlint-disable-next-line no-control-regex -- it is these that are looked for
  expect(printed.replace(/\n/g, "")).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
  for (const line of printed.split("\n")) expect(line.split("\u2068").length, line).toBe(line.split("\u2069").length);
});

describe("as a program", () => {
  const start = (file: string): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", "app/import/main.ts", file], {
      cwd: ROOT,
      env: { ...process.env, INIT_CWD: bench.folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
  async function end(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
    let [out, err] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, out, err };
  }

  test("it ends with 0, with 1 where a file failed, and with one line where there is no manifest", async () => {
    bench.write("ok.yaml", "- key: ok\n  type: event\n  country: MR\n  files:\n    - { path: en.txt, lang: en }\n");
    bench.write("bad.yaml", "- key: bad\n  type: event\n  country: MR\n  files:\n    - { path: gone.txt, lang: en }\n");
    const [ok, bad, none] = [await end(start("ok.yaml")), await end(start("bad.yaml")), await end(start("none.yaml"))];
    expect(ok).toMatchObject({ code: 0, out: expect.stringContaining("1 created") });
    expect(bad).toMatchObject({ code: 1, err: expect.stringMatching(/bad\.yaml:5: gone\.txt: is not there/) });
    expect(none.code).toBe(1);
    expect(none.err.trim()).toMatch(/^import: [^\n]*none\.yaml: is not there$/);
  });

  test("killed at any moment and run again, it comes to the same", async () => {
    const count = 30;
    const entries = Array.from({ length: count }, (_, index) => entry({ key: `item-${index}` }));
    const file = bench.write("many.json", JSON.stringify(entries));
    const signals: (string | null)[] = [];
    for (const after of [1, 12, 25]) {
      const child = start(file);
      let printed = "";
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (printed.split("· event ·").length > after) child.kill("SIGKILL");
      });
      const [, signal] = (await once(child, "close")) as [number | null, string | null];
      signals.push(signal);
    }
    expect(signals).toContain("SIGKILL");
    const { code, out } = await end(start(file));
    expect(code).toBe(0);
    expect(out).toContain("0 updated");
    expect(out).toContain("0 kept");
    const items = await ItemModel.find().lean<ItemDocument[]>();
    expect(items).toHaveLength(count);
    expect(items.every(({ revision, indexPending, versions }) => revision === 1 && indexPending && versions.length === 2)).toBe(true);
  });
});
