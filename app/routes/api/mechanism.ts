import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { FALLBACK_LANGUAGE } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { listMemberships } from "#models/membership.server.ts";

import { answerData, NothingThere } from "./answer.server.ts";
import { mechanismData } from "./mechanism-data.server.ts";
import { FOR_OTHER_SITES } from "./other-sites.ts";
import { Parameters } from "./parameters.ts";

/** One mechanism as data, as `/api/v1/openapi.json` describes it; one that has merged leads to its successor. */
export function loader({ params, request }: LoaderFunctionArgs) {
  allowAnyone();
  return answerData(request, async () => {
    const chosen = new Parameters(request, ["lang"]).language();
    const [tools, memberships] = await Promise.all([pageTools(chosen ?? FALLBACK_LANGUAGE), listMemberships()]);
    const id = params.id ?? "";
    const mechanism = tools.reference.mechanisms.get(id);
    if (!mechanism) throw new NothingThere("There is no mechanism with this id.");
    if (mechanism.id !== id) throw new Response(null, { status: 301, headers: { ...FOR_OTHER_SITES, Location: paths.mechanismData(mechanism.id) + new URL(request.url).search, "Cache-Control": "no-cache" } });
    return mechanismData({ tools, chosen }, mechanism, memberships);
  });
}
