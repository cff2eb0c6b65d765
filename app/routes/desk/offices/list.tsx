import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadOffices } from "./office.server.ts";

export { loadOffices as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function OfficesPage() {
  const { texts, offices, urls, navigation } = useLoaderData<typeof loadOffices>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Link to={urls.new} className="button">
            {texts.new}
          </Link>
          <Link to={urls.decisions} className="link inline-block py-1">
            {texts.decisions}
          </Link>
        </p>
        {offices.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <div>
          {offices.map((office) => (
            <RuledSection
              key={office.id}
              id={`office-${office.id}`}
              title={
                <Link to={office.url} lang={office.name?.lang} className="link">
                  {office.name?.text}
                </Link>
              }
            >
              <div className="grid gap-3">
                <p className="text-sm text-muted">{office.seats}</p>
                {office.now.length === 0 ? <p className="text-muted">{texts.nobody}</p> : null}
                <ul className="space-y-1">
                  {office.now.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
                <ul className="space-y-2">
                  {office.alerts.map((alert) => (
                    <li key={alert} className="border-s-4 border-accent ps-3">
                      {alert}
                    </li>
                  ))}
                </ul>
              </div>
            </RuledSection>
          ))}
        </div>
      </Column>
    </>
  );
}
