import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadKeptMechanisms } from "./list.server.ts";

export { loadKeptMechanisms as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function KeptMechanisms() {
  const { navigation, texts, rows } = useLoaderData<typeof loadKeptMechanisms>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        {rows.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-1 px-4 py-4 sm:px-6">
              <p className="text-sm font-semibold text-accent">{row.country}</p>
              <h2 lang={row.name.lang} className="text-lg">
                <Link to={row.url} className="underline-offset-4 hover:underline">
                  {row.name.text}
                </Link>
              </h2>
              <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
                {row.confirmed} {row.isDue ? <span className="tag">{texts.due}</span> : null}
              </p>
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}
