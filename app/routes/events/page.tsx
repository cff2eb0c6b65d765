import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import type { EventRow } from "./events.server.ts";
import { loadEvents } from "./page.server.ts";

export const meta = pageMeta;
export { loadEvents as loader };

const HEADING = "border-b border-line pb-3 text-2xl";

export default function Events() {
  const { lead, year, more } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation(["network", "items"]);
  return (
    <>
      <PageHead title={year ? t("items:event.ofYear", { year }) : t("events.title")}>
        <PagePart part={lead} />
      </PageHead>
      <div className="wrap grid gap-x-12 gap-y-10 py-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid min-w-0 content-start gap-10">
          {year ? null : <Coming />}
          <Past />
          <Undated />
          {more ? <p className="text-muted">{t("items:event.others")}</p> : null}
          <Pages />
        </div>
        <aside className="no-print grid content-start gap-8">
          <Subscription />
          <Years />
        </aside>
      </div>
    </>
  );
}

function Coming() {
  const { coming } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation(["network", "items"]);
  return (
    <section aria-labelledby="coming">
      <h2 id="coming" className={HEADING}>
        {t("events.coming")}
      </h2>
      {coming.length === 0 ? <p className="py-6 text-muted">{t("events.none")}</p> : <Rows events={coming} heading="h3" />}
    </section>
  );
}

/** What is over, under its years; a chosen year stands alone, under the heading of the page. */
function Past() {
  const { past, year } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation(["network", "items"]);
  if (year) {
    const [only] = past;
    return only && only.events.length > 0 ? (
      <Rows events={only.events} heading="h2" />
    ) : (
      <p className="text-muted">{t("items:event.noneOfYear", { year })}</p>
    );
  }
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="past">
      <h2 id="past" className={HEADING}>
        {t("events.past")}
      </h2>
      {past.map((group) => (
        <section key={group.year} aria-labelledby={`past-${group.year}`} className="pt-6">
          <h3 id={`past-${group.year}`} className="font-sans text-lg font-semibold text-accent tabular-nums">
            {group.year}
          </h3>
          <Rows events={group.events} heading="h4" />
        </section>
      ))}
    </section>
  );
}

/** The way to the rest of a year that has many. */
function Pages() {
  const { previous, next } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation("items");
  if (!previous && !next) return null;
  return (
    <nav aria-label={t("event.pages")} className="flex gap-4">
      {previous ? (
        <Link to={previous} rel="prev" className="button">
          {t("event.previous")}
        </Link>
      ) : null}
      {next ? (
        <Link to={next} rel="next" className="button">
          {t("event.next")}
        </Link>
      ) : null}
    </nav>
  );
}

function Undated() {
  const { undated } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation(["network", "items"]);
  if (undated.length === 0) return null;
  return (
    <section aria-labelledby="undated">
      <h2 id="undated" className={HEADING}>
        {t("events.undated")}
      </h2>
      <p className="pt-4 text-muted">{t("events.undatedHelp")}</p>
      <Rows events={undated} heading="h3" />
    </section>
  );
}

function Rows({ events, heading: Heading }: { events: EventRow[]; heading: "h2" | "h3" | "h4" }) {
  const { t } = useTranslation("items");
  return (
    <ul className="divide-y divide-line">
      {events.map((event) => (
        <li key={event.id} className={`grid gap-x-8 gap-y-1 py-5 ${event.date ? "sm:grid-cols-[10rem_minmax(0,1fr)]" : ""}`}>
          {event.date ? <p className="font-semibold sm:row-span-3">{event.date}</p> : null}
          <Heading lang={event.lang} dir={event.dir} className="font-serif text-xl font-medium">
            <Link to={event.url} className="decoration-1 underline-offset-4 hover:underline">
              {event.title}
            </Link>
          </Heading>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            {event.gathering ? <span className="font-semibold">{t("event.gathering")}</span> : null}
            {event.place ? <bdi lang={event.place.lang}>{event.place.text}</bdi> : null}
            {event.country ? <span>{event.country}</span> : null}
            {event.language ? <span>{event.language}</span> : null}
          </p>
          <p className="no-print text-sm">
            {event.calendar ? (
              <a href={event.calendar} aria-label={t("event.addNamed", { title: event.title })} className="link inline-block py-0.5">
                {t("event.add")}
              </a>
            ) : (
              <span className="text-muted">{event.noEntry}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Subscription() {
  const { calendar, subscribe } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation("items");
  return (
    <section aria-labelledby="subscribe" className="grid gap-3 rounded-lg bg-brand-soft p-5">
      <h2 id="subscribe" className="text-lg">
        {t("event.subscribe.title")}
      </h2>
      <p className="text-sm">{t("event.subscribe.help")}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href={subscribe} className="button">
          {t("event.subscribe.link")}
        </a>
        <a href={calendar} className="link text-sm">
          {t("event.subscribe.download")}
        </a>
      </p>
    </section>
  );
}

/** The years that have events, each a page of its own. */
function Years() {
  const { years, year, lang } = useLoaderData<typeof loadEvents>();
  const { t } = useTranslation("items");
  if (years.length < 2 && !year) return null;
  const choice = "inline-flex min-h-8 items-center rounded border border-line px-3 py-1 tabular-nums hover:border-brand aria-[current]:border-brand aria-[current]:bg-brand-soft";
  return (
    <nav aria-labelledby="years">
      <h2 id="years" className="mb-3 text-lg">
        {t("event.years")}
      </h2>
      <ul className="flex flex-wrap gap-2 text-sm">
        {year ? (
          <li>
            <Link to={paths.events(lang)} className={choice}>
              {t("event.allYears")}
            </Link>
          </li>
        ) : null}
        {years.map(({ name, url }) => (
          <li key={name}>
            <Link to={url} aria-current={name === year ? "page" : undefined} className={choice}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
