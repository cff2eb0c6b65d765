import { isRouteErrorResponse, useParams, useRouteError } from "@remix-run/react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { FALLBACK_LANGUAGE, isLanguage } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";

import { usePageAddress } from "./page-address.ts";
import { ReportLink } from "./report-link.tsx";

/** What went wrong, as far as a reader can do something about it. */
export function kindOf(status: number): "missing" | "forbidden" | "refused" | "unavailable" | "broken" {
  if (status === 404) return "missing";
  if (status === 403) return "forbidden";
  if (status === 503) return "unavailable";
  return status < 500 ? "refused" : "broken";
}

/** The page for whatever went wrong: what happened, and the way on. */
export function ErrorPage() {
  const error = useRouteError();
  const { lang } = useParams();
  const { t } = useTranslation("site");
  const address = usePageAddress();
  const language = isLanguage(lang) ? lang : FALLBACK_LANGUAGE;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const isReached = useOnline() && !isUnreached(error);
  const kind = isReached || isRouteErrorResponse(error) ? kindOf(status) : "offline";
  const again = kind === "unavailable" || kind === "broken" || kind === "offline";
  return (
    <main id="content" tabIndex={-1} className="wrap grid w-full grow content-center gap-4 py-16 outline-none">
      {kind === "offline" ? null : <p className="text-sm font-semibold text-accent">{status}</p>}
      <h1 className="text-3xl sm:text-4xl">{t(`error.${kind}`)}</h1>
      <p className="max-w-prose text-lg text-muted">{t(`error.${kind}Help`)}</p>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-3 pt-2">
        {again ? (
          <a href={address} className="button">
            {t("error.again")}
          </a>
        ) : null}
        <a href={paths.home(language)} className={again ? "link" : "button"}>
          {t("error.home")}
        </a>
        <a href={paths.search(language)} className="link">
          {t("error.search")}
        </a>
        {kind === "broken" || kind === "missing" ? <ReportLink className="link">{t("error.report")}</ReportLink> : null}
      </p>
    </main>
  );
}

/** Whether it is what browsers say of a request that did not get through, each in words of its own. */
function isUnreached(error: unknown): boolean {
  return error instanceof TypeError && /^(Failed to fetch|NetworkError when|Load failed|network error)/i.test(error.message);
}

/** False while the browser knows that it has no network; on the server there always is one. */
function useOnline(): boolean {
  return useSyncExternalStore(watchNetwork, () => navigator.onLine, () => true);
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
