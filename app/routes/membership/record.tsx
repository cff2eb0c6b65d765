import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../desk/navigation.tsx";
import { changeRecord, loadRecord } from "./record.server.ts";
import { StepFields } from "./step-fields.tsx";

export { loadRecord as loader, changeRecord as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadRecord>>;
type Answer = ReturnType<typeof useActionData<typeof changeRecord>>;

/** The record of one membership. */
export default function RecordPage() {
  const page = useLoaderData<typeof loadRecord>();
  const answer = useActionData<typeof changeRecord>();
  const { texts, effective, entries } = page;
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
        {page.now}
        {page.mechanism ? (
          <>
            {" · "}
            <Link to={page.mechanism.url} className="link">
              {page.mechanism.text}
            </Link>
          </>
        ) : null}
      </PageHead>
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {page.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {page.done}
          </p>
        ) : null}
        <div>
          <RuledSection id="effective" title={texts.effective}>
            {effective.length === 0 ? <p className="text-muted">{texts.never}</p> : null}
            <ol className="divide-y divide-line">
              {effective.map((step) => (
                <li key={step.id} className="py-3 first:pt-0">
                  <Step step={step} />
                </li>
              ))}
            </ol>
          </RuledSection>
          {page.correcting ? (
            <RuledSection id="step" title={texts.correct}>
              <Correct page={page} correcting={page.correcting} answer={answer} />
            </RuledSection>
          ) : (
            <RuledSection id="step" title={texts.step}>
              <TakeStep page={page} answer={answer} />
            </RuledSection>
          )}
          <RuledSection id="all" title={texts.all}>
            <p className="pb-4 text-muted">{texts.allHelp}</p>
            <ol className="grid gap-4">
              {entries.map((entry) => (
                <li key={entry.id} className="grid gap-2 rounded-lg border border-line bg-surface p-4">
                  {entry.isCorrected ? <p className="tag justify-self-start">{texts.corrected}</p> : null}
                  {entry.replaces ? <p className="text-sm font-semibold">{entry.replaces}</p> : null}
                  {entry.struck ? <Note note={entry.note} /> : <Step step={entry} />}
                  <p className="text-sm text-muted">{entry.told}</p>
                  {entry.correct ? (
                    <Link to={entry.correct} aria-label={`${texts.correct}: ${entry.status}, ${entry.date}`} className="link justify-self-start py-1 text-sm">
                      {texts.correct}
                    </Link>
                  ) : null}
                </li>
              ))}
            </ol>
          </RuledSection>
        </div>
      </Column>
    </>
  );
}

function Note({ note }: { note: { text: string; lang: string } | null }) {
  if (!note) return null;
  return (
    <p lang={note.lang} dir="auto" className="break-words whitespace-pre-line">
      {note.text}
    </p>
  );
}

function Step({ step }: { step: View["effective"][number] }) {
  return (
    <div className="grid gap-1">
      <p>
        <span className="font-semibold">{step.status}</span> · {step.date}
      </p>
      {step.decision ? (
        <p lang={step.decision.lang} className="text-sm">
          {step.decision.text}
        </p>
      ) : null}
      <Note note={step.note} />
    </div>
  );
}

const errorsIn = (answer: Answer) => (name: string) => answer?.errors.find(({ field }) => field === name)?.text;

function TakeStep({ page, answer }: { page: View; answer: Answer }) {
  const { texts, next } = page;
  if (next.length === 0) return <p className="text-muted">{texts.noStep}</p>;
  return (
    <Form key={page.version} method="post" action={page.here} noValidate className="grid gap-5">
      <input type="hidden" name="intent" value="step" />
      <input type="hidden" name="seen" value={page.version} />
      <p className="text-muted">{texts.stepHelp}</p>
      <StepFields words={texts} statusLabel={texts.status} statuses={next} decisions={page.decisions} values={answer?.values ?? {}} errorOf={errorsIn(answer)} />
      <button type="submit" className="button justify-self-start">
        {texts.submit}
      </button>
    </Form>
  );
}

function Correct({ page, correcting, answer }: { page: View; correcting: NonNullable<View["correcting"]>; answer: Answer }) {
  const { texts } = page;
  return (
    <Form key={correcting.id} method="post" action={correcting.here} noValidate className="grid gap-5">
      <input type="hidden" name="intent" value="correct" />
      <input type="hidden" name="of" value={correcting.id} />
      <input type="hidden" name="seen" value={page.version} />
      <p className="font-semibold">{correcting.title}</p>
      <p className="text-muted">{texts.correctHelp}</p>
      <StepFields words={texts} statusLabel={texts.correctStatus} statuses={correcting.statuses} decisions={page.decisions} values={answer?.values ?? correcting.values} errorOf={errorsIn(answer)} />
      <div className="flex flex-wrap items-center gap-4">
        <button type="submit" className="button">
          {texts.correctSubmit}
        </button>
        <button type="submit" name="strike" value="yes" className="button button-grave">
          {texts.strike}
        </button>
        <Link to={page.here} className="link inline-block py-1">
          {texts.notNow}
        </Link>
      </div>
    </Form>
  );
}
