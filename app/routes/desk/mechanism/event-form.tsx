import { Form, Link, useLoaderData } from "@remix-run/react";

import { Field } from "#app/ui/field.tsx";
import { ChoiceField } from "#app/ui/choice-field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { loadMechanismHistory } from "./history.server.ts";
import type { EventAnswer } from "./history-steps.server.ts";

/** The form for one event: what it asks for depends on what happened. */
export function EventForm({ answer }: { answer: EventAnswer | undefined }) {
  const { texts, form, address, lang, decisions } = useLoaderData<typeof loadMechanismHistory>();
  if (!form) return null;
  const fields = answer?.fields ?? form.fields;
  const errorOf = (name: string) => answer?.errors.find(({ field }) => field === name)?.text;
  const { intent, kind } = form;
  const words = texts.form;
  return (
    <section aria-labelledby="event" className="grid max-w-prose gap-6 rounded-lg border border-line bg-surface p-5">
      <h2 id="event" className="text-xl">
        {form.title}
      </h2>
      <p className="text-muted">{intent === "correct" ? texts.correctHelp : texts.help[kind]}</p>
      <Form key={`${intent} ${kind} ${form.entry}`} method="post" noValidate className="grid gap-6">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="of" value={form.of} />
        <input type="hidden" name="entry" value={form.entry ?? ""} />
        {intent === "merge" ? (
          <SelectField name="into" label={words.into} error={errorOf("into")} defaultValue={fields.into}>
            <option value="">{words.choose}</option>
            {form.targets.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : null}
        {intent === "add" && (kind === "renamed" || kind === "moved") ? (
          <fieldset className="grid gap-1">
            <legend className="font-semibold">{words.when}</legend>
            {(["now", "past"] as const).map((value) => (
              <label key={value} className="flex min-h-8 items-baseline gap-2 py-1">
                <input type="radio" name="when" value={value} defaultChecked={(fields.when === "past") === (value === "past")} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
                {words.whens[kind][value]}
              </label>
            ))}
          </fieldset>
        ) : null}
        <DateOfEvent fields={fields} error={errorOf("year")} />
        {form.hasNames ? (
          <fieldset className="grid gap-4">
            <legend className="mb-2 font-semibold">{intent === "correct" ? words.formerNames : words.names}</legend>
            {form.languages.map(({ code, name, dir }) => (
              <div key={code} className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
                <TextField name={`name.${code}`} lang={code} dir={dir} label={`${words.name} (${name})`} error={errorOf(`name.${code}`)} defaultValue={fields[`name.${code}`]} autoComplete="off" />
                <TextField name={`shortName.${code}`} lang={code} dir={dir} label={`${words.shortName} (${name})`} error={errorOf(`shortName.${code}`)} defaultValue={fields[`shortName.${code}`]} autoComplete="off" />
              </div>
            ))}
          </fieldset>
        ) : null}
        {intent === "add" && kind === "moved" ? <TextField name="ministry" lang={lang} label={words.ministry} error={errorOf("ministry")} defaultValue={fields.ministry} autoComplete="off" /> : null}
        <Field name="legalBasis" label={words.legalBasis} help={words.legalBasisHelp} error={errorOf("legalBasis")}>
          {(control) => <textarea {...control} lang={lang} dir="auto" rows={2} defaultValue={fields.legalBasis} className="field" />}
        </Field>
        <Field name="note" label={words.note} help={words.noteHelp} error={errorOf("note")}>
          {(control) => <textarea {...control} lang={lang} dir="auto" rows={3} defaultValue={fields.note} className="field" />}
        </Field>
        {decisions ? (
          <ChoiceField name="decision" label={words.decision} none={words.noDecision} choices={decisions} value={fields.decision} />
        ) : null}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <button type="submit" className="button">
            {intent === "merge" ? words.merge : words.save}
          </button>
          <Link to={address} className="link inline-block py-1">
            {words.cancel}
          </Link>
        </div>
      </Form>
    </section>
  );
}

/** As much of the date as is known. */
function DateOfEvent({ fields, error }: { fields: Record<string, string>; error: string | undefined }) {
  const { texts, form } = useLoaderData<typeof loadMechanismHistory>();
  const words = texts.form;
  const wrong = error ? { "aria-invalid": true as const } : {};
  return (
    <fieldset aria-describedby={error ? "date-help date-error" : "date-help"} className={error ? "grid gap-1.5 border-s-4 border-alert ps-4" : "grid gap-1.5"}>
      <legend className="font-semibold">{words.date}</legend>
      <p id="date-help" className="text-sm text-muted">{words.dateHelp}</p>
      {error ? <p id="date-error" className="font-semibold text-alert">{error}</p> : null}
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1 text-sm">
          {words.day}
          <input name="day" inputMode="numeric" maxLength={2} dir="ltr" defaultValue={fields.day} {...wrong} className="field max-w-16" />
        </label>
        <label className="grid gap-1 text-sm">
          {words.month}
          <select name="month" defaultValue={fields.month} {...wrong} className="field min-w-36">
            <option value="">{words.noMonth}</option>
            {form?.months.map(({ value, label }) => (
              <option key={value} value={value}>{label}</option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 text-sm">
          {words.year}
          <input id="year" name="year" inputMode="numeric" maxLength={4} dir="ltr" defaultValue={fields.year} {...wrong} className="field max-w-24" />
        </label>
      </div>
    </fieldset>
  );
}
