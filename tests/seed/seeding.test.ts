import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { idForKey } from "#models/ids.server.ts";
import { clearPending, listPending } from "#models/item-queries.server.ts";
import { MechanismModel } from "#models/mechanism.server.ts";
import { TermModel } from "#models/term.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";
import { plant } from "#seed/plant.ts";

import { type Servers, startServers } from "../helpers/servers.ts";

let servers: Servers;

beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
});
afterAll(async () => {
  await disconnect();
  await servers?.stop();
});

async function clearMarks(): Promise<void> {
  for (const { item, token } of await listPending({ limit: 1000 })) await clearPending({ id: item.id, token });
}

test("two seeds at once load everything once; a third finds nothing to do", async () => {
  const [first, second] = await Promise.all([loadSeed(), loadSeed()]);
  const total = Object.values(first).reduce((sum, count) => sum + count, 0);
  expect(first.created + second.created).toBe(total);
  expect(await ItemModel.countDocuments()).toBe(FOUNDING.items.length);
  expect(await listPending({ limit: 100 })).toHaveLength(FOUNDING.items.length);
  expect(await loadSeed()).toEqual({ created: 0, updated: 0, unchanged: total, kept: 0 });
});

test("what a user changed is kept, and everything else is brought up to date", async () => {
  const id = idForKey("mr-practice-campaign");
  await ItemModel.updateOne({ _id: id }, { $set: { "versions.0.published.content.title": "A user's title" } });
  const report = await loadSeed();
  expect(report).toMatchObject({ updated: 0, kept: 1 });
  const item = await ItemModel.findById(id).lean();
  expect(item?.versions[0]?.published?.content.title).toBe("A user's title");
});

test("a seed that says something new replaces what it said before, and has the items indexed anew", async () => {
  await clearMarks();
  const [morocco] = FOUNDING.mechanisms;
  if (!morocco) throw new Error("no mechanism");
  expect(await plant(MechanismModel, { ...morocco, legalBasis: { en: "A decree" } })).toBe("updated");
  // Back again by the seed itself, which therefore renames.
  expect(await loadSeed()).toMatchObject({ updated: 1 });
  expect((await MechanismModel.findById(morocco.id).lean())?.legalBasis).toBeNull();
  expect((await listPending({ limit: 100 })).length).toBe(FOUNDING.items.length);
});

test("a seed that was cut off after it renamed marks the items at its next run", async () => {
  await clearMarks();
  await mongoose.connection.collection<{ _id: string }>("markers").insertOne({ _id: "seed-renaming" });
  await mongoose.connection
    .collection<{ _id: string; value?: string }>("markers")
    .updateOne({ _id: "seed-renaming" }, { $set: { value: "yes" } });
  await loadSeed();
  expect((await listPending({ limit: 100 })).length).toBe(FOUNDING.items.length);
});

test("a field more in a later seed does not make stored documents look changed", async () => {
  const term = await TermModel.findById("capacity:coordination").lean();
  const { _id, seed: _seed, createdAt: _created, updatedAt: _updated, __v, ...fields } = term as unknown as Record<string, unknown>;
  void __v;
  expect(await plant(TermModel, { ...fields, id: String(_id), later: null } as never)).toBe("unchanged");
});

test("what a member writes in the very millisecond in which the seed looks is not written over", async () => {
  const [seeded] = FOUNDING.items;
  if (!seeded) throw new Error("no item");
  await ItemModel.deleteOne({ _id: seeded.id });
  expect(await plant(ItemModel, seeded)).toBe("created");
  const changed = { ...seeded, terms: [] };
  const items = mongoose.connection.collection<{ _id: string; terms: string[]; writes?: number }>("items");
  const outcome = await plant(ItemModel, changed, async () => {
    // As `changeItem` writes, in no time.
    await items.updateOne({ _id: seeded.id }, { $set: { terms: ["theme:women"] }, $inc: { writes: 1 } });
    return {};
  });
  expect(outcome).toBe("kept");
  expect((await items.findOne({ _id: seeded.id }))?.terms).toEqual(["theme:women"]);
});
