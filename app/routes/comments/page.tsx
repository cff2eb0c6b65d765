import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { Comment } from "./comment.tsx";
import { CommentForm } from "./comment-form.tsx";
import { changeComments, loadComments } from "./page.server.ts";

export { loadComments as loader, changeComments as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** One's own comments on an item, and what can be done with a comment. */
export default function CommentsPage() {
  const page = useLoaderData<typeof loadComments>();
  const answer = useActionData<typeof changeComments>();
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const { texts, item } = page;
  if (page.view === "ask") return <AskFirst {...page.ask} back={page.action} action={page.action} fields={page.fields} />;
  return (
    <>
      <PageHead over={page.over} title={<bdi lang={item.lang}>{item.title}</bdi>}>
        <Link to={item.url} className="link inline-block py-1 text-base">
          {texts.back}
        </Link>
      </PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        {page.view === "reason" ? (
          <>
            <h2 className="text-2xl">{page.form.title}</h2>
            {page.comment ? (
              <div className="rounded-lg border border-line bg-surface p-5">
                <Comment comment={page.comment} answerLabel={texts.answer} why={texts.why} />
              </div>
            ) : null}
            <Form method="post" noValidate className="grid gap-4">
              {Object.entries(page.fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <p>{page.form.lead}</p>
              <Field name="text" label={page.form.label} error={errorOf("text")}>
                {(control) => <textarea {...control} dir="auto" required rows={5} defaultValue={answer?.values.text ?? page.begins} className="field" />}
              </Field>
              <button type="submit" className="button justify-self-start">
                {page.form.submit}
              </button>
            </Form>
          </>
        ) : (
          <>
            {page.done && !answer ? (
              <p role="status" className="note">
                {page.done}
              </p>
            ) : null}
            <section aria-labelledby="mine" className="grid gap-4">
              <h2 id="mine" className="text-2xl">
                {texts.mine}
              </h2>
              {page.own.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
              <ul className="divide-y divide-line">
                {page.own.map((comment) => (
                  <li key={comment.id} className="py-5 first:pt-0">
                    <Comment comment={comment} answerLabel={texts.answer} why={texts.why} />
                  </li>
                ))}
              </ul>
            </section>
            {page.form ? (
              <section aria-labelledby="write" className="grid gap-4">
                <h2 id="write" className="text-2xl">
                  {page.form.title}
                </h2>
                <CommentForm form={page.form} action={page.action} values={answer?.values} error={errorOf("text")} />
              </section>
            ) : (
              <>
                <p className="text-muted">{texts.closed}</p>
                {answer?.values.text ? <textarea readOnly aria-label={texts.mine} dir="auto" rows={5} defaultValue={answer.values.text} className="field" /> : null}
              </>
            )}
          </>
        )}
      </Column>
    </>
  );
}
