import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { Dated } from "./dated.tsx";
import { bringTable, loadTables } from "./page.server.ts";

export { loadTables as loader, bringTable as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

type Page = ReturnType<typeof useLoaderData<typeof loadTables>>;

/** Where a table of items is brought into the hub. */
export default function TablesPage() {
  const page = useLoaderData<typeof loadTables>();
  const { navigation, texts, template, owners, tables } = page;
  const answer = useActionData<typeof bringTable>();
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <section aria-labelledby="get" className="grid gap-3">
          <h2 id="get" className="text-2xl">{texts.get}</h2>
          <ul className="grid gap-3">
            <li>
              <a href={template} className="link inline-block py-1">{texts.template}</a>
              <p className="text-sm text-muted">{texts.templateHelp}</p>
            </li>
            {owners.map(({ value, items, itemsText }) => (
              <li key={value}>
                <a href={items} className="link inline-block py-1">{itemsText}</a>
                <p className="text-sm text-muted">{texts.itemsHelp}</p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="bring" className="grid gap-4">
          <h2 id="bring" className="text-2xl">{texts.bring}</h2>
          <Form method="post" encType="multipart/form-data" noValidate className="grid gap-6">
            {owners.length > 1 ? (
              <SelectField name="mechanism" label={texts.owner} error={errorOf("mechanism")} defaultValue={answer?.mechanism ?? ""}>
                <option value="">{texts.choose}</option>
                {owners.map(({ value, label }) => (
                  <option key={value} value={value}>{label}</option>
                ))}
              </SelectField>
            ) : null}
            <Field name="file" label={texts.file} help={texts.fileHelp} error={errorOf("file")}>
              {(control) => <input {...control} type="file" accept=".csv,.tsv,.txt,.json,text/csv,application/json" className="field max-w-full" />}
            </Field>
            <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <button type="submit" aria-disabled={busy || undefined} className="button">{texts.check}</button>
              <span className="text-sm text-muted">{texts.checkHelp}</span>
            </p>
          </Form>
        </section>
        <section aria-labelledby="past" className="grid gap-3">
          <h2 id="past" className="text-2xl">{texts.past}</h2>
          {tables.length === 0 ? <p className="text-muted">{texts.none}</p> : <Tables tables={tables} />}
          <p className="text-sm text-muted">{texts.kept}</p>
        </section>
        <Rules page={page} />
      </Column>
    </>
  );
}

function Tables({ tables }: Pick<Page, "tables">) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {tables.map(({ id, url, name, owner, state, at, counts }) => (
        <li key={id} className="grid gap-1 px-4 py-4 sm:px-6">
          <p className="flex flex-wrap gap-x-3 text-sm text-muted">
            <span className="font-semibold text-accent">{state}</span>
            <span>{at}</span>
          </p>
          <p>
            <Link to={url} className="link inline-block py-1 break-words"><bdi>{name}</bdi></Link>
          </p>
          <p className="text-sm text-muted">
            <bdi>{owner}</bdi>
            {counts.map(({ name: what, shown }) => ` · ${what} (${shown})`).join("")}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Rules({ page: { texts, columns } }: { page: Page }) {
  return (
    <section aria-labelledby="how" className="grid gap-4">
      <h2 id="how" className="text-2xl">{texts.how}</h2>
      <ul className="grid list-disc gap-2 ps-5">
        {texts.rules.map((rule) => (
          <li key={rule}>
            <Dated text={rule} />
          </li>
        ))}
      </ul>
      <details className="rounded-lg border border-line bg-surface p-4">
        <summary className="cursor-pointer py-1 font-semibold">{texts.columns}</summary>
        <ul className="mt-3 divide-y divide-line text-sm">
          {columns.map(({ column, label, types }) => (
            <li key={column} className="grid gap-x-4 py-2 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
              <code dir="ltr" lang="en" translate="no" className="text-start break-words">{column}</code>
              <span>{label}</span>
              <span className="text-muted">{types}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
