import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadOffice } from "./office.server.ts";

export { loadOffice as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadOffice>>;

export default function OfficePage() {
  const view = useLoaderData<typeof loadOffice>();
  const { texts, name, done, facts, alerts, holes, urls } = view;
  return (
    <>
      <PageHead
        title={<span lang={name?.lang}>{name?.text}</span>}
        over={
          <Link to={urls.offices} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.offices}
          </Link>
        }
      />
      <DeskNav navigation={view.navigation} />
      <Column wide>
        {done ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Link to={urls.add} className="button">
            {texts.add}
          </Link>
          <Link to={urls.edit} className="link inline-block py-1">
            {texts.edit}
          </Link>
          <Link to={urls.public} className="link inline-block py-1">
            {texts.public}
          </Link>
          {urls.log ? (
            <Link to={urls.log} className="link inline-block py-1">
              {texts.log}
            </Link>
          ) : null}
        </p>
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
          {facts.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-sm text-muted">{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div>
          {alerts.length + holes.length > 0 ? (
            <RuledSection id="alerts" title={texts.alerts}>
              <ul className="space-y-2">
                {alerts.map(({ text, url }) => (
                  <li key={text} className="border-s-4 border-accent ps-3">
                    {url ? (
                      <Link to={url} className="link">
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                  </li>
                ))}
                {holes.map((hole) => (
                  <li key={hole} className="border-s-4 border-line ps-3 text-muted">
                    {hole}
                  </li>
                ))}
              </ul>
            </RuledSection>
          ) : null}
          <Terms id="now" title={texts.now} terms={view.now} texts={texts} />
          <Terms id="others" title={texts.others} terms={view.others} texts={texts} />
          {view.struck.length > 0 ? <Terms id="struck" title={texts.struck} terms={view.struck} texts={texts} /> : null}
        </div>
      </Column>
    </>
  );
}

function Terms({ id, title, terms, texts }: { id: string; title: string; terms: View["now"]; texts: View["texts"] }) {
  return (
    <RuledSection id={id} title={title}>
      {terms.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
      <ul className="divide-y divide-line">
        {terms.map((term) => (
          <li key={term.id} className="grid gap-1 py-3 first:pt-0">
            <Link to={term.url} className="link justify-self-start font-semibold">
              {term.place}
            </Link>
            <p className="text-sm text-muted">{term.term}</p>
            <p>{term.holders.length > 0 ? term.holders.join(" · ") : <span className="text-muted">{texts.noPerson}</span>}</p>
            {term.isCorrected ? <p className="text-sm text-muted">{texts.corrected}</p> : null}
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}
