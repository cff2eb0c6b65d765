import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireMay } from "#app/auth/guards.server.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { formatMoment, formatNumber } from "#app/lib/dates.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { REPORT_KINDS, REPORT_STATES } from "#models/report.ts";
import { countReports, listReports } from "#models/report.server.ts";

import { deskNavigation } from "../navigation.server.ts";

/** Reports on one page, and how much of a text stands in the list. */
const PAGE = 50;
const BEGINNING = 240;

/** What readers reported and wrote to the coordinators, the newest first: what is open, or what is done. */
export async function loadReports(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "network:manage");
  const { lang, user } = proved;
  const query = new URL(args.request.url).searchParams;
  const state = REPORT_STATES.find((one) => one === query.get("state")) ?? "open";
  const kind = REPORT_KINDS.find((one) => one === query.get("kind"));
  const before = new Date(query.get("before") ?? "");
  const [tools, navigation, reports, counts] = await Promise.all([
    pageTools(lang),
    deskNavigation(proved),
    listReports({ state, ...(kind ? { kind } : {}), ...(Number.isNaN(before.getTime()) ? {} : { before }), limit: PAGE + 1 }),
    Promise.all(REPORT_STATES.map((one) => countReports({ state: one, ...(kind ? { kind } : {}) }))),
  ]);
  const { t } = tools;
  const address = (more: Record<string, string>) => paths.readerReports(lang, { state, ...(kind ? { kind } : {}), ...more });
  const last = reports.length > PAGE ? reports[PAGE - 1] : undefined;
  return {
    meta: tools.meta(t("overview:reports.title"), undefined, { unlisted: true }),
    navigation,
    over: { url: paths.networkDesk(lang), name: t("overview:title") },
    texts: t("overview:reports", { returnObjects: true }),
    none: state === "open" ? t("overview:reports.noneOpen") : t("overview:reports.noneAnswered"),
    states: REPORT_STATES.map((one, nth) => ({ url: address({ state: one }), name: `${t(`overview:reports.states.${one}`)} (${formatNumber(counts[nth] ?? 0, lang)})`, isShown: one === state })),
    kinds: [
      { url: paths.readerReports(lang, { state }), name: t("overview:reports.all"), isShown: !kind },
      ...REPORT_KINDS.map((one) => ({ url: paths.readerReports(lang, { state, kind: one }), name: t(`overview:reports.kinds.${one}`), isShown: one === kind })),
    ],
    rows: reports.slice(0, PAGE).map((report) => ({
      id: report.id,
      url: paths.readerReport(lang, report.id),
      kind: t(`overview:report.kind.${report.kind}`),
      at: formatMoment(report.at, lang, user.timeZone),
      language: tools.language(report.lang),
      page: report.page,
      wantsAnswer: report.email !== null,
      lang: report.lang,
      dir: directionOf(report.lang),
      text: report.text.length > BEGINNING ? `${report.text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, "")}…` : report.text,
    })),
    older: last ? address({ before: last.at }) : null,
  };
}
