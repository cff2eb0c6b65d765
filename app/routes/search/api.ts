import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { FALLBACK_LANGUAGE } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { unmarked } from "#app/lib/marked-text.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { searchItems } from "#app/search/query.server.ts";
import { ParameterError, parseLanguage, parseSearch } from "#app/search/schema.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import { databaseAnswers } from "#models/connection.server.ts";
import { versionFor } from "#models/item.ts";

import { labelFacet } from "./facet-labels.server.ts";

const HITS = 20;

/** The search as data, as the README describes it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  try {
    const parameters = new URL(request.url).searchParams;
    const lang = parseLanguage(parameters) ?? FALLBACK_LANGUAGE;
    const query = parseSearch(parameters, { limit: HITS });
    const [tools, result] = await Promise.all([pageTools(lang), searchItems({ actor, lang, query })]);
    return Response.json(
      {
        total: result.total,
        hits: result.hits.map(({ item, version, excerpt }) => ({
          id: item.id,
          type: item.type,
          url: env().HUB_ORIGIN + paths.item(lang, { ...item, title: versionFor(item, lang).content.title }),
          language: version.lang,
          languages: item.versions.map((candidate) => candidate.lang),
          country: item.country,
          title: version.content.title,
          excerpt: unmarked(excerpt),
        })),
        facets: Object.fromEntries(
          FACET_NAMES.map((facet) => [
            facet,
            result.facets[facet].map(({ value, count }) => ({ value, label: labelFacet(tools, facet, value), count })),
          ]),
        ),
      },
      { headers: { "Access-Control-Allow-Origin": "*" } },
    );
  } catch (error) {
    if (error instanceof ParameterError) {
      const { code, field, message } = error;
      return Response.json({ code, field, message }, { status: 400, headers: { "Access-Control-Allow-Origin": "*" } });
    }
    if (error instanceof SearchUnavailable) {
      return Response.json(
        { code: "search-unavailable", field: null, message: "The search server does not answer; try again later." },
        { status: 503, headers: { "Retry-After": "30", "Access-Control-Allow-Origin": "*" } },
      );
    }
    if (await databaseAnswers()) throw error;
    return Response.json(
      { code: "database-unavailable", field: null, message: "The database does not answer; try again later." },
      { status: 503, headers: { "Retry-After": "30", "Access-Control-Allow-Origin": "*" } },
    );
  }
}
