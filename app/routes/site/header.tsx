import { Link, NavLink, useLocation, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage, LANGUAGE_CODES, LANGUAGES } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Emblem } from "#app/ui/emblem.tsx";

export function SiteHeader() {
  const { t } = useTranslation("site");
  const params = useParams();
  const lang = isLanguage(params.lang) ? params.lang : FALLBACK_LANGUAGE;
  const pages = [
    { to: paths.search(lang), name: t("nav.knowledge") },
    { to: paths.mechanisms(lang), name: t("nav.mechanisms") },
    { to: paths.network(lang), name: t("nav.network") },
    { to: paths.events(lang), name: t("nav.events") },
  ];
  return (
    <header className="bg-brand-strong text-on-brand">
      <div className="border-b border-on-brand-muted/25">
        <LanguageSwitch lang={lang} />
      </div>
      <div className="wrap flex flex-wrap items-center justify-between gap-x-8 gap-y-3 py-4">
        <Link to={paths.home(lang)} className="flex items-center gap-3">
          <Emblem className="size-10 shrink-0" />
          <span className="font-serif text-lg leading-snug">
            {t("name")}
            <span className="block font-sans text-sm text-on-brand-muted">{t("tagline")}</span>
          </span>
        </Link>
        <nav aria-label={t("nav.label")}>
          <ul className="-mx-2 flex flex-wrap">
            {pages.map(({ to, name }) => (
              <li key={to}>
                <NavLink
                  to={to}
                  className="inline-block border-b-2 border-transparent px-2 py-2 hover:border-on-brand-muted aria-[current=page]:border-on-brand sm:px-3"
                >
                  {name}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** The same page in the other languages. A change of language is a new document, hence plain links. */
function LanguageSwitch({ lang }: { lang: string }) {
  const { t } = useTranslation("site");
  const { pathname, search } = useLocation();
  const rest = pathname.split("/").slice(2).join("/");
  return (
    <nav aria-label={t("nav.languages")} className="wrap">
      <ul className="-mx-2 flex flex-wrap justify-end text-sm">
        {LANGUAGE_CODES.map((code) => (
          <li key={code}>
            <a
              href={`${paths.home(code)}${rest ? `/${rest}` : ""}${search}`}
              hrefLang={code}
              lang={code}
              aria-current={code === lang ? "true" : undefined}
              className="inline-block px-2 py-1.5 text-on-brand-muted hover:text-on-brand aria-[current]:font-semibold aria-[current]:text-on-brand"
            >
              {LANGUAGES[code].name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
