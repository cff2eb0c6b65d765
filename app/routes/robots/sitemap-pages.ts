import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { referenceData } from "#app/lib/reference-data.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { TOPICS } from "#app/routes/about/topics.ts";
import { mechanismAddresses } from "#app/routes/mechanisms/view.server.ts";

import { pageIn, urlSet, XML } from "./sitemap.server.ts";

/** The hub's own pages that robots should know. */
const PAGES: Array<(lang: string) => string> = [
  paths.home,
  paths.search,
  paths.mechanisms,
  paths.network,
  paths.events,
  paths.partners,
  ...TOPICS.map((topic) => (lang: string) => paths.about(lang, topic)),
];

/** The hub's own pages, the mechanisms' profiles, and the partners. */
export async function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  const { mechanisms, partners } = await referenceData();
  const profiles = await Promise.all([...mechanisms.values()].map(async (mechanism) => ({ addresses: await mechanismAddresses(mechanism) })));
  const ofPartners = [...partners.keys()].map((id) => pageIn((lang) => paths.partner(lang, id)));
  const body = urlSet([...PAGES.map((path) => pageIn(path)), ...profiles, ...ofPartners]);
  return withValidators(request, { body, contentType: XML });
}
