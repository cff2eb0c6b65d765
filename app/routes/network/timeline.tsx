import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";

import type { loadNetwork } from "./page.server.ts";

/** The gatherings in the order in which they took place, each with what it adopted. */
export function Timeline() {
  const { lang, gatherings } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="gatherings">
      <h2 id="gatherings" className="text-2xl sm:text-3xl">
        {t("parts.gatherings")}
      </h2>
      {gatherings.length === 0 ? <p className="mt-3 text-muted">{t("gatherings.none")}</p> : null}
      <ol className="mt-8">
        {gatherings.map((gathering) => (
          <li
            key={gathering.url}
            className="group relative grid gap-x-10 gap-y-1 ps-8 pb-10 last:pb-2 md:grid-cols-[14rem_minmax(0,1fr)] md:ps-0"
          >
            <span
              aria-hidden="true"
              className="absolute start-[0.3125rem] top-2 -bottom-2 border-s-2 border-line group-last:hidden md:start-[14.9375rem]"
            />
            <span
              aria-hidden="true"
              className={`absolute start-0 top-2 size-3 rounded-full border-2 border-brand md:start-[14.625rem] ${gathering.toCome ? "bg-paper" : "bg-brand"}`}
            />
            <p className="font-semibold text-accent md:pt-0.5">{gathering.date}</p>
            <div className="md:ps-5">
              <h3 lang={gathering.lang} className="text-xl">
                <Link to={gathering.url} className="decoration-1 underline-offset-4 hover:underline">
                  {gathering.title}
                </Link>
              </h3>
              <p className="text-sm text-muted">
                {gathering.place ? <bdi lang={gathering.place.lang}>{gathering.place.text}</bdi> : null}
                {gathering.place && gathering.country ? " · " : ""}
                {gathering.country}
                {gathering.toCome ? ` · ${t("gatherings.toCome")}` : ""}
              </p>
              {gathering.adopted.length > 0 ? (
                <ul className="mt-3 space-y-1" aria-label={t("gatherings.adopted")}>
                  {gathering.adopted.map((text) => (
                    <li key={text.id} lang={text.lang}>
                      <Link to={text.url} className="link inline-block py-0.5">
                        {text.text}
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <Link to={paths.events(lang)} className="link mt-6 inline-block">
        {t("gatherings.all")}
      </Link>
    </section>
  );
}
