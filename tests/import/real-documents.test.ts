import { readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Language } from "#app/i18n/languages.ts";
import { slugOf } from "#app/paths.ts";
import { loadItem } from "#app/routes/items/page.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { ensureFilledIndex } from "#app/search/index-setup.server.ts";
import { INDEX_LEASE, indexPendingBatch } from "#app/search/indexer.server.ts";
import { searchItems } from "#app/search/query.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { idForKey } from "#models/ids.server.ts";
import type { Item, PublishedItem } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { withLease } from "#models/lease.server.ts";
import { VISITOR } from "#models/actor.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";
import { EXAMPLE, HAS_SEEDS, importFile, readText, sayIfSeedsAreAbsent, SEEDS, unaccounted } from "./workbench.ts";

sayIfSeedsAreAbsent();

const FILES = [
  ["000_107dbbc456911224.txt", "record", "ar"],
  ["001_a96915304f06de54.txt", "event", "ar"],
  ["002_584d7406c10b10e4.txt", "measure", "ar"],
  ["003_7d83d6c8d2ad6bf0.txt", "event", "fr"],
  ["004_1b82fb6a1269f1d9.txt", "document", "ar"],
] as const;

describe.skipIf(!HAS_SEEDS)("the real documents", () => {
  let servers: Servers;
  let first: Awaited<ReturnType<typeof importFile>>;

  beforeAll(async () => {
    servers = await startServers({ founded: true });
    // The pages' loaders ask the settings for the hub's address.
    Object.assign(process.env, { MONGODB_URL: servers.mongoUrl, MEILI_URL: servers.meiliUrl });
    await connect(servers.mongoUrl);
    connectSearch(servers.search);
    first = await importFile(EXAMPLE);
  });
  afterAll(async () => {
    await disconnect();
    await servers?.stop();
  });

  async function published(key: string, type: Item["type"]): Promise<PublishedItem> {
    const item = await findPublished({ actor: VISITOR, id: idForKey(key), type });
    if (!item) throw new Error(`${key} is not published`);
    return item;
  }
  const figures = (item: PublishedItem) => item.figures.map(({ value, approximate }) => `${approximate ? "~" : ""}${value}`);
  const mark = async (key: string) => (await ItemModel.findById(idForKey(key)).lean())?.import;

  test.each(FILES)("%s: every line is accounted for, once", (file, type, lang) => {
    const text = readFileSync(`${SEEDS}/${file}`, "utf8");
    expect(unaccounted(text, readText(type, lang, text))).toEqual([]);
  });

  test("take the place of the hub's own texts", () => {
    expect(first).toMatchObject({ created: 0, updated: 6, unchanged: 0, kept: 0, problems: [] });
  });

  test("two pages on one meeting are two versions of one event, and the one that breaks off says where", async () => {
    const { versions } = await published("mr-nouakchott-meeting", "event");
    expect(versions.map(({ lang, content }) => [lang, content.sections.length])).toEqual([
      ["ar", 6],
      ["fr", 6],
    ]);
    const breaks = versions.map(({ content }) => content.sections.filter(({ breaksOff }) => breaksOff).map(({ text }) => text));
    expect(breaks[0]).toEqual([]);
    expect(breaks[1]).toHaveLength(1);
    expect(breaks[1]?.[0]).toMatch(/ est l’Office des$/);
    expect(versions[1]?.content.title).toMatch(/^Réunion opérationnelle/);
  });

  test("the list is three records by year, with entries and figures", async () => {
    const [in2022, in2021, in2020] = [
      await published("mr-record-2022", "record"),
      await published("mr-record-2021", "record"),
      await published("mr-record-2020", "record"),
    ];
    const entries = (item: PublishedItem) => item.versions[0]?.content.sections ?? [];
    expect([in2022, in2021, in2020].map((item) => [item.date.from, entries(item).length])).toEqual([
      ["2022", 14],
      ["2021", 12],
      ["2020", 18],
    ]);
    expect(figures(in2022)).toEqual(["17", "6", "~494896"]);
    expect(Object.values(in2022.versions[0]?.content.figureLabels ?? {})).toEqual([
      "ورشة تحسيسية وتكوينية",
      expect.stringMatching(/^دراسات فنية متخصصة/),
      "شخص",
    ]);
    expect(figures(in2021)).toEqual([]);
    expect(figures(in2020)).toEqual(["4", "3"]);
    // The round table and what came of it; after it the list goes on.
    expect(entries(in2021)[5]?.text.match(/^- /gm)).toHaveLength(2);
    // A second line goes on with the sentence of the first.
    expect(entries(in2020)[5]?.text).toMatch(/2021 والتقرير الدوري/);
  });

  test("the sheet is a measure with its fields, its state in time, and seven parts of achievements", async () => {
    const measure = await published("ma-measure-4", "measure");
    expect(measure.details).toMatchObject({
      number: "4",
      contact: "usepg@cg.gov.ma",
      status: { value: "continuous", asOf: { precision: "month", from: "2021-04" } },
    });
    const sections = measure.versions[0]?.content.sections ?? [];
    const count = (wanted: string) => sections.filter(({ group }) => group === wanted).length;
    expect(["axis", "statement", "objectives", "ministry", "achievements"].map(count)).toEqual([1, 6, 4, 1, 7]);
    const parts = sections.filter(({ group }) => group === "achievements");
    expect(parts.map(({ text }) => text.match(/^- /gm)?.length)).toEqual([7, 2, 4, 4, 3, 3, 3]);
    expect(parts.every(({ heading }) => heading)).toBe(true);
    expect(figures(measure)).toEqual(["5654", "13", "~48"]);
    expect((await mark("ma-measure-4"))?.files[0]?.unplaced.map(({ line, text, why }) => `${line} ${text} ${why}`)).toEqual([
      "1 | stray-mark",
      "7 - empty-field",
      "70 نشر : empty-field",
    ]);
  });

  test("the news of the network is linked to the adopted text", async () => {
    const news = await published("network-founding", "document");
    expect(news.details).toEqual({ kind: "documentKind:news", decision: "asuncion-declaration" });
    expect(news.date.from).toBe("2024-05-09");
    expect(news.figures).toEqual([]);
  });

  test("their pages mark the gap for readers, and show the fields of the sheet", async () => {
    const page = async (collection: string, key: string, title: string) => {
      const params = { lang: "fr", collection, id: idForKey(key), slug: slugOf(title) };
      const request = new Request(`http://hub/fr/${collection}/${params.id}/${params.slug}`);
      return JSON.stringify(await loadItem({ params, request, context: {} as never }));
    };
    const [meeting, measure] = [await published("mr-nouakchott-meeting", "event"), await published("ma-measure-4", "measure")];
    expect(await page("events", "mr-nouakchott-meeting", meeting.versions[1]?.content.title ?? "")).toContain('"breaksOff":true');
    const sheet = await page("measures", "ma-measure-4", measure.versions[0]?.content.title ?? "");
    expect(sheet).toContain("usepg@cg.gov.ma");
    expect(sheet).not.toMatch(/"breaksOff":true|نشر :/);
  });

  test("what could not be placed is printed and kept, and stands nowhere else", async () => {
    expect(first.printed).toContain("إضافة تعليق جديد");
    expect((await mark("mr-nouakchott-meeting"))?.files[0]?.unplaced).toEqual([
      { line: 7, text: "إضافة تعليق جديد", why: "page-furniture" },
    ]);
    expect(JSON.stringify(await published("mr-nouakchott-meeting", "event"))).not.toContain("إضافة تعليق");
  });

  test("terms are proposed by the words of the text, and those that the item carried stay", async () => {
    const proposals = (await mark("mr-nouakchott-meeting"))?.proposals ?? [];
    expect(proposals.find(({ term }) => term === "keyword:capacity-building")).toMatchObject({ count: 2 });
    const { terms } = await published("mr-nouakchott-meeting", "event");
    expect(terms).toContain("keyword:western-mediterranean");
    expect(terms.filter((term) => proposals.some((proposal) => proposal.term === term))).toEqual([]);
  });

  test("a second import finds nothing to do, and a seed after it overwrites nothing", async () => {
    expect(await importFile(EXAMPLE)).toMatchObject({ created: 0, updated: 0, unchanged: 6, kept: 0, problems: [] });
    const before = await ItemModel.find().sort({ _id: 1 }).lean();
    expect(await loadSeed()).toMatchObject({ created: 0, updated: 0, kept: 6 });
    expect(await ItemModel.find().sort({ _id: 1 }).lean()).toEqual(before);
  });

  test("are found in languages that none of them is written in", async () => {
    await ensureFilledIndex();
    await withLease(INDEX_LEASE, async (hold) => {
      while ((await indexPendingBatch(hold)) > 0);
    });
    const found = async (lang: Language, q: string) => {
      const { hits } = await searchItems({ actor: VISITOR, lang, query: { q, filters: {}, limit: 20, page: 1 } });
      return hits.map(({ item }) => item.id);
    };
    const queries = { en: "trafficking in persons", es: "trata de personas", pt: "tráfico de pessoas" } as const;
    for (const [lang, q] of Object.entries(queries)) {
      expect(await found(lang as Language, q), q).toContain(idForKey("mr-nouakchott-meeting"));
    }
    expect(await found("en", "494896")).toContain(idForKey("mr-record-2022"));
  });
});
