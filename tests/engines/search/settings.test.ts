import { afterAll, beforeAll, expect, test } from "vitest";

import { errorCode, idsOf, makeIndex, removeFolder, type Server, startServer, temporaryFolder } from "./server.ts";

/** What no other suite of the engine shows of a setting: that it is honoured, and not only kept. */
const folder = temporaryFolder();
let server: Server;

beforeAll(async () => {
  server = await startServer(folder);
});
afterAll(async () => {
  await server.stop();
  removeFolder(folder);
});

test("prefixSearch: the last word stands for longer ones, unless it is off", async () => {
  const index = await makeIndex(server.client, "prefix", [{ id: 1, t: "reporting" }, { id: 2, t: "report" }], { typoTolerance: { enabled: false } });
  expect(await idsOf(index, "report")).toEqual([2, 1]);
  await index.updatePrefixSearch("disabled").waitTask();
  expect(await idsOf(index, "report")).toEqual([2]);
  await index.updatePrefixSearch("indexingTime").waitTask();
  expect(await idsOf(index, "report")).toEqual([2, 1]);
});

test("proximityPrecision: with byAttribute words of one attribute are equally near", async () => {
  const index = await makeIndex(server.client, "nearness", [{ id: 1, t: "human beings have many rights" }, { id: 2, t: "human rights" }], { rankingRules: ["words", "proximity", "id:asc"], sortableAttributes: ["id"] });
  expect(await idsOf(index, "human rights ")).toEqual([2, 1]);
  await index.updateProximityPrecision("byAttribute").waitTask();
  expect(await idsOf(index, "human rights ")).toEqual([1, 2]);
});

test("typoTolerance.disableOnNumbers: a number is taken to the letter", async () => {
  const index = await makeIndex(server.client, "numbers", [{ id: 1, t: "resolution 123456" }]);
  expect(await idsOf(index, "123457 ")).toEqual([1]);
  await index.updateTypoTolerance({ disableOnNumbers: true }).waitTask();
  expect(await idsOf(index, "123457 ")).toEqual([]);
  expect(await idsOf(index, "resolutoin ")).toEqual([1]);
});

test("searchCutoffMs: what there is no time left to rank is found all the same", async () => {
  const index = await makeIndex(server.client, "cutoff", [{ id: 1, t: "human beings have many rights" }, { id: 2, t: "human rights" }]);
  expect(await idsOf(index, "human rights ")).toEqual([2, 1]);
  await index.updateSearchCutoffMs(0).waitTask();
  expect(await idsOf(index, "human rights ")).toEqual([1, 2]);
  await index.resetSearchCutoffMs().waitTask();
  expect(await idsOf(index, "human rights ")).toEqual([2, 1]);
});

test("localizedAttributes would change nothing, and is refused by name", async () => {
  const index = await makeIndex(server.client, "localized", [{ id: 1, t: "x" }]);
  expect(await errorCode(index.updateLocalizedAttributes([{ attributePatterns: ["t"], locales: ["fra"] }]))).toBe("feature_not_enabled");
  await index.updateLocalizedAttributes([]).waitTask();
  expect(await index.getLocalizedAttributes()).toBeNull();
});
