import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PageHead } from "#app/ui/page-head.tsx";

import { loadMechanisms } from "./list.server.ts";

export const meta = pageMeta;
export { loadMechanisms as loader };

export default function Mechanisms() {
  const { choices, sections } = useLoaderData<typeof loadMechanisms>();
  const { t } = useTranslation("network");
  return (
    <>
      <PageHead title={t("mechanisms.title")}>{t("mechanisms.lead")}</PageHead>
      <div className="wrap grid gap-12 py-8 sm:py-12">
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
            {section.rest ? <p className="mt-2 text-muted">{section.rest}</p> : null}
            {section.rows.length > 0 ? <Rows rows={section.rows} /> : null}
            {section.all ? (
              <p className="mt-4">
                <Link to={section.all.url} className="link">
                  {section.all.name}
                </Link>
              </p>
            ) : null}
          </section>
        ))}
      </div>
    </>
  );
}

const CHOICE =
  "inline-flex min-h-9 items-center rounded-full border border-edge px-4 py-1 hover:border-brand hover:bg-brand-soft aria-[current]:border-brand aria-[current]:bg-brand aria-[current]:text-paper";
const COLUMNS = "md:grid-cols-[minmax(0,5fr)_minmax(0,2fr)_minmax(0,2fr)_minmax(0,2fr)] md:gap-x-6";

type Row = ReturnType<typeof useLoaderData<typeof loadMechanisms>>["sections"][number]["rows"][number];

/** The mechanisms of a group: in columns where there is room, each with its labels where there is not. */
function Rows({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("network");
  return (
    <>
      <p aria-hidden="true" className={`mt-6 hidden text-sm text-muted md:grid ${COLUMNS}`}>
        <span />
        <span>{t("mechanism.type")}</span>
        <span>{t("mechanism.standing")}</span>
        <span>{t("mechanisms.membership")}</span>
      </p>
      <ul className="mt-2 border-b border-line">
        {rows.map((row, index) => (
          <li
            key={row.id}
            // A State may have several mechanisms; links to it lead to the first.
            id={rows.findIndex(({ state }) => state === row.state) === index ? row.state : undefined}
            className={`relative grid gap-y-3 border-t border-line py-5 hover:bg-surface ${COLUMNS}`}
          >
            <div>
              <p className="text-sm font-semibold text-accent">{row.country}</p>
              <h3 lang={row.name.lang} className="text-xl">
                <Link to={row.url} className="decoration-1 underline-offset-4 after:absolute after:inset-0 hover:underline">
                  {row.name.text}
                </Link>
              </h3>
              {row.name.named ? null : <p className="text-sm text-muted">{t("mechanism.nameNotStated")}</p>}
            </div>
            <dl className="grid gap-x-6 gap-y-1 text-sm md:col-span-3 md:grid-cols-3 md:pt-6">
              <Cell term={t("mechanism.type")} value={row.type} />
              <Cell term={t("mechanism.standing")} value={row.standing} />
              <Cell term={t("mechanisms.membership")} value={row.status} />
            </dl>
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
