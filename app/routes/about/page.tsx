import { Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { PagePart } from "#app/rich-text/page-part.tsx";
import { RichText } from "#app/rich-text/rich-text.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { Prose } from "#app/ui/prose.tsx";

import { loadAbout } from "./page.server.ts";

export const meta = pageMeta;
export { loadAbout as loader };

const HEADING = "mb-2 text-2xl";

export default function AboutPage() {
  const { title, lead, sections } = useLoaderData<typeof loadAbout>();
  return (
    <>
      <PageHead title={title}>
        <PagePart part={lead} />
      </PageHead>
      <div className="wrap grid gap-x-12 gap-y-8 py-8 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="grid max-w-prose content-start gap-8">
          <OperatorDetails />
          {sections.map((section) => (
            <section key={section.id} id={section.id} aria-labelledby={`${section.id}-heading`}>
              <h2 id={`${section.id}-heading`} className={HEADING}>
                {section.heading}
              </h2>
              {section.text ? <Prose text={section.text} /> : null}
              {section.html ? <RichText html={section.html} /> : null}
              {section.link ? (
                <p className="mt-3">
                  <Link to={section.link.url} className="link">
                    {section.link.label}
                  </Link>
                </p>
              ) : null}
            </section>
          ))}
        </div>
        <Pages />
      </div>
    </>
  );
}

/** Who runs this installation; that nobody has stated it, where nobody has. */
function OperatorDetails() {
  const { operator } = useLoaderData<typeof loadAbout>();
  if (!operator) return null;
  return (
    <section aria-labelledby="operator">
      <h2 id="operator" className={HEADING}>
        {operator.heading}
      </h2>
      {operator.notStated ? <p className="note">{operator.notStated}</p> : null}
      {operator.rows.length > 0 ? (
        <dl className="grid gap-4 rounded-lg border border-line bg-surface p-5">
          {operator.rows.map((row) => (
            <div key={row.term}>
              <dt className="text-sm text-muted">{row.term}</dt>
              <dd lang={row.lang} className="font-semibold whitespace-pre-line">
                <bdi>{row.value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

function Pages() {
  const { pages, pagesLabel } = useLoaderData<typeof loadAbout>();
  return (
    <nav aria-label={pagesLabel} className="self-start">
      <ul className="border-s border-line">
        {pages.map((page) => (
          <li key={page.url}>
            <Link
              to={page.url}
              aria-current={page.current ? "page" : undefined}
              className="mark-before -ms-px block py-1.5 ps-4 hover:[--mark:var(--edge)] aria-[current]:font-semibold aria-[current]:[--mark:var(--brand)]"
            >
              {page.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
