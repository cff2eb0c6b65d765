import { Form, Link } from "@remix-run/react";

import { ErrorSummary, type FormError } from "#app/ui/error-summary.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { formView } from "./form.server.ts";

type Props = {
  view: ReturnType<typeof formView>;
  values: { name: string; every: string };
  errors: FormError[];
  action: string;
  submit: string;
};

/** The name of a saved search, and how often mail tells of what it finds. */
export function SavedSearchForm({ view: { texts, frequencies, most, account }, values, errors, action, submit }: Props) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <ErrorSummary title={texts.summary} errors={errors} />
      <Form method="post" action={action} noValidate className="grid gap-6">
        <TextField name="name" label={texts.name} help={texts.nameHelp} error={errorOf("name")} required maxLength={most} autoComplete="off" defaultValue={values.name} />
        <SelectField name="every" label={texts.every} help={texts.everyHelp} error={errorOf("every")} defaultValue={values.every}>
          {frequencies.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        {texts.noMail ? <p className="note">{texts.noMail}</p> : null}
        <button type="submit" className="button justify-self-start">
          {submit}
        </button>
      </Form>
      <p className="text-sm text-muted">
        {texts.where}{" "}
        <Link to={account} className="link">
          {texts.account}
        </Link>
      </p>
    </>
  );
}
