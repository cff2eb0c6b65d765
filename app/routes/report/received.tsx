import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";

import { allowReader } from "#app/auth/guards.server.ts";
import { translator } from "#app/i18n/i18n.server.ts";
import { formatDay } from "#app/lib/dates.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { isPageOfHub, paths } from "#app/paths.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { findReportState } from "#models/report.server.ts";

/** What became of a report, for whoever has its number; nothing of what it says. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { lang } = allowReader(params);
  const report = params.number ? await findReportState({ id: params.number }) : null;
  if (!report) throw new Response(null, { status: 404 });
  const t = await translator(lang);
  const texts = t("report:received", { returnObjects: true, date: formatDay(report.at, lang) });
  const own = texts[report.kind];
  const page = new URL(request.url).searchParams.get("page");
  return {
    meta: { title: `${own.title} · ${t("site:shortName")}`, unlisted: true },
    texts: { ...own, stateLabel: texts.stateLabel, state: own.states[report.state] },
    // In groups, so that it can be read out.
    number: report.id.match(/.{1,4}/g)?.join(" ") ?? report.id,
    // The page comes with the address of this one: of what the report says, nothing is told.
    back: isPageOfHub(page) ? { url: page, name: texts.back } : { url: paths.home(lang), name: t("site:error.home") },
  };
}

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function ReportReceived() {
  const { texts, number, back } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <div className="wrap py-8">
        <div className="grid max-w-prose gap-6">
          <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5">
            <div>
              <dt className="text-sm text-muted">{texts.number}</dt>
              <dd dir="ltr" className="text-2xl font-semibold tracking-wide tabular-nums rtl:text-end">
                {number}
              </dd>
            </div>
            <div>
              <dt className="text-sm text-muted">{texts.stateLabel}</dt>
              <dd className="font-semibold">{texts.state}</dd>
            </div>
          </dl>
          <p>{texts.keep}</p>
          <p>
            <Link to={back.url} className="button">
              {back.name}
            </Link>
          </p>
        </div>
      </div>
    </>
  );
}
