import { Form, Link, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { KeptHead } from "./frame.tsx";
import { confirmKept, loadKept } from "./page.server.ts";

export { loadKept as loader, confirmKept as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

export default function KeptMechanism() {
  const { frame, texts, done, confirmed, due, isDue, readers, archive, languages, rows } = useLoaderData<typeof loadKept>();
  return (
    <>
      <KeptHead frame={frame} title={texts.title}>
        {texts.lead}
      </KeptHead>
      <Column wide>
        {done ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        <section aria-labelledby="confirmation" className="grid max-w-prose gap-3">
          <h2 id="confirmation" className="text-xl">
            {texts.confirmation}
          </h2>
          <p className={isDue ? "font-semibold" : ""}>
            {confirmed} {due}
          </p>
          <p className="text-muted">{texts.confirmHelp}</p>
          <Form method="post" className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <input type="hidden" name="intent" value="confirm" />
            <button type="submit" className="button">
              {texts.confirm}
            </button>
            <Link to={readers} className="link inline-block py-1">
              {texts.readers}
            </Link>
          </Form>
        </section>
        <div className="space-y-3">
          <h2 id="said" className="text-xl">
            {texts.said}
          </h2>
          <p className="max-w-prose text-muted">{texts.saidHelp}</p>
          {/* A narrow screen scrolls the table, also with the keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div role="region" aria-labelledby="said" tabIndex={0} className="min-w-0 overflow-x-auto">
            <table className="w-full border-collapse text-sm">
              <thead>
                <tr className="border-b border-line">
                  <th scope="col" className="py-2 pe-3 text-start font-semibold">
                    {texts.text}
                  </th>
                  {languages.map(({ code, name, url }) => (
                    <th key={code} scope="col" className="px-2 py-2 text-start font-semibold">
                      <Link to={url} lang={code} className="link inline-block py-1">
                        {name}
                      </Link>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ name, label, there }) => (
                  <tr key={name} className="border-b border-line">
                    <th scope="row" className="min-w-40 py-2 pe-3 text-start font-normal">
                      {label}
                    </th>
                    {languages.map(({ code }, index) => (
                      <td key={code} className="px-2 py-2">
                        <span role="img" aria-label={there[index] ? texts.there : texts.missing} className={there[index] ? "font-semibold text-brand" : "text-muted"}>
                          {there[index] ? "✓" : "–"}
                        </span>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
        {archive ? (
          <section aria-labelledby="archive" className="grid max-w-prose gap-3">
            <h2 id="archive" className="text-xl">
              {archive.title}
            </h2>
            <p className="text-muted">{archive.help}</p>
            <p>
              {/* A file, no page: the browser saves it. */}
              <Link to={archive.url} reloadDocument className="button-quiet">
                {archive.download}
              </Link>
            </p>
          </section>
        ) : null}
      </Column>
    </>
  );
}
