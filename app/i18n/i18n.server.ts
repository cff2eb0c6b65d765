import { createCookie } from "@remix-run/node";
import { createInstance, type i18n as I18n, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import { RemixI18Next } from "remix-i18next/server";

import { i18nOptions, NAMESPACES } from "./config.ts";
import { FALLBACK_LANGUAGE, isLanguage, type Language, LANGUAGE_CODES } from "./languages.ts";
import { resources } from "./resources.server.ts";

/** Remembers the language in which the reader last used the hub; nothing else. */
export const languageCookie = createCookie("lang", { path: "/", sameSite: "lax", maxAge: 31_536_000, httpOnly: true });

const detector = new RemixI18Next({
  detection: {
    supportedLanguages: LANGUAGE_CODES,
    fallbackLanguage: FALLBACK_LANGUAGE,
    order: ["cookie", "header"],
    cookie: languageCookie,
  },
  i18next: i18nOptions,
});

/** The language for a request whose URL names none: the cookie's, then Accept-Language's. */
export async function detectLanguage(request: Request): Promise<Language> {
  const found = await detector.getLocale(request);
  return isLanguage(found) ? found : FALLBACK_LANGUAGE;
}

const instances = new Map<Language, Promise<I18n>>();

/** The translator of one language, made once per process. */
export function i18nFor(lang: Language): Promise<I18n> {
  let instance = instances.get(lang);
  if (!instance) {
    const created = createInstance();
    instance = created
      .use(initReactI18next)
      .init({ ...i18nOptions, lng: lang, resources })
      .then(() => created);
    instances.set(lang, instance);
  }
  return instance;
}

/** The translation function of a language for loaders, over all namespaces. */
export async function translator(lang: Language): Promise<TFunction<typeof NAMESPACES>> {
  return (await i18nFor(lang)).getFixedT(lang, NAMESPACES);
}
