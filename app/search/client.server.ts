import { type Index, Meilisearch } from "meilisearch";

import type { SearchDocument } from "./documents.ts";
import { INDEX } from "./settings.ts";

let client: Meilisearch | undefined;

/** Sets where the search server is; done once, before anything asks it. */
export function connectSearch({ url, apiKey }: { url: string; apiKey: string | undefined }): void {
  client = new Meilisearch({ host: url, ...(apiKey ? { apiKey } : {}), timeout: 10_000 });
}

/** The client of the search server. */
export function searchClient(): Meilisearch {
  if (!client) throw new Error("connectSearch has not been called");
  return client;
}

/** The index of the hub. */
export function itemsIndex(): Index<SearchDocument> {
  return searchClient().index<SearchDocument>(INDEX);
}

/** Asks the search server for a sign of life. */
export async function searchAnswers(): Promise<boolean> {
  return searchClient().isHealthy();
}
