import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { RichText } from "#app/rich-text/rich-text.tsx";
import { paths } from "#app/paths.ts";

import type { loadNetwork } from "./page.server.ts";

/** How a State joins, as far as a public text says, and whom to ask for the rest. */
export function Join() {
  const { lang, own } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="join" className="border-t-4 border-brand pt-6">
      <h2 id="join" className="text-2xl sm:text-3xl">
        {t("parts.join")}
      </h2>
      <div className="mt-4 grid max-w-prose gap-3 text-lg">
        {own.join?.place === "instead" ? null : (
          <>
            <p>{t("join.who")}</p>
            <p>{t("join.steps")}</p>
            <p>{t("join.ask")}</p>
          </>
        )}
        {own.join ? <RichText html={own.join.html} /> : null}
        <p className="no-print">
          <Link to={paths.message(lang, `${paths.network(lang)}#join`)} rel="nofollow" className="link">
            {t("join.askLink")}
          </Link>
        </p>
      </div>
    </section>
  );
}
