import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";

import { counted } from "../figures/counted.server.ts";
import { deskNavigation } from "../navigation.server.ts";
import { waitingFor } from "./waiting.server.ts";

/** Where coordinators begin: what waits for them. */
export async function loadNetworkDesk(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const tools = await pageTools(lang);
  const { t } = tools;
  const [figures, navigation] = await Promise.all([counted(tools, user.timeZone), deskNavigation(proved)]);
  const waiting = await waitingFor({ proved, tools, figures });
  const number = <T extends { count: number }>(row: T) => ({ ...row, shown: formatNumber(row.count, lang) });
  return {
    meta: tools.meta(t("overview:title"), undefined, { unlisted: true }),
    navigation,
    texts: { ...t("overview:home", { returnObjects: true }), title: t("overview:title"), countedOn: t("overview:countedOn", { at: formatMoment(new Date(), lang, user.timeZone) }) },
    waiting: waiting.map(({ parts, ...row }) => ({ ...number(row), parts: parts?.map(number) ?? [] })),
  };
}
