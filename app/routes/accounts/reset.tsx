import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { NewPassword } from "./person-fields.tsx";
import { loadReset, resetPassword } from "./reset.server.ts";
import { VoidLink } from "./void-link.tsx";

export { loadReset as loader, resetPassword as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function ResetPage() {
  const page = useLoaderData<typeof loadReset>();
  const answer = useActionData<typeof resetPassword>();
  const { lang = "" } = useParams();
  if (answer?.done) {
    return (
      <>
        <PageHead title={answer.done.title} />
        <Column>
          <p role="status" className="note">
            {answer.done.text}
          </p>
          <p>
            <Link to={paths.signIn(lang)} className="button">
              {answer.done.signIn}
            </Link>
          </p>
        </Column>
      </>
    );
  }
  if (page.view === "void") return <VoidLink texts={page.texts} />;
  const { texts, email, resetsSecondFactor } = page;
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        {resetsSecondFactor ? <p className="note">{texts.resets}</p> : null}
        <Form method="post" noValidate className="grid gap-6">
          {/* For programs that keep passwords. */}
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <NewPassword label={texts.password} help={texts.help} error={errors.find(({ field }) => field === "password")?.text} />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}
