import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { FALLBACK_LANGUAGE } from "#app/i18n/languages.ts";
import { AS_OF } from "#app/lib/as-of.ts";
import { today } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { listDecisions } from "#models/decision.server.ts";
import { listPublished } from "#models/item-queries.server.ts";
import { listMemberships } from "#models/membership.server.ts";
import { listOffices } from "#models/office.server.ts";

import { answerData } from "./answer.server.ts";
import { networkData } from "./network-data.server.ts";
import { Parameters } from "./parameters.ts";

/** The network has a few gatherings a year. */
const MOST_GATHERINGS = 500;

/** The network as data, today or on a day, as `/api/v1/openapi.json` describes it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  return answerData(request, async () => {
    const parameters = new Parameters(request, ["lang", AS_OF]);
    const [chosen, day] = [parameters.language(), parameters.day(AS_OF) ?? today()];
    const [tools, offices, memberships, decisions, gatherings] = await Promise.all([
      pageTools(chosen ?? FALLBACK_LANGUAGE),
      listOffices(),
      listMemberships(),
      listDecisions(),
      listPublished({ actor, types: ["event"], gathering: true, limit: MOST_GATHERINGS }),
    ]);
    return networkData({ tools, chosen }, { day, offices, memberships, decisions, gatherings });
  });
}
