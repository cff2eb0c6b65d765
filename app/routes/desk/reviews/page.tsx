import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { loadReviews } from "./page.server.ts";

export { loadReviews as loader };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadReviews>>;

/** What waits for reviewers. */
export default function ReviewsPage() {
  const view = useLoaderData<typeof loadReviews>();
  const { texts, mine, others, decided } = view;
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <Filters view={view} />
        <p role="status" className="text-muted">
          {view.total > 0 ? texts.count : view.isFiltered ? texts.noneFiltered : texts.none}
        </p>
        {mine.length > 0 ? <Waiting id="mine" title={texts.mine} rows={mine} texts={texts} /> : null}
        {others.length > 0 ? <Waiting id="others" title={mine.length > 0 ? texts.others : texts.all} rows={others} texts={texts} /> : null}
        {decided.length > 0 ? (
          <section aria-labelledby="decided" className="grid gap-3">
            <h2 id="decided" className="text-2xl">
              {texts.decided}
            </h2>
            <ul className="divide-y divide-line">
              {decided.map((one) => (
                <li key={one.key} className="grid gap-1 py-3">
                  <Link to={one.url} lang={one.lang} dir={one.dir} className="link justify-self-start font-semibold">
                    {one.title}
                  </Link>
                  <p className="text-sm text-muted">
                    {one.what} · {one.language} · {one.told}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </Column>
    </>
  );
}

function Waiting({ id, title, rows, texts }: { id: string; title: string; rows: View["mine"]; texts: View["texts"] }) {
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      <ul className="grid gap-3">
        {rows.map((row) => (
          <li key={row.key} className="grid gap-2 rounded-lg border border-line bg-surface p-5">
            <h3 lang={row.lang} dir={row.dir} className="justify-self-start text-lg">
              <Link to={row.url} className="link">
                {row.title}
              </Link>
            </h3>
            <p className="text-sm text-muted">
              {row.type} · {row.mechanism} · {row.language}
            </p>
            <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-3">
              {[
                [texts.since, row.since],
                [texts.by, row.by],
                [texts.assigned, row.assignee ?? texts.nobody],
              ].map(([term, value]) => (
                <div key={term}>
                  <dt className="text-muted">{term}</dt>
                  <dd>
                    <bdi>{value}</bdi>
                  </dd>
                </div>
              ))}
            </dl>
            {row.note ? <p className="text-sm">{row.note}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filters({ view: { texts, filters, wanted } }: { view: View }) {
  if (filters.languages.length + filters.mechanisms.length < 3) return null;
  const fields = [
    { name: "language", label: texts.language, options: filters.languages, chosen: wanted.language },
    { name: "mechanism", label: texts.mechanism, options: filters.mechanisms, chosen: wanted.mechanism },
  ];
  return (
    <Form method="get" className="flex flex-wrap items-end gap-4">
      {fields.map(({ name, label, options, chosen }) => (
        <label key={name} className="grid max-w-full gap-1.5">
          <span className="font-semibold">{label}</span>
          <select name={name} defaultValue={chosen} className="field max-w-full">
            <option value="">{texts.any}</option>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="button">
        {texts.filter}
      </button>
    </Form>
  );
}
