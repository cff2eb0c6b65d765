import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { MailNote } from "../accounts/mail-note.tsx";
import { Conversation, Facts, Stages } from "./conversation.tsx";
import { changeOwn, loadOwn } from "./own.server.ts";

export { loadOwn as loader, changeOwn as action };
export const meta = pageMeta;
/** The address of the page is its key: it goes into no report. */
export const handle: ReportHandle = { unreported: true };
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

type View = ReturnType<typeof useLoaderData<typeof loadOwn>>;
type Own = Extract<View, { view: "own" }>;
type Answer = ReturnType<typeof useActionData<typeof changeOwn>>;

/** The private page of an application. */
export default function OwnPage() {
  const page = useLoaderData<typeof loadOwn>();
  const answer = useActionData<typeof changeOwn>();
  if (page.view === "ask") return <AskFirst {...page.texts} back={page.here} action={page.here} fields={page.fields} />;
  if (page.view === "find") return <Find page={page} answer={answer} />;
  const { texts, outcome, done } = page;
  return (
    <>
      <PageHead title={texts.title} over={page.stateName}>
        {texts.over}
      </PageHead>
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        {page.state === "unconfirmed" ? <Confirm page={page} /> : null}
        <div>
          {outcome ? (
            <RuledSection id="outcome" title={page.stateName}>
              <div className="grid gap-3">
                <p className="font-semibold">
                  {outcome.on}
                  {outcome.status ? ` · ${outcome.status}` : ""}
                </p>
                {page.state === "accepted" ? <p>{texts.acceptedNext}</p> : null}
                <p lang={outcome.reason.lang} dir="auto" className="break-words whitespace-pre-line">
                  {outcome.reason.text}
                </p>
                {outcome.decision ? (
                  <p>
                    {texts.decision}: <span lang={outcome.decision.lang}>{outcome.decision.text}</span>
                  </p>
                ) : null}
              </div>
            </RuledSection>
          ) : null}
          {page.state === "open" ? (
            <RuledSection id="stages" title={texts.how}>
              <div className="grid gap-4">
                {page.waits ? <p className={page.isAsked ? "note" : ""}>{page.waits}</p> : null}
                <Stages stages={page.stages} label={texts.stages} now={texts.stageNow} />
              </div>
            </RuledSection>
          ) : null}
          {page.consulted.length > 0 ? (
            <RuledSection id="consulted" title={texts.consulted}>
              <ul className="grid gap-2">
                {page.consulted.map(({ id, who, date }) => (
                  <li key={id} className="break-words">
                    <bdi>{who}</bdi> <span className="text-muted">({date})</span>
                  </li>
                ))}
              </ul>
            </RuledSection>
          ) : null}
          {page.state === "open" || page.messages.length > 0 ? (
            <RuledSection id="conversation" title={texts.conversation}>
              <div className="grid gap-6">
                <Conversation messages={page.messages} none={texts.noMessages} />
                {page.state === "open" ? <AnswerForm page={page} answer={answer} /> : null}
              </div>
            </RuledSection>
          ) : null}
          <RuledSection id="what" title={texts.what}>
            <Facts facts={page.facts} />
          </RuledSection>
          {page.mayWithdraw ? (
            <RuledSection id="withdraw" title={texts.withdraw}>
              <p className="pb-3">{texts.withdrawHelp}</p>
              <Link to={page.withdraw} className="link inline-block py-1">
                {texts.withdraw}
              </Link>
            </RuledSection>
          ) : null}
        </div>
      </Column>
    </>
  );
}

function Confirm({ page }: { page: Own }) {
  const { texts } = page;
  return (
    <section aria-labelledby="confirm" className="grid max-w-prose gap-4 rounded-lg border-2 border-brand bg-surface p-5">
      <h2 id="confirm" className="text-2xl">
        {texts.confirmTitle}
      </h2>
      <p>{page.confirm ?? texts.confirmLate}</p>
      {page.confirm ? (
        <Form method="post" action={page.here}>
          <input type="hidden" name="intent" value="confirm" />
          <button type="submit" className="button">
            {texts.confirm}
          </button>
        </Form>
      ) : (
        <p>
          <Link to={page.apply} className="link">
            {page.applyName}
          </Link>
        </p>
      )}
      {page.confirm ? <p className="text-sm text-muted">{texts.notMine}</p> : null}
    </section>
  );
}

function AnswerForm({ page, answer }: { page: Own; answer: Answer }) {
  const { texts } = page;
  return (
    <Form key={page.messages.length} method="post" action={page.here} noValidate className="grid gap-4">
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="message" value={page.message} />
      <Field name="text" label={texts.answer} help={texts.answerHelp} error={answer?.errors.find(({ field }) => field === "text")?.text}>
        {(control) => <textarea {...control} dir="auto" rows={5} defaultValue={answer?.text} className="field" />}
      </Field>
      <button type="submit" className="button justify-self-start">
        {texts.answerSubmit}
      </button>
    </Form>
  );
}

function Find({ page: { texts, lead, isVoid, sent, mailNote: note }, answer }: { page: Extract<View, { view: "find" }>; answer: Answer }) {
  return (
    <>
      <PageHead title={texts.title}>{isVoid ? texts.void : <PagePart part={lead} />}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {sent && !answer ? (
          <p role="status" className="note">
            {texts.done}
          </p>
        ) : null}
        {note ? <MailNote note={note} /> : null}
        <Form method="post" noValidate className="grid gap-6">
          <input type="hidden" name="intent" value="renew" />
          <TextField name="email" type="email" dir="ltr" label={texts.email} help={texts.help} error={answer?.errors.find(({ field }) => field === "email")?.text} required autoComplete="email" defaultValue={answer?.text} />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}
