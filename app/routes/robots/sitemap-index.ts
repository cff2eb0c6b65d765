import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { listItemParts } from "#models/item-addresses.server.ts";
import type { Actor } from "#models/actor.ts";

import { PART, sitemapIndex, XML } from "./sitemap.server.ts";

/** How long a process keeps where the parts begin: to find out, all ids are read. The parts are read each time. */
const KEEP_MS = 5 * 60_000;
let kept: { at: number; parts: ReturnType<typeof listItemParts> } | undefined;

function itemParts(actor: Actor): ReturnType<typeof listItemParts> {
  if (kept && Date.now() - kept.at < KEEP_MS) return kept.parts;
  const entry = { at: Date.now(), parts: listItemParts({ actor, size: PART }) };
  entry.parts.catch(() => (kept = undefined));
  kept = entry;
  return entry.parts;
}

/** The sitemap as a list of its parts: the hub's own pages, and the items by their ids. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  const parts = await itemParts(actor);
  const body = sitemapIndex([
    { path: paths.sitemapPages() },
    ...parts.map(({ after, at }) => ({ path: paths.sitemapItems(after), at })),
  ]);
  return withValidators(request, { body, contentType: XML });
}
