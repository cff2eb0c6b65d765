import { directionOf } from "#app/i18n/languages.ts";
import { today } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { listEvents as listEventItems, listEventYears, listUndatedEvents } from "#models/event-queries.server.ts";
import { type ItemDetails, type ListedItem, versionFor } from "#models/item.ts";
import type { Actor } from "#models/scope.server.ts";

/** How many events are shown without a choice of a year, and at most within one. */
const NEWEST = 40;
const MOST = 300;

/**
 * Published events by time: those to come with the nearest first, the past with the newest first. What
 * is to come begins this year or later, or began last year and is not over.
 */
export async function listEvents({ actor }: { actor: Actor }) {
  const now = today();
  const [recent, past] = await Promise.all([
    listEventItems({ actor, from: yearBefore(now), limit: MOST }),
    listEventItems({ actor, until: nextDay(now), limit: NEWEST + 1 }),
  ]);
  return {
    coming: recent.filter((event) => !isPast(event, now)).toSorted((a, b) => begin(a).localeCompare(begin(b))),
    past: past.filter((event) => isPast(event, now)).slice(0, NEWEST),
    /** True where the past has more events than are listed. */
    more: past.length > NEWEST,
  };
}

/** The events of one year, the first day first. */
export async function listEventsOfYear({ actor, year }: { actor: Actor; year: string }): Promise<ListedItem[]> {
  const events = await listEventItems({ actor, from: year, until: String(Number(year) + 1), limit: MOST });
  return events.toReversed();
}

export { listEventYears, listUndatedEvents };

const begin = ({ date }: ListedItem): string => date.from ?? "";
const yearBefore = (day: string): string => String(Number(day.slice(0, 4)) - 1);
/** The first text that no stated date up to `day` reaches: `2024-05-08~` is behind `2024-05-08`. */
const nextDay = (day: string): string => `${day}~`;

/** An event is past once its last stated day, month or year is over. */
function isPast({ date }: ListedItem, now: string): boolean {
  const last = date.to ?? date.from ?? "";
  return last < now.slice(0, last.length);
}

/** True where an event can stand in a calendar: its source states the days. */
export function hasCalendarEntry({ date }: ListedItem): boolean {
  return date.precision === "exact";
}

/** An event in a list. Every word is in the reader's language but the title and the place. */
export function eventRow(tools: PageTools, event: ListedItem) {
  const { t, lang } = tools;
  const version = versionFor(event, lang);
  const { title, place } = version.content;
  return {
    id: event.id,
    url: paths.item(lang, { ...event, title }),
    title,
    lang: version.lang,
    dir: directionOf(version.lang),
    language: version.lang === lang ? null : tools.language(version.lang),
    /** Null where none is stated, as the heading of those events says. */
    date: event.date.from ? tools.date(event.date) : null,
    place,
    country: event.country ? tools.country(event.country) : null,
    gathering: (event.details as ItemDetails["event"]).gathering,
    calendar: hasCalendarEntry(event) ? paths.eventCalendar(lang, event.id) : null,
    noEntry: event.date.precision === "exact" ? null : t(`items:event.noEntry.${event.date.precision}`),
  };
}

export type EventRow = ReturnType<typeof eventRow>;
