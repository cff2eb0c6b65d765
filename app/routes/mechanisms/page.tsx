import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { ItemCard } from "#app/ui/item-card.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { Contact, Evidence, History, Persons, Standing } from "./life.tsx";
import { loadMechanism } from "./page.server.ts";
import { InBrief, Record } from "./record.tsx";

export const meta = pageMeta;
export { loadMechanism as loader };

export default function MechanismPage() {
  const { name, shortName, country, profile, sources } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead over={country} title={name.text}>
        {name.named ? null : <p>{t("mechanism.nameNotStated")}</p>}
        {shortName ? <p lang={shortName.lang}>{shortName.text}</p> : null}
        <Standing />
      </PageHead>
      <div className="wrap grid gap-x-12 gap-y-10 py-8 sm:py-12 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr_auto]">
        <InBrief />
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {profile.map(({ heading, text }) => (
            <RuledSection key={heading} id={heading} title={t(`profile.${heading}`)}>
              {text ? (
                <div lang={text.lang} className={heading === "summary" ? "text-lg" : ""}>
                  <Prose text={text.text} />
                </div>
              ) : (
                <NotStated />
              )}
            </RuledSection>
          ))}
          <Capacities />
          <Dimensions />
          <History />
          <Persons />
          <Contact />
          <div className="border-t border-line py-6">
            <Sources sources={sources} />
          </div>
        </div>
        <Record />
        <Items />
      </div>
    </>
  );
}

function NotStated() {
  const { t } = useTranslation("network");
  return <p className="text-muted">{t("notStated")}</p>;
}

/** The four capacities: for which of them the sources give evidence. */
function Capacities() {
  const { capacities } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  return (
    <RuledSection id="capacities" title={t("mechanism.capacities")}>
      <dl className="grid gap-2">
        {capacities.map(({ name, shown, evidence }) => (
          <div key={name} className="flex flex-wrap items-baseline gap-x-3">
            <dt className={shown ? "font-semibold" : ""}>
              <span aria-hidden="true" className={`me-3 inline-block size-2.5 rounded-full border-2 border-brand ${shown ? "bg-brand" : ""}`} />
              {name}
            </dt>
            {shown ? <Evidence evidence={evidence} /> : <dd className="text-sm text-muted">{t("notStated")}</dd>}
          </div>
        ))}
      </dl>
    </RuledSection>
  );
}

/** The dimensions of the network's guidance, and what the sources say on each. */
function Dimensions() {
  const { dimensions } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  return (
    <RuledSection id="dimensions" title={t("mechanism.dimensions")}>
      <dl className="grid gap-4">
        {dimensions.map(({ name, text, under }) => (
          <div key={name}>
            <dt className="font-semibold">{name}</dt>
            {text ? (
              <dd lang={text.lang}>{text.text}</dd>
            ) : (
              <dd className="text-muted">
                {under ? (
                  <a href={`#${under}`} className="link">
                    {t("mechanism.see", { heading: t(`profile.${under}`) })}
                  </a>
                ) : (
                  t("notStated")
                )}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </RuledSection>
  );
}

/** What it has published or what is about it, by type. */
function Items() {
  const { items, all, follow } = useLoaderData<typeof loadMechanism>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="items" className="min-w-0">
      <h2 id="items" className="text-2xl">
        {t("mechanism.items")}
      </h2>
      {items.length === 0 ? <p className="py-4 text-muted">{t("mechanism.noItems")}</p> : null}
      {items.map(({ type, name, count, url, cards }) => (
        <section key={type} aria-labelledby={`items-${type}`} className="mt-6">
          <h3 id={`items-${type}`} className="flex items-baseline gap-3 border-b border-line pb-2 font-sans text-base font-semibold">
            {name} <span className="font-normal text-muted tabular-nums">{count}</span>
          </h3>
          <ul className="divide-y divide-line">
            {cards.map((card) => (
              <li key={card.id}>
                <ItemCard card={card} heading="h4" />
              </li>
            ))}
          </ul>
          {count > cards.length ? (
            <Link to={url} className="link">
              {t("mechanism.allOfType", { count })}
            </Link>
          ) : null}
        </section>
      ))}
      {items.length > 0 ? (
        <p className="mt-8">
          <Link to={all} className="link">
            {t("mechanism.searchItems")}
          </Link>
        </p>
      ) : null}
      <p className="no-print mt-4 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <a href={follow.feed} className="link inline-block py-1">
          {t("mechanism.feed")}
        </a>
        {follow.calendar ? (
          <a href={follow.calendar} className="link inline-block py-1">
            {t("mechanism.calendar")}
          </a>
        ) : null}
      </p>
    </section>
  );
}
