import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";

import { type Config, type EnqueuedTaskPromise, type Index, Meilisearch } from "meilisearch";

import type { SearchDocument } from "./documents.server.ts";

let client: Meilisearch | undefined;
let asking: Meilisearch | undefined;
let uid = "";

/** How long the search server may take for one answer. */
const TIMEOUT_MS = 10_000;
/** How long a question for a sign of life waits. */
const HEALTH_MS = 2_000;
/** What goes into one request, in characters of JSON: far below any server's limit, soon sent. */
const CHUNK = 2_000_000;

/** Sets where the search server is and which index is the hub's; done once, before anything asks it. */
export function connectSearch({ url, apiKey, index = "items" }: { url: string; apiKey: string | undefined; index?: string }): void {
  const config = { host: url, ...(apiKey ? { apiKey } : {}), timeout: TIMEOUT_MS };
  client = new Meilisearch(config);
  asking = new Meilisearch({ ...config, httpClient: quickly });
  uid = index;
}

/** Kept for less long than servers do, so that none is used that its server has just closed. */
const KEPT = { keepAlive: true, timeout: 4_000 };
const AGENTS = { "http:": new http.Agent(KEPT), "https:": new https.Agent(KEPT) };

/** Sends a request by Node's own client, which costs a fraction of its `fetch`: every search page asks at least once. */
const quickly: NonNullable<Config["httpClient"]> = async (input, init) => {
  const url = new URL(String(input));
  const { request } = url.protocol === "https:" ? https : http;
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const sent = request(url, { agent: AGENTS[url.protocol as keyof typeof AGENTS], method: init?.method, headers, signal: init?.signal ?? undefined }, resolve);
    sent.on("error", reject).end(init?.body);
  });
  const body = await text(answer);
  if (answer.statusCode !== 200) throw new Error(`the search server answered ${answer.statusCode}: ${body}`);
  return JSON.parse(body) as unknown;
};

/** The client of the search server. */
export function searchClient(): Meilisearch {
  if (!client) throw new Error("connectSearch has not been called");
  return client;
}

/** The client for searches alone; of an error it tells no more than that there was one. */
export function askingClient(): Meilisearch {
  if (!asking) throw new Error("connectSearch has not been called");
  return asking;
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
