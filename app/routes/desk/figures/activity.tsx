import { useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadActivity } from "./activity.server.ts";
import { CountedSection } from "./counted-section.tsx";

export { loadActivity as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** What each mechanism does in the hub. */
export default function ActivityPage() {
  const { navigation, texts, csv, countedOn, activity, months, totals } = useLoaderData<typeof loadActivity>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p className="text-sm text-muted">{countedOn}</p>
        <section aria-labelledby="totals" className="grid gap-4">
          <h2 id="totals" className="text-2xl">
            {texts.totals}
          </h2>
          <ol className="grid max-w-3xl gap-1 text-sm">
            {totals.map(({ month, name, shown, part }) => (
              <li key={month} className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-3">
                <span className="text-muted">{name}</span>
                <span className="flex items-center gap-2">
                  <svg aria-hidden="true" className="h-4 min-w-0 grow rtl:-scale-x-100">
                    <rect width={`${Math.round(part * 100)}%`} height="100%" className="fill-brand" />
                  </svg>
                  <span className="w-10 shrink-0 tabular-nums">{shown}</span>
                </span>
              </li>
            ))}
          </ol>
          <p className="max-w-prose text-sm text-muted">{texts.totalsNote}</p>
        </section>
        <CountedSection table={activity} heading={texts.byMechanism} csv={csv}>
          <p className="max-w-prose text-muted">{texts.statesNote}</p>
        </CountedSection>
        {months.rows.length > 0 ? <CountedSection table={months} heading={texts.byMonth} csv={csv} /> : null}
      </Column>
    </>
  );
}
