import type { Connection } from "mongoose";

import { DomainError } from "./errors.ts";
import { newestPublication } from "./item.ts";
import type { ItemDocument } from "./item.server.ts";
import { gatherOffices } from "./office-migration.server.ts";

/**
 * Steps from one schema version to the next; step n leads from version n to n + 1. Each can be
 * repeated: a start that was cut off in the middle runs its step again.
 */
const STEPS: Array<(connection: Connection) => Promise<void>> = [noteNewestPublication, gatherOffices];

/** 1 → 2: each item says when its newest publication was. */
async function noteNewestPublication(connection: Connection): Promise<void> {
  const items = connection.collection<Pick<ItemDocument, "_id" | "versions" | "publishedAt">>("items");
  const cursor = items.find({ publishedAt: { $exists: false } }, { projection: { "versions.published.at": 1 } });
  for await (const { _id, versions } of cursor) {
    await items.updateOne({ _id }, { $set: { publishedAt: newestPublication(versions) } });
  }
}

/** The schema version that this code reads and writes. */
export const SCHEMA_VERSION = STEPS.length + 1;

type Marker = { _id: "schema"; version: number };

/**
 * Brings the data to `SCHEMA_VERSION`, one step at a time; an empty database is simply marked.
 * @throws DomainError `newer-data` where the data are from a later version.
 */
export async function migrate(connection: Connection): Promise<void> {
  const markers = connection.collection<Marker>("meta");
  const found = await markers.findOne({ _id: "schema" });
  if (found && found.version > SCHEMA_VERSION) {
    throw new DomainError("newer-data", {
      message: `the data are of schema version ${found.version}, this hub knows ${SCHEMA_VERSION}: start a newer hub`,
    });
  }
  for (let version = found?.version ?? SCHEMA_VERSION; version < SCHEMA_VERSION; version += 1) {
    await STEPS[version - 1]?.(connection);
    await markers.updateOne({ _id: "schema" }, { $set: { version: version + 1 } });
  }
  if (!found) {
    await markers.updateOne({ _id: "schema" }, { $set: { version: SCHEMA_VERSION } }, { upsert: true });
  }
}
