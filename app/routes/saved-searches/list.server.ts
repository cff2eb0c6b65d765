import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { requireMember } from "#app/auth/guards.server.ts";
import { env } from "#app/env.server.ts";
import { readForm } from "#app/lib/form.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { bringBackSearch, findRemoved, listSavedSearches, removeSavedSearch } from "#models/saved-search.server.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { mostSearches } from "./form.server.ts";
import { NAME_PLACE } from "./name-place.ts";
import { DONE, LIST_INTENTS } from "./saved-search.schema.ts";
import { searchView } from "./view.server.ts";

/** A person's saved searches; after one was removed, with the way back. */
export async function loadSavedSearches(args: LoaderFunctionArgs) {
  const proved = await requireMember(args);
  const { user, lang } = proved;
  const query = new URL(args.request.url).searchParams;
  const removed = query.get("removed") ?? "";
  const [tools, navigation, searches, gone] = await Promise.all([pageTools(lang), deskNavigation(proved), listSavedSearches({ user: user.id }), removed ? findRemoved({ id: removed, user: user.id }) : null]);
  const { t } = tools;
  const done = DONE.find((one) => one === query.get("done"));
  const texts = t("alerts:list", { returnObjects: true, max: mostSearches(lang) });
  return {
    meta: tools.meta(texts.title, undefined, { unlisted: true }),
    texts,
    navigation,
    done: done ? t(`alerts:done.${done}`) : null,
    full: query.has("full") ? texts.full : null,
    removed: gone ? { id: removed, text: t("alerts:removed", { name: NAME_PLACE }), name: { text: gone.name, lang: gone.lang } } : null,
    noMail: env().SMTP_URL === undefined && searches.some(({ every }) => every !== "never") ? t("alerts:noMail") : null,
    searches: searches.map((search) => searchView(tools, user, search)),
    knowledge: paths.search(lang),
    account: paths.account(lang),
  };
}

/** Removes one, and brings it back. */
export async function changeSavedSearches(args: ActionFunctionArgs) {
  const { user, lang } = await requireMember(args);
  const form = await readForm(args.request);
  const intent = LIST_INTENTS.find((one) => one === form.get("intent"));
  if (!intent) throw new Response(null, { status: 400 });
  const which = { id: form.get("id") ?? "", user: user.id };
  if (intent === "remove") {
    if (!(await removeSavedSearch(which)) && !(await findRemoved(which))) throw new Response(null, { status: 404 });
    return redirect(paths.savedSearches(lang, { removed: which.id }));
  }
  if (await bringBackSearch(which)) return redirect(paths.savedSearches(lang, { done: "brought-back" }));
  if (!(await findRemoved(which))) throw new Response(null, { status: 404 });
  return redirect(paths.savedSearches(lang, { removed: which.id, full: "1" }));
}
