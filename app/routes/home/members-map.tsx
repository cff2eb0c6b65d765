import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { paths } from "#app/paths.ts";
import { MarkSign, WorldMap } from "#app/ui/world-map.tsx";

import type { loadHome } from "./page.server.ts";

/** More dots than a reader wants to pass with the keyboard: from here on a link leads past them. */
const MANY_DOTS = 12;
/** A list longer than this is folded. */
const LONG_LIST = 24;

/** What the network is, and its members: as dots on the land, and as the list that says the same in words. */
export function MembersMap() {
  const { lang, groups, states, named } = useLoaderData<typeof loadHome>();
  const { t } = useTranslation("site");
  return (
    <section aria-labelledby="network" className="border-y border-line bg-surface">
      <div className="wrap grid gap-x-12 gap-y-8 py-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)] lg:py-16">
        <div className="grid content-start gap-4 lg:row-span-2">
          <h2 id="network" className="text-2xl sm:text-3xl">
            {t("home.network.title")}
          </h2>
          <p className="text-lg">{t("home.network.text")}</p>
          {named ? <p className="text-muted">{named}</p> : null}
          <p>
            <Link to={paths.network(lang)} className="link">
              {t("home.network.more")}
            </Link>
          </p>
        </div>
        <div className="min-w-0 lg:col-start-2">
          {states > MANY_DOTS ? (
            <a href="#states" className="link sr-only focus:not-sr-only">
              {t("home.map.skip")}
            </a>
          ) : null}
          <div className="-mx-4 sm:mx-0">
            <WorldMap groups={groups} label={t("home.map.label")} />
          </div>
        </div>
        <div id="states" tabIndex={-1} className="grid min-w-0 gap-4 outline-none lg:col-start-2">
          {states === 0 ? <p className="text-muted">{t("home.map.none")}</p> : null}
          {states > LONG_LIST ? (
            <>
              <Legend />
              <details>
                <summary className="link cursor-pointer py-1">{t("home.map.all", { count: states })}</summary>
                <div className="pt-4">
                  <Groups />
                </div>
              </details>
            </>
          ) : (
            <Groups />
          )}
          <p className="text-sm text-muted">{t("home.map.credit")}</p>
        </div>
      </div>
    </section>
  );
}

/** What the signs of the map mean, and how many States bear each. */
function Legend() {
  const { groups } = useLoaderData<typeof loadHome>();
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-2">
      {groups.map(({ mark, name, places }) => (
        <li key={mark} className="flex items-center gap-2">
          <MarkSign mark={mark} />
          {name} <span className="text-muted tabular-nums">{places.length}</span>
        </li>
      ))}
    </ul>
  );
}

/** The legend of the map and, under each of its signs, the States that bear it. */
function Groups() {
  const { groups } = useLoaderData<typeof loadHome>();
  return (
    <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
      {groups.map(({ mark, name, places }) => (
        <div key={mark}>
          <h3 className="flex items-center gap-2 font-sans text-base font-semibold">
            <MarkSign mark={mark} />
            {name}
          </h3>
          <ul className="flex flex-wrap gap-x-5 ps-8">
            {places.map(({ id, name: state, url }) => (
              <li key={id}>
                <Link to={url} discover="none" className="link inline-block py-1">
                  {state}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
