import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadGatherings } from "./page.server.ts";

export { loadGatherings as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** The network's gatherings for those who prepare them: what is there of each, and what is missing. */
export default function GatheringsPage() {
  const { navigation, texts, new: newUrl, groups, more } = useLoaderData<typeof loadGatherings>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <Link to={newUrl} className="button justify-self-start">
          {texts.new}
        </Link>
        {groups.length === 0 ? <p className="rounded-lg border border-line bg-surface p-6">{texts.none}</p> : null}
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={group.id} className="grid gap-4">
            <h2 id={group.id} className="text-2xl">
              {group.name}
            </h2>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {group.rows.map((row) => (
                <li key={row.id} className="grid gap-3 px-4 py-5 sm:px-6">
                  <div className="grid gap-1">
                    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                      {row.about}
                      {row.state ? <span className="tag">{row.state}</span> : null}
                    </p>
                    <h3 className="text-lg">
                      <Link to={row.url} id={`title-${row.id}`} lang={row.titleLang} className="underline-offset-4 hover:underline">
                        <bdi dir={row.dir}>{row.title}</bdi>
                      </Link>
                    </h3>
                  </div>
                  <ul className="flex flex-wrap gap-2 text-sm">
                    {row.parts.map((part) => (
                      <li key={part.id}>
                        <Link
                          to={part.url}
                          id={`${part.id}-${row.id}`}
                          aria-labelledby={`${part.id}-${row.id} title-${row.id}`}
                          className={`inline-flex min-h-8 items-center gap-2 rounded border px-2.5 py-1 hover:border-brand ${part.isThere ? "border-brand bg-brand-soft" : "border-dashed border-edge bg-surface"}`}
                        >
                          {part.name}
                          <span className={part.isThere ? "tabular-nums" : "font-semibold text-accent"}>{part.isThere ? part.count : texts.missing}</span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {more ? <p className="text-sm text-muted">{more}</p> : null}
      </Column>
    </>
  );
}
