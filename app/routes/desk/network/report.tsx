import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { changeReport, loadReport } from "./report.server.ts";
import { Up } from "./up.tsx";

export { loadReport as loader, changeReport as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** One report of a reader, with what can be done about it. */
export default function ReaderReportPage() {
  const page = useLoaderData<typeof loadReport>();
  const sent = useActionData<typeof changeReport>();
  const { texts } = page;
  if (page.view === "ask") return <AskFirst {...texts.ask} back={page.back} action={page.back} fields={{ intent: "close" }} />;
  const errors = sent?.errors ?? [];
  return (
    <>
      <PageHead title={page.title} over={<Up {...page.over} />} />
      <DeskNav navigation={page.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {page.done && !sent ? (
          <p role="status" className="note max-w-prose">
            {page.done} {page.waits}
          </p>
        ) : null}
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-4">
          {page.facts.map(({ term, value }) => (
            <div key={term}>
              <dt className="text-sm text-muted">{term}</dt>
              <dd className="break-words tabular-nums">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <section aria-labelledby="text" className="grid max-w-prose gap-3">
          <h2 id="text" className="text-xl">
            {texts.text}
          </h2>
          {page.page.text ? (
            <p className="text-sm">
              <span className="text-muted">{texts.page}: </span>
              {page.page.url ? (
                <Link to={page.page.url} dir="ltr" className="link break-all">
                  {page.page.text}
                </Link>
              ) : (
                <bdi className="break-words">{page.page.text}</bdi>
              )}
            </p>
          ) : null}
          <p lang={page.lang} dir={page.dir} className="rounded-lg border border-line bg-surface p-5 break-words whitespace-pre-line">
            {page.text}
          </p>
        </section>
        {page.answer ? (
          <section aria-labelledby="answered" className="grid max-w-prose gap-3">
            <h2 id="answered" className="text-xl">
              {texts.answered}
            </h2>
            <p className="text-sm text-muted">{page.answer.told}</p>
            <p dir="auto" className="rounded-lg border border-line bg-surface p-5 break-words whitespace-pre-line">
              {page.answer.text}
            </p>
          </section>
        ) : null}
        {page.state === "open" ? (
          <Open page={page} answer={sent?.answer ?? ""} error={errors.find(({ field }) => field === "answer")?.text} />
        ) : (
          <Form method="post" className="grid max-w-prose justify-items-start gap-3">
            <input type="hidden" name="intent" value="reopen" />
            <p className="text-sm text-muted">{texts.reopenHelp}</p>
            <button type="submit" className="button-quiet">
              {texts.reopen}
            </button>
          </Form>
        )}
      </Column>
    </>
  );
}

type Shown = Extract<ReturnType<typeof useLoaderData<typeof loadReport>>, { view: "report" }>;

function Open({ page: { texts, email, answerHelp, askUrl }, answer, error }: { page: Shown; answer: string; error: string | undefined }) {
  if (email === null) {
    return (
      <Form method="post" className="grid max-w-prose justify-items-start gap-3">
        <input type="hidden" name="intent" value="close" />
        <p className="text-muted">{texts.noAnswerWanted}</p>
        <button type="submit" className="button">
          {texts.close}
        </button>
      </Form>
    );
  }
  return (
    <section aria-labelledby="answering" className="grid max-w-prose gap-4">
      <h2 id="answering" className="text-xl">
        {texts.answering}
      </h2>
      <p>
        <span className="text-muted">{texts.to}: </span>
        <bdi dir="ltr" className="break-all">
          {email}
        </bdi>
      </p>
      <Form method="post" noValidate className="grid gap-4">
        <input type="hidden" name="intent" value="answer" />
        <Field name="answer" label={texts.answerLabel} help={answerHelp} error={error}>
          {(control) => <textarea {...control} dir="auto" required rows={8} defaultValue={answer} className="field" />}
        </Field>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <button type="submit" className="button">
            {texts.send}
          </button>
          <Link to={askUrl} className="link inline-block py-1">
            {texts.close}
          </Link>
        </div>
      </Form>
    </section>
  );
}
