import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { FALLBACK_LANGUAGE, type Language } from "#app/i18n/languages.ts";
import { RETRY_AFTER_S } from "#app/lib/guarded-build.server.ts";
import { unmarked } from "#app/lib/marked-text.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { labelFacet } from "#app/routes/search/facet-labels.server.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import type { SearchHit } from "#app/search/hits.server.ts";
import { withPresentMechanisms } from "#app/search/present-mechanisms.ts";
import { searchItems, type SearchResult } from "#app/search/query.server.ts";
import { ParameterError, parseLanguage, parseSearch } from "#app/search/schema.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import { databaseAnswers } from "#models/connection.server.ts";
import { versionFor } from "#models/item.ts";

import { FOR_OTHER_SITES } from "./other-sites.ts";

const HITS = 20;

/** The search as data, as `/api/v1/openapi.json` describes it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  try {
    const parameters = new URL(request.url).searchParams;
    const lang = parseLanguage(parameters) ?? FALLBACK_LANGUAGE;
    const asked = parseSearch(parameters, { limit: HITS });
    const tools = await pageTools(lang);
    const query = withPresentMechanisms(asked, tools.reference.mechanisms);
    const result = await searchItems({ actor, lang, query, reference: tools.reference });
    const body = JSON.stringify(resultOf(tools, result));
    return withValidators(request, { body, contentType: "application/json; charset=utf-8", headers: FOR_OTHER_SITES });
  } catch (error) {
    if (error instanceof ParameterError) {
      const { code, field, message } = error;
      return Response.json({ code, field, message }, { status: 400, headers: FOR_OTHER_SITES });
    }
    if (error instanceof SearchUnavailable) return unavailable("search-unavailable", "search server");
    if (await databaseAnswers()) throw error;
    return unavailable("database-unavailable", "database");
  }
}

function resultOf(tools: PageTools, { total, hits, facets }: SearchResult) {
  return {
    total,
    hits: hits.map((hit) => hitOf(tools.lang, hit)),
    facets: Object.fromEntries(
      FACET_NAMES.map((facet) => [facet, facets[facet].map(({ value, count }) => ({ value, label: labelFacet(tools, facet, value), count }))]),
    ),
  };
}

const hitOf = (lang: Language, { item, version, excerpt }: SearchHit) => ({
  id: item.id,
  type: item.type,
  url: env().HUB_ORIGIN + paths.item(lang, { ...item, title: versionFor(item, lang).content.title }),
  language: version.lang,
  languages: item.versions.map((candidate) => candidate.lang),
  country: item.country,
  title: version.content.title,
  excerpt: unmarked(excerpt),
});

function unavailable(code: string, server: string): Response {
  return Response.json(
    { code, field: null, message: `The ${server} does not answer; try again later.` },
    { status: 503, headers: { "Retry-After": RETRY_AFTER_S, ...FOR_OTHER_SITES } },
  );
}
