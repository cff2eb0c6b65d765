/** A text in one or more languages, keyed by language tag ("ar", "pt"). */
export type Localized = Record<string, string>;

/** A language tag that the models accept; which ones the interface offers is decided in app/i18n. */
export const LANGUAGE_TAG = /^[a-z]{2,3}$/;

/**
 * The text for a reader of `lang`: his own language, else the fallback, else the first there is.
 * Returns the language actually used, so that the page can mark it.
 */
export function localize(
  text: Localized | null | undefined,
  lang: string,
  fallback = "en",
): { text: string; lang: string } | null {
  if (!text) return null;
  for (const candidate of [lang, fallback, ...Object.keys(text)]) {
    const value = text[candidate];
    if (value) return { text: value, lang: candidate };
  }
  return null;
}
