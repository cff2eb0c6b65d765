import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { versionFor } from "#models/item.ts";
import { findPublished } from "#models/item-queries.server.ts";

import { CALENDAR, calendarOf } from "./calendar.server.ts";
import { hasCalendarEntry } from "./events.server.ts";

/** The calendar entry of one event; there is none where its source does not state the days. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const event = params.id ? await findPublished({ actor, id: params.id, type: "event" }) : null;
  if (!event || !hasCalendarEntry(event)) throw new Response(null, { status: 404 });
  const tools = await pageTools(lang);
  const { title } = versionFor(event, lang).content;
  const body = calendarOf(tools, [event], { name: title, path: paths.eventCalendar(lang, event.id) });
  return withValidators(request, {
    body,
    contentType: CALENDAR,
    headers: { "Content-Language": lang, "Content-Disposition": `attachment; filename="${event.id}.ics"` },
  });
}
