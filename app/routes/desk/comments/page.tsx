import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Comment } from "#app/routes/comments/comment.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadModeration, moderate } from "./page.server.ts";

export { loadModeration as loader, moderate as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadModeration>>;
type Row = View["rows"][number];

/** What readers have said, as their moderators see it. */
export default function ModerationPage() {
  const view = useLoaderData<typeof loadModeration>();
  const answer = useActionData<typeof moderate>();
  const { texts, tabs, state, rows } = view;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {view.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {view.done}
          </p>
        ) : null}
        {texts.closed ? <p className="text-muted">{texts.closed}</p> : null}
        <nav aria-label={texts.filter}>
          <ul className="flex flex-wrap gap-2">
            {tabs.map((tab) => (
              <li key={tab.state}>
                <Link
                  to={tab.url}
                  aria-current={tab.state === state ? "page" : undefined}
                  className="inline-flex min-h-8 items-center gap-2 rounded border border-line bg-surface px-3 py-1 hover:border-brand aria-[current]:border-brand aria-[current]:bg-brand-soft"
                >
                  {tab.name} <span className="text-sm text-muted tabular-nums">{tab.count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {rows.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
        {view.isCut ? <p className="text-muted">{texts.first}</p> : null}
        <ul className="grid gap-4">
          {rows.map((row) => (
            <li key={`${row.id} ${row.seen}`} className="grid gap-4 rounded-lg border border-line bg-surface p-5">
              <Row row={row} view={view} />
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}

function Row({ row, view: { texts } }: { row: Row; view: View }) {
  return (
    <>
      <h2 className="font-sans text-base font-normal">
        {row.item ? (
          <Link to={row.item.url} lang={row.item.lang} className="link font-semibold">
            <bdi>{row.item.title}</bdi>
          </Link>
        ) : (
          <span className="text-muted">{texts.gone}</span>
        )}
        <span className="block text-sm text-muted">{row.mechanism}</span>
      </h2>
      {row.comment ? <Comment comment={row.comment} answerLabel={texts.answer} why={texts.why} /> : null}
      {row.reports.map(({ told, reason }) => (
        <div key={told} className="border-s-4 border-s-alert ps-4">
          <p className="text-sm text-muted">{told}</p>
          <p dir="auto" className="break-words whitespace-pre-line">
            {reason}
          </p>
        </div>
      ))}
      {row.isOwn ? <p className="text-sm">{texts.own}</p> : null}
      {row.steps.length > 0 ? (
        <div className="no-print grid gap-2">
          {row.steps.map((step) => (
            <Step key={step.kind} row={row} step={step} />
          ))}
        </div>
      ) : null}
    </>
  );
}

/** A step behind a line that opens: it says what will be, asks for a reason where there has to be one, and is taken then. */
function Step({ row, step: { kind, asks } }: { row: Row; step: Row["steps"][number] }) {
  const { steps, texts } = useLoaderData<typeof loadModeration>();
  const answer = useActionData<typeof moderate>();
  const refused = answer?.comment === row.id && answer.step === kind ? answer : undefined;
  const { label, help } = steps[kind];
  const field = `reason-${kind}-${row.id}`;
  return (
    <details open={refused !== undefined} className="group rounded-md border border-line open:border-edge">
      <summary className={`flex min-h-11 cursor-pointer items-center gap-2 px-4 py-2 font-semibold ${asks ? "text-alert" : "text-brand"}`}>
        <span aria-hidden className="inline-block transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90">
          ›
        </span>
        {label}
      </summary>
      <Form method="post" noValidate className="grid gap-4 border-t border-line p-4">
        <input type="hidden" name="intent" value={kind} />
        <input type="hidden" name="comment" value={row.id} />
        <input type="hidden" name="seen" value={row.seen} />
        <p>{help}</p>
        {asks ? (
          <Field name={field} label={texts.reason} help={texts.reasonHelp} error={refused?.errors.find((error) => error.field === field)?.text}>
            {(control) => <textarea {...control} name={`reason-${row.id}`} dir="auto" required rows={3} defaultValue={refused?.kept} className="field" />}
          </Field>
        ) : null}
        <button type="submit" className={`button justify-self-start ${asks ? "button-grave" : ""}`}>
          {label}
        </button>
      </Form>
    </details>
  );
}
