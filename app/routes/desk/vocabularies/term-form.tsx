import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import type { FormError } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { TermValues } from "./term-fields.server.ts";
import type { TermFormView } from "./term-form.server.ts";

type Props = { view: TermFormView; values: TermValues; errors: FormError[]; hidden: Record<string, string>; submit: string; children?: ReactNode };

/** The fields of a term, new or not: each language with its name, whether that is official, and other names. */
export function TermForm({ view: { words, languages, parents }, values, errors, hidden, submit, children }: Props) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text;
  return (
    <Form method="post" noValidate className="grid gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {languages.map(({ code, dir, label, aliases }) => (
        <div key={code} className="grid gap-3 border-s-2 border-line ps-4">
          <TextField name={`label.${code}`} label={label} error={errorOf(`label.${code}`)} lang={code} dir={dir} defaultValue={values.labels[code]} />
          <label className="flex items-center gap-3">
            <input type="checkbox" name="official" value={code} defaultChecked={values.official.includes(code)} className="size-5 accent-brand" />
            {words.official}
          </label>
          <Field name={`aliases.${code}`} label={aliases} help={words.aliasesHelp} error={errorOf(`aliases.${code}`)}>
            {(control) => <textarea {...control} lang={code} dir={dir} rows={3} defaultValue={values.aliases[code]} className="field" />}
          </Field>
        </div>
      ))}
      <SelectField name="parent" label={words.parent} error={errorOf("parent")} defaultValue={values.parent}>
        <option value="">{words.noParent}</option>
        {parents.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField name="code" label={words.code} help={words.codeHelp} error={errorOf("code")} defaultValue={values.code} />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField name="validFrom" label={words.validFrom} help={words.dateHelp} error={errorOf("validFrom")} defaultValue={values.validFrom} dir="ltr" autoComplete="off" />
        <TextField name="validTo" label={words.validTo} help={words.dateHelp} error={errorOf("validTo")} defaultValue={values.validTo} dir="ltr" autoComplete="off" />
      </div>
      {children}
      <button type="submit" className="button justify-self-start">
        {submit}
      </button>
    </Form>
  );
}
