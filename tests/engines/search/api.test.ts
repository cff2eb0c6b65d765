import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Meilisearch } from "meilisearch";
import { errorCode, idsOf, makeIndex, MASTER_KEY, removeFolder, startServer, temporaryFolder, type Server } from "./server.ts";

const folder = temporaryFolder();
let server: Server;
const call = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${MASTER_KEY}`, "content-type": "application/json", ...init.headers } });

beforeAll(async () => {
  server = await startServer(folder);
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

describe("indexes", () => {
  test("create, list, change, delete", async () => {
    const { client } = server;
    const created = await client.createIndex("first", { primaryKey: "key" }).waitTask();
    expect(created).toMatchObject({ status: "succeeded", type: "indexCreation", indexUid: "first", details: { primaryKey: "key" } });
    expect(await client.getRawIndex("first")).toMatchObject({ uid: "first", primaryKey: "key" });
    expect((await client.createIndex("first").waitTask()).error?.code).toBe("index_already_exists");
    await client.updateIndex("first", { primaryKey: "other" }).waitTask();
    expect(await client.index("first").fetchPrimaryKey()).toBe("other");
    expect((await client.getIndexes()).results.map(({ uid }) => uid)).toContain("first");
    expect((await client.deleteIndex("first").waitTask()).status).toBe("succeeded");
    expect(await errorCode(client.getIndex("first"))).toBe("index_not_found");
    expect(await errorCode(client.createIndex("a b"))).toBe("invalid_index_uid");
    expect((await client.deleteIndex("nowhere").waitTask()).error?.code).toBe("index_not_found");
  });

  test("swap exchanges names without a gap; a wrong swap changes nothing", async () => {
    const { client } = server;
    await makeIndex(client, "live", [{ id: 1, t: "old" }], { filterableAttributes: ["t"] });
    await makeIndex(client, "next", [{ id: 2, t: "new" }, { id: 3, t: "new" }]);
    await client.swapIndexes([{ indexes: ["live", "next"], rename: false }]).waitTask();
    expect(await idsOf(client.index("live"), "")).toEqual([2, 3]);
    expect(await idsOf(client.index("next"), "", { filter: "t = old" })).toEqual([1]);
    expect((await client.swapIndexes([{ indexes: ["live", "nowhere"], rename: false }]).waitTask()).error?.code).toBe("index_not_found");
    expect(await errorCode(client.swapIndexes([{ indexes: ["live", "live"], rename: false }]))).toBe("invalid_swap_duplicate_index_found");
    await client.swapIndexes([{ indexes: ["next", "renamed"], rename: true }]).waitTask();
    expect(await idsOf(client.index("renamed"), "old")).toEqual([1]);
    expect(await errorCode(client.getIndex("next"))).toBe("index_not_found");
  });
});

describe("documents", () => {
  test("add, replace, change, get, list and delete", async () => {
    const index = await makeIndex<Record<string, unknown>>(server.client, "documents", [{ id: 1, a: "x", b: { c: 1, d: 2 } }, { id: "k-2", a: "y" }], { filterableAttributes: ["a"], sortableAttributes: ["a"] });
    expect(await index.getDocument(1, { fields: ["b.c", "id"] })).toEqual({ id: 1, b: { c: 1 } });
    await index.updateDocuments([{ id: 1, e: true }]).waitTask();
    expect(await index.getDocument(1)).toEqual({ id: 1, a: "x", b: { c: 1, d: 2 }, e: true });
    await index.addDocuments([{ id: 1, a: "z" }]).waitTask();
    expect(await index.getDocument(1)).toEqual({ id: 1, a: "z" });
    expect(await idsOf(index, "x")).toEqual([]);
    await index.updateDocuments([{ id: 77, a: "never" }], { skipCreation: true }).waitTask();
    expect(await errorCode(index.getDocument(77))).toBe("document_not_found");
    expect(await index.getDocuments({ filter: "a = y", fields: ["a"] })).toEqual({ results: [{ a: "y" }], offset: 0, limit: 20, total: 1 });
    expect((await index.getDocuments({ limit: 1, offset: 1 })).results).toEqual([{ id: "k-2", a: "y" }]);
    expect((await index.getDocuments({ ids: ["1"], sort: ["a:asc"] })).total).toBe(1);
    expect((await index.deleteDocument("k-2").waitTask()).details).toMatchObject({ deletedDocuments: 1, providedIds: 1 });
    await index.addDocuments([{ id: 5, a: "p" }, { id: 6, a: "p" }, { id: 7, a: "q" }, { id: 7, a: "r" }]).waitTask();
    expect(await index.getDocument(7)).toEqual({ id: 7, a: "r" });
    expect((await index.deleteDocuments({ filter: "a = p" }).waitTask()).details).toMatchObject({ deletedDocuments: 2 });
    await index.deleteDocuments([7]).waitTask();
    expect(await idsOf(index, "")).toEqual([1]);
    await index.deleteAllDocuments().waitTask();
    expect((await index.getStats()).numberOfDocuments).toBe(0);
    expect(await idsOf(index, "z")).toEqual([]);
  });

  test("one unusable document fails the whole task", async () => {
    const index = server.client.index("unusable");
    const failure = async (documents: Record<string, unknown>[], primaryKey?: string) =>
      (await index.addDocuments(documents, primaryKey ? { primaryKey } : {}).waitTask()).error?.code;
    expect(await failure([{ name: "x" }])).toBe("index_primary_key_no_candidate_found");
    expect(await failure([{ aid: 1, bid: 2 }])).toBe("index_primary_key_multiple_candidates_found");
    expect(await failure([{ id: 1 }, { name: "x" }])).toBe("missing_document_id");
    expect(await failure([{ id: 1 }, { id: "a b" }])).toBe("invalid_document_id");
    expect(await errorCode(index.getStats())).toBe("index_not_found");
    await index.addDocuments([{ docId: 1 }]).waitTask();
    expect(await index.fetchPrimaryKey()).toBe("docId");
    expect(await failure([{ other: 1 }], "other")).toBe("index_primary_key_already_exists");
  });

  test("bodies that are no documents", async () => {
    const post = async (body: string, type = "application/json") => {
      const reply = await call("/indexes/bodies/documents", { method: "POST", body, headers: { "content-type": type } });
      return [reply.status, ((await reply.json()) as { code?: string }).code];
    };
    expect(await post('[{"id":1},]x')).toEqual([400, "malformed_payload"]);
    expect(await post('[{"id":1}')).toEqual([400, "malformed_payload"]);
    expect(await post("[1]")).toEqual([400, "malformed_payload"]);
    expect(await post('[{"id":}]')).toEqual([400, "malformed_payload"]);
    expect(await post("")).toEqual([400, "missing_payload"]);
    expect(await post("id\n1", "text/csv")).toEqual([415, "invalid_content_type"]);
    expect(await post(' {"id":1,"t":"a } ] \\" [ {"} ')).toEqual([202, undefined]);
    await server.client.tasks.waitForTask((await server.client.tasks.getTasks({ limit: 1 })).results[0]!.uid);
    expect(await server.client.index("bodies").getDocument(1)).toEqual({ id: 1, t: 'a } ] " [ {' });
  });
});

describe("settings", () => {
  test("are returned as set, by key and as a whole, and reset", async () => {
    const index = server.client.index("settings");
    await index.updateSettings({ stopWords: ["the", "a"], synonyms: { a: ["b"] }, pagination: { maxTotalHits: 7 } }).waitTask();
    expect(await index.getStopWords()).toEqual(["a", "the"]);
    expect(await index.getPagination()).toEqual({ maxTotalHits: 7 });
    await index.updateTypoTolerance({ minWordSizeForTypos: { oneTypo: 3 } }).waitTask();
    expect((await index.getTypoTolerance())!.minWordSizeForTypos).toEqual({ oneTypo: 3, twoTypos: 9 });
    await index.updateSettings({ displayedAttributes: ["id", "t"], distinctAttribute: "t" }).waitTask();
    expect(await index.getSettings()).toMatchObject({ stopWords: ["a", "the"], displayedAttributes: ["id", "t"], distinctAttribute: "t", embedders: {} });
    await index.resetSettings().waitTask();
    expect(await index.getSettings()).toMatchObject({ stopWords: [], synonyms: {}, distinctAttribute: null, pagination: { maxTotalHits: 1000 } });
  });

  test("take effect on documents that are already there", async () => {
    const index = await makeIndex(server.client, "late", [{ id: 1, t: "alpha", c: "C++ v.1", n: 3 }, { id: 2, t: "beta", c: "C v_2", n: 1 }]);
    expect(await errorCode(index.search("", { filter: "n = 1" }))).toBe("invalid_search_filter");
    await index.updateSettings({ filterableAttributes: ["n"], sortableAttributes: ["n"], searchableAttributes: ["c"], displayedAttributes: ["id"] }).waitTask();
    expect(await idsOf(index, "", { filter: "n = 1", sort: ["n:asc"] })).toEqual([2]);
    expect(await idsOf(index, "alpha")).toEqual([]);
    expect((await index.search("", { attributesToRetrieve: ["*", "t"] })).hits[0]).toEqual({ id: 1 });
    expect(await idsOf(index, "C++ ")).toHaveLength(2);
    await index.updateSettings({ nonSeparatorTokens: ["+"], separatorTokens: ["v"], dictionary: ["v.1"] }).waitTask();
    expect(await idsOf(index, "C++ ")).toEqual([1]);
    expect(await idsOf(index, '"v.1"')).toEqual([1]);
    expect(await idsOf(index, "2")).toEqual([2]);
    await index.updatePagination({ maxTotalHits: 1 }).waitTask();
    expect((await index.search("")).hits).toHaveLength(1);
  });

  test("wrong ones are refused with their code, unsupported ones by name", async () => {
    const index = server.client.index("settings");
    expect(await errorCode(index.updateRankingRules(["best"]))).toBe("invalid_settings_ranking_rules");
    expect(await errorCode(index.updateStopWords("the" as never))).toBe("invalid_settings_stop_words");
    expect(await errorCode(index.updateTypoTolerance({ minWordSizeForTypos: { oneTypo: 9, twoTypos: 3 } }))).toBe("invalid_settings_typo_tolerance");
    expect(await errorCode(index.updateSettings({ nonsense: 1 } as never))).toBe("bad_request");
    expect(await errorCode(index.updateEmbedders({ a: { source: "userProvided", dimensions: 3 } }))).toBe("feature_not_enabled");
  });
});

describe("search requests", () => {
  test("GET and POST, several at once", async () => {
    const index = await makeIndex(server.client, "requests", [{ id: 1, t: "word", n: 1 }, { id: 2, t: "word", n: 2 }], { filterableAttributes: ["n"], sortableAttributes: ["n"] });
    const found = await index.searchGet("word", { filter: "n > 0", sort: ["n:desc"], limit: 1, facets: ["n"], attributesToRetrieve: ["id"] });
    expect(found).toMatchObject({ hits: [{ id: 2 }], estimatedTotalHits: 2, limit: 1, offset: 0, facetDistribution: { n: { 1: 1, 2: 1 } } });
    const { results } = await server.client.multiSearch({ queries: [{ indexUid: "requests", q: "word", hitsPerPage: 1 }, { indexUid: "requests", q: "none" }] });
    expect(results.map(({ indexUid, hits }) => [indexUid, hits.length])).toEqual([["requests", 1], ["requests", 0]]);
    expect(await errorCode(server.client.multiSearch({ queries: [{ indexUid: "requests", filter: "x = 1" }] }))).toBe("invalid_search_filter");
    expect(await errorCode(server.client.multiSearch({ federation: {} as never, queries: [{ indexUid: "requests" }] }))).toBe("feature_not_enabled");
  });

  test.each<[Record<string, unknown>, string]>([
    [{ limit: -1 }, "invalid_search_limit"],
    [{ q: 5 }, "invalid_search_q"],
    [{ matchingStrategy: "some" }, "invalid_search_matching_strategy"],
    [{ facets: "n" }, "invalid_search_facets"],
    [{ page: "x" }, "invalid_search_page"],
    [{ nonsense: 1 }, "bad_request"],
    [{ hybrid: { embedder: "x" } }, "feature_not_enabled"],
    [{ rankingScoreThreshold: 0.5 }, "feature_not_enabled"],
    [{ locales: ["jpn"] }, "invalid_search_locales"],
  ])("%j is refused", async (body, code) => {
    const reply = await call("/indexes/requests/search", { method: "POST", body: JSON.stringify(body) });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ message: expect.any(String), code, type: "invalid_request", link: `https://docs.meilisearch.com/errors#${code}` });
  });
});

describe("access", () => {
  test("the master key and the keys derived from it", async () => {
    const { results } = await server.client.getKeys();
    const as = (apiKey: string) => new Meilisearch({ host: server.url, apiKey });
    const search = as(results.find(({ actions }) => actions[0] === "search")!.key);
    const admin = as(results.find(({ actions }) => actions[0] === "*")!.key);
    expect((await search.index("requests").search("word")).hits).toHaveLength(2);
    expect(await errorCode(search.index("requests").getSettings())).toBe("invalid_api_key");
    expect((await admin.index("requests").getSettings()).stopWords).toEqual([]);
    expect(await errorCode(as("wrong").index("requests").search("x"))).toBe("invalid_api_key");
    expect(await as("wrong").health()).toEqual({ status: "available" });
    const without = await fetch(`${server.url}/indexes`);
    expect([without.status, ((await without.json()) as { code: string }).code]).toEqual([401, "missing_authorization_header"]);
    expect((await fetch(`${server.url}/indexes`, { headers: { authorization: "Bearer wrong" } })).status).toBe(403);
  });

  test.each([
    ["POST", "/dumps"], ["POST", "/snapshots"], ["GET", "/experimental-features"], ["POST", "/indexes/requests/similar"], ["POST", "/keys"],
    ["GET", "/batches"], ["DELETE", "/tasks"], ["POST", "/tasks/cancel"], ["GET", "/network"], ["POST", "/indexes/requests/documents/edit"],
    ["GET", "/indexes/requests/settings/chat"], ["GET", "/nonsense"], ["GET", "/indexes//search"],
  ])("%s %s is not there and does not pretend to be", async (method, path) => {
    const reply = await call(path, { method, ...(method === "POST" ? { body: "{}" } : {}) });
    expect([404, 405]).toContain(reply.status);
    expect(((await reply.json()) as { code: string }).code).toMatch(/^(not_found|method_not_allowed)$/);
  });

  test("version and stats", async () => {
    expect((await server.client.getVersion()).pkgVersion).toMatch(/^1\./);
    expect((await server.client.getStats()).indexes.requests).toMatchObject({ numberOfDocuments: 2, isIndexing: false, fieldDistribution: { id: 2, t: 2, n: 2 } });
  });
});

test("tasks are listed by status, type and index, newest first", async () => {
  const { tasks } = server.client;
  const failed = await tasks.getTasks({ statuses: ["failed"], indexUids: ["unusable"], limit: 2 });
  expect(failed.results).toHaveLength(2);
  expect(failed.results[0]!.uid).toBeGreaterThan(failed.results[1]!.uid);
  expect(failed.total).toBe(5);
  expect(failed.next).toBeLessThan(failed.results[1]!.uid);
  const next = await tasks.getTasks({ statuses: ["failed"], indexUids: ["unusable"], limit: 20, from: failed.next! });
  expect(next.results).toHaveLength(3);
  const [first] = (await tasks.getTasks({ types: ["indexCreation"], reverse: true, limit: 1 })).results;
  expect(first).toMatchObject({ uid: 0, status: "succeeded", error: null, canceledBy: null });
  expect(Date.parse(first!.finishedAt!)).toBeGreaterThanOrEqual(Date.parse(first!.enqueuedAt));
  expect((await tasks.getTasks({ afterEnqueuedAt: "2999-01-01T00:00:00Z" })).total).toBe(0);
  expect(await errorCode(tasks.getTask(999_999))).toBe("task_not_found");
  expect(await errorCode(tasks.getTasks({ statuses: ["done" as never] }))).toBe("invalid_task_statuses");
});
