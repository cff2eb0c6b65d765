import { describe, expect, test } from "vitest";

import type { Language } from "#app/i18n/languages.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { MARK_END, MARK_START, unmarked } from "#app/lib/marked-text.ts";
import { indexName, itemsIndex } from "#app/search/client.server.ts";
import { ensureIndex } from "#app/search/index-setup.server.ts";
import { countItems, searchItems } from "#app/search/query.server.ts";
import { reindex } from "#app/search/reindex.server.ts";
import type { SearchQuery } from "#app/search/schema.ts";
import { ItemModel } from "#models/item.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { partialDate } from "#models/partial-date.ts";
import { VISITOR } from "#models/actor.ts";
import { content, makeItem } from "#seed/factories.ts";

import { searchTheFoundingNetwork } from "./seeded.ts";

/** An English text about a Spanish name: it has the words of the concept without being about it in its own language. */
const FOREIGN_NAME = makeItem({
  key: "foreign-name",
  type: "document",
  country: null,
  mechanism: null,
  originalLanguage: "en",
  date: partialDate("2024"),
  terms: [],
  sources: [],
  details: { kind: null, decision: null },
  contents: { en: content({ title: "A note on the expression trata de personas" }) },
  publishedAt: "2026-01-15",
});

searchTheFoundingNetwork();

const search = (lang: Language, q: string, more: Partial<SearchQuery> = {}) =>
  searchItems({ actor: VISITOR, lang, query: { q, filters: {}, limit: 20, page: 1, ...more } });
const marksOf = (text: string) => [...text.matchAll(new RegExp(`${MARK_START}(.*?)${MARK_END}`, "gu"))].map((match) => match[1]);

describe("a query is widened", () => {
  test("by the names of its concepts in other languages, which are marked where they stand", async () => {
    const { hits, read } = await search("es", "trata de personas");
    expect(read.concepts[0]?.labels.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["الاتجار بالأشخاص", "Traite des personnes", "Trafficking in persons"]),
    );
    const meeting = hits.find(({ item }) => item.id === idForKey("mr-nouakchott-meeting"));
    expect(meeting?.version.lang).toBe("ar");
    expect(marksOf(meeting?.title ?? "")).toEqual(["الاتجار بالأشخاص"]);
  });

  test("and a reader gets the version in his language where that one answers as well", async () => {
    const { hits } = await search("fr", "trafic illicite de migrants");
    const meeting = hits.find(({ item }) => item.id === idForKey("mr-nouakchott-meeting"));
    expect(meeting?.version.lang).toBe("fr");
    expect(marksOf(`${meeting?.title} ${meeting?.excerpt}`).join(" ")).toMatch(/trafic|migrants/);
  });

  test("without putting a widened hit before one that has the very words in its title or summary", async () => {
    for (const [lang, q] of [["fr", "Déclaration d’Asunción"], ["pt", "Declaração de Assunção"], ["es", "mecanismos nacionales"]] as const) {
      const { hits } = await search(lang, q);
      const has = hits.map(({ title, excerpt }) => unmarked(`${title} ${excerpt}`).toLowerCase().includes(q.toLowerCase()));
      expect(has.filter(Boolean).length, q).toBeGreaterThan(0);
      expect(has.lastIndexOf(true), q).toBeLessThan(has.includes(false) ? has.indexOf(false) : Infinity);
    }
  });

  test("to what has to do with the concept, and not to what has its words in other names", async () => {
    // All three words stand among the names of other terms of items that are about something else.
    const { hits, total } = await search("en", "migrant smuggling");
    expect(hits.length).toBeGreaterThan(0);
    expect(total).toBe(hits.length);
    for (const { item } of hits) {
      const { hits: documents } = await itemsIndex().search("", { filter: `item = ${item.id}`, attributesToRetrieve: ["concepts"] });
      expect(documents[0]?.concepts.join()).toMatch(/smuggling|migrant/);
    }
  });

  test("and its pages follow each other without gap or repetition, whatever comes first", async () => {
    for (const [lang, q] of [["fr", "mécanismes nationaux"], ["ar", "موريتانيا"], ["en", "slavery"]] as const) {
      const { hits, total } = await search(lang, q);
      const paged = [];
      for (let page = 1; (page - 1) * 2 < total; page += 1) paged.push(...(await search(lang, q, { limit: 2, page })).hits);
      expect(new Set(paged.map(({ item }) => item.id)).size, q).toBe(total);
      expect(paged.map(({ item }) => item.id), q).toHaveLength(hits.length);
    }
  });

  test("and counts are those of what is shown, also where a text names the concept in another language than its own", async () => {
    const { id, ...item } = FOREIGN_NAME;
    await ItemModel.collection.insertOne({ _id: id as never, ...item });
    await reindex();
    const { hits, total } = await search("es", "trata de personas");
    expect(hits).toHaveLength(total);
    const paged = [];
    for (let page = 1; (page - 1) * 2 < total; page += 1) paged.push(...(await search("es", "trata de personas", { limit: 2, page })).hits);
    expect(paged.map(({ item }) => item.id)).toEqual(hits.map(({ item }) => item.id));
    const reference = await referenceData({ fresh: true });
    const searches = ["expression trata de personas", "trata de personas"].map((q) => ({ q, filters: {} }));
    const totals = await Promise.all(searches.map(async ({ q }) => (await search("es", q)).total));
    expect(await countItems({ lang: "es", reference, searches })).toEqual(totals);
    expect(totals[0]).toBeGreaterThan(0);
    await ItemModel.deleteOne({ _id: id });
    await reindex();
  });

  test("the server knows the synonyms of the vocabularies, and is not told twice", async () => {
    const { synonyms } = await itemsIndex().getSettings();
    expect(synonyms?.["trata personas"]).toContain("الاتجار بالأشخاص");
    const { results: before } = await itemsIndex().tasks.getTasks({ types: ["settingsUpdate"] });
    await ensureIndex(indexName());
    const { results: after } = await itemsIndex().tasks.getTasks({ types: ["settingsUpdate"] });
    expect(after.length).toBe(before.length);
  });
});

describe("a reader is told why something is there", () => {
  test.each([
    ["en", "trafficking", "الاتجار بالأشخاص"],
    ["pt", "tráfico", "Trafficking in persons"],
    ["es", "trata", "Traite des personnes"],
    ["ar", "اتجار", "Trafficking in persons"],
    ["en", "torture", "التعذيب"],
    ["ar", "تعذيب", "Torture"],
  ] as const)("%s, %s: the plain word is widened by plain names", async (lang, q, name) => {
    const { hits, read, taken } = await search(lang, q);
    expect(read.concepts[0]?.labels.map((label) => label.name)).toContain(name);
    expect(marksOf(hits.map(({ title, excerpt }) => title + excerpt).join(" "))).not.toEqual([]);
    expect(taken).toEqual([]);
  });

  test("a word that is a known name does not stand for longer ones that begin so", async () => {
    const ids = async (q: string) => (await search("es", q)).hits.map(({ item }) => item.id).toSorted();
    expect(await ids("trata")).toEqual(await ids("trata de personas"));
    expect((await search("fr", "Nouak")).total).toBeGreaterThan(0);
  });

  test("a slip is mended, said, and the query widened as if it had not been made", async () => {
    const { read, taken, total, literally } = await search("en", "trafficing");
    expect(taken).toEqual([{ written: "trafficing", meant: "trafficking" }]);
    expect(read.concepts[0]?.id).toBe("keyword:trafficking-in-persons");
    expect(total).toBe((await search("en", "trafficking")).total);
    expect(literally).toBe('"trafficing"');
    expect((await search("en", '"trafficing"')).total).toBe(0);
  });

  test("what stands in a text is no slip, however near it is to a known name", async () => {
    for (const [lang, q] of [["en", "Boujradi"], ["fr", "migrants Méditerranée"], ["ar", "مائدة مستديرة"]] as const) {
      expect((await search(lang, q)).taken, q).toEqual([]);
    }
  });

  test("a loosened search says which word everything found has, and which words nothing has", async () => {
    const { found, kept, total } = await search("en", "country zyzzyva");
    expect([found, kept]).toEqual(["some", { always: "country", missing: ["zyzzyva"] }]);
    expect(total).toBeGreaterThan(0);
    expect((await search("en", "country")).kept).toBeNull();
  });
});

describe("an excerpt", () => {
  test("puts a stop between the fields of an item, and is cut between words", async () => {
    const { hits } = await search("ar", "معالي المفوض");
    const meeting = hits.find(({ item }) => item.id === idForKey("mr-nouakchott-meeting"));
    expect(unmarked(meeting?.excerpt ?? "")).toMatch(/عن موريتانيا · ذكر/);
    for (const { excerpt, version } of (await search("ar", "القانون 2015-031")).hits) {
      expect(unmarked(excerpt).length).toBeLessThan(260);
      expect(unmarked(excerpt)).not.toMatch(/(?<![\d-])(?:015|31)\b/);
      expect(version.lang).toBe("ar");
    }
  });
});

describe("quotes mean literally", () => {
  test("only texts that have these very words answer, by no label, synonym, beginning or slip", async () => {
    const free = await search("fr", "traite des personnes");
    expect(free.total).toBeGreaterThan(3);
    const literal = await search("fr", '"traite des êtres humains"');
    expect(literal.total).toBe(0);
    expect(literal.found).toBe("whole");
    const phrase = await search("fr", '"trafic de migrants"');
    expect(phrase.hits.map(({ item }) => item.id)).toEqual([idForKey("mr-nouakchott-meeting")]);
    expect(marksOf(`${phrase.hits[0]?.title} ${phrase.hits[0]?.excerpt}`)).toContain("trafic de migrants");
    expect((await search("fr", '"trafic de migran"')).total).toBe(0);
    expect((await search("fr", '"trafik de migrants"')).total).toBe(0);
    expect((await search("fr", '"migrants de trafic"')).total).toBe(0);
  });

  test("accents, capitals and the quotation marks of any of the languages make no difference", async () => {
    for (const q of ["«trafic de migrants»", "“TRAFIC de migrants”", '"Trafic dé migrants']) {
      expect((await search("fr", q)).total, q).toBe(1);
    }
  });

  test("the link that the page offers leads to such a search", async () => {
    const { read } = await search("fr", "réunion sur le trafic de migrants");
    expect(read.literally).toMatch(/^"[^"]+"( "[^"]+")*$/);
    const { read: literal } = await search("fr", read.literally ?? "");
    expect(literal).toMatchObject({ literal: true, concepts: [] });
  });
});

test("by date, the newest come first whatever their rank, and those without a date last", async () => {
  const { hits, total } = await search("en", "Mauritania", { sort: "date" });
  const dates = hits.map(({ item }) => item.date.from ?? "");
  expect(hits).toHaveLength(total);
  expect(new Set(dates).size).toBeGreaterThan(2);
  expect(dates).toEqual(dates.toSorted().toReversed());
});

test("the totals without each filter tell what to loosen", async () => {
  const { total, without } = await search("en", "slavery", { filters: { country: ["PY"], type: ["record"] } });
  expect(total).toBe(0);
  expect(without.country).toBe(3);
  expect(without.type).toBe(0);
});

test("what is no longer published is neither marked nor quoted", async () => {
  const id = idForKey("mr-nouakchott-meeting");
  await ItemModel.updateOne({ _id: id, "versions.lang": "fr" }, { $set: { "versions.$.published": null } });
  const { hits } = await search("fr", "trafic de migrants");
  const meeting = hits.find(({ item }) => item.id === id);
  expect(meeting?.version.lang).toBe("ar");
  expect(unmarked(`${meeting?.title} ${meeting?.excerpt}`)).not.toMatch(/\p{Script=Latin}{4,}/u);
});
