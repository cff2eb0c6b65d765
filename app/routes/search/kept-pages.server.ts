import { createHash } from "node:crypto";

import type { ReferenceData } from "#app/lib/reference-data.server.ts";
import type { SearchResult } from "#app/search/query.server.ts";

/**
 * Pages as they were last made, by the reference data that they were made with: with those they go, a few seconds
 * later. The search itself is done each time; only where its result is the same to the last letter does the page
 * stand as it was, and need not be written again.
 */
const pages = new WeakMap<ReferenceData, Map<string, { result: string; page: object }>>();
const MOST = 50;

/** The page at `address` for this result: the very object given before, or a new one from `make`. */
export async function keptPage<Page extends object>(
  { reference, address, result }: { reference: ReferenceData; address: string; result: SearchResult },
  make: () => Promise<Page>,
): Promise<Page> {
  let own = pages.get(reference);
  if (!own) pages.set(reference, (own = new Map()));
  const fingerprint = createHash("sha256").update(JSON.stringify(result)).digest("base64");
  const kept = own.get(address);
  if (kept?.result === fingerprint) return kept.page as Page;
  const page = await make();
  own.delete(address);
  if (own.size >= MOST) own.delete(own.keys().next().value ?? "");
  own.set(address, { result: fingerprint, page });
  return page;
}
