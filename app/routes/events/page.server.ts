import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { madeSeldom } from "#app/lib/made-seldom.server.ts";
import { pagePart } from "#app/lib/page-texts.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { listEventYears, listUndatedEvents } from "#models/event-queries.server.ts";
import type { ListedItem } from "#models/item.ts";
import { VISITOR } from "#models/actor.ts";

import { eventRow, eventsByTime, listEventsOfYear } from "./events.server.ts";

const UNDATED = 40;

/** Stepping through the years asks the database once for each. */
const eventYears = madeSeldom(() => listEventYears({ actor: VISITOR }));

/** The events to come and the newest of the past by year; with `?year=`, those of one year. */
export async function loadEvents({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const { searchParams } = new URL(request.url);
  const year = searchParams.get("year");
  const page = searchParams.get("page") ?? "1";
  // What means nothing here is dropped.
  if (year !== null && !/^\d{4}$/.test(year)) throw redirect(paths.events(lang));
  if (year !== null && !/^[1-9]\d{0,3}$/.test(page)) throw redirect(paths.events(lang, year));
  const [tools, years] = await Promise.all([pageTools(lang), eventYears()]);
  const { t } = tools;
  const lead = await pagePart(tools, "events/lead");
  const frame = {
    lang,
    lead,
    year,
    years: years.map((name) => ({ name, url: paths.events(lang, name) })),
    calendar: paths.calendar(lang),
    subscribe: absolute(paths.calendar(lang)).replace(/^https?:/, "webcal:"),
  };
  if (year) {
    const nth = Number(page);
    const { events, hasNext } = await listEventsOfYear({ actor, year, page: nth });
    if (events.length === 0 && nth > 1) throw redirect(paths.events(lang, year));
    return {
      ...frame,
      previous: nth > 1 ? paths.events(lang, year, nth - 1) : null,
      next: hasNext ? paths.events(lang, year, nth + 1) : null,
      meta: tools.meta(t("items:event.ofYear", { year }), lead.plain, {
        page: "CollectionPage",
        canonical: paths.events(lang, year, nth),
        unlisted: events.length === 0,
        trail: [{ name: t("network:events.title"), path: paths.events(lang) }],
      }),
      coming: [],
      past: [{ year, events: events.map((event) => eventRow(tools, event)) }],
      undated: [],
      more: false,
    };
  }
  const [{ coming, past, more }, undated] = await Promise.all([
    eventsByTime({ actor }),
    listUndatedEvents({ actor, limit: UNDATED }),
  ]);
  const pastYears = [...new Set(past.map(yearOf))];
  return {
    ...frame,
    meta: tools.meta(t("network:events.title"), lead.plain, { page: "CollectionPage", canonical: paths.events(lang) }),
    coming: coming.map((event) => eventRow(tools, event)),
    past: pastYears.map((name) => ({
      year: name,
      events: past.filter((event) => yearOf(event) === name).map((event) => eventRow(tools, event)),
    })),
    undated: undated.map((event) => eventRow(tools, event)),
    previous: null,
    next: null,
    more,
  };
}

const yearOf = ({ date }: ListedItem): string => date.from?.slice(0, 4) ?? "";
