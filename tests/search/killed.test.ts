import { afterAll, beforeAll, expect, test } from "vitest";

import { SearchUnavailable } from "#app/search/ask.server.ts";
import { connectSearch } from "#app/search/client.server.ts";
import { startIndexer } from "#app/search/indexer.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";

import { MASTER_KEY, type OwnEngines, ownEngines } from "../helpers/own-engines.ts";
import { find, untilFound, writePractice } from "./practices.ts";

let engines: OwnEngines;

beforeAll(async () => {
  engines = await ownEngines();
  await connect(engines.mongoUrl);
  connectSearch({ url: engines.meiliUrl, apiKey: MASTER_KEY });
});
afterAll(async () => {
  await disconnect();
  await engines?.stop();
});

test("the indexer lives through the death of the search server: what was written meanwhile is found afterwards", async () => {
  const indexer = startIndexer();
  await writePractice("one", "Lighthouse keepers");
  await untilFound("lighthouse", "Lighthouse keepers");
  await engines.search.kill();
  await writePractice("two", "Windmill millers");
  await expect(find("lighthouse")).rejects.toThrow(SearchUnavailable);
  await engines.search.start();
  await untilFound("windmill", "Windmill millers");
  expect(await find("lighthouse")).toEqual(["Lighthouse keepers"]);
  await indexer.stop();
});
