import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { RichText } from "#app/rich-text/rich-text.tsx";
import { paths } from "#app/paths.ts";

import type { loadNetwork } from "./page.server.ts";

/** How a State joins: the form, what follows, and whom to ask. */
export function Join() {
  const { lang, join, own } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="join" className="border-t-4 border-brand pt-6">
      <h2 id="join" className="text-2xl sm:text-3xl">
        {t("parts.join")}
      </h2>
      <div className="mt-4 grid max-w-prose gap-3 text-lg">
        {own.join.words ? (
          <>
            <p>{own.join.words}</p>
            <p>{join.text}</p>
            {join.stages.length > 0 ? (
              <>
                <p>{join.stagesText}</p>
                <ol className="list-decimal space-y-1 ps-6">
                  {join.stages.map(({ text, lang: of }) => (
                    <li key={text} lang={of}>
                      {text}
                    </li>
                  ))}
                </ol>
              </>
            ) : null}
          </>
        ) : null}
        {own.join.html ? <RichText html={own.join.html} /> : null}
        <div className="no-print flex flex-wrap items-center gap-x-6 gap-y-3">
          {join.apply ? (
            <Link to={join.apply.url} className="button">
              {join.apply.name}
            </Link>
          ) : null}
          <Link to={join.follow.url} rel="nofollow" className="link inline-block py-1">
            {join.follow.name}
          </Link>
          <Link to={paths.message(lang, `${paths.network(lang)}#join`)} rel="nofollow" className="link inline-block py-1">
            {t("join.askLink")}
          </Link>
        </div>
      </div>
    </section>
  );
}
