import type { InitOptions } from "i18next";

import { FALLBACK_LANGUAGE, LANGUAGE_CODES } from "./languages.ts";

/** One namespace per part of the interface; each is a file in every folder of locales. */
export const NAMESPACES = ["site", "items", "network", "search"] as const;

/** What server and browser share. Keys are whole sentences' names; nothing is escaped twice by React. */
export const i18nOptions = {
  supportedLngs: LANGUAGE_CODES,
  fallbackLng: FALLBACK_LANGUAGE,
  ns: [...NAMESPACES],
  defaultNS: "site",
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
} satisfies InitOptions;
