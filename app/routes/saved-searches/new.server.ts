import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { presentFilters } from "#app/search/present-filters.ts";
import { savedQueryOf } from "#app/search/saved-query.ts";
import { findSavedSearch, listSavedSearches, savedSearchId, saveSearch } from "#models/saved-search.server.ts";
import { SAVED_SEARCH_LIMITS } from "#models/saved-search.ts";

import { readAddress } from "../search/address.server.ts";
import { formView, mostSearches, readSavedForm, refused, saidOf } from "./form.server.ts";

/** The search that an address names, as it would be saved; of what means nothing, the rest is left. */
async function searchAt(request: Request, lang: Language) {
  const address = readAddress(lang, new URL(request.url).searchParams);
  const asked = "corrected" in address ? readAddress(lang, new URL(address.corrected, request.url).searchParams) : address;
  // What was corrected once has nothing left to correct.
  if ("corrected" in asked) throw new Response(null, { status: 400 });
  const tools = await pageTools(lang);
  const search = { q: asked.query.q, filters: presentFilters(tools.reference, asked.query.filters) };
  return { tools, search, query: savedQueryOf(search) };
}

/** The form to save the search in the address; or that it is saved already, or that there is no room. */
export async function loadNewSavedSearch(args: LoaderFunctionArgs) {
  const { user, lang } = await requireMember(args);
  const { tools, search, query } = await searchAt(args.request, lang);
  const { t } = tools;
  const id = savedSearchId({ user: user.id, query });
  const [there, all] = await Promise.all([findSavedSearch({ id, user: user.id }), listSavedSearches({ user: user.id })]);
  const said = saidOf(tools, search);
  const texts = t("alerts:new", { returnObjects: true, max: mostSearches(lang) });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts,
    said,
    search: paths.search(lang, new URLSearchParams(query)),
    action: paths.newSavedSearch(lang, new URLSearchParams(query)),
    list: paths.savedSearches(lang),
    there: there ? { name: there.name, lang: there.lang, url: paths.savedSearch(lang, id) } : null,
    full: !there && all.length >= SAVED_SEARCH_LIMITS.searches,
    form: formView(tools, user),
    values: { name: [...said].slice(0, SAVED_SEARCH_LIMITS.name).join(""), every: "weekly" },
  };
}

export async function saveThisSearch(args: ActionFunctionArgs) {
  const { user, lang } = await requireMember(args);
  const { tools, query } = await searchAt(args.request, lang);
  const { values, given, errors } = readSavedForm(tools, await readForm(args.request));
  if (!given) return refused(values, errors);
  const result = await saveSearch({ ...given, user: user.id, query, lang });
  if (result === "saved") return redirect(paths.savedSearches(lang, { done: "saved" }));
  const text = result === "there" ? tools.t("alerts:errors.there") : tools.t("alerts:errors.full", { max: mostSearches(lang) });
  return refused(values, [{ field: null, text }], 409);
}
