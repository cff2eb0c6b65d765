import { isRouteErrorResponse, useParams, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";

/** The page for whatever went wrong: what happened, and the way on. */
export function ErrorPage() {
  const error = useRouteError();
  const { lang } = useParams();
  const { t } = useTranslation("site");
  const home = paths.home(isLanguage(lang) ? lang : FALLBACK_LANGUAGE);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main id="content" className="wrap grid min-h-[60vh] content-center gap-4 py-16">
      <p className="text-sm font-semibold text-accent">{isRouteErrorResponse(error) ? error.status : 500}</p>
      <h1 className="text-3xl sm:text-4xl">{t(missing ? "error.missing" : "error.broken")}</h1>
      <p className="max-w-prose text-lg text-muted">{t(missing ? "error.missingHelp" : "error.brokenHelp")}</p>
      <p className="flex flex-wrap gap-4 pt-2">
        <a href={home} className="button">
          {t("error.home")}
        </a>
        <a href={paths.search(isLanguage(lang) ? lang : FALLBACK_LANGUAGE)} className="link self-center">
          {t("error.search")}
        </a>
      </p>
    </main>
  );
}
