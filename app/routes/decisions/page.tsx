import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { Sources } from "#app/ui/sources.tsx";

import { Changes } from "./changes.tsx";
import { loadDecision } from "./page.server.ts";

export { loadDecision as loader };
export const meta = pageMeta;

type View = ReturnType<typeof useLoaderData<typeof loadDecision>>;

export default function DecisionPage() {
  const view = useLoaderData<typeof loadDecision>();
  const { texts, title, number, kind, date, gathering, summary, text, changes, documents, sources, citation, urls } = view;
  return (
    <>
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        over={
          <Link to={urls.register} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.title}
          </Link>
        }
      />
      <Column wide>
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-4">
          <Fact term={texts.number}>{number ? <bdi dir="ltr">{number}</bdi> : texts.notStated}</Fact>
          <Fact term={texts.kind}>
            <Link to={urls.kind} className="link">
              {kind}
            </Link>
          </Fact>
          <Fact term={texts.date}>{date}</Fact>
          <Fact term={texts.gathering}>
            {gathering ? (
              <Link to={gathering.url} lang={gathering.lang} className="link">
                {gathering.text}
              </Link>
            ) : (
              texts.notStated
            )}
          </Fact>
        </dl>
        <div>
          {summary ? (
            <RuledSection id="summary" title={texts.summary}>
              <div lang={summary.lang}>
                <Prose text={summary.text} />
              </div>
            </RuledSection>
          ) : null}
          <RuledSection id="text" title={texts.text}>
            {text ? (
              <div lang={text.lang}>
                <Prose text={text.text} />
              </div>
            ) : (
              <p className="text-muted">{texts.noText}</p>
            )}
          </RuledSection>
          <Election view={view} />
          <RuledSection id="changes" title={texts.changes}>
            <Changes changes={changes} none={texts.noChanges} />
          </RuledSection>
          {documents.length > 0 ? (
            <RuledSection id="documents" title={texts.documents}>
              <ul className="space-y-1">
                {documents.map((one) => (
                  <li key={one.url} lang={one.lang}>
                    <Link to={one.url} className="link">
                      {one.text}
                    </Link>
                  </li>
                ))}
              </ul>
            </RuledSection>
          ) : null}
          <RuledSection id="sources" title={texts.sources}>
            {sources.length > 0 ? <Sources sources={sources} /> : <p className="text-muted">{texts.notStated}</p>}
          </RuledSection>
          <RuledSection id="cite" title={texts.cite}>
            <p className="rounded-lg border border-line bg-surface p-4 text-sm">
              {citation.text}{" "}
              <a href={citation.path} dir="ltr" className="link wrap-anywhere">
                {citation.address}
              </a>
            </p>
          </RuledSection>
        </div>
      </Column>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Election({ view: { election, texts } }: { view: View }) {
  if (!election) return null;
  const words = texts.election;
  const figures = [
    { term: words.method, value: election.method?.text ?? null },
    { term: words.present, value: election.present },
    { term: words.votesCast, value: election.votesCast },
  ];
  return (
    <RuledSection id="election" title={words.title}>
      <div className="grid gap-4">
        {election.office ? (
          <p>
            <span className="text-muted">{words.office}:</span> <span lang={election.office.lang}>{election.office.text}</span>
          </p>
        ) : null}
        <div className="overflow-x-auto">
          <table className="w-full text-start">
            <thead>
              <tr className="border-b border-line text-sm text-muted">
                <th scope="col" className="py-2 pe-4 text-start font-normal">
                  {words.candidate}
                </th>
                {election.hasVotes ? (
                  <th scope="col" className="py-2 pe-4 text-end font-normal">
                    {words.votes}
                  </th>
                ) : null}
                <th scope="col" className="py-2 text-start font-normal">
                  {words.result}
                </th>
              </tr>
            </thead>
            <tbody>
              {election.candidates.map((one) => (
                <tr key={one.name} className="border-b border-line">
                  <th scope="row" className="py-2 pe-4 text-start font-semibold">
                    {one.name}
                  </th>
                  {election.hasVotes ? <td className="py-2 pe-4 text-end tabular-nums">{one.votes ?? "–"}</td> : null}
                  <td className="py-2">{one.isElected ? words.elected : words.notElected}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <dl className="grid gap-2 sm:grid-cols-3">
          {figures.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-sm text-muted">{term}</dt>
              <dd>{value ?? <span className="text-muted">{texts.notStated}</span>}</dd>
            </div>
          ))}
        </dl>
        {election.quorum ? <p>{election.quorum}</p> : null}
        <p className="text-sm text-muted">{words.asFar}</p>
      </div>
    </RuledSection>
  );
}
