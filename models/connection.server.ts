import mongoose from "mongoose";

import { migrate } from "./migrations.server.ts";

/** How long a start waits for a database that does not answer. */
const PATIENCE_MS = 30_000;
/** How long a request waits for one, once the hub is open. */
const SELECTION_MS = 5_000;
/** How long a question for a sign of life waits. */
const PING_MS = 2_000;
/** How long a database may give no sign of life before the hub asks through a new client, and how often it looks. */
const SILENCE = { ms: 30_000, everyMs: 5_000 };

/**
 * Connects to MongoDB, brings the data to this version's schema and makes sure of the indexes.
 * @throws DomainError `newer-data` where a later version of the hub has written the data; the driver's
 * error where no database answers within half a minute, or it refuses.
 */
export async function connect(url: string, patience = PATIENCE_MS): Promise<void> {
  // Filters name fields of one item type on the model of all types, which does not know them.
  mongoose.set("strictQuery", false);
  mongoose.set("autoIndex", false);
  mongoose.set("bufferCommands", false);
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await open(url);
      break;
    } catch (error) {
      const isSilent = error instanceof Error && error.name.endsWith("ServerSelectionError");
      if (!isSilent || Date.now() >= deadline) throw error;
      await mongoose.disconnect();
    }
  }
  await migrate(mongoose.connection);
  await Promise.all(Object.values(mongoose.models).map((model) => model.createIndexes()));
}

async function open(url: string): Promise<void> {
  await mongoose.connect(url, {
    serverSelectionTimeoutMS: SELECTION_MS,
    // An acknowledged write must survive the loss of power.
    writeConcern: { w: "majority", journal: true },
  });
}

/**
 * Looks again and again whether the database answers, and takes a new client where it has been silent for long:
 * the driver can wait for ever on a connection that broke while it wrote to it (it waits for the socket to drain,
 * and a socket that is destroyed never does), and then notices no database that is back. Returns what ends it.
 */
export function renewWhenSilent(url: string, { ms, everyMs } = SILENCE): () => void {
  let heard = Date.now();
  let busy = false;
  const look = async (): Promise<void> => {
    if (await databaseAnswers()) heard = Date.now();
    if (Date.now() - heard < ms) return;
    await mongoose.disconnect().catch(() => {});
    await open(url).catch(() => {});
    heard = Date.now();
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void look().finally(() => (busy = false));
  }, everyMs);
  return () => clearInterval(timer);
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Asks the database for a sign of life; false where none comes within two seconds. */
export async function databaseAnswers(): Promise<boolean> {
  const ping = mongoose.connection.db?.admin().ping();
  if (!ping) return false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, PING_MS, false)));
  const answer = ping.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
