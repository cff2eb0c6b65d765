import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { mechanismAddresses } from "#app/routes/mechanisms/view.server.ts";

import { pageIn, urlSet, XML } from "./sitemap.server.ts";

/** The hub's own pages that robots should know. */
const PAGES = [paths.home, paths.search, paths.mechanisms, paths.network, paths.events];

/** The hub's own pages, and the mechanisms' profiles. */
export async function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  const { mechanisms } = await referenceData();
  const profiles = await Promise.all([...mechanisms.values()].map(async (mechanism) => ({ addresses: await mechanismAddresses(mechanism) })));
  const body = urlSet([...PAGES.map((path) => pageIn((lang) => path(lang))), ...profiles]);
  return withValidators(request, { body, contentType: XML });
}
