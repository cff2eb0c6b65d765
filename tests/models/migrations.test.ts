import { createHash } from "node:crypto";

import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";

import { connect, disconnect } from "#models/connection.server.ts";
import { findLink, InvitationModel, useLink } from "#models/invitation.server.ts";
import { ItemModel } from "#models/item.server.ts";
import { findOffice, listOffices } from "#models/office.server.ts";
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

test("seats of an earlier schema become terms of their offices, also after a start that was cut off", async () => {
  const offices = mongoose.connection.collection<Record<string, unknown> & { _id: string }>("offices");
  const { coordinator, committee } = { coordinator: await findOffice({ id: "coordinator" }), committee: await findOffice({ id: "executive-committee" }) };
  const seats = [
    { kind: "coordinator", terms: coordinator?.terms ?? [] },
    { kind: "executive-committee", terms: [...(coordinator?.terms ?? []), ...(committee?.terms ?? [])] },
  ].flatMap(({ kind, terms }) =>
    terms.map(({ state, mechanism, from, to, decision, holders, sources }, index) => ({
      _id: kind === "coordinator" ? kind : `${kind}-${mechanism}`,
      kind,
      order: index + 1,
      state,
      mechanism,
      from,
      to,
      decision,
      sources,
      holders: holders.map(({ name, position, asOf, sources: own }) => ({ name, position, asOf, sources: own })),
    })),
  );
  await offices.deleteMany({});
  await offices.insertMany(seats);
  const told = async () => (await listOffices()).map(({ id, seats: places, exOfficio, terms }) => ({ id, places, exOfficio, terms: terms.map(({ state, from, holders }) => [state, from.from, holders.map(({ name }) => name.en)]) }));
  const wanted = [
    { id: "coordinator", places: 1, exOfficio: null, terms: [["MA", "2024-05-09", ["Abdelkrim Boujradi"]]] },
    // Morocco sits there as coordinator, and so has no term of its own.
    { id: "executive-committee", places: null, exOfficio: "coordinator", terms: [["PY", "2024-05-09", []], ["PT", "2024-05-09", []]] },
  ];
  expect(await restartOn(2)).toBe(SCHEMA_VERSION);
  expect(await told()).toEqual(wanted);
  // Cut off before the old ones went.
  await offices.insertMany(seats.filter(({ _id }) => _id !== "coordinator"));
  expect(await restartOn(2)).toBe(SCHEMA_VERSION);
  expect(await told()).toEqual(wanted);
});

test("a set-up link of a hub that had no other links opens, once", async () => {
  const token = "a token of an earlier hub";
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await InvitationModel.collection.insertOne({ _id: "set-up" as never, kind: "set-up", tokenHash, usedAt: null, createdAt: new Date(), updatedAt: new Date() } as never);
  const link = await findLink({ kinds: ["set-up"], token });
  expect(link).toMatchObject({ id: "set-up", expiresAt: null, grants: [], email: null });
  expect(await useLink({ id: "set-up" })).toBe(true);
  expect(await useLink({ id: "set-up" })).toBe(false);
  expect(await findLink({ kinds: ["set-up"], token })).toBeNull();
});

test("data of a later schema are refused", async () => {
  await expect(restartOn(SCHEMA_VERSION + 1)).rejects.toMatchObject({ code: "newer-data" });
});
