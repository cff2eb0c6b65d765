import { type EnqueuedTaskPromise, type Settings, type Task } from "meilisearch";

import { searchClient } from "./client.server.ts";
import { INDEX, INDEX_SETTINGS } from "./settings.ts";

const TASK_TIMEOUT_MS = 120_000;

/**
 * Waits until the search server has carried out a task.
 * @throws Error with the server's message where the task failed.
 */
export async function finished(task: EnqueuedTaskPromise): Promise<Task> {
  const done = await task.waitTask({ timeout: TASK_TIMEOUT_MS, interval: 25 });
  if (done.status !== "succeeded") {
    throw new Error(`the search server's task ${done.uid} (${done.type}) ${done.status}: ${done.error?.message ?? ""}`);
  }
  return done;
}

/** Creates an index unless it is there, and gives it the hub's settings. Returns whether it was created. */
export async function ensureIndex(uid: string = INDEX): Promise<{ created: boolean }> {
  const client = searchClient();
  const known = await client.getRawIndex(uid).then(
    () => true,
    (error: { cause?: { code?: string } }) => {
      if (error.cause?.code === "index_not_found") return false;
      throw error;
    },
  );
  if (!known) await finished(client.createIndex(uid, { primaryKey: "id" }));
  const index = client.index(uid);
  const present = await index.getSettings();
  if (differs(present, INDEX_SETTINGS)) await finished(index.updateSettings(INDEX_SETTINGS));
  return { created: !known };
}

/** True where a wanted setting is not what the index has; the order of lists without rank is free. */
function differs(present: Settings, wanted: Settings): boolean {
  const ranked = new Set(["searchableAttributes", "rankingRules"]);
  return Object.entries(wanted).some(([name, value]) => {
    const has: unknown = present[name as keyof Settings];
    const order = (list: unknown) => (Array.isArray(list) && !ranked.has(name) ? [...new Set(list)].toSorted() : list);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      return Object.entries(value).some(
        ([key, inner]) => JSON.stringify((has as Record<string, unknown> | null)?.[key]) !== JSON.stringify(inner),
      );
    }
    return JSON.stringify(order(has)) !== JSON.stringify(order(value));
  });
}
