import { Form } from "@remix-run/react";

import { PagePart } from "#app/rich-text/page-part.tsx";
import { Field } from "#app/ui/field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import type { CommentFormView } from "./view.server.ts";

type Values = { text: string; lang: string; token: string };

/** The form to comment on an item. It says what happens next before it is sent. */
export function CommentForm({ form: { texts, rules, langs, lang, token }, action, values, error }: { form: CommentFormView; action: string; values?: Values | undefined; error?: string | undefined }) {
  return (
    <Form key={values?.token ?? token} method="post" action={action} noValidate className="no-print grid gap-4 rounded-lg border border-line bg-surface p-5">
      <input type="hidden" name="intent" value="write" />
      <input type="hidden" name="token" value={values?.token ?? token} />
      <Field name="text" label={texts.text} help={texts.help} error={error}>
        {(control) => <textarea {...control} dir="auto" required rows={5} defaultValue={values?.text} className="field" />}
      </Field>
      <SelectField name="lang" label={texts.language} error={undefined} defaultValue={values?.lang ?? lang}>
        {langs.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-2 text-sm text-muted">
        <p>{texts.next}</p>
        <PagePart part={rules} />
      </div>
      <button type="submit" className="button justify-self-start">
        {texts.submit}
      </button>
    </Form>
  );
}
