import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { LocalizedFields } from "#app/ui/localized-fields.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadDefinition, saveDefinition } from "./definition.server.ts";

export { loadDefinition as loader, saveDefinition as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function DefinitionPage() {
  return <DefinitionForm view={useLoaderData<typeof loadDefinition>()} answer={useActionData<typeof saveDefinition>()} />;
}

type View = ReturnType<typeof useLoaderData<typeof loadDefinition>>;

/** What the network lays down for an office; whatever it has not decided stays empty. */
export function DefinitionForm({ view, answer }: { view: View; answer: ReturnType<typeof useActionData<typeof saveDefinition>> }) {
  const { texts, form, statuses, others } = view;
  const values = answer?.values ?? view.values;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const count = (name: "order" | "seats" | "termMonths" | "maxRenewals" | "substitutes") => (
    <TextField name={name} label={texts.fields[name]} help={texts.help[name]} error={errorOf(name)} inputMode="numeric" dir="ltr" autoComplete="off" defaultValue={values[name]} />
  );
  return (
    <>
      <PageHead title={view.title}>{texts.lead}</PageHead>
      <DeskNav navigation={view.navigation} />
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="post" noValidate className="grid gap-6">
          <input type="hidden" name="version" value={view.version} />
          <input type="hidden" name="token" value={view.token} />
          <LocalizedFields name="name" label={texts.fields.name} error={errorOf("name")} values={values.name} langs={form.langs} others={form.others} />
          {count("seats")}
          <fieldset className="grid gap-2">
            <legend className="font-semibold">{texts.fields.mayHold}</legend>
            <p className="text-sm text-muted">{texts.help.mayHold}</p>
            {statuses.map(({ value, label }) => (
              <label key={value} className="flex items-center gap-3 py-1">
                <input type="checkbox" name="mayHold" value={value} defaultChecked={values.mayHold.includes(value)} className="size-5" />
                {label}
              </label>
            ))}
          </fieldset>
          {count("termMonths")}
          {count("maxRenewals")}
          {count("substitutes")}
          <SelectField name="exOfficio" label={texts.fields.exOfficio} help={texts.help.exOfficio} error={undefined} defaultValue={values.exOfficio}>
            <option value="">{texts.nobody}</option>
            {others.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          {count("order")}
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <button type="submit" className="button">
              {texts.save}
            </button>
            <Link to={view.back} className="link inline-block py-1">
              {texts.cancel}
            </Link>
          </div>
        </Form>
      </Column>
    </>
  );
}
