import { data } from "@remix-run/node";

import { env } from "#app/env.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { errorsOf, type FormError } from "#app/lib/form-errors.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import type { SearchQuery } from "#app/search/schema.ts";
import { FREQUENCIES, SAVED_SEARCH_LIMITS } from "#models/saved-search.ts";
import type { User } from "#models/user.ts";

import { wordsOfSearch } from "../search/whole.server.ts";
import { savedSearchSchema } from "./saved-search.schema.ts";

/** What a search asks for, or that it asks for everything. */
export const saidOf = (tools: PageTools, query: Pick<SearchQuery, "q" | "filters">): string => wordsOfSearch(tools, query) || tools.t("alerts:everything");

/** A number and the noun it counts are for the languages; this is the number alone. */
export const mostSearches = (lang: Language): string => formatNumber(SAVED_SEARCH_LIMITS.searches, lang);

/** What the form to save a search, and to change one, shows beside its values. */
export function formView({ t, lang }: PageTools, { timeZone }: Pick<User, "timeZone">) {
  return {
    texts: {
      ...t("alerts:form", { returnObjects: true, zone: timeZone }),
      summary: t("accounts:errors.summary"),
      noMail: env().SMTP_URL === undefined ? t("alerts:noMail") : null,
    },
    frequencies: FREQUENCIES.map((value) => ({ value, label: t(`alerts:every.${value}`) })),
    most: SAVED_SEARCH_LIMITS.name,
    account: paths.account(lang),
  };
}

/** What was typed, and what is wrong with it. */
export function readSavedForm({ t, lang }: PageTools, form: URLSearchParams) {
  const values = { name: cleanText(form.get("name")).replace(/\s+/g, " "), every: form.get("every") ?? "" };
  const parsed = savedSearchSchema.safeParse(values);
  const words = t("alerts:errors", { returnObjects: true, max: formatNumber(SAVED_SEARCH_LIMITS.name, lang) });
  return { values, given: parsed.success ? parsed.data : null, errors: parsed.success ? [] : errorsOf(parsed.error, words, ["name", "every"]) };
}

/** The form once more, with what is wrong. */
export const refused = (values: { name: string; every: string }, errors: FormError[], status = 400) => data({ values, errors }, { status });
