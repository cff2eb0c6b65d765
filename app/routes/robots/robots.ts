import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";

/**
 * Robots may read every page. They are kept out of searches, whose combinations have no end, in every
 * form and in that to save one, out of the harvesters' door, and out of the form for errors with its one address per page; they find all items in the sitemap.
 */
export function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  const lines = ["User-agent: *", "Allow: /", "Disallow: /api/", "Disallow: /oai", "Disallow: /*/search?", "Disallow: /*/search.", "Disallow: /*/report?", "Disallow: /*/account/", "", `Sitemap: ${absolute(paths.sitemap())}`, ""];
  return withValidators(request, { body: lines.join("\n"), contentType: "text/plain; charset=utf-8" });
}
