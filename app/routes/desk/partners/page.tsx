import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { changeKeptPartner, loadKeptPartner } from "./page.server.ts";

export { loadKeptPartner as loader, changeKeptPartner as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

/** Where a partner is added, changed, set aside and brought back. */
export default function KeptPartnerPage() {
  const view = useLoaderData<typeof loadKeptPartner>();
  const answer = useActionData<typeof changeKeptPartner>();
  const { texts } = view;
  return (
    <>
      <PageHead over={<Link to={view.all} className="link">{texts.title}</Link>} title={<bdi>{view.title}</bdi>}>
        {view.page ? (
          <Link to={view.page} className="link inline-block py-1 text-base">
            {texts.public}
          </Link>
        ) : null}
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={answer?.errors ?? []} />
        {view.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {view.done}
          </p>
        ) : null}
        {view.retired ? <p className="note max-w-prose">{texts.retiredNote}</p> : null}
        <Form key={view.version} method="post" noValidate>
          <input type="hidden" name="version" value={view.version} />
          <input type="hidden" name="token" value={answer?.token || view.token} />
          <Names />
          <RuledSection id="what" title={texts.what}>
            <What />
          </RuledSection>
          <RuledSection id="sources" title={texts.sources}>
            <SourceRows />
          </RuledSection>
          <div className="flex flex-wrap gap-4 border-t border-line py-6">
            <button type="submit" name="intent" value="save" className="button">
              {view.isNew ? texts.submitNew : texts.submit}
            </button>
            {view.isNew ? null : (
              <button type="submit" name="intent" value={view.retired ? "bring-back" : "retire"} className="button-quiet">
                {view.retired ? texts.bringBack : texts.retire}
              </button>
            )}
          </div>
          {view.isNew || view.retired ? null : <p className="text-sm text-muted">{texts.retireHelp}</p>}
        </Form>
      </Column>
    </>
  );
}

/** The values and errors of the fields, as they came back or as they are. */
function useFields() {
  const view = useLoaderData<typeof loadKeptPartner>();
  const answer = useActionData<typeof changeKeptPartner>();
  const values: Record<string, string | undefined> = answer?.fields ?? view.fields;
  return { view, value: (name: string) => values[name], errorOf: (name: string) => answer?.errors.find(({ field }) => field === name)?.text };
}

/** The names in every language, the reader's first: one is enough. */
function Names() {
  const { view, value, errorOf } = useFields();
  return (["name", "shortName"] as const).map((field) => (
    <RuledSection key={field} id={field} title={view.texts.fields[field]}>
      <div className="grid gap-4">
        <p className="text-sm text-muted">{view.texts.fields[`${field}Help`]}</p>
        {view.langs.map(({ code, name }) => (
          <TextField key={code} name={`${field}.${code}`} label={name} lang={code} error={errorOf(`${field}.${code}`)} defaultValue={value(`${field}.${code}`)} autoComplete="off" />
        ))}
      </div>
    </RuledSection>
  ));
}

function What() {
  const { view, value, errorOf } = useFields();
  const { texts } = view;
  return (
    <div className="grid gap-6">
      <SelectField name="kind" label={texts.fields.kind} error={undefined} defaultValue={value("kind")}>
        {view.kinds.map((kind) => (
          <option key={kind.value} value={kind.value}>
            {kind.label}
          </option>
        ))}
      </SelectField>
      <TextField name="url" type="url" dir="ltr" label={texts.fields.url} help={texts.fields.urlHelp} error={errorOf("url")} defaultValue={value("url")} autoComplete="off" />
      <fieldset className="grid gap-4">
        <legend className="mb-2 font-semibold">{texts.fields.description}</legend>
        {view.langs.map(({ code, name }) => (
          <Field key={code} name={`description.${code}`} label={name} error={errorOf(`description.${code}`)}>
            {(control) => <textarea {...control} lang={code} dir="auto" rows={3} defaultValue={value(`description.${code}`)} className="field" />}
          </Field>
        ))}
      </fieldset>
    </div>
  );
}

function SourceRows() {
  const { view, value, errorOf } = useFields();
  const { texts, langs } = view;
  return (
    <div className="grid gap-6">
      <p className="text-sm text-muted">{texts.sourcesHelp}</p>
      {Array.from({ length: view.sources }, (_, at) => (
        <fieldset key={at} className="grid gap-4 rounded-md border border-line p-4">
          <legend className="px-1 text-sm text-muted">{`${texts.source} ${at + 1}`}</legend>
          <TextField name={`source.${at}.title`} label={texts.fields.sourceTitle} error={errorOf(`source.${at}.title`)} defaultValue={value(`source.${at}.title`)} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField name={`source.${at}.language`} label={texts.fields.sourceLanguage} error={undefined} defaultValue={value(`source.${at}.language`)}>
              {langs.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField name={`source.${at}.asOf`} dir="ltr" label={texts.fields.sourceAsOf} help={texts.fields.sourceAsOfHelp} error={errorOf(`source.${at}.asOf`)} defaultValue={value(`source.${at}.asOf`)} placeholder="2024-05" />
          </div>
        </fieldset>
      ))}
    </div>
  );
}
