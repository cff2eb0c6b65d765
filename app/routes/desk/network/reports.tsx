import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadReports } from "./reports.server.ts";
import { Up } from "./up.tsx";

export { loadReports as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** What readers reported, for the coordinators. */
export default function ReportsPage() {
  const { navigation, over, texts, none, states, kinds, rows, older } = useLoaderData<typeof loadReports>();
  return (
    <>
      <PageHead title={texts.title} over={<Up {...over} />}>
        {texts.lead}
      </PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <div className="grid gap-1">
          <Choices label={texts.byState} choices={states} />
          <Choices label={texts.byKind} choices={kinds} />
        </div>
        {rows.length === 0 ? <p className="rounded-lg border border-line bg-surface p-6">{none}</p> : null}
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-2 py-5">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                <span className="font-semibold text-accent">{row.kind}</span>
                <span>{row.at}</span>
                <span>{row.language}</span>
                {row.wantsAnswer ? <span className="tag">{texts.wantsAnswer}</span> : null}
              </p>
              <p lang={row.lang} dir={row.dir} className="max-w-prose break-words whitespace-pre-line">
                {row.text}
              </p>
              <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
                <Link to={row.url} id={`open-${row.id}`} aria-describedby={`page-${row.id}`} className="link font-semibold">
                  {texts.open}
                </Link>
                <bdi id={`page-${row.id}`} className="break-all text-muted">
                  {row.page}
                </bdi>
              </p>
            </li>
          ))}
        </ul>
        {older ? (
          <p>
            <Link to={older} className="button-quiet">
              {texts.older}
            </Link>
          </p>
        ) : null}
      </Column>
    </>
  );
}

function Choices({ label, choices }: { label: string; choices: Array<{ url: string; name: string; isShown: boolean }> }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {choices.map(({ url, name, isShown }) => (
          <li key={url}>
            <Link to={url} aria-current={isShown ? "page" : undefined} className="mark-under inline-block py-1 aria-[current]:font-semibold aria-[current]:[--mark:var(--brand)]">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
