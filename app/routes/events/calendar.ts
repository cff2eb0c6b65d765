import type { LoaderFunctionArgs } from "@remix-run/node";

import { allowReader } from "#app/auth/guards.server.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { withValidators } from "#app/lib/validators.server.ts";
import { paths } from "#app/paths.ts";
import { listEvents } from "#models/event-queries.server.ts";

import { CALENDAR, calendarOf } from "./calendar.server.ts";

/** The newest events with an exact date that one calendar holds. */
const MOST = 500;

/** One calendar of all events with an exact date, to subscribe to. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { actor, lang } = allowReader(params);
  const [tools, events] = await Promise.all([pageTools(lang), listEvents({ actor, exact: true, limit: MOST })]);
  const name = `${tools.t("network:events.title")} · ${tools.t("site:shortName")}`;
  const body = calendarOf(tools, events, { name, path: paths.calendar(lang) });
  return withValidators(request, { body, contentType: CALENDAR, headers: { "Content-Language": lang } });
}
