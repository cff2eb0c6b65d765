import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { PageHead } from "#app/ui/page-head.tsx";

import { loadMechanisms } from "./list.server.ts";

export const meta = pageMeta;
export { loadMechanisms as loader };

export default function Mechanisms() {
  const { lead, choices, find, sections, undescribed } = useLoaderData<typeof loadMechanisms>();
  const { t } = useTranslation("network");
  const columns = columnsOf(sections.flatMap(({ rows }) => rows));
  return (
    <>
      <PageHead title={t("mechanisms.title")}>
        <PagePart part={lead} />
      </PageHead>
      <div className="wrap grid gap-12 py-8 sm:py-12">
        <Form action={find.action} role="search" className="grid max-w-prose gap-2">
          <label htmlFor="find" className="font-semibold">
            {find.label}
          </label>
          <div className="flex flex-wrap gap-2 sm:flex-nowrap">
            <input key={find.q} id="find" type="text" inputMode="search" enterKeyHint="search" name="q" dir="auto" maxLength={120} defaultValue={find.q} autoComplete="off" className="field min-w-0 grow basis-60" />
            <button type="submit" className="button grow sm:grow-0">
              {find.submit}
            </button>
          </div>
        </Form>
        <nav aria-label={t("mechanisms.groups")} className="grid gap-5">
          {choices.map((scheme) => (
            <div key={scheme.id} className="grid gap-2">
              <p id={scheme.id} className="text-sm text-muted">
                {scheme.name}
              </p>
              <ul aria-labelledby={scheme.id} className="flex flex-wrap gap-2">
                {scheme.groups.map((group) => (
                  <li key={group.url}>
                    <Link to={group.url} preventScrollReset aria-current={group.current ? "true" : undefined} className={CHOICE}>
                      {group.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {sections.length === 0 ? <p className="text-muted">{t("mechanisms.none")}</p> : null}
        {sections.map((section) => (
          <section key={section.id} aria-labelledby={section.id}>
            <h2 id={section.id} className="text-2xl sm:text-3xl">
              {section.name}
            </h2>
            {section.described ? <p className="mt-2 text-muted">{section.described}</p> : null}
            {section.rows.length > 0 ? <Rows rows={section.rows} columns={columns} /> : null}
            {section.all ? (
              <p className="mt-4">
                <Link to={section.all.url} className="link">
                  {section.all.name}
                </Link>
              </p>
            ) : null}
          </section>
        ))}
        {undescribed.length > 0 ? (
          <div className="flex flex-wrap items-baseline gap-x-5 text-lg">
            <p id="undescribed" className="text-muted">
              {t("mechanisms.undescribed")}
            </p>
            <ul aria-labelledby="undescribed" className="flex flex-wrap gap-x-5">
              {undescribed.map(({ name, url }) => (
                <li key={url}>
                  <Link to={url} className="link inline-block py-0.5">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </>
  );
}

const CHOICE =
  "inline-flex min-h-9 items-center rounded-full border border-edge px-4 py-1 hover:border-brand hover:bg-brand-soft aria-[current]:border-brand aria-[current]:bg-brand aria-[current]:text-paper";

type Row = ReturnType<typeof useLoaderData<typeof loadMechanisms>>["sections"][number]["rows"][number];

/** What is told of each mechanism, where any of them has it: a column without a value says nothing. */
const COLUMNS = ["type", "standing", "status"] as const;
type Column = (typeof COLUMNS)[number];
const TERMS = { type: "mechanism.type", standing: "mechanism.standing", status: "mechanisms.membership" } as const satisfies Record<Column, string>;
/** The grids of a row and of its values, by the number of columns. */
const GRIDS = [
  { row: "", values: "" },
  { row: "md:grid-cols-[minmax(0,5fr)_minmax(0,2fr)]", values: "" },
  { row: "md:grid-cols-[minmax(0,5fr)_minmax(0,2fr)_minmax(0,2fr)]", values: "md:col-span-2 md:grid-cols-2" },
  { row: "md:grid-cols-[minmax(0,5fr)_minmax(0,2fr)_minmax(0,2fr)_minmax(0,2fr)]", values: "md:col-span-3 md:grid-cols-3" },
] as const;

const columnsOf = (rows: Row[]): Column[] => COLUMNS.filter((column) => rows.some((row) => row[column]));

/** The mechanisms of a group: in columns where there is room, each with its labels where there is not. */
function Rows({ rows, columns }: { rows: Row[]; columns: Column[] }) {
  const { t } = useTranslation("network");
  const grid = GRIDS[columns.length] ?? GRIDS[0];
  return (
    <>
      <p aria-hidden="true" className={`mt-6 hidden text-sm text-muted md:grid md:gap-x-6 ${grid.row}`}>
        <span />
        {columns.map((column) => (
          <span key={column}>{t(TERMS[column])}</span>
        ))}
      </p>
      <ul className="mt-2 border-b border-line">
        {rows.map((row, index) => (
          <li
            key={row.id}
            // A State may have several mechanisms; links to it lead to the first.
            id={rows.findIndex(({ state }) => state === row.state) === index ? row.state : undefined}
            className={`relative grid gap-y-3 border-t border-line py-5 hover:bg-surface md:gap-x-6 ${grid.row}`}
          >
            <div>
              <p className="text-sm font-semibold text-accent">{row.country}</p>
              <h3 lang={row.name.lang} className="text-xl">
                <Link to={row.url} className="decoration-1 underline-offset-4 after:absolute after:inset-0 hover:underline">
                  {row.name.text}
                </Link>
              </h3>
              {row.formerly ? <p className="text-sm text-muted">{row.formerly}</p> : null}
              {row.name.named ? null : <p className="text-sm text-muted">{t("mechanism.nameNotStated")}</p>}
            </div>
            {columns.length > 0 ? (
              <dl className={`grid gap-x-6 gap-y-1 text-sm md:pt-6 ${grid.values}`}>
                {columns.map((column) => (
                  <Cell key={column} term={t(TERMS[column])} value={row[column]} />
                ))}
              </dl>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Cell({ term, value }: { term: string; value: string | null }) {
  const { t } = useTranslation("network");
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-3 md:block">
      <dt className="text-muted md:sr-only">{term}</dt>
      <dd className={value ? "font-semibold" : "text-muted"}>{value ?? t("mechanisms.notStated")}</dd>
    </div>
  );
}
