import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { isPlainForm, readForm } from "#app/lib/form.server.ts";
import { paths } from "#app/paths.ts";
import { openSealedId } from "#models/form-seal.server.ts";
import { findAlert, resumeAlert, stopAlert } from "#models/saved-search.server.ts";
import { STOP_ALERT, type SavedSearch } from "#models/saved-search.ts";

import { NAME_PLACE } from "./name-place.ts";
import { STOP_INTENTS } from "./saved-search.schema.ts";

/** The search that a link in a mail is about; null for a wrong link, and where it was removed. */
async function alertOf(token = ""): Promise<SavedSearch | null> {
  const id = await openSealedId(STOP_ALERT, token);
  return id === null ? null : findAlert({ id });
}

/** Whoever opens the link is told what it stops; programs that look into mails open links, so opening it stops nothing. */
export async function loadStop({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const search = await alertOf(params.token);
  const view = await stopView(lang, search, new URL(request.url).searchParams.get("done") === "resumed");
  return search ? view : data(view, { status: 404 });
}

async function stopView(lang: Language, search: SavedSearch | null, isResumed: boolean) {
  const t = await translator(lang);
  const texts = t("alerts:stop", { returnObjects: true, name: NAME_PLACE });
  const state = search === null ? ("void" as const) : search.every === "never" ? ("stopped" as const) : isResumed ? ("resumed" as const) : ("open" as const);
  return {
    state,
    texts,
    name: search && { text: search.name, lang: search.lang },
    meta: { title: `${texts[state].title} · ${t("site:shortName")}`, unlisted: true },
    list: paths.savedSearches(lang),
  };
}

/**
 * Stops the mails of a search, also for a mail program that posts by itself, without a session and from no page
 * (RFC 8058): the token is all that it takes. It answers outright, since such a program follows nowhere.
 */
export async function changeAlert({ params, request, context }: ActionFunctionArgs) {
  const { lang } = allowReader(params);
  const search = await alertOf(params.token);
  if (!search) return data({ stopped: false }, { status: 404 });
  // A program may send its one field in parts as well as in a line.
  const intent = isPlainForm(request) ? (await readForm(request)).get("intent") : null;
  if (STOP_INTENTS.find((one) => one === intent) !== "resume") {
    await stopAlert(search);
    return data({ stopped: true });
  }
  // To begin again is for a person who sees this page.
  if (!context.ownForm) throw new Response(null, { status: 403 });
  await resumeAlert(search);
  return redirect(paths.stopAlert(lang, params.token ?? "", "resumed"));
}
