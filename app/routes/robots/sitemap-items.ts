import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { itemAddresses } from "#app/routes/items/addresses.ts";
import { listItemAddresses } from "#models/item-addresses.server.ts";

import { PART, urlSet, XML } from "./sitemap.server.ts";

/** A part of the items, in the order of their ids. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  const items = await listItemAddresses({ actor, after: new URL(request.url).searchParams.get("after"), limit: PART });
  const body = urlSet(items.map((item) => ({ addresses: itemAddresses(item), at: item.at })));
  return withValidators(request, { body, contentType: XML });
}
