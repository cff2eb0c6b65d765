import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadCooperations } from "./list.server.ts";

export { loadCooperations as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadCooperations>>;

/** What members offer each other, and ask for. */
export default function CooperationsPage() {
  const view = useLoaderData<typeof loadCooperations>();
  const { texts, rows } = view;
  return (
    <>
      <PageHead title={texts.title}>
        <PagePart part={view.lead} />
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <p className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {view.add ? (
            <Link to={view.add} className="button">
              {texts.add}
            </Link>
          ) : null}
          <Link to={view.alike} className="link inline-block py-1">
            {texts.alike}
          </Link>
        </p>
        <Filters view={view} />
        <p role="status" className="text-muted">
          {rows.length > 0 ? texts.count : view.isFiltered ? texts.noneFiltered : texts.none}{" "}
          {view.isFiltered ? (
            <Link to={view.clear} className="link">
              {texts.clear}
            </Link>
          ) : null}
        </p>
        {view.isCut ? <p className="text-muted">{texts.first}</p> : null}
        <ul className="grid gap-4">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-2 rounded-lg border border-line bg-surface p-5">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
                <span className="font-semibold text-accent">{row.direction}</span>
                <span className="text-muted">{row.kind}</span>
                {row.state ? <span className="tag">{row.state}</span> : null}
              </p>
              <h2 lang={row.lang} dir={row.dir} className="justify-self-start text-lg">
                <Link to={row.url} className="link">
                  {row.title}
                </Link>
              </h2>
              <p className="text-sm">
                <bdi>{row.mechanism}</bdi>
              </p>
              <p className="text-sm text-muted">{[row.until, ...row.themes, row.languages].filter(Boolean).join(" · ")}</p>
            </li>
          ))}
        </ul>
      </Column>
    </>
  );
}

function Filters({ view: { texts, filters } }: { view: View }) {
  return (
    <Form method="get" className="flex flex-wrap items-end gap-4">
      {filters
        .filter(({ options, name }) => options.length > 1 || name === "state")
        .map(({ name, label, any, options, chosen }) => (
          <label key={name} className="grid max-w-full gap-1.5">
            <span className="font-semibold">{label}</span>
            <select name={name} defaultValue={chosen} className="field max-w-full">
              <option value="">{any}</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </label>
        ))}
      <button type="submit" className="button-quiet">
        {texts.show}
      </button>
    </Form>
  );
}
