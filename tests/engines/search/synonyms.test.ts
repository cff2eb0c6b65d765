import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Settings } from "meilisearch";
import { afterAll, expect, test } from "vitest";

import { dice } from "../../helpers/dice.ts";
import { idsOf, makeIndex, removeFolder, type Server, startServer, temporaryFolder } from "./server.ts";

const folder = temporaryFolder();
let server: Server | undefined;

afterAll(async () => {
  await server?.stop();
  removeFolder(folder);
});

const { roll, pick } = dice(11);
const WORDS = ["human", "rights", "droits", "humains", "derechos", "humanos", "prison", "cárcel", "of", "child", "حقوق", "الإنسان"];
const QUERIES = ["human rights", "rights of child ", "prison ", "carcel", "human rights prison", "prison prison ", "child ", "حقوق الانسان"];
const words = (count: number) => Array.from({ length: count }, () => pick(WORDS)).join(" ");
const document = (id: number) => ({ id, title: words(roll(4)), parts: [words(1 + roll(5)), `${words(2)}. ${words(2)}`] });
const SYNONYMS: Settings["synonyms"] = {
  "human rights": ["droits humains", "derechos humanos", "حقوق الإنسان"],
  "حقوق الإنسان": ["human rights", "droits humains", "derechos humanos"],
  prison: ["cárcel", "droits humains"],
  child: ["derechos humanos"],
  "rights of child": ["droits humains"],
};

/**
 * Asked in its attributes by name, the engine looks every synonym up as a phrase; asked in all of them, it has an index of
 * synonyms: both must find the same, and so must one that has just begun.
 */
async function compare(): Promise<string> {
  const index = server!.client.index("names");
  const found: unknown[] = [];
  for (const query of QUERIES) {
    const all = { limit: 200, matchingStrategy: "all" };
    const indexed = await idsOf(index, query, all);
    expect(new Set(indexed), query).toEqual(new Set(await idsOf(index, query, { ...all, attributesToSearchOn: ["title", "parts"] })));
    found.push(indexed);
  }
  return JSON.stringify(found);
}

const restart = async () => {
  await server?.stop();
  server = await startServer(folder);
};

test("synonyms are found as the phrases that they are, whatever is written and set", async () => {
  server = await startServer(folder);
  await makeIndex(server.client, "names", Array.from({ length: 60 }, (_, id) => document(id)), { searchableAttributes: ["title", "parts"], synonyms: SYNONYMS });
  const index = () => server!.client.index("names");
  const settings: Settings[] = [
    { stopWords: ["of", "human"] },
    { synonyms: { ...SYNONYMS, child: ["prison", "human human"] } },
    { searchableAttributes: ["parts", "title"] },
    { synonyms: { child: ["prison"], ...SYNONYMS } },
    { stopWords: [] },
    { synonyms: {} },
    { synonyms: SYNONYMS },
  ];
  const seen = new Set<string>();
  const statuses = new Set<string>();
  for (let turn = 0; turn < 40; turn++) {
    if (roll(3) === 0) await index().deleteDocument(roll(60)).waitTask();
    else await index().addDocuments(Array.from({ length: pick([1, 3, 30]) }, () => document(roll(80)))).waitTask();
    if (turn % 5 === 4) statuses.add((await index().updateSettings(settings[(turn / 5) | 0] ?? {}).waitTask()).status);
    const warm = await compare();
    seen.add(warm);
    if (turn % 8 !== 7) continue;
    await restart();
    expect(await compare()).toBe(warm);
  }
  expect([...statuses]).toEqual(["succeeded"]);
  expect(seen.size).toBeGreaterThan(20);
});

test("a data folder from before there was an index of synonyms gets one", async () => {
  await restart();
  const before = await compare();
  await server!.stop();
  const { default: Database } = await import("libsql");
  const tables = () => {
    const db = new Database(join(folder, "search.db"));
    const names = db.prepare("SELECT name FROM sqlite_master WHERE name GLOB 'synonyms_*[0-9]'").raw(true).all([]).flat() as string[];
    return { db, names };
  };
  const { db, names } = tables();
  expect(names).toHaveLength(1);
  db.exec(`DROP TABLE ${names[0]}; ALTER TABLE catalog DROP COLUMN synonym_gen; PRAGMA user_version = 1`);
  db.close();
  server = await startServer(folder);
  expect(await compare()).toBe(before);
  const isFilled = () => {
    const now = tables();
    const [generation] = now.db.prepare("SELECT synonym_gen FROM catalog").raw(true).all([]).flat() as number[];
    now.db.close();
    return generation! > 0;
  };
  for (let left = 400; left > 0 && !isFilled(); left--) await sleep(25);
  expect(isFilled()).toBe(true);
  expect(await compare()).toBe(before);
  await server.stop();
  const after = tables();
  after.db.close();
  expect(after.names).toHaveLength(1);
  await restart();
});

test("a synonym of one word with a space in it is not one of two words", async () => {
  const index = await makeIndex(server!.client, "spaces", [{ id: 1, t: "New York City" }, { id: 2, t: "in new york today" }], {
    dictionary: ["new york"], synonyms: { nyc: ["new york", "New York"] },
  });
  expect(new Set(await idsOf(index, "nyc "))).toEqual(new Set([1, 2]));
});
