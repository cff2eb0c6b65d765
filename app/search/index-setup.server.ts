import { createHash } from "node:crypto";

import type { EnqueuedTaskPromise, Settings, Task } from "meilisearch";

import { referenceData } from "#app/lib/reference-data.server.ts";
import { markForIndex } from "#models/item-queries.server.ts";
import { readMarker, writeMarker } from "#models/marker.server.ts";

import { indexName, searchClient } from "./client.server.ts";
import { DOCUMENT_FORM } from "./documents.server.ts";
import { INDEX_SETTINGS } from "./settings.ts";
import { thesaurusOf } from "./thesaurus.server.ts";
import type { Thesaurus } from "./thesaurus.ts";

const TASK_TIMEOUT_MS = 120_000;

/** Tells which index holds everything that is not marked: another one has to be filled first. */
const FILLED = "filled-index";

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

/** When an index was made, as the server tells it; null where there is none. */
async function createdAt(uid: string): Promise<string | null> {
  try {
    return String((await searchClient().getRawIndex(uid)).createdAt);
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code === "index_not_found") return null;
    throw error;
  }
}

/** Makes an index unless it is there, and gives it the hub's settings, with the synonyms of the present vocabularies. */
export async function ensureIndex(uid: string): Promise<void> {
  const client = searchClient();
  const wanted = { ...INDEX_SETTINGS, synonyms: thesaurusOf(await referenceData()).synonyms() };
  if ((await createdAt(uid)) === null) await finished(client.createIndex(uid, { primaryKey: "id" }));
  const index = client.index(uid);
  if (differs(await index.getSettings(), wanted)) await finished(index.updateSettings(wanted));
}

/** Removes an index and waits until it is gone; nothing happens where there is none. */
export async function removeIndex(uid: string): Promise<void> {
  if ((await createdAt(uid)) !== null) await finished(searchClient().deleteIndex(uid));
}

const fingerprint = (made: string): string =>
  createHash("sha256").update(JSON.stringify([made, DOCUMENT_FORM, INDEX_SETTINGS])).digest("hex");

/** The index whose settings this process has compared last: when it was made, and the thesaurus that it got. */
let compared: { made: string | null; thesaurus: Thesaurus } | undefined;

/**
 * Makes sure that the index is there and that whatever it lacks is marked: all items, where the
 * search server is new to the hub, lost the index, or holds documents of an older form. Called again
 * and again; the settings, megabytes of synonyms, are compared where the index or a name has changed.
 */
export async function ensureFilledIndex(): Promise<void> {
  const thesaurus = thesaurusOf(await referenceData());
  let made = await createdAt(indexName());
  if (made === null || compared?.made !== made || compared.thesaurus !== thesaurus) {
    await ensureIndex(indexName());
    made = await createdAt(indexName());
    compared = { made, thesaurus };
  }
  if (made === null || (await readMarker(FILLED)) === fingerprint(made)) return;
  await markForIndex();
  await noteFilledIndex();
}

/** Notes that what the present index lacks is marked. */
export async function noteFilledIndex(): Promise<void> {
  const made = await createdAt(indexName());
  if (made !== null) await writeMarker(FILLED, fingerprint(made));
}

/** True where a wanted setting is not what the index has; the order of lists without rank is free. */
function differs(present: Settings, wanted: Settings): boolean {
  const ranked = new Set(["searchableAttributes", "rankingRules"]);
  // A server may keep words with their accents apart from their letters.
  const text = (value: unknown): string => JSON.stringify(value).normalize("NFKD");
  const free = (name: string, list: unknown): unknown =>
    Array.isArray(list) && !ranked.has(name)
      ? [...new Set(list.map((word) => String(word).normalize("NFKD")))].toSorted()
      : list;
  const pairs = (synonyms: object): string[] =>
    Object.entries(synonyms).map(([word, names]) => text([word, [...(names as string[])].toSorted()]).toLowerCase()).toSorted();
  return Object.entries(wanted).some(([name, value]) => {
    const has: unknown = present[name as keyof Settings];
    if (name === "synonyms") return text(pairs(has ?? {})) !== text(pairs(value as object));
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      return Object.entries(value).some(([key, inner]) => text((has as Record<string, unknown> | null)?.[key]) !== text(inner));
    }
    return text(free(name, has)) !== text(free(name, value));
  });
}
