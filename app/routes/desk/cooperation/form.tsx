import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import { Field } from "#app/ui/field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { CooperationForm, CooperationValues } from "./form.server.ts";

type Option = { value: string; label: string };
type Props = { form: CooperationForm; values?: CooperationValues | undefined; errors: Array<{ field: string | null; text: string }>; withMechanism: boolean; submit: string; children?: ReactNode };

/** The form of an offer or a request; `children` are hidden fields. */
export function CooperationFields({ form: { texts, choices, values: begun, today }, values = begun, errors, withMechanism, submit, children }: Props) {
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const select = (name: "mechanism" | "direction" | "kind" | "lang", options: Option[]) => (
    <SelectField name={name} label={texts[name]} error={undefined} defaultValue={values[name]}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
  return (
    <Form method="post" noValidate className="grid max-w-prose gap-6">
      {children}
      {withMechanism ? select("mechanism", choices.mechanisms) : null}
      <div className="grid gap-6 sm:grid-cols-2">
        {select("direction", choices.directions)}
        {select("kind", choices.kinds)}
      </div>
      <TextField name="title" label={texts.title} help={texts.titleHelp} error={errorOf("title")} required defaultValue={values.title} autoComplete="off" />
      <Field name="text" label={texts.text} help={texts.textHelp} error={errorOf("text")}>
        {(control) => <textarea {...control} dir="auto" required rows={7} defaultValue={values.text} className="field" />}
      </Field>
      {select("lang", choices.langs)}
      <TextField name="until" type="date" dir="ltr" min={today} label={texts.until} help={texts.untilHelp} error={errorOf("until")} defaultValue={values.until} />
      <Ticks name="languages" label={texts.languages} options={choices.langs} chosen={values.languages} />
      <Ticks name="capacities" label={texts.capacities} options={choices.capacities} chosen={values.capacities} />
      <details id="themes" open={values.themes.length > 0 || errorOf("themes") !== undefined} className="rounded-md border border-line">
        <summary className="cursor-pointer px-4 py-3 font-semibold">{texts.themes}</summary>
        <div className="max-h-96 overflow-y-auto border-t border-line p-4">
          <Ticks name="themes" label={texts.themes} options={choices.themes} chosen={values.themes} error={errorOf("themes")} />
        </div>
      </details>
      <button type="submit" className="button justify-self-start">
        {submit}
      </button>
    </Form>
  );
}

function Ticks({ name, label, options, chosen, error }: { name: string; label: string; options: Option[]; chosen: string[]; error?: string | undefined }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="font-semibold">{label}</legend>
      {error ? <p className="font-semibold text-alert">{error}</p> : null}
      <div className="grid gap-x-6 sm:grid-cols-2">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-8 items-baseline gap-2 py-1">
            <input type="checkbox" name={name} value={option.value} defaultChecked={chosen.includes(option.value)} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
