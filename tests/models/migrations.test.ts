import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, disconnect } from "#models/connection.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { SCHEMA_VERSION } from "#models/migrations.server.ts";
import { FOUNDING } from "#seed/founding/index.ts";
import { loadSeed } from "#seed/load.ts";

import { type Servers, startServers } from "../helpers/servers.ts";

let servers: Servers;

beforeAll(async () => {
  servers = await startServers();
  await connect(servers.mongoUrl);
  await loadSeed();
});
afterAll(async () => {
  await mongoose.connection.dropDatabase();
  await disconnect();
  await servers?.stop();
});

async function restartOn(version: number): Promise<number> {
  const markers = mongoose.connection.collection<{ _id: string; version: number }>("meta");
  await markers.updateOne({ _id: "schema" }, { $set: { version } });
  await disconnect();
  await connect(servers.mongoUrl);
  const marker = await mongoose.connection.collection<{ _id: string; version: number }>("meta").findOne({ _id: "schema" });
  return marker?.version ?? NaN;
}

test("items of the first schema get the moment of their newest publication", async () => {
  const wanted = Object.fromEntries(FOUNDING.items.map((item) => [item.id, item.publishedAt]));
  await ItemModel.collection.updateMany({}, { $unset: { publishedAt: 1 } });
  expect(await restartOn(1)).toBe(SCHEMA_VERSION);
  const items = await ItemModel.find().lean();
  expect(Object.fromEntries(items.map((item) => [item._id, item.publishedAt]))).toEqual(wanted);
});

test("data of a later schema are refused", async () => {
  await expect(restartOn(SCHEMA_VERSION + 1)).rejects.toMatchObject({ code: "newer-data" });
});
