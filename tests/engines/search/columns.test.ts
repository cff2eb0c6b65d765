import { join } from "node:path";

import Database from "libsql";
import { afterAll, expect, test } from "vitest";

import { idsOf, makeIndex, removeFolder, type Server, startServer, temporaryFolder } from "./server.ts";

const folder = temporaryFolder();
let server: Server | undefined;

afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

/** What each document holds in the field that is filtered. */
const HELD: Record<string, unknown> = {
  upper: "Acción", lower: "acción", both: ["Acción", "acción"], withNull: ["Acción", null], twice: ["Acción", "Acción"],
  long: Array.from({ length: 30 }, (_, n) => `a-term-of-some-length-${n}`), longAgain: Array.from({ length: 30 }, (_, n) => `a-term-of-some-length-${n}`),
  number: 1, numberAsText: "1", numbers: [1, 2.5], yes: true, yesAsText: "true", nothing: null, none: [], empty: "",
};
const FOUND: [filter: string, ids: string[]][] = [
  ["f = 'ACCIÓN'", ["upper", "lower", "both", "withNull", "twice"]],
  ["f != 'acción' AND f EXISTS AND NOT f IN [1, true]", ["long", "longAgain", "nothing", "none", "empty"]],
  ["f IN ['a-term-of-some-length-29']", ["long", "longAgain"]],
  ["f = 1", ["number", "numberAsText", "numbers"]],
  ["f > 1", ["numbers"]],
  ["f = true", ["yes", "yesAsText"]],
  ["f IS NULL", ["nothing"]],
  ["f IS EMPTY", ["none", "empty"]],
  ["f NOT EXISTS", ["without"]],
];

test("what filters, facets and distinct go by is the same after a restart", async () => {
  server = await startServer(folder);
  const documents = [...Object.entries(HELD).map(([id, f]) => ({ id, f })), { id: "without" }];
  const settings = { filterableAttributes: ["f"], sortableAttributes: ["f"] };
  await makeIndex(server.client, "held", documents, settings);
  const answers = async () => {
    const index = server!.client.index("held");
    const found = await Promise.all(FOUND.map(async ([filter]) => [filter, (await idsOf(index, "", { filter })).toSorted()]));
    const { facetDistribution, estimatedTotalHits } = await index.search("", { facets: ["f"], distinct: "f" });
    return { found, facetDistribution, estimatedTotalHits, ascending: await idsOf(index, "", { sort: ["f:asc"], limit: 5 }) };
  };
  const before = await answers();
  expect(before.found).toEqual(FOUND.map(([filter, ids]) => [filter, ids.toSorted()]));
  await server.stop();
  server = await startServer(folder);
  expect(await answers()).toEqual(before);
});

test("what no document holds any more is forgotten at a start", async () => {
  const contents = () => {
    const db = new Database(join(folder, "search.db"), { readonly: true });
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE name LIKE 'contents_%'").raw().all() as [string][];
    const count = tables.reduce((sum, [name]) => sum + (db.prepare(`SELECT count(*) FROM ${name}`).raw().all()[0] as [number])[0], 0);
    db.close();
    return count;
  };
  const restart = async () => {
    await server?.stop();
    const stored = contents();
    server = await startServer(folder);
    await server.client.index("held").search("", { facets: ["f"] });
    return stored;
  };
  const least = await restart();
  for (let turn = 0; turn < 5; turn++) await server!.client.index("held").addDocuments(Array.from({ length: 10 }, (_, n) => ({ id: `turning-${n}`, f: [`value ${turn}`, `${n}`] }))).waitTask();
  expect(await restart()).toBe(least + 50);
  expect(await restart()).toBe(least + 10);
  const index = server!.client.index("held");
  expect(await idsOf(index, "", { filter: "f = 'value 4'" })).toHaveLength(10);
  // Numbers of contents that were forgotten are given again.
  await index.addDocuments([{ id: "turning-0", f: "another" }, { id: "turning-1", f: ["value 0", "0"] }]).waitTask();
  expect([await idsOf(index, "", { filter: "f = another" }), await idsOf(index, "", { filter: "f = 'value 0'" })]).toEqual([["turning-0"], ["turning-1"]]);
});
