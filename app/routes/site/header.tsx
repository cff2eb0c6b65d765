import { Link, useLocation, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths, typeOfCollection } from "#app/paths.ts";
import { Emblem } from "#app/ui/emblem.tsx";

import { LanguageLinks } from "./language-links.tsx";
import { MemberLinks, SignInLink, useMember } from "./member-links.tsx";

export function SiteHeader() {
  const { t } = useTranslation("site");
  const params = useParams();
  const lang = isLanguage(params.lang) ? params.lang : FALLBACK_LANGUAGE;
  const member = useMember();
  return (
    <header className="dark-ground">
      <div className="no-print border-b border-on-brand-muted/25">
        <div className="wrap flex flex-wrap items-center justify-end gap-x-8 sm:gap-x-4">
          <p className="me-auto hidden text-sm text-on-brand-muted lg:block">{t("tagline")}</p>
          <nav aria-label={t("nav.languages")} className="sm:shrink-0">
            <ul className="-mx-1.5 flex flex-wrap items-baseline justify-end text-sm sm:-mx-2">
              <LanguageLinks
                lang={lang}
                className="inline-block px-1.5 py-1.5 leading-6 text-on-brand-muted sm:px-2 hover:text-on-brand aria-[current]:font-semibold aria-[current]:text-on-brand"
              />
            </ul>
          </nav>
          {member ? <MemberLinks lang={lang} name={member.name} /> : <SignInLink lang={lang} />}
        </div>
      </div>
      <div className="wrap flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-3 sm:gap-y-3 sm:py-4 lg:flex-nowrap">
        <div className="flex w-full min-w-0 items-center justify-between gap-3 sm:w-auto">
          <Link to={paths.home(lang)} className="flex min-w-0 items-center gap-3">
            <Emblem className="size-9 shrink-0 sm:size-10" />
            <span className="min-w-0 font-serif leading-snug text-balance sm:text-lg">{t("name")}</span>
          </Link>
          {member ? null : <SignInLink lang={lang} asSign />}
        </div>
        <MainNavigation lang={lang} />
      </div>
    </header>
  );
}

function MainNavigation({ lang }: { lang: string }) {
  const { t } = useTranslation("site");
  const { pathname } = useLocation();
  const type = typeOfCollection(useParams().collection);
  const pages = [
    { to: paths.search(lang), name: t("nav.knowledge"), holdsItem: type !== null && type !== "event" },
    { to: paths.mechanisms(lang), name: t("nav.mechanisms"), holdsItem: false },
    { to: paths.network(lang), name: t("nav.network"), holdsItem: false },
    { to: paths.events(lang), name: t("nav.events"), holdsItem: type === "event" },
  ];
  return (
    <nav aria-label={t("nav.label")} className="min-w-0 max-w-full lg:shrink-0">
      {/* Short names, so that they stand in one row on a phone; at 400 % zoom in several. */}
      <ul className="-mx-1 flex flex-wrap text-sm sm:-mx-2 sm:text-base">
        {pages.map(({ to, name, holdsItem }) => (
          <li key={to}>
            <Link
              to={to}
              // The page itself, or the section that the page belongs to.
              aria-current={pathname === to ? "page" : holdsItem || pathname.startsWith(`${to}/`) ? "true" : undefined}
              className="group inline-block px-1 py-2 -outline-offset-3 whitespace-nowrap sm:px-2"
            >
              <span className="mark-under inline-block pt-1 pb-0.5 group-hover:[--mark:var(--on-brand-muted)] group-aria-[current]:[--mark:var(--on-brand)]">
                {name}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
