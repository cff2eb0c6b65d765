import type { InitOptions } from "i18next";

import { FALLBACK_LANGUAGE, LANGUAGE_CODES } from "./languages.ts";

/** The parts of the interface whose words a browser fetches; each is a file in every folder of locales. */
export const BROWSER_NAMESPACES = ["site", "items", "network", "search"] as const;

/** Long texts that only a page of their own shows: its loader sends the words with the page. Those of mails stay on the server. */
const PAGE_NAMESPACES = ["about", "report", "mail", "desk", "review", "rich-text", "accounts", "admin", "membership", "offices", "profile", "vocabularies", "settings", "comments", "cooperation", "gatherings", "overview", "files", "export", "tables", "archives", "notices", "alerts"] as const;

export const NAMESPACES = [...BROWSER_NAMESPACES, ...PAGE_NAMESPACES] as const;

/** What server and browser share. Keys are whole sentences' names; nothing is escaped twice by React. */
export const i18nOptions = {
  supportedLngs: LANGUAGE_CODES,
  fallbackLng: FALLBACK_LANGUAGE,
  ns: [...NAMESPACES],
  defaultNS: "site",
  interpolation: { escapeValue: false },
  // So that a key without a text is seen, by tests first.
  parseMissingKeyHandler: (key: string, fallback?: string) => fallback ?? `⟦${key}⟧`,
  react: { useSuspense: false },
} satisfies InitOptions;
