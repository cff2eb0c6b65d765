import { useLocation } from "@remix-run/react";

import { type Language, LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { inLanguage } from "#app/paths.ts";

/** The same page in every language, as entries of a list. A change of language is a new document, hence plain links. */
export function LanguageLinks({ lang, className }: { lang: Language; className: string }) {
  const { pathname, search } = useLocation();
  return LANGUAGE_CODES.map((code) => (
    <li key={code}>
      <a
        href={inLanguage(pathname, code) + search}
        hrefLang={code}
        lang={code}
        aria-current={code === lang ? "true" : undefined}
        className={className}
      >
        {LANGUAGES[code].name}
      </a>
    </li>
  ));
}
