import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { loadRegister } from "./list.server.ts";

export { loadRegister as loader };
export const meta = pageMeta;

type View = ReturnType<typeof useLoaderData<typeof loadRegister>>;

export default function RegisterPage() {
  const view = useLoaderData<typeof loadRegister>();
  const { texts, rows, urls, previous, next } = view;
  return (
    <>
      <PageHead
        title={texts.title}
        over={
          <Link to={urls.network} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.network}
          </Link>
        }
      >
        <PagePart part={view.lead} />
      </PageHead>
      <Column wide>
        <Filters view={view} />
        <p role="status" className="text-muted">
          {view.count}
        </p>
        <ul className="divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-x-10 gap-y-1 py-5 md:grid-cols-[14rem_minmax(0,1fr)]">
              <p>
                {row.number ? (
                  <bdi dir="ltr" className="block font-semibold tabular-nums">
                    {row.number}
                  </bdi>
                ) : null}
                <span className="block font-semibold text-accent">{row.kind}</span>
                <span className="text-sm text-muted">{row.date}</span>
              </p>
              <div className="grid max-w-prose content-start gap-1">
                <h2 lang={row.title?.lang} className="text-xl">
                  <Link to={row.url} className="link">
                    {row.title?.text}
                  </Link>
                </h2>
                {row.elected.length > 0 ? (
                  <p>
                    {texts.elected}: {row.elected.join(" · ")}
                  </p>
                ) : null}
                {row.gathering ? (
                  <p lang={row.gathering.lang} className="text-sm text-muted">
                    {row.gathering.text}
                  </p>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
        <nav aria-label={texts.pages} className="flex flex-wrap gap-x-6">
          {previous ? (
            <Link to={previous} rel="prev" className="link inline-block py-1">
              {texts.previous}
            </Link>
          ) : null}
          {next ? (
            <Link to={next} rel="next" className="link inline-block py-1">
              {texts.next}
            </Link>
          ) : null}
        </nav>
        <p className="no-print flex flex-wrap gap-x-6 text-sm">
          <span className="py-1 text-muted">{texts.export}</span>
          <a href={urls.csv} className="link inline-block py-1">
            CSV
          </a>
          <a href={urls.json} className="link inline-block py-1">
            JSON
          </a>
        </p>
      </Column>
    </>
  );
}

function Filters({ view: { texts, wanted, filters, isFiltered, urls } }: { view: View }) {
  return (
    <Form key={JSON.stringify(wanted)} method="get" className="no-print grid items-end gap-4 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 lg:grid-cols-3">
      <TextField name="q" label={texts.q} error={undefined} type="search" autoComplete="off" defaultValue={wanted.q} />
      {filters.map(({ name, label, options }) => (
        <SelectField key={name} name={name} label={label} error={undefined} defaultValue={wanted[name]}>
          <option value="">{texts.any}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </SelectField>
      ))}
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <button type="submit" className="button">
          {texts.show}
        </button>
        {isFiltered ? (
          <Link to={urls.all} className="link inline-block py-1">
            {texts.reset}
          </Link>
        ) : null}
      </p>
    </Form>
  );
}
