import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { beginItem, loadNew } from "./page.server.ts";

export { loadNew as loader, beginItem as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Where an item begins: what it is, in which language, for whom, and its title. */
export default function NewItemPage() {
  const { navigation, texts, types, languages, owners, values: empty } = useLoaderData<typeof loadNew>();
  const answer = useActionData<typeof beginItem>();
  const { values, errors } = answer ?? { values: empty, errors: [] };
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const busy = useNavigation().state === "submitting";
  const typeError = errorOf("type-practice");
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <div className="wrap py-8">
        <div className="grid max-w-prose gap-8">
          <ErrorSummary title={texts.summary} errors={errors} />
          <p className="note">{texts.cases}</p>
          <Form method="post" noValidate className="grid gap-8">
            <input type="hidden" name="token" value={values.token} />
            <fieldset aria-describedby={typeError ? "type-error" : undefined} className={typeError ? "grid gap-2 border-s-4 border-alert ps-4" : "grid gap-2"}>
              <legend className="mb-1 font-semibold">{texts.type}</legend>
              {typeError ? <p id="type-error" className="font-semibold text-alert">{typeError}</p> : null}
              {types.map(({ value, label, help }) => (
                <label key={value} className="grid cursor-pointer grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 rounded-lg border border-line bg-surface p-4 has-checked:border-brand has-checked:bg-brand-soft">
                  <input id={`type-${value}`} type="radio" name="type" value={value} defaultChecked={values.type === value} className="mt-1 size-5 accent-brand" />
                  <span className="font-semibold">{label}</span>
                  <span className="col-start-2 text-sm text-muted">{help}</span>
                </label>
              ))}
            </fieldset>
            <Field name="language" label={texts.lang} help={texts.langHelp} error={errorOf("language")}>
              {(control) => (
                <select {...control} defaultValue={values.language} className="field">
                  {languages.map(({ value, label }) => (
                    <option key={value} value={value}>{label}</option>
                  ))}
                </select>
              )}
            </Field>
            {owners.length > 1 ? (
              <Field name="mechanism" label={texts.mechanism} error={errorOf("mechanism")}>
                {(control) => (
                  <select {...control} defaultValue={values.mechanism} className="field">
                    {owners.map(({ value, label }) => (
                      <option key={value} value={value}>{label}</option>
                    ))}
                  </select>
                )}
              </Field>
            ) : null}
            <Field name="title" label={texts.itemTitle} help={texts.titleHelp} error={errorOf("title")}>
              {(control) => <textarea {...control} dir="auto" rows={2} required defaultValue={values.title} className="field" />}
            </Field>
            <button type="submit" aria-disabled={busy || undefined} className="button justify-self-start">
              {texts.submit}
            </button>
          </Form>
        </div>
      </div>
    </>
  );
}
