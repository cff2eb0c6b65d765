import type { HeadersFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { loadReportForm, sendReport } from "./page.server.ts";
import type { ReportField } from "./report.schema.ts";

export { loadReportForm as loader, sendReport as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** When a report that was not taken may be sent again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Where any reader says what is wrong on a page, or writes to the coordinators. */
export default function ReportPage() {
  const { kind, lead, texts, page, token } = useLoaderData<typeof loadReportForm>();
  const sent = useActionData<typeof sendReport>();
  const busy = useNavigation().state === "submitting";
  const values = sent?.values ?? { page, text: "", email: "", token };
  const errors = sent?.errors ?? [];
  const errorOf = (name: ReportField) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>
        <PagePart part={lead} />
      </PageHead>
      <div className="wrap py-8">
        <div className="grid max-w-prose gap-8">
          <ErrorSummary title={texts.summary} errors={errors} />
          {kind === "message" ? null : <p className="note">{texts.noCases}</p>}
          <Form method="post" noValidate className="grid gap-6">
            <input type="hidden" name="token" value={values.token} />
            {kind === "message" ? (
              <input type="hidden" name="page" value={values.page} />
            ) : (
              <Field name="page" label={texts.page.label} help={texts.page.help} error={errorOf("page")}>
                {(control) => <input {...control} dir="auto" defaultValue={values.page} autoComplete="off" className="field" />}
              </Field>
            )}
            <Field name="text" label={texts.text.label} help={texts.text.help} error={errorOf("text")}>
              {(control) => <textarea {...control} dir="auto" required rows={8} defaultValue={values.text} className="field" />}
            </Field>
            <Field name="email" label={texts.email.label} help={texts.email.help} error={errorOf("email")}>
              {(control) => (
                <input
                  {...control}
                  type="email"
                  dir="ltr"
                  required={kind === "message"}
                  autoComplete="email"
                  defaultValue={values.email}
                  className="field"
                />
              )}
            </Field>
            {kind === "message" ? <p className="text-sm text-muted">{texts.noCases}</p> : null}
            <div aria-hidden className="sr-only">
              <label htmlFor="website">{texts.website}</label>
              <input id="website" name="website" tabIndex={-1} autoComplete="off" />
            </div>
            <button type="submit" aria-disabled={busy || undefined} className="button justify-self-start">
              {texts.submit}
            </button>
          </Form>
        </div>
      </div>
    </>
  );
}
