import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowAnyone } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { FALLBACK_LANGUAGE, type Language } from "#app/i18n/languages.ts";
import { unmarked } from "#app/lib/marked-text.ts";
import { type PageTools, pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { labelFacet } from "#app/routes/search/facet-labels.server.ts";
import type { SearchHit } from "#app/search/hits.server.ts";
import { searchItems, type SearchResult } from "#app/search/query.server.ts";
import { parseLanguage, parseSearch } from "#app/search/schema.ts";
import { FACET_NAMES } from "#app/search/settings.ts";
import { versionFor } from "#models/item.ts";

import { answerData } from "./answer.server.ts";

const HITS = 20;

/** The search as data, as `/api/v1/openapi.json` describes it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { actor } = allowAnyone();
  return answerData(request, async () => {
    const parameters = new URL(request.url).searchParams;
    const lang = parseLanguage(parameters) ?? FALLBACK_LANGUAGE;
    const query = parseSearch(parameters, { limit: HITS });
    const tools = await pageTools(lang);
    return resultOf(tools, await searchItems({ actor, lang, query, reference: tools.reference }));
  });
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
