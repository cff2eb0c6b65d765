import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadCoverage } from "./coverage.server.ts";
import { CountedSection } from "./counted-section.tsx";
import { CoverageMap, KindSign } from "./coverage-map.tsx";

export { loadCoverage as loader };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** How the world and the themes are covered: pictures, the same as tables, and what is missing. */
export default function CoveragePage() {
  const { navigation, texts, countedOn, map, legend, schemes, tables, holes } = useLoaderData<typeof loadCoverage>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p className="text-sm text-muted">{countedOn}</p>
        <section aria-labelledby="map" className="grid gap-4">
          <h2 id="map" className="text-2xl">
            {texts.map.title}
          </h2>
          <CoverageMap {...map} />
          <ul className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
            {legend.map(({ kind, name, count }) => (
              <li key={kind} className="flex items-center gap-2">
                <KindSign kind={kind} />
                {name} <span className="text-muted tabular-nums">{count}</span>
              </li>
            ))}
          </ul>
        </section>
        <CountedSection table={tables.groups} heading={texts.groups.title} csv={texts.csv}>
          <nav aria-label={texts.groups.schemes} className="no-print">
            <ul className="flex flex-wrap gap-x-6 gap-y-1">
              {schemes.map(({ url, name, isShown }) => (
                <li key={url}>
                  <Link to={url} aria-current={isShown ? "true" : undefined} className="mark-under inline-block py-1 aria-[current]:font-semibold aria-[current]:[--mark:var(--brand)]">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </CountedSection>
        <CountedSection table={tables.states} heading={texts.states.title} csv={texts.csv}>
          <p className="max-w-prose text-muted">{texts.states.lead}</p>
        </CountedSection>
        {holes.states.length > 0 ? (
          <section aria-labelledby="holes" className="grid gap-3">
            <h3 id="holes" className="text-xl">
              {texts.states.holes}
            </h3>
            <dl className="grid max-w-prose gap-3 text-sm">
              {holes.states.map(({ id, name, count, list }) => (
                <div key={id}>
                  <dt className="font-semibold">
                    {name} <span className="font-normal text-muted tabular-nums">{count}</span>
                  </dt>
                  <dd>{list}</dd>
                </div>
              ))}
            </dl>
          </section>
        ) : null}
        <CountedSection table={tables.languages} heading={texts.languages.title} csv={texts.csv} />
        <CountedSection table={tables.themes} heading={texts.themes.title} csv={texts.csv}>
          <p className="max-w-prose text-muted">{texts.themes.lead}</p>
        </CountedSection>
        {holes.themes.length > 0 ? (
          <section aria-labelledby="theme-holes" className="grid gap-3">
            <h3 id="theme-holes" className="text-xl">
              {texts.themes.holes}
            </h3>
            <ul className="max-w-4xl text-sm sm:columns-2">
              {holes.themes.map(({ id, name, isHead }) => (
                <li key={id} className={`break-inside-avoid py-1 ${isHead ? "font-semibold" : ""}`}>
                  {name}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </Column>
    </>
  );
}
