import { RemixBrowser } from "@remix-run/react";
import { createInstance } from "i18next";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";

import { BROWSER_NAMESPACES, i18nOptions } from "./i18n/config.ts";

/** Those of BROWSER_NAMESPACES; a pattern cannot be put together. */
const files = import.meta.glob<Record<string, string>>("./i18n/locales/*/{site,items,network,search}.json", { import: "default" });

/** Only the reader's language is fetched; a change of language is a new document. */
async function hydrate() {
  const lang = document.documentElement.lang;
  const loaded = await Promise.all(
    BROWSER_NAMESPACES.map(async (namespace) => [namespace, (await files[`./i18n/locales/${lang}/${namespace}.json`]?.()) ?? {}] as const),
  );
  const i18n = createInstance();
  await i18n
    .use(initReactI18next)
    .init({ ...i18nOptions, ns: [...BROWSER_NAMESPACES], fallbackLng: lang, lng: lang, resources: { [lang]: Object.fromEntries(loaded) } });
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={i18n}>
        <StrictMode>
          <RemixBrowser />
        </StrictMode>
      </I18nextProvider>,
    );
  });
}

void hydrate();
