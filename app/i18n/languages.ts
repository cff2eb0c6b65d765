/** The languages of the interface and of the content. A further one is a line here and a folder of locales. */
export const LANGUAGES = {
  ar: { name: "العربية", dir: "rtl" },
  en: { name: "English", dir: "ltr" },
  fr: { name: "Français", dir: "ltr" },
  es: { name: "Español", dir: "ltr" },
  pt: { name: "Português", dir: "ltr" },
} as const satisfies Record<string, { name: string; dir: "ltr" | "rtl" }>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];
export const FALLBACK_LANGUAGE: Language = "en";

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

/** The direction of writing of a language; left to right where the hub does not know it. */
export function directionOf(lang: string): "ltr" | "rtl" {
  return isLanguage(lang) ? LANGUAGES[lang].dir : "ltr";
}
