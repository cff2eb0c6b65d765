import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errorCode, idsOf, makeIndex, removeFolder, startServer, temporaryFolder, type Server } from "./server.ts";

const folder = temporaryFolder();
let server: Server;

beforeAll(async () => {
  server = await startServer(folder);
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

describe("each ranking rule decides where those before it do not", () => {
  test("words, then typos", async () => {
    const index = await makeIndex(server.client, "words", [
      { id: "typo", t: "treaty bodles reporting" },
      { id: "one", t: "treaty" },
      { id: "all", t: "reporting to treaty bodies" },
      { id: "two", t: "treaty bodies" },
    ], { searchableAttributes: ["t"] });
    expect(await idsOf(index, "treaty bodies reporting ")).toEqual(["all", "typo", "two", "one"]);
  });

  test("proximity, also across sentences and attributes", async () => {
    const index = await makeIndex(server.client, "proximity", [
      { id: "attributes", a: "human", b: "rights" },
      { id: "sentence", a: "human. Rights" },
      { id: "far", a: "human beings have many rights" },
      { id: "near", a: "human rights" },
      { id: "turned", a: "rights human" },
    ], { rankingRules: ["words", "typo", "proximity", "exactness"] });
    expect(await idsOf(index, "human rights ")).toEqual(["near", "turned", "far", "attributes", "sentence"]);
    await index.updateProximityPrecision("byAttribute").waitTask();
    expect((await idsOf(index, "human rights ")).at(-1)).toBe("attributes");
  });

  test("attribute, then position in it", async () => {
    const index = await makeIndex(server.client, "attribute", [
      { id: "body", title: "x", body: "prison" },
      { id: "late", title: "a visit to a prison", body: "" },
      { id: "early", title: "prison and more words here", body: "" },
    ], { searchableAttributes: ["title", "body"] });
    expect(await idsOf(index, "prison")).toEqual(["early", "late", "body"]);
    expect(await idsOf(index, "prison", { attributesToSearchOn: ["body"] })).toEqual(["body"]);
    expect(await errorCode(index.search("prison", { attributesToSearchOn: ["other"] }))).toBe("invalid_search_attributes_to_search_on");
  });

  test("exactness", async () => {
    const index = await makeIndex(server.client, "exactness", [
      { id: "longer", t: "courts" },
      { id: "begins", t: "court of appeal" },
      { id: "whole", t: "court" },
    ], { rankingRules: ["words", "exactness"] });
    expect(await idsOf(index, "court")).toEqual(["whole", "begins", "longer"]);
  });

  test("custom rules and sort, numbers before strings, missing last", async () => {
    const index = await makeIndex(server.client, "sort", [
      { id: 1, t: "x", n: 2 }, { id: 2, t: "x", n: 10 }, { id: 3, t: "x" }, { id: 4, t: "x", n: "text" }, { id: 5, t: "x", n: 2, d: 1 },
    ], { sortableAttributes: ["n"], rankingRules: ["d:desc", "sort", "words"] });
    expect(await idsOf(index, "", { sort: ["n:asc"] })).toEqual([5, 1, 2, 4, 3]);
    expect(await idsOf(index, "x", { sort: ["n:desc"] })).toEqual([5, 2, 1, 4, 3]);
  });

  test("scores lie between 0 and 1, in the order of the hits", async () => {
    const index = server.client.index("words");
    const { hits } = await index.search("treaty bodies reporting ", { showRankingScore: true });
    const scores = hits.map((hit) => hit._rankingScore!);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
    expect((await index.search("treaty", { showRankingScore: true })).hits[0]!._rankingScore).toBe(1);
  });
});

test("matching strategies", async () => {
  const index = await makeIndex(server.client, "strategies", [
    { id: 1, t: "report of the committee" },
    { id: 2, t: "report" },
    { id: 3, t: "committee" },
    { id: 4, t: "report on torture" },
    { id: 5, t: "report of others" },
  ]);
  expect(await idsOf(index, "report committee ", { matchingStrategy: "all" })).toEqual([1]);
  expect(await idsOf(index, "report committee ", { matchingStrategy: "last" })).toEqual([1, 2, 4, 5]);
  expect(await idsOf(index, "report torture committee ", { matchingStrategy: "frequency" })).toEqual([4]);
  expect((await index.search("report committee ", { hitsPerPage: 1 })).totalHits).toBe(4);
});

test("phrases and negation", async () => {
  const index = await makeIndex(server.client, "phrases", [
    { id: 1, t: "national preventive mechanism" },
    { id: 2, t: "a mechanism that is national" },
    { id: 3, t: ["the national", "mechanism"] },
  ]);
  expect(await idsOf(index, '"preventive mechanism"')).toEqual([1]);
  expect(await idsOf(index, 'national "a mechanism"')).toEqual([2]);
  expect(await idsOf(index, '"prevent"')).toEqual([]);
  expect(await idsOf(index, "mechanism -preventive")).toEqual([2, 3]);
  expect(await idsOf(index, '-"a mechanism" national')).toEqual([1, 3]);
  expect(await idsOf(index, "-national")).toEqual([]);
  expect(await idsOf(index, '"')).toHaveLength(3);
});

test("synonyms of one and of several words, one way only, and stop words", async () => {
  const index = await makeIndex(server.client, "synonyms", [
    { id: "en", t: "human rights in prison" },
    { id: "fr", t: "les droits humains en prison" },
    { id: "es", t: "derechos humanos en la cárcel" },
    { id: "apart", t: "droits des animaux humains" },
  ], {
    synonyms: { "human rights": ["droits humains", "derechos humanos"], prison: ["cárcel"], "rights of the child": ["droits humains"] },
    stopWords: ["of", "the", "in", "en", "la", "les"],
  });
  expect(new Set(await idsOf(index, "human rights "))).toEqual(new Set(["en", "fr", "es"]));
  expect(new Set(await idsOf(index, "human rights in prison", { matchingStrategy: "all" }))).toEqual(new Set(["en", "fr", "es"]));
  expect(await idsOf(index, "rights of the child ", { matchingStrategy: "all" })).toEqual(["fr"]);
  expect(await idsOf(index, "carcel ")).toEqual(["es"]);
  expect(await idsOf(index, '"human rights"')).toEqual(["en"]);
  const { hits } = await index.search("human rights ", { attributesToHighlight: ["t"] });
  expect(hits.map((hit) => hit._formatted!.t)).toContain("les <em>droits</em> <em>humains</em> en prison");
  expect(await idsOf(index, "the prison ", { matchingStrategy: "all" })).toHaveLength(3);
});

test("sort reaches every document of a set larger than what is ranked exactly, and pages never overlap", async () => {
  const documents = Array.from({ length: 3000 }, (_, i) => ({ id: i, t: i % 3 === 0 ? "common word" : "word common and more", n: (i * 7919) % 3000 }));
  const index = await makeIndex(server.client, "many", documents, {
    sortableAttributes: ["n"], filterableAttributes: ["n"], pagination: { maxTotalHits: 5000 }, rankingRules: ["sort", "words", "typo", "proximity", "attribute", "exactness"],
  });
  const sorted = await index.search("common", { sort: ["n:desc"], limit: 3 });
  expect(sorted.hits.map((hit) => hit.n)).toEqual([2999, 2998, 2997]);
  expect(sorted.estimatedTotalHits).toBe(3000);
  await index.resetRankingRules().waitTask();
  expect((await index.search("common ", { sort: ["n:asc"], limit: 1 })).hits[0]!.n).toBe(0);
  const seen = new Set<unknown>();
  for (let page = 1; page <= 3; page++) for (const hit of (await index.search("common", { page, hitsPerPage: 1000 })).hits) seen.add(hit.id);
  expect(seen.size).toBe(3000);
});

test("crop keeps the words around the matches", async () => {
  const index = await makeIndex(server.client, "crop", [
    { id: 1, t: "one two three four five six seven eight nine ten eleven twelve", list: ["one", "twelve"] },
  ]);
  const crop = async (q: string, options: Record<string, unknown>) => (await index.search(q, options)).hits[0]!._formatted!.t;
  expect(await crop("seven", { attributesToCrop: ["t"], cropLength: 3 })).toBe("…six seven eight…");
  expect(await crop("one", { attributesToCrop: ["t:2"] })).toBe("one two…");
  expect(await crop("twelve", { attributesToCrop: ["*"], cropLength: 2, cropMarker: "[...]", attributesToHighlight: ["t"] })).toBe("[...]eleven <em>twelve</em>");
  expect(await crop("", { attributesToCrop: ["t:4"] })).toBe("one two three four…");
  const { hits } = await index.search("twelve", { showMatchesPosition: true, attributesToRetrieve: ["id"] });
  expect(hits[0]).toEqual({ id: 1, _matchesPosition: { t: [{ start: 56, length: 6 }], list: [{ start: 0, length: 6, indices: [1] }] } });
});

test("an answer that was kept ends with the next write and the next setting", async () => {
  const index = await makeIndex(server.client, "kept", [{ id: "one", t: "prison" }], { searchableAttributes: ["t"] });
  const found = async (q: string) =>
    (await index.search(q, { attributesToRetrieve: ["id"], limit: 5 })).hits.map((hit) => hit.id as string);
  expect(await found("prison")).toEqual(["one"]);
  expect(await found("prison")).toEqual(["one"]);
  await index.addDocuments([{ id: "two", t: "prison visit" }]).waitTask();
  expect(await found("prison")).toEqual(["one", "two"]);
  expect(await found("jail")).toEqual([]);
  await index.updateSynonyms({ jail: ["prison"] }).waitTask();
  expect(await found("jail")).toEqual(["one", "two"]);
  await index.deleteDocument("one").waitTask();
  expect(await found("prison")).toEqual(["two"]);
});
