import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { allowReader } from "#app/auth/guards.server.ts";
import { formatDay, formatNumber } from "#app/lib/dates.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { listEvents } from "#app/routes/events/events.server.ts";
import { itemCard } from "#app/routes/items/view.server.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { countPublished, listNewest } from "#models/item-queries.server.ts";
import { listMemberships } from "#models/membership.server.ts";

import { Constellation } from "./constellation.tsx";

export const meta = pageMeta;

const NEWEST = 4;
const COMING = 5;

export async function loader({ params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, newest, events, counts, memberships] = await Promise.all([
    pageTools(lang),
    listNewest({ actor, limit: NEWEST }),
    listEvents({ actor }),
    countPublished({ actor }),
    listMemberships(),
  ]);
  const { t } = tools;
  const items = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    lang,
    meta: { title: `${t("site:name")} · ${t("site:tagline")}`, description: t("site:home.lead") },
    cards: newest.map((item) => ({ ...itemCard(tools, item), published: t("items:published", { date: formatDay(item.publishedAt, lang) }) })),
    coming: events.coming.slice(0, COMING).map((item) => itemCard(tools, item)),
    figures: [
      { value: formatNumber(items, lang), name: t("site:home.figures.items", { count: items }), to: paths.search(lang) },
      {
        value: formatNumber(tools.reference.mechanisms.size, lang),
        name: t("site:home.figures.mechanisms", { count: tools.reference.mechanisms.size }),
        to: paths.mechanisms(lang),
      },
      {
        value: formatNumber(memberships.length, lang),
        name: t("site:home.figures.members", { count: memberships.length }),
        to: paths.network(lang),
      },
    ],
  };
}

export default function Home() {
  const { lang, cards, coming, figures } = useLoaderData<typeof loader>();
  const { t } = useTranslation("site");
  return (
    <>
      <section className="dark-ground relative overflow-hidden">
        <Constellation className="fade-in pointer-events-none absolute inset-y-0 end-0 hidden h-full w-[32%] text-on-brand-muted opacity-20 xl:block rtl:-scale-x-100" />
        <div className="wrap relative grid gap-6 pt-8 pb-14 sm:pt-14 sm:pb-20">
          <h1 className="max-w-3xl text-3xl sm:text-5xl">{t("home.title")}</h1>
          <p className="max-w-2xl text-lg text-on-brand-muted">{t("home.lead")}</p>
          <div className="max-w-3xl">
            <SearchBox action={paths.search(lang)} large />
            <p className="no-print mt-3 text-sm text-on-brand-muted">{t("home.searchHelp")}</p>
          </div>
        </div>
      </section>
      <div className="wrap">
        <ul className="-mt-8 grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 relative">
          {figures.map((figure) => (
            <li key={figure.to} className="bg-surface">
              <Link to={figure.to} className="flex items-baseline gap-3 p-5 -outline-offset-4 hover:bg-brand-soft">
                <span className="font-serif text-3xl text-brand tabular-nums">{figure.value}</span>
                <span>{figure.name}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div className="grid gap-x-12 gap-y-10 pt-12 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <section aria-labelledby="newest">
            <h2 id="newest" className="border-b border-line pb-3 text-2xl">
              {t("home.newest")}
            </h2>
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
          <div className="grid content-start gap-10">
            <section aria-labelledby="coming">
              <h2 id="coming" className="border-b border-line pb-3 text-2xl">
                {t("home.coming")}
              </h2>
              {coming.length === 0 ? <p className="py-6 text-muted">{t("home.noneComing")}</p> : null}
              <ul className="divide-y divide-line">
                {coming.map((card) => (
                  <li key={card.id}>
                    <ItemCard card={{ ...card, excerpt: "", themes: [] }} />
                  </li>
                ))}
              </ul>
              <Link to={paths.events(lang)} className="link">
                {t("home.events")}
              </Link>
            </section>
            <section aria-labelledby="network" className="rounded-lg bg-brand-soft p-6">
              <h2 id="network" className="mb-2 text-2xl">
                {t("home.network.title")}
              </h2>
              <p className="mb-3">{t("home.network.text")}</p>
              <Link to={paths.network(lang)} className="link">
                {t("home.network.more")}
              </Link>
            </section>
          </div>
        </div>
      </div>
    </>
  );
}
