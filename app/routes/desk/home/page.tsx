import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { Notices } from "../notices.tsx";
import { loadDesk, readNoticesOfDesk } from "./page.server.ts";

export { loadDesk as loader, readNoticesOfDesk as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

const TONES = { waits: "border-accent bg-accent-soft", done: "border-brand bg-brand-soft", rests: "border-line bg-paper text-muted", open: "border-line bg-surface" } as const;

/** The page on which a member begins. */
export default function DeskPage() {
  const { lang, navigation, notices, texts, shown, writes, groups } = useLoaderData<typeof loadDesk>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <div className="wrap grid gap-10 py-8">
        <Notices notices={notices} />
        {writes ? (
          <div className="flex flex-wrap items-center justify-between gap-4">
            <Link to={paths.newItem(lang)} className="button">{texts.new}</Link>
            <nav aria-label={texts.filter} className="flex flex-wrap gap-2 text-sm">
              {(["all", "open", "done"] as const).map((name) => (
                <Link key={name} to={name === "all" ? paths.desk(lang) : `${paths.desk(lang)}?show=${name}`} aria-current={shown === name ? "true" : undefined} className="inline-flex min-h-8 items-center rounded border border-line bg-surface px-3 py-1 aria-[current]:border-brand aria-[current]:bg-brand-soft">
                  {texts[name]}
                </Link>
              ))}
            </nav>
          </div>
        ) : (
          <p className="max-w-prose">{texts.noWriting}</p>
        )}
        {groups.map((group) => (
          <section key={group.id} aria-labelledby={`owner-${group.id}`} className="grid gap-4">
            <h2 id={`owner-${group.id}`} className="text-2xl">{group.name}</h2>
            {group.rows.length === 0 ? (
              <div className="rounded-lg border border-line bg-surface p-6">
                <p className="font-semibold">{shown === "all" ? texts.none : texts.noneShown}</p>
                {shown === "all" ? <p className="text-muted">{texts.noneHelp}</p> : null}
              </div>
            ) : (
              <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
                {group.rows.map((row) => (
                  <li key={row.id} className="grid gap-2 px-4 py-4 sm:px-6">
                    <p className="flex flex-wrap gap-x-3 text-sm text-muted">
                      <span className="font-semibold text-accent">{row.type}</span>
                      <span>{row.changed}</span>
                    </p>
                    <h3 className="text-lg">
                      <Link to={row.url} lang={row.titleLang} className="underline-offset-4 hover:underline">
                        <bdi dir={row.dir}>{row.title}</bdi>
                      </Link>
                    </h3>
                    <ul className="flex flex-wrap gap-2 text-sm">
                      {row.versions.map((version) => (
                        <li key={version.lang}>
                          <Link to={version.url} className={`inline-flex min-h-8 items-center gap-2 rounded border px-2.5 py-1 hover:border-brand ${TONES[version.tone]}`}>
                            <span lang={version.lang}>{version.name}</span>
                            <span className="text-muted">{version.still ? `${version.state} · ${texts.publishedStill}` : version.state}</span>
                            {version.behind ? <span className="font-semibold text-accent">{texts.behind}</span> : null}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            )}
            {group.more ? <p className="text-sm text-muted">{group.more}</p> : null}
          </section>
        ))}
      </div>
    </>
  );
}
