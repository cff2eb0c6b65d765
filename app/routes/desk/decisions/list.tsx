import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadDecisions } from "./list.server.ts";

export { loadDecisions as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function DecisionsPage() {
  const { texts, rows, urls, q, count, previous, next, navigation } = useLoaderData<typeof loadDecisions>();
  const { register } = texts;
  return (
    <>
      <PageHead title={texts.decisions}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Link to={urls.new} className="button">
            {texts.new}
          </Link>
          <Link to={urls.election} className="button-quiet">
            {texts.newElection}
          </Link>
          <Link to={urls.public} className="link inline-block py-1">
            {texts.public}
          </Link>
        </p>
        <Form method="get" className="flex max-w-prose flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-60">
            <TextField key={q} name="q" label={register.q} error={undefined} type="search" autoComplete="off" defaultValue={q} />
          </div>
          <button type="submit" className="button-quiet">
            {register.show}
          </button>
        </Form>
        <p role="status" className="text-muted">
          {count}
        </p>
        <ul className="divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-1 py-4">
              <Link to={row.url} lang={row.title?.lang} className="link justify-self-start font-semibold">
                {row.title?.text}
              </Link>
              <p className="text-sm text-muted">
                {row.number ? (
                  <>
                    <bdi dir="ltr">{row.number}</bdi> ·{" "}
                  </>
                ) : null}
                {row.facts}
              </p>
            </li>
          ))}
        </ul>
        <nav aria-label={register.pages} className="flex flex-wrap gap-x-6">
          {previous ? (
            <Link to={previous} rel="prev" className="link inline-block py-1">
              {register.previous}
            </Link>
          ) : null}
          {next ? (
            <Link to={next} rel="next" className="link inline-block py-1">
              {register.next}
            </Link>
          ) : null}
        </nav>
      </Column>
    </>
  );
}
