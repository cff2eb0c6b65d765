import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { RETRY_AFTER_S } from "#app/lib/guarded-build.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { SHORTEST_TYPED } from "#app/lib/query-limits.ts";
import { paths } from "#app/paths.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { searchWhileTyping } from "#app/search/query.server.ts";
import { parseTyped } from "#app/search/schema.ts";
import type { Suggestions } from "#app/ui/search-field.tsx";
import { versionFor } from "#models/item.ts";

import { hubPagesFor } from "./hub-pages.server.ts";

const MOST = 6;

/** Items, and pages of the hub before them, for a search box while someone types, as data. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const q = parseTyped(new URL(request.url).searchParams);
  const none: Suggestions = { total: 0, items: [] };
  if ([...q].length < SHORTEST_TYPED) return Response.json(none);
  const tools = await pageTools(lang);
  try {
    const { total, hits } = await searchWhileTyping({ actor, lang, q, limit: MOST, reference: tools.reference });
    const items = hits.map(({ item, version, title }) => ({
      url: paths.item(lang, { ...item, title: versionFor(item, lang).content.title }),
      title,
      lang: version.lang,
      dir: directionOf(version.lang),
      about: [
        tools.t(`items:type.${item.type}`),
        item.country ? tools.country(item.country) : null,
        version.lang === lang ? null : tools.language(version.lang),
      ]
        .filter(Boolean)
        .join(" · "),
    }));
    const pages = hubPagesFor(tools, q).map(({ of, ...page }) => ({ ...page, about: [tools.t("search:hubPages"), of].filter(Boolean).join(" · ") }));
    const found: Suggestions = { total, items: [...pages, ...items] };
    // Going back over what was typed asks for the same again.
    return Response.json(found, { headers: { "Cache-Control": "private, max-age=60" } });
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    return Response.json(none, { status: 503, headers: { "Retry-After": RETRY_AFTER_S } });
  }
}
