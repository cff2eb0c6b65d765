import { Link, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Emblem } from "#app/ui/emblem.tsx";
import { ReportLink } from "#app/ui/report-link.tsx";

import { LanguageLinks } from "./language-links.tsx";

const ENTRY = "inline-block py-1 underline-offset-4 hover:underline";

export function SiteFooter() {
  const { t } = useTranslation("site");
  const params = useParams();
  const lang = isLanguage(params.lang) ? params.lang : FALLBACK_LANGUAGE;
  const pages = [
    { to: paths.about(lang), name: t("footer.topics.about") },
    { to: paths.about(lang, "accessibility"), name: t("footer.topics.accessibility") },
    { to: paths.about(lang, "privacy"), name: t("footer.topics.privacy") },
    { to: paths.about(lang, "licence"), name: t("footer.topics.licence") },
    { to: paths.about(lang, "imprint"), name: t("footer.topics.imprint") },
  ];
  return (
    <footer className="mt-16 border-t border-line bg-surface text-sm text-muted">
      <div className="wrap grid grid-cols-2 gap-x-6 gap-y-8 py-10 sm:gap-x-12 lg:grid-cols-[minmax(0,2fr)_1fr_1fr]">
        <div className="col-span-2 grid max-w-xl content-start gap-4 lg:col-span-1">
          <p className="flex items-center gap-3 text-base text-ink">
            <Emblem className="size-8 shrink-0 text-brand" />
            <span className="font-serif leading-snug">{t("name")}</span>
          </p>
          <p>{t("footer.about")}</p>
          <p>
            <ReportLink className="link inline-block py-1">{t("footer.report")}</ReportLink>
          </p>
        </div>
        <nav aria-labelledby="footer-pages">
          <h2 id="footer-pages" className="mb-2 font-sans text-sm font-semibold text-ink">
            {t("footer.pages")}
          </h2>
          <ul>
            {pages.map(({ to, name }) => (
              <li key={to}>
                <Link to={to} className={ENTRY}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-labelledby="footer-languages">
          <h2 id="footer-languages" className="mb-2 font-sans text-sm font-semibold text-ink">
            {t("footer.languages")}
          </h2>
          <ul>
            <LanguageLinks lang={lang} className={`${ENTRY} aria-[current]:font-semibold aria-[current]:text-ink`} />
          </ul>
        </nav>
      </div>
      <div className="border-t border-line">
        <p className="wrap py-4">
          <Link to={`${paths.about(lang, "licence")}#software`} className={ENTRY}>
            {t("footer.software")}
          </Link>
        </p>
      </div>
    </footer>
  );
}
