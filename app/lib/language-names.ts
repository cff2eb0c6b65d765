import { isLanguage, LANGUAGES } from "#app/i18n/languages.ts";

import { perLanguage, remembered } from "./locales.ts";

const names = perLanguage((locale) => remembered(new Intl.DisplayNames([locale], { type: "language" })));

/** The name of a language, in the reader's language ("Arabic", "arabe"). */
export function languageName(code: string, lang: string): string {
  return names(lang)(code) ?? code;
}

/** The name of a language in itself ("العربية"). */
export function ownLanguageName(code: string): string {
  return isLanguage(code) ? LANGUAGES[code].name : languageName(code, code);
}
