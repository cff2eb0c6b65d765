import { directionOf } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { placeOf } from "#app/routes/items/place.server.ts";
import { listComingEvents, listEvents } from "#models/event-queries.server.ts";
import { type ItemDetails, type ListedItem, versionFor } from "#models/item.ts";
import type { Actor } from "#models/actor.ts";

/** How many events a page shows, of what is to come as of the past. */
export const SHOWN = 40;

/**
 * Published events by time, at most `limit` of each: those to come with the nearest first, the past with the
 * newest first. What is to come began last year at the earliest.
 */
export async function eventsByTime({ actor, limit = SHOWN }: { actor: Actor; limit?: number }) {
  const now = today();
  const [coming, until] = await Promise.all([
    listComingEvents({ actor, day: now, limit: limit + 1 }),
    listEvents({ actor, until: behind(now), limit: 2 * limit }),
  ]);
  const past = until.filter((event) => isPast(event, now));
  return {
    coming: coming.slice(0, limit),
    past: past.slice(0, limit),
    /** True where there are more than these. */
    more: coming.length > limit || past.length > limit,
  };
}

/** The events of one year, the newest first, a page of them; and whether there is a next. */
export async function listEventsOfYear({ actor, year, page }: { actor: Actor; year: string; page: number }) {
  const until = String(Number(year) + 1);
  const events = await listEvents({ actor, from: year, until, skip: (page - 1) * SHOWN, limit: SHOWN + 1 });
  return { events: events.slice(0, SHOWN), hasNext: events.length > SHOWN };
}

/** The first text that no stated date up to `day` reaches: `2024-05-08~` stands behind `2024-05-08`. */
const behind = (day: string): string => `${day}~`;

/** An event is past once its last stated day, month or year is over. */
function isPast({ date }: ListedItem, now: string): boolean {
  const last = date.to ?? date.from ?? "";
  return last < now.slice(0, last.length);
}

/** True where an event can stand in a calendar: its source states the days. */
export function hasCalendarEntry({ date }: ListedItem): boolean {
  return date.precision === "exact";
}

/** An event in a list. Every word is in the reader's language but the title and, where no version has it in his letters, the place. */
export function eventRow(tools: PageTools, event: ListedItem) {
  const { t, lang } = tools;
  const version = versionFor(event, lang);
  const { title } = version.content;
  return {
    id: event.id,
    url: paths.item(lang, { ...event, title }),
    title,
    lang: version.lang,
    dir: directionOf(version.lang),
    language: version.lang === lang ? null : tools.language(version.lang),
    /** Null where none is stated, as the heading of those events says. */
    date: event.date.from ? [tools.date(event.date), tools.time(event)].filter(Boolean).join(", ") : null,
    place: placeOf(event, version, lang),
    country: event.country ? tools.country(event.country) : null,
    gathering: (event.details as ItemDetails["event"]).gathering,
    calendar: hasCalendarEntry(event) ? paths.eventCalendar(lang, event.id) : null,
    noEntry: event.date.precision === "exact" ? null : t(`items:event.noEntry.${event.date.precision}`),
  };
}

export type EventRow = ReturnType<typeof eventRow>;
