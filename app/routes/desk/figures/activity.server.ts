import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatNumber } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { countPeople } from "#models/census.server.ts";

import { deskNavigation } from "../navigation.server.ts";
import { activityTable, monthlyTotals, monthsTable } from "./activity-tables.server.ts";
import { counted } from "./counted.server.ts";

const YEAR_MS = 366 * 24 * 3_600_000;

/** The people of the mechanisms; sign-ins count for a year. */
export const staffOfLastYear = () => countPeople({ since: new Date(Date.now() - YEAR_MS) });

/** What each mechanism does in the hub. */
export async function loadActivity(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const tools = await pageTools(lang);
  const [figures, staff, navigation] = await Promise.all([counted(tools, user.timeZone), staffOfLastYear(), deskNavigation(proved)]);
  const totals = monthlyTotals(figures);
  const most = Math.max(1, ...totals.map(({ count }) => count));
  return {
    meta: tools.meta(tools.t("overview:activity.title"), undefined, { unlisted: true }),
    navigation,
    texts: tools.t("overview:activity", { returnObjects: true }),
    csv: tools.t("overview:coverage.csv"),
    countedOn: figures.countedOn,
    activity: { ...activityTable(figures, staff), csv: paths.figures(lang, { table: "activity" }) },
    months: { ...monthsTable(figures), csv: paths.figures(lang, { table: "months" }) },
    totals: totals.map(({ month, name, count }) => ({ month, name, shown: formatNumber(count, lang), part: count / most })),
  };
}
