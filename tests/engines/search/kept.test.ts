import { afterAll, expect, test } from "vitest";

import { dice } from "../../helpers/dice.ts";
import { idsOf, makeIndex, removeFolder, type Server, startServer, temporaryFolder } from "./server.ts";

const folder = temporaryFolder();
let server: Server | undefined;

afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

const WORDS = ["report", "reporting", "treaty", "bodies", "prison", "prisión", "تقرير", "التقارير"];
const QUERIES = ["report ", "rep", "treaty bodies", '"treaty bodies"', "prison -report", "repotr ", "تقرير ", "bodies"];
const TURNS = 60;

test("what is kept of a search from before some writes answers as an engine that has kept nothing", async () => {
  server = await startServer(folder);
  const { roll, pick } = dice(5);
  const text = () => Array.from({ length: 1 + roll(6) }, () => pick(WORDS)).join(" ");
  await makeIndex(server.client, "kept", Array.from({ length: 40 }, (_, id) => ({ id, t: text(), u: text() })), { synonyms: { bodies: ["treaty reporting"] } });
  const ask = (query: string, more: object) => idsOf(server!.client.index("kept"), query, { limit: 100, matchingStrategy: "all", ...more });
  const answers = async () => Promise.all(QUERIES.map(async (query) => [query, await ask(query, {}), await ask(query, { attributesToSearchOn: ["u"] })]));
  const seen = new Set<string>();
  for (let turn = 0; turn < TURNS; turn++) {
    // Some few, none but one that goes, and more than are followed one by one.
    if (roll(4) === 0) await server.client.index("kept").deleteDocument(roll(60)).waitTask();
    else await server.client.index("kept").addDocuments(Array.from({ length: pick([1, 2, 3, 25]) }, () => ({ id: roll(60), t: text(), u: text() }))).waitTask();
    const warm = await answers();
    seen.add(JSON.stringify(warm));
    if (turn % 15 !== 14) continue;
    await server.stop();
    server = await startServer(folder);
    expect(await answers()).toEqual(warm);
  }
  expect(seen.size).toBeGreaterThan(TURNS / 2);
});
