import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { csvOf } from "#app/lib/csv.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import type { FigureTableView } from "#app/ui/figure-table.tsx";

import { staffOfLastYear } from "./activity.server.ts";
import { activityTable, monthsTable } from "./activity-tables.server.ts";
import { counted, type Counted } from "./counted.server.ts";
import { groupsTable, languagesTable, REGIONAL, schemesOf, slugOf, statesTable, themesTable } from "./coverage-tables.server.ts";

const TABLES: Record<string, (figures: Counted, query: URLSearchParams) => FigureTableView | Promise<FigureTableView>> = {
  groups: (figures, query) => groupsTable(figures, schemesOf(figures).find(({ id }) => slugOf(id) === query.get("scheme"))?.id ?? REGIONAL),
  // Here with the States of which nothing is known, too.
  states: (figures) => statesTable(figures, { all: true }),
  languages: languagesTable,
  themes: themesTable,
  activity: async (figures) => activityTable(figures, await staffOfLastYear()),
  months: monthsTable,
};

/** One table of figures, as it is on its page, for programs that calculate; its last line says when it was counted. */
export async function loader(args: LoaderFunctionArgs) {
  const { lang, user } = await requireMay(args, "network:manage");
  const query = new URL(args.request.url).searchParams;
  const name = query.get("table") ?? "";
  const make = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
  if (!make) throw new Response(null, { status: 404 });
  const figures = await counted(await pageTools(lang), user.timeZone);
  const { columns, rows } = await make(figures, query);
  const body = csvOf([["id", ...columns], ...rows.map((row) => [row.id, row.name, ...row.cells.map(({ value }) => value)]), [figures.countedOn]]);
  const day = figures.census.at.toISOString().slice(0, 10);
  return new Response(body, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}-${day}.csv"`, "Content-Language": lang, "Cache-Control": "no-store" } });
}
