import { afterAll, beforeAll, expect, test } from "vitest";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { keptPage } from "#app/routes/items/kept-pages.server.ts";
import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { listPublished, listPublishedByIds } from "#models/item-queries.server.ts";
import { VISITOR } from "#models/actor.ts";

import { type Servers, startServers } from "../helpers/servers.ts";

let servers: Servers;
beforeAll(async () => {
  servers = await startServers({ founded: true });
  await connect(servers.mongoUrl);
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

/** Two readable items: one with the page, one that stands on it. */
async function pair(): Promise<[string, string]> {
  const [own, other] = await listPublished({ actor: VISITOR });
  if (!own || !other) throw new Error("too few items");
  return [own.id, other.id];
}

const withdraw = (id: string) => ItemModel.updateOne({ _id: id }, { $set: { "versions.$[].published": null } });

async function show(key: string, [id, other]: [string, string], meanwhile: () => Promise<unknown> = async () => {}) {
  let wasMade = false;
  const page = await keptPage({
    actor: VISITOR,
    id,
    reference: await referenceData(),
    key,
    make: async () => {
      wasMade = true;
      const titles = (await listPublishedByIds({ actor: VISITOR, ids: [other] })).map((item) => item.versions[0]?.content.title);
      await meanwhile();
      return { shows: [other], titles };
    },
  });
  return { page, wasMade };
}

test("a page is kept while nothing on it changes, and made anew when something does", async () => {
  const items = await pair();
  const made = [];
  for (let nth = 0; nth < 4; nth += 1) made.push((await show("calm", items)).wasMade);
  expect(made).toEqual([true, true, false, false]);
  await ItemModel.updateOne({ _id: items[1] }, { $set: { "versions.0.published.content.title": "Another title" } });
  const { page, wasMade } = await show("calm", items);
  expect(wasMade).toBe(true);
  expect(page?.titles).toEqual(["Another title"]);
});

test("what is withdrawn while a page is made stands on it no longer the next time", async () => {
  const items = await pair();
  await show("race", items);
  const { page } = await show("race", items, () => withdraw(items[1]));
  expect(page?.titles).toHaveLength(1);
  expect((await show("race", items)).page?.titles).toEqual([]);
});

test("an item that is withdrawn itself has no page, whatever was kept", async () => {
  const items = await pair();
  for (let nth = 0; nth < 3; nth += 1) expect((await show("own", items)).page).not.toBeNull();
  await withdraw(items[0]);
  expect((await show("own", items)).page).toBeNull();
});
