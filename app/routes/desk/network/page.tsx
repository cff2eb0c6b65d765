import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadNetworkDesk } from "./page.server.ts";

export { loadNetworkDesk as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** The page on which coordinators begin. */
export default function NetworkDeskPage() {
  const { navigation, texts, waiting } = useLoaderData<typeof loadNetworkDesk>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <section aria-labelledby="waiting" className="grid gap-3">
          <h2 id="waiting" className="text-2xl">
            {texts.waiting}
          </h2>
          <p className="text-sm text-muted">{texts.countedOn}</p>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {waiting.map((row) => (
              <li key={row.id} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 px-4 py-4 sm:px-6">
                <p className={`text-2xl tabular-nums ${row.count > 0 ? "font-semibold text-accent" : "text-muted"}`}>{row.shown}</p>
                <div className="grid content-center gap-1">
                  <p>{row.url ? <Link to={row.url} className="link font-semibold">{row.name}</Link> : <span className="font-semibold">{row.name}</span>}</p>
                  {row.note ? <p className="text-sm text-muted">{row.note}</p> : null}
                  {row.parts.length > 0 ? (
                    <ul className="flex flex-wrap gap-x-5 text-sm">
                      {row.parts.map((part) => (
                        <li key={part.url}>
                          <Link to={part.url} className="link inline-block py-1">
                            {part.name}
                          </Link>{" "}
                          <span className="text-muted tabular-nums">{part.shown}</span>
                        </li>
                      ))}
                    </ul>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </section>
      </Column>
    </>
  );
}
