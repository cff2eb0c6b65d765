import { directionOf, isLanguage } from "#app/i18n/languages.ts";
import { formatMoment } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { readSavedQuery } from "#app/search/saved-query.ts";
import type { SavedSearch } from "#models/saved-search.ts";
import type { User } from "#models/user.ts";

import { saidOf } from "./form.server.ts";

/** A saved search as its person sees it. */
export function searchView(tools: PageTools, { timeZone }: Pick<User, "timeZone">, { id, name, query, lang: written, every, lastTold }: SavedSearch) {
  const { t, lang } = tools;
  const read = readSavedQuery(query);
  const said = read ? saidOf(tools, read) : query;
  return {
    id,
    name,
    written,
    // Its parts follow each other as they do in the language it was saved in, whichever letters come first.
    dir: isLanguage(written) ? directionOf(written) : undefined,
    // Whose name says it already need not say it twice.
    said,
    isNamed: said !== name,
    url: paths.search(lang, new URLSearchParams(query)),
    edit: paths.savedSearch(lang, id),
    every: t(`alerts:every.${every}`),
    told: lastTold ? t("alerts:told", { count: lastTold.count, at: formatMoment(lastTold.at, lang, timeZone) }) : every === "never" ? null : t("alerts:untold"),
  };
}
