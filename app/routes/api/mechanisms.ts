import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { FALLBACK_LANGUAGE } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { listMemberships } from "#models/membership.server.ts";

import { answerData } from "./answer.server.ts";
import { mechanismRow } from "./mechanism-data.server.ts";
import { Parameters, PATTERNS } from "./parameters.ts";

const ROWS = 20;

/** The mechanisms as data, by their countries; as `/api/v1/openapi.json` describes it. */
export function loader({ request }: LoaderFunctionArgs) {
  allowAnyone();
  return answerData(request, async () => {
    const parameters = new Parameters(request, ["country", "status", "type", "lang", "limit", "page"]);
    const wanted = { country: parameters.many("country", PATTERNS.country), status: parameters.many("status", PATTERNS.id), type: parameters.many("type", PATTERNS.id) };
    const { limit, page } = parameters.page(ROWS);
    const chosen = parameters.language();
    const [tools, memberships] = await Promise.all([pageTools(chosen ?? FALLBACK_LANGUAGE), listMemberships()]);
    const isAmong = (values: string[], value: string | undefined) => values.length === 0 || (value !== undefined && values.includes(value));
    const found = [...tools.reference.mechanisms.values()]
      .map((mechanism) => mechanismRow({ tools, chosen }, mechanism, memberships))
      .filter(({ country, type, membership }) => isAmong(wanted.country, country) && isAmong(wanted.type, type?.id) && isAmong(wanted.status, membership?.status.id));
    return { total: found.length, mechanisms: found.slice((page - 1) * limit, page * limit) };
  });
}
