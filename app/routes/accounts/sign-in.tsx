import type { HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useParams } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { MailNote } from "./mail-note.tsx";
import { CodePage, GoOnPage } from "./on-the-way.tsx";
import { loadSignIn, signIn } from "./sign-in.server.ts";

export { loadSignIn as loader, signIn as action };
export const meta = pageMeta;
/** When a sign-in that was refused may be tried again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export default function SignInPage() {
  const { texts, to, goOn } = useLoaderData<typeof loadSignIn>();
  const answer = useActionData<typeof signIn>();
  const { lang = "" } = useParams();
  // A form that is carried along stays on this page until it is sent on, which therefore takes the code as well.
  if (answer?.view === "code") return <CodePage texts={answer.texts} kept={answer.kept} action={paths.signIn(lang, to ?? undefined)} errors={answer.errors} />;
  if (answer?.view === "go-on") return <GoOnPage {...answer} />;
  if (goOn === null || answer) return <SignInForm answer={answer} />;
  return (
    <>
      <PageHead title={texts.title}>{texts.already}</PageHead>
      <Column>
        <p>
          <Link to={goOn} className="button">
            {texts.goOn}
          </Link>
        </p>
      </Column>
    </>
  );
}

type Refused = { view: "form"; email: string; kept: string; errors: Array<{ field: string | null; text: string }> };

function SignInForm({ answer }: { answer: Refused | undefined }) {
  const { texts, to, mailNote } = useLoaderData<typeof loadSignIn>();
  const { lang = "" } = useParams();
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="post" action={paths.signIn(lang, to ?? undefined)} noValidate className="grid gap-6">
          {answer?.kept ? <input type="hidden" name="kept" value={answer.kept} /> : null}
          <TextField name="email" type="email" dir="ltr" label={texts.email} error={errorOf("email")} required autoComplete="username" defaultValue={answer?.email} />
          <TextField name="password" type="password" dir="ltr" label={texts.password} error={errorOf("password")} required autoComplete="current-password" />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
        <div className="grid gap-3 border-t border-line pt-6">
          {mailNote ? (
            <MailNote note={mailNote} />
          ) : (
            <p>
              <Link to={paths.forgotten(lang)} className="link">
                {texts.forgotten}
              </Link>
            </p>
          )}
          <p className="text-muted">{texts.noAccount}</p>
        </div>
      </Column>
    </>
  );
}
