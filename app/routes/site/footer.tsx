import { Link, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";

export function SiteFooter() {
  const { t } = useTranslation("site");
  const params = useParams();
  const lang = isLanguage(params.lang) ? params.lang : FALLBACK_LANGUAGE;
  return (
    <footer className="mt-16 border-t border-line bg-surface text-sm text-muted">
      <div className="wrap flex flex-wrap justify-between gap-x-10 gap-y-4 py-8">
        <p className="max-w-xl">{t("footer.about")}</p>
        <p>
          <Link to={paths.signIn(lang)} className="link">
            {t("nav.signIn")}
          </Link>
        </p>
      </div>
    </footer>
  );
}
