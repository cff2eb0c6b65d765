import { Form, useParams } from "@remix-run/react";

import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { TextField } from "#app/ui/text-field.tsx";

type CodeTexts = Record<"title" | "lead" | "label" | "help" | "submit" | "lost" | "cancel" | "summary", string>;
type CodeProps = { texts: CodeTexts; kept: string; action: string; errors: Array<{ field: string | null; text: string }> };

/** Asks for the code of the second factor. */
export function CodePage({ texts, kept, action, errors }: CodeProps) {
  const { lang = "" } = useParams();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="post" action={action} noValidate className="grid gap-6">
          {kept ? <input type="hidden" name="kept" value={kept} /> : null}
          <TextField
            name="code"
            dir="ltr"
            label={texts.label}
            help={texts.help}
            error={errors.find(({ field }) => field === "code")?.text}
            required
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
          <button type="submit" className="button justify-self-start">
            {texts.submit}
          </button>
        </Form>
        <div className="grid justify-items-start gap-3 border-t border-line pt-6">
          <p className="text-muted">{texts.lost}</p>
          <Form method="post" action={paths.signOut(lang)}>
            <button type="submit" className="link py-1">
              {texts.cancel}
            </button>
          </Form>
        </div>
      </Column>
    </>
  );
}

type GoOnProps = { texts: Record<"title" | "lead" | "does" | "submit", string>; to: string; fields: Array<[name: string, value: string]> };

/** Holds a form that the end of a session has interrupted. Nothing sends it but the person's click, as a browser sends any form. */
export function GoOnPage({ texts, to, fields }: GoOnProps) {
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <Column>
        <p>
          {texts.does}{" "}
          <bdi dir="ltr" className="break-all">
            {to}
          </bdi>
        </p>
        <form method="post" action={to}>
          {fields.map(([name, value], place) => (
            <input key={place} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className="button">
            {texts.submit}
          </button>
        </form>
      </Column>
    </>
  );
}
