import { Form, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { AboutPerson, NewPassword } from "./person-fields.tsx";
import { loadSetUp, setUp } from "./set-up.server.ts";
import { VoidLink } from "./void-link.tsx";

export { loadSetUp as loader, setUp as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function SetUpPage() {
  const page = useLoaderData<typeof loadSetUp>();
  const answer = useActionData<typeof setUp>();
  if (page.view === "void") return <VoidLink texts={page.texts} />;
  const { texts, fields, lang } = page;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const values = answer?.values ?? { name: "", email: "", lang, timeZone: "UTC" };
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <p className="note">{texts.keep}</p>
        <Form method="post" noValidate className="grid gap-6">
          <TextField name="email" type="email" dir="ltr" label={fields.words.email} error={errorOf("email")} required autoComplete="username" defaultValue={values.email} />
          <NewPassword label={fields.words.password} help={fields.words.passwordHelp} error={errorOf("password")} />
          <AboutPerson fields={fields} values={values} errorOf={errorOf} guess={!answer} />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
      </Column>
    </>
  );
}
