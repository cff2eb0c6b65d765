import { formatDay, today } from "#app/lib/dates.ts";
import { localeOf } from "#app/lib/locales.ts";
import { sortByName } from "#app/lib/reference-data.server.ts";
import { mechanismUrl } from "#app/routes/mechanisms/view.server.ts";
import type { FigureTableView } from "#app/ui/figure-table.tsx";
import { monthsUntil, nothingDone } from "#models/census.ts";
import type { Staff } from "#models/census.server.ts";
import { VERSION_STATES } from "#models/vocabulary.ts";

import type { Counted } from "./counted.server.ts";

const MONTHS = 12;

/** The mechanisms in alphabetical order, the network first; with what each does. */
function doings({ tools, census }: Counted) {
  const mechanisms = [...tools.reference.mechanisms.values()].map((mechanism) => ({
    id: mechanism.id,
    name: tools.mechanism(mechanism).named ? `${tools.mechanism(mechanism).text} (${tools.country(mechanism.state)})` : tools.mechanism(mechanism).text,
    url: mechanismUrl(tools, mechanism) as string | undefined,
  }));
  const network = { id: "", name: tools.t("overview:theNetwork"), url: undefined as string | undefined };
  return [network, ...sortByName(mechanisms, tools.lang, ({ name }) => name)].map((owner) => ({ ...owner, doing: census.mechanisms.get(owner.id) ?? nothingDone() }));
}

/** The last twelve months, this one included, with their short names. */
export function lastMonths(lang: string): Array<{ month: string; name: string }> {
  const format = new Intl.DateTimeFormat(localeOf(lang), { month: "short", year: "2-digit", timeZone: "UTC" });
  return monthsUntil(today(), MONTHS).map((month) => ({ month, name: format.format(new Date(`${month}-01`)) }));
}

/** What each mechanism does: its items by the states of their texts, its publications of a year, its people. */
export function activityTable(counted: Counted, staff: Map<string, Staff>): FigureTableView {
  const { tools, figure } = counted;
  const { t, lang } = tools;
  const months = lastMonths(lang);
  const rows = doings(counted).map((row) => ({ ...row, year: months.reduce((sum, { month }) => sum + (row.doing.months[month] ?? 0), 0), staff: staff.get(row.id) ?? { people: 0, lastSignIn: null } }));
  const greatest = Math.max(...rows.map(({ doing }) => doing.published));
  const day = (moment: Date | null) => ({ value: moment?.toISOString().slice(0, 10) ?? null, shown: moment ? formatDay(moment, lang) : "–" });
  const states = VERSION_STATES.filter((state) => state !== "published");
  return {
    id: "activity",
    title: t("overview:activity.byMechanism"),
    columns: [
      t("overview:activity.mechanism"),
      t("overview:activity.readable"),
      ...states.map((state) => t(`desk:home.state.${state}`)),
      t("overview:activity.year"),
      t("overview:activity.lastChange"),
      t("overview:activity.people"),
      t("overview:activity.lastSignIn"),
    ],
    rows: rows.map(({ id, name, url, doing, year, staff: { people, lastSignIn } }) => ({
      id: id || "network",
      name,
      url,
      cells: [figure(doing.published, undefined, greatest), ...states.map((state) => figure(doing.states[state])), figure(year), day(doing.lastChange), figure(people), day(lastSignIn)],
    })),
  };
}

/** What each mechanism has published in each of the last twelve months. */
export function monthsTable(counted: Counted): FigureTableView {
  const { tools, figure } = counted;
  const months = lastMonths(tools.lang);
  const rows = doings(counted).filter(({ doing }) => months.some(({ month }) => doing.months[month]));
  return {
    id: "months",
    title: tools.t("overview:activity.byMonth"),
    columns: [tools.t("overview:activity.mechanism"), ...months.map(({ name }) => name)],
    rows: rows.map(({ id, name, doing }) => ({ id: id || "network", name, cells: months.map(({ month }) => figure(doing.months[month] ?? 0)) })),
  };
}

/** Publications of all, month by month. */
export function monthlyTotals({ census, tools }: Counted): Array<{ month: string; name: string; count: number }> {
  return lastMonths(tools.lang).map(({ month, name }) => ({ month, name, count: [...census.mechanisms.values()].reduce((sum, { months }) => sum + (months[month] ?? 0), 0) }));
}
