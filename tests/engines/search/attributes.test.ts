import { afterAll, beforeAll, expect, test } from "vitest";

import { idsOf, makeIndex, removeFolder, type Server, startServer, temporaryFolder } from "./server.ts";

const folder = temporaryFolder();
let server: Server;

beforeAll(async () => {
  server = await startServer(folder);
});

afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

const names = Array.from({ length: 70 }, (_, nth) => `a${nth}`);

test("of many declared attributes each is searched by itself", async () => {
  const index = await makeIndex(server.client, "declared", [{ id: 1, a66: "prison" }, { id: 2, a63: "prison", a69: "treaty" }], { searchableAttributes: names });
  expect(await idsOf(index, "prison", { attributesToSearchOn: ["a66"] })).toEqual([1]);
  expect(await idsOf(index, "prison", { attributesToSearchOn: ["a63"] })).toEqual([2]);
  expect(await idsOf(index, "treaty", { attributesToSearchOn: ["a69"] })).toEqual([2]);
  expect(await idsOf(index, "prison")).toEqual([2, 1]);
});

test("where every attribute is searchable, an unknown one has nothing, and some may be kept free of typos", async () => {
  const document = Object.fromEntries(names.map((name) => [name, `prison ${name}`]));
  const index = await makeIndex<Record<string, unknown>>(server.client, "open", [{ id: 1, ...document }], { typoTolerance: { disableOnAttributes: ["a1"] } });
  expect(await idsOf(index, "prisom")).toEqual([1]);
  expect(await idsOf(index, "prison", { attributesToSearchOn: ["nowhere"] })).toEqual([]);
  expect(await idsOf(index, "prison -a66", { attributesToSearchOn: ["nowhere"] })).toEqual([]);
});

test("a phrase in an attribute that is not searched does not bring a document up", async () => {
  const apart = Array.from({ length: 150 }, (_, id) => ({ id, title: "rights that are human", body: "human rights" }));
  const together = Array.from({ length: 5 }, (_, nth) => ({ id: 1_000 + nth, title: "human rights and more", body: "" }));
  const index = await makeIndex(server.client, "apart", [...apart, ...together], { searchableAttributes: ["title", "body"] });
  const found = await idsOf(index, "human rights", { attributesToSearchOn: ["title"], limit: 5 });
  expect(new Set(found)).toEqual(new Set(together.map(({ id }) => id)));
});

test("those that tie in all that words tell come by a later sort, beyond those that are ranked exactly as well", async () => {
  const documents = Array.from({ length: 400 }, (_, id) => ({ id, t: id % 2 === 0 ? "human rights" : "rights of all that is human", n: (id * 7919) % 400 }));
  const index = await makeIndex(server.client, "later", documents, { sortableAttributes: ["n"], searchableAttributes: ["t"] });
  const { hits } = await index.search("human rights", { sort: ["n:desc"], limit: 400, attributesToRetrieve: ["id", "n"] });
  const byRule = documents.toSorted((a, b) => (a.id % 2) - (b.id % 2) || b.n - a.n).map(({ id }) => id);
  expect(hits.map(({ id }) => id)).toEqual(byRule);
});

test("few fields of a hit are as those of all of it", async () => {
  const document = { id: 1, t: "prison", none: null, list: [1, null, "x"], deep: { a: { b: true } }, large: 12345.678901234567, text: "é\"\\\n" };
  const index = await makeIndex<Record<string, unknown>>(server.client, "fields", [document, { id: 2, t: "prison", "deep.x": 5 }], {});
  const fields = Object.keys(document);
  const all = await index.search("prison", { limit: 5 });
  const some = await index.search("prison", { limit: 5, attributesToRetrieve: fields });
  expect(all.hits[0]).toEqual(document);
  expect(some.hits).toEqual(all.hits);
  expect((await index.search("prison", { attributesToRetrieve: ["none", "nowhere"] })).hits).toEqual([{ none: null }, {}]);
  expect((await index.search("prison", { attributesToRetrieve: [...fields, ...names, ...names.map((name) => `${name}b`)] })).hits[0]).toEqual(document);
});
