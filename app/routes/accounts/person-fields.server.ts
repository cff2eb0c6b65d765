import type { TFunction } from "i18next";

import type { NAMESPACES } from "#app/i18n/config.ts";
import { LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { TIME_ZONES } from "#app/lib/time-zones.ts";

/** What the fields about a person need: words, languages in themselves, time zones. */
export function personFields(t: TFunction<typeof NAMESPACES>) {
  return {
    words: t("accounts:fields", { returnObjects: true }),
    langs: LANGUAGE_CODES.map((code) => ({ code, name: LANGUAGES[code].name })),
    timeZones: TIME_ZONES,
  };
}

/** What was typed about a person, to be checked and, where it is wrong, to be shown again: all but the password. */
export function readPerson(form: URLSearchParams) {
  return {
    name: cleanText(form.get("name")).replace(/\s+/g, " "),
    email: cleanText(form.get("email")),
    lang: form.get("lang") ?? "",
    timeZone: form.get("timeZone") ?? "",
  };
}
