import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { loadQueue } from "./queue.server.ts";

export { loadQueue as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** What waits for the coordinators, and what has ended. */
export default function QueuePage() {
  const { navigation, texts, groups, ...page } = useLoaderData<typeof loadQueue>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        {texts.closed ? <p className="note max-w-prose">{texts.closed}</p> : null}
        {page.isNoneOpen ? <p>{texts.none}</p> : null}
        {page.unconfirmed ? <p className="max-w-prose text-muted">{page.unconfirmed}</p> : null}
        {groups.map(({ id, name, rows }) => (
          <section key={id} aria-labelledby={id} className="grid gap-3">
            <h2 id={id} className="text-2xl">
              {name}
            </h2>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {rows.map((row) => (
                <li key={row.id} className="grid gap-1 px-4 py-4 sm:px-6">
                  <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
                    <Link to={row.url} className="link">
                      {row.country}
                    </Link>
                    {id === "ended" ? <span className="tag">{row.state}</span> : null}
                  </h3>
                  <p className="text-sm text-muted">
                    {row.as} · {row.facts}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {page.more ? <p className="text-sm text-muted">{page.more}</p> : null}
        <p>
          <Link to={page.form} className="link inline-block py-1">
            {texts.form}
          </Link>
        </p>
      </Column>
    </>
  );
}
