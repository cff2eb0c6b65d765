import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { listItemParts } from "#models/item-addresses.server.ts";

import { PART, sitemapIndex, XML } from "./sitemap.server.ts";

/** The sitemap as a list of its parts: the hub's own pages, and the items by their ids. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  const parts = await listItemParts({ actor, size: PART });
  const body = sitemapIndex([
    { path: paths.sitemapPages() },
    ...parts.map(({ after, at }) => ({ path: paths.sitemapItems(after), at })),
  ]);
  return withValidators(request, { body, contentType: XML });
}
