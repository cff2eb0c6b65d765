import { isLanguage, LANGUAGES } from "#app/i18n/languages.ts";

/** The name of a language, in the reader's language ("Arabic", "arabe"). */
export function languageName(code: string, lang: string): string {
  return new Intl.DisplayNames([lang], { type: "language" }).of(code) ?? code;
}

/** The name of a language in itself ("العربية"). */
export function ownLanguageName(code: string): string {
  return isLanguage(code) ? LANGUAGES[code].name : languageName(code, code);
}
