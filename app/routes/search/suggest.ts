import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { SearchUnavailable } from "#app/search/ask.server.ts";
import { searchWhileTyping } from "#app/search/query.server.ts";
import { parseTyped } from "#app/search/schema.ts";
import type { Suggestions } from "#app/ui/search-field.tsx";
import { versionFor } from "#models/item.ts";

const MOST = 6;
/** Fewer letters begin too many words. */
const SHORTEST = 2;

/** Items for a search box while someone types, as data. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const q = parseTyped(new URL(request.url).searchParams);
  const none: Suggestions = { total: 0, items: [] };
  if ([...q].length < SHORTEST) return Response.json(none);
  const tools = await pageTools(lang);
  try {
    const { total, hits } = await searchWhileTyping({ actor, lang, q, limit: MOST, reference: tools.reference });
    const items = hits.map(({ item, version, title }) => ({
      url: paths.item(lang, { ...item, title: versionFor(item, lang).content.title }),
      title,
      lang: version.lang,
      dir: directionOf(version.lang),
      type: tools.t(`items:type.${item.type}`),
    }));
    const found: Suggestions = { total, items };
    // Going back over what was typed asks for the same again.
    return Response.json(found, { headers: { "Cache-Control": "private, max-age=60" } });
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    return Response.json(none, { status: 503, headers: { "Retry-After": "30" } });
  }
}
