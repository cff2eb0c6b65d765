import mongoose from "mongoose";

import { migrate } from "./migrations.server.ts";

/** How long a start waits for a database that does not answer. */
const PATIENCE_MS = 30_000;

/**
 * Connects to MongoDB, brings the data to this version's schema and makes sure of the indexes.
 * @throws DomainError `newer-data` where a later version of the hub has written the data.
 */
export async function connect(url: string, patience = PATIENCE_MS): Promise<void> {
  // Filters name fields of one item type on the model of all types, which does not know them.
  mongoose.set("strictQuery", false);
  mongoose.set("autoIndex", false);
  await mongoose.connect(url, {
    serverSelectionTimeoutMS: patience,
    // An acknowledged write must survive the loss of power.
    writeConcern: { w: "majority", journal: true },
  });
  await migrate(mongoose.connection);
  await Promise.all(Object.values(mongoose.models).map((model) => model.createIndexes()));
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Asks the database for a sign of life; false where none comes within two seconds. */
export async function databaseAnswers(): Promise<boolean> {
  if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return false;
  const ping = mongoose.connection.db?.admin().ping({ timeoutMS: 2000 });
  return Boolean(
    await ping?.then(
      () => true,
      () => false,
    ),
  );
}

