import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadKeptPartners } from "./list.server.ts";

export { loadKeptPartners as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function KeptPartnersPage() {
  const { texts, navigation, add, rows } = useLoaderData<typeof loadKeptPartners>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p>
          <Link to={add} className="button">
            {texts.add}
          </Link>
        </p>
        {rows.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        <ul className="divide-y divide-line">
          {rows.map(({ id, name, kind, retired, url }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
              <Link to={url} lang={name.lang} className="link font-semibold">
                <bdi>{name.text}</bdi>
              </Link>
              <span className="text-sm text-muted">{kind}</span>
              {retired ? <span className="tag">{texts.retired}</span> : null}
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}
