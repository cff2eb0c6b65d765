import type { Params } from "@remix-run/react";

import { isLanguage, type Language } from "#app/i18n/languages.ts";
import { type Actor, VISITOR } from "#models/scope.server.ts";

/** Says that a route is for everyone. Stands first in its loader; returns who is asking. */
export function allowAnyone(): { actor: Actor } {
  return { actor: VISITOR };
}

/**
 * Says that a page is for everyone, and proves the language in its URL.
 * @throws a 404 response where the hub does not have that language.
 */
export function allowReader(params: Params): { actor: Actor; lang: Language } {
  if (!isLanguage(params.lang)) throw new Response(null, { status: 404 });
  return { ...allowAnyone(), lang: params.lang };
}
