import ical, { ICalEventTransparency } from "ical-generator";

import { env } from "#app/env.server.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { momentOf } from "#app/lib/time-zones.ts";
import { absolute } from "#app/lib/structured-data.server.ts";
import { paths } from "#app/paths.ts";
import { placeOf } from "#app/routes/items/place.server.ts";
import { type ItemDetails, type ListedItem, versionFor } from "#models/item.ts";

/** The content type of calendars (RFC 5545, 8.1). */
export const CALENDAR = "text/calendar; charset=utf-8";

/** The address by which programs subscribe to a calendar. */
export const subscription = (path: string): string => absolute(path).replace(/^https?:/, "webcal:");

/** RFC 5545, 3.1: a text of a calendar has no control characters; it escapes line breaks itself. */
// oxlint-disable-next-line no-control-regex -- it is these that are taken out
const plain = (text: string): string => text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, " ");

const DAY_MS = 86_400_000;
/** How often a program that subscribes should ask again, in seconds. */
const REFRESH = 6 * 60 * 60;

/** When an entry begins and ends: at its times, or on whole days. */
function spanOf(from: string, to: string, time: ItemDetails["event"]["time"]): { start: Date; end: Date; allDay?: boolean } {
  // The end of an entry of whole days is the day after the last (RFC 5545, 3.6.1).
  if (!time) return { start: new Date(from), end: new Date(new Date(to).getTime() + DAY_MS), allDay: true };
  const start = momentOf(from, time.start, time.zone);
  const end = momentOf(to, time.end ?? time.start, time.zone);
  return { start, end: end > start ? end : start };
}

/**
 * A calendar of events, in the language of its reader; `events` are those with an exact date. An entry
 * keeps its UID in every language and for ever, and changes its stamp only when it is published anew,
 * so that the same events always make the same text.
 */
export function calendarOf(tools: PageTools, events: ListedItem[], own: { name: string; path: string }): string {
  const calendar = ical({
    name: plain(own.name),
    prodId: { company: "NMIRF Hub", product: "Events", language: tools.lang.toUpperCase() },
    url: absolute(own.path),
    ttl: REFRESH,
  });
  const host = new URL(env().HUB_ORIGIN).hostname;
  for (const event of events) {
    const version = versionFor(event, tools.lang);
    const { title, summary } = version.content;
    const place = placeOf(event, version, tools.lang);
    const { from, to } = event.date;
    if (!from) continue;
    const url = absolute(paths.item(tools.lang, { ...event, title }));
    const stamp = new Date(event.publishedAt);
    const where = [place?.text, event.country ? tools.country(event.country) : null].filter(Boolean).join(", ");
    calendar.createEvent({
      id: `${event.id}@${host}`,
      sequence: event.revision - 1,
      stamp,
      lastModified: stamp,
      ...spanOf(from, to ?? from, (event.details as ItemDetails["event"]).time),
      // It is a notice: no one's days are taken by it.
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: plain(title),
      description: plain([summary, url].filter(Boolean).join("\n\n")),
      ...(where ? { location: plain(where) } : {}),
      url,
      categories: (event.details as ItemDetails["event"]).gathering ? [{ name: tools.t("items:event.gathering") }] : [],
    });
  }
  // RFC 5545, 3.1: the last line, too, ends with CRLF.
  return `${calendar.toString().trimEnd()}\r\n`;
}
