import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { answerProgram } from "#app/routes/api/answer.server.ts";
import { CALENDAR, calendarOf } from "#app/routes/events/calendar.server.ts";
import { hasCalendarEntry } from "#app/routes/events/events.server.ts";
import { findEvery } from "#app/search/every-hit.server.ts";

import { wholeOf } from "./address.server.ts";
import { inTurn, nameOfSearch, wholeSearch } from "./whole.server.ts";

/** The newest events with an exact date that one calendar holds. */
const MOST = 500;

/** The events among what a search finds, as a calendar to subscribe to: those with an exact date. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  return answerProgram(async () => {
    const { tools, query } = await wholeSearch({ request }, lang);
    const isWithout = query.filters.type && !query.filters.type.includes("event");
    const events = { ...query, filters: { ...query.filters, type: ["event"] }, sort: "date" as const };
    const ids = isWithout ? [] : await findEvery({ lang, query: events, reference: tools.reference, order: "page" });
    const entries = [];
    for await (const items of inTurn({ actor, ids })) {
      entries.push(...items.filter(hasCalendarEntry));
      if (entries.length >= MOST) break;
    }
    const path = paths.searchAs(lang, "ics", wholeOf(query, { ordered: false }));
    const body = calendarOf(tools, entries.slice(0, MOST), { name: nameOfSearch(tools, query), path });
    return withValidators(request, { body, contentType: CALENDAR, headers: { "Content-Language": lang } });
  });
}
