import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { ItemCard } from "#app/ui/item-card.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";

import { Constellation } from "./constellation.tsx";
import { MembersMap } from "./members-map.tsx";
import { loadHome } from "./page.server.ts";

export const meta = pageMeta;
export { loadHome as loader };

export default function Home() {
  const { lang, figures, lead } = useLoaderData<typeof loadHome>();
  const { t } = useTranslation("site");
  return (
    <>
      <section className="dark-ground relative">
        <Constellation className="fade-in pointer-events-none absolute inset-y-0 end-0 hidden h-full w-[32%] print:hidden text-on-brand-muted opacity-20 xl:block rtl:-scale-x-100" />
        <div className="wrap relative grid gap-6 pt-8 pb-14 sm:pt-14 sm:pb-20">
          <h1 className="max-w-3xl text-3xl leading-[1.15] sm:text-5xl rtl:leading-[1.4]">{t("home.title")}</h1>
          {/* What most come for stands on the first screen of a telephone; where there is room, the lead before it. */}
          <div className="max-w-3xl sm:order-1">
            <SearchBox action={paths.search(lang)} large />
            <p className="no-print mt-3 text-sm text-on-brand-muted">{t("home.searchHelp")}</p>
          </div>
          <div className="max-w-2xl text-lg text-on-brand-muted">
            <PagePart part={lead} />
          </div>
        </div>
      </section>
      <div className="wrap pb-12">
        <ul className="relative -mt-8 grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
          {figures.map((figure) => (
            <li key={figure.to} className="bg-surface">
              <Link to={figure.to} className="flex items-baseline gap-3 p-5 -outline-offset-4 hover:bg-brand-soft">
                <span className="font-serif text-3xl text-brand tabular-nums">{figure.value}</span>
                <span>
                  {figure.name}
                  {figure.note ? <span className="block text-sm text-muted">{figure.note}</span> : null}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <MembersMap />
      <div className="wrap grid gap-x-12 gap-y-10 pt-12 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Newest />
        <Coming />
      </div>
    </>
  );
}

function Newest() {
  const { lang, cards } = useLoaderData<typeof loadHome>();
  const { t } = useTranslation("site");
  return (
    <section aria-labelledby="newest">
      <h2 id="newest" className="border-b border-line pb-3 text-2xl">
        {t("home.newest")}
      </h2>
      {cards.length === 0 ? <p className="py-6 text-muted">{t("home.noneYet")}</p> : null}
      <ul className="divide-y divide-line">
        {cards.map((card) => (
          <li key={card.id}>
            <ItemCard card={card} />
          </li>
        ))}
      </ul>
      <Link to={paths.search(lang)} className="link">
        {t("home.all")}
      </Link>
    </section>
  );
}

function Coming() {
  const { lang, events, isAnyComing } = useLoaderData<typeof loadHome>();
  const { t } = useTranslation("site");
  return (
    <section aria-labelledby="coming">
      <h2 id="coming" className="border-b border-line pb-3 text-2xl">
        {t("home.coming")}
      </h2>
      {isAnyComing ? null : (
        <p className="pt-6 text-muted">
          {t("home.noneComing")} {events.length > 0 ? t("home.recent") : null}
        </p>
      )}
      <ul className="divide-y divide-line">
        {events.map((card) => (
          <li key={card.id}>
            <ItemCard card={card} />
          </li>
        ))}
      </ul>
      <Link to={paths.events(lang)} className="link">
        {t("home.events")}
      </Link>
    </section>
  );
}
