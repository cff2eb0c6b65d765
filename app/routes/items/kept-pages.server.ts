import type { ReferenceData } from "#app/lib/reference-data.server.ts";
import { readStamps } from "#models/item-stamps.server.ts";
import type { Actor } from "#models/actor.ts";

/**
 * Pages of items as they were last made, by the reference data that they were made with: with those they
 * go, a few seconds later. A page is shown again only if the database says, this time as every time,
 * that all items on it may be read and are the same, and what stands beside them. Under load that question is most of what is left.
 */
const pages = new WeakMap<ReferenceData, Map<string, Kept<Made>>>();
const MOST = 200;
/** How long a page is kept on which other items may come to stand. */
const GROWING_MS = 5_000;

/** What a made page says of itself: the other items that are on it, or would be if they might be read, and whether more may come. */
type Made = { shows: string[]; mayGrow?: boolean };
/** A page is kept from the second time on: only then is it known whose stamps are to be read before it is made. */
type Kept<Page> = { at: number; page: Page | null; shows: string[]; stamps: Map<string, string>; besides: string };

/**
 * The page of an item kept under `key`, or a new one from `make`; null where the actor may not read the
 * item. `make` returns null, too, where the item is gone meanwhile.
 */
export async function keptPage<Page extends Made>({
  actor,
  id,
  reference,
  key,
  beside = async () => "",
  make,
}: {
  actor: Actor;
  id: string;
  reference: ReferenceData;
  key: string;
  /** A text that changes with what stands on the page and is no item. */
  beside?: () => Promise<string>;
  make: () => Promise<Page | null>;
}): Promise<Page | null> {
  let own = pages.get(reference);
  if (!own) pages.set(reference, (own = new Map()));
  const kept = own.get(key) as Kept<Page> | undefined;
  const shows = kept?.shows ?? [];
  const [stamps, besides] = await Promise.all([readStamps({ actor, ids: [id, ...shows] }), beside()]);
  if (!stamps.has(id)) return null;
  const isGrown = kept?.page?.mayGrow === true && Date.now() - kept.at > GROWING_MS;
  if (kept?.page && !isGrown && kept.besides === besides && [id, ...shows].every((one) => stamps.get(one) === kept.stamps.get(one))) return kept.page;
  const page = await make();
  if (!page) return null;
  const isForeseen = page.shows.length === shows.length && page.shows.every((one) => shows.includes(one));
  own.delete(key);
  if (own.size >= MOST) own.delete(own.keys().next().value ?? "");
  own.set(key, { at: Date.now(), page: isForeseen ? page : null, shows: page.shows, stamps, besides });
  return page;
}
