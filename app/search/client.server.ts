import { type EnqueuedTaskPromise, type Index, Meilisearch } from "meilisearch";

import type { SearchDocument } from "./documents.server.ts";

let client: Meilisearch | undefined;
let uid = "";

/** How long the search server may take for one answer. */
const TIMEOUT_MS = 10_000;
/** How long a question for a sign of life waits. */
const HEALTH_MS = 2_000;
/** What goes into one request, in characters of JSON: far below any server's limit, soon sent. */
const CHUNK = 2_000_000;

/** Sets where the search server is and which index is the hub's; done once, before anything asks it. */
export function connectSearch({ url, apiKey, index = "items" }: { url: string; apiKey: string | undefined; index?: string }): void {
  client = new Meilisearch({ host: url, ...(apiKey ? { apiKey } : {}), timeout: TIMEOUT_MS });
  uid = index;
}

/** The client of the search server. */
export function searchClient(): Meilisearch {
  if (!client) throw new Error("connectSearch has not been called");
  return client;
}

/** The name of the hub's one index: a document per item, language version and page-sized part. */
export function indexName(): string {
  return uid;
}

export function itemsIndex(): Index<SearchDocument> {
  return searchClient().index<SearchDocument>(uid);
}

/** Asks the search server for a sign of life; false where none comes within two seconds. */
export async function searchAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, HEALTH_MS, false)));
  const answer = await Promise.race([searchClient().isHealthy(), late]);
  clearTimeout(timer);
  return answer;
}

/** The requests that add these documents, each of a size that a server takes; to be sent in turn. */
export function* addDocuments(
  index: Index<SearchDocument>,
  documents: SearchDocument[],
): Generator<() => EnqueuedTaskPromise> {
  let chunk: SearchDocument[] = [];
  let size = 0;
  for (const document of documents) {
    const length = JSON.stringify(document).length;
    if (chunk.length > 0 && size + length > CHUNK) {
      const full = chunk;
      yield () => index.addDocuments(full);
      [chunk, size] = [[], 0];
    }
    chunk.push(document);
    size += length;
  }
  if (chunk.length > 0) yield () => index.addDocuments(chunk);
}
