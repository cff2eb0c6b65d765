import type { HeadersFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { changeApplication } from "./application-actions.server.ts";
import { AskForm, ConsultForm, DecideForm, StageForm, StepForm } from "./application-forms.tsx";
import { type ApplicationView, loadApplication } from "./application.server.ts";
import { Conversation, Facts, Stages } from "./conversation.tsx";

export { loadApplication as loader, changeApplication as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** One application: everything that is known of it, and what the coordinators can do. */
export default function ApplicationPage() {
  const page = useLoaderData<typeof loadApplication>();
  const answer = useActionData<typeof changeApplication>();
  const { texts, own, outcome } = page;
  const isOpen = page.state === "open";
  const errorOf = (name: string) => answer?.errors.find(({ field }) => field === name)?.text;
  const props = { page, values: answer?.values, errorOf };
  return (
    <>
      <PageHead
        title={page.country}
        over={
          <Link to={page.back} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.back}
          </Link>
        }
      >
        {page.stateName}
      </PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {page.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {page.done}
          </p>
        ) : null}
        <Brief page={page} />
        <div>
          {outcome ? (
            <RuledSection id="outcome" title={texts.outcome}>
              <div className="grid gap-2">
                <p className="font-semibold">
                  {outcome.on}
                  {outcome.status ? ` · ${outcome.status}` : ""}
                </p>
                <p lang={outcome.reason.lang} dir="auto" className="break-words whitespace-pre-line">
                  {outcome.reason.text}
                </p>
                {outcome.decision ? (
                  <p>
                    {own.decision}: <span lang={outcome.decision.lang}>{outcome.decision.text}</span>
                  </p>
                ) : null}
                <p className="text-sm text-muted">{page.decidedBy}</p>
                {page.step === "left" ? <p>{texts.stepLeft}</p> : null}
                {page.step === "waits" ? <StepForm {...props} /> : null}
                {page.known.mechanism ? (
                  <Link to={page.known.mechanism.url} className="link justify-self-start">
                    {page.known.mechanism.text}
                  </Link>
                ) : null}
              </div>
            </RuledSection>
          ) : null}
          <RuledSection id="what" title={own.what}>
            <Facts facts={page.facts} />
          </RuledSection>
          <RuledSection id="known" title={texts.known}>
            <Known page={page} />
          </RuledSection>
          {isOpen ? (
            <RuledSection id="stages" title={own.stages}>
              <div className="grid gap-5">
                <Stages stages={page.stages} label={own.stages} now={own.stageNow} />
                <StageForm {...props} />
              </div>
            </RuledSection>
          ) : null}
          <RuledSection id="conversation" title={own.conversation}>
            <div className="grid gap-6">
              <Conversation messages={page.messages} none={own.noMessages} />
              {isOpen ? <AskForm {...props} /> : null}
            </div>
          </RuledSection>
          <RuledSection id="consulted" title={texts.consulted}>
            <div className="grid gap-6">
              <Consultations page={page} />
              {isOpen ? <ConsultForm {...props} /> : null}
            </div>
          </RuledSection>
          {isOpen ? (
            <RuledSection id="decide" title={texts.decide}>
              <DecideForm {...props} />
            </RuledSection>
          ) : null}
        </div>
        <p>
          <Link to={page.log} className="link inline-block py-1">
            {texts.log}
          </Link>
        </p>
      </Column>
    </>
  );
}

function Brief({ page: { contact, brief, letter, texts } }: { page: ApplicationView }) {
  return (
    <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
      <div className="min-w-0">
        <dt className="text-sm text-muted">{contact.term}</dt>
        <dd className="grid break-words">
          <bdi>{contact.name}</bdi>
          {contact.email ? (
            <bdi dir="ltr" className="break-all">
              {contact.email}
            </bdi>
          ) : (
            <span className="text-muted">{texts.forgotten}</span>
          )}
        </dd>
      </div>
      {brief.map(({ term, value }) => (
        <div key={term} className="min-w-0">
          <dt className="text-sm text-muted">{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {letter ? (
        <div className="min-w-0">
          <dt className="text-sm text-muted">{letter.term}</dt>
          <dd>
            <a href={letter.url} download className="link break-all">
              <bdi>{letter.name}</bdi>
            </a>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Known({ page: { known, texts } }: { page: ApplicationView }) {
  return (
    <div className="grid gap-3">
      {known.memberships.length === 0 ? <p>{texts.noMember}</p> : null}
      <ul className="grid gap-1">
        {known.memberships.map(({ id, url, text }) => (
          <li key={id}>
            <Link to={url} className="link">
              {text}
            </Link>
          </li>
        ))}
      </ul>
      {known.others.length > 0 ? (
        <>
          <h3 className="text-lg">{texts.others}</h3>
          <ul className="grid gap-1">
            {known.others.map(({ id, url, text }) => (
              <li key={id}>
                <Link to={url} className="link">
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Consultations({ page: { consultations, texts } }: { page: ApplicationView }) {
  if (consultations.length === 0) return <p className="text-muted">{texts.noneConsulted}</p>;
  return (
    <ol className="divide-y divide-line">
      {consultations.map(({ id, who, note, date, isTold, told }) => (
        <li key={id} className="grid gap-1 py-3 first:pt-0">
          <p className="font-semibold">
            <bdi>{who}</bdi> · {date}
          </p>
          {note ? (
            <p dir="auto" className="break-words whitespace-pre-line">
              {note}
            </p>
          ) : null}
          <p className="text-sm text-muted">{[told, isTold ? texts.isTold : texts.isUntold].join(" · ")}</p>
        </li>
      ))}
    </ol>
  );
}
