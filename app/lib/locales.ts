import { type Language, LANGUAGES } from "#app/i18n/languages.ts";

/**
 * The regional form of a language for numbers, dates and names, where the plain one means another
 * than the hub's: European digits in Arabic, as the mechanisms' texts have them; in English the day
 * before the month, as the UN writes it; Portuguese as Portugal writes it.
 */
const REGIONAL: Partial<Record<Language, string>> = { ar: "ar-u-nu-latn", en: "en-GB", pt: "pt-PT" };

/** The locale that the platform's formats are asked for. */
export function localeOf(lang: string): string {
  return Object.hasOwn(LANGUAGES, lang) ? (REGIONAL[lang as Language] ?? lang) : lang;
}

/** Makes one format per language and keeps it: making one costs far more than using it. */
export function perLanguage<T>(make: (locale: string) => T): (lang: string) => T {
  const made = new Map<string, T>();
  return (lang) => {
    let format = made.get(lang);
    if (format === undefined) made.set(lang, (format = make(localeOf(lang))));
    return format;
  };
}

/** The names that a format gives, each worked out once: pages name the same few again and again. */
export function remembered(format: Intl.DisplayNames): (code: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (code) => {
    if (!known.has(code)) {
      // Codes come from data, and so could be anything: no more are kept than there are languages and States.
      if (known.size > 500) known.clear();
      known.set(code, format.of(code));
    }
    return known.get(code);
  };
}
