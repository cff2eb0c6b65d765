import type { ShouldRevalidateFunction } from "@remix-run/react";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { Differences } from "../differences.tsx";
import { DeskNav } from "../navigation.tsx";
import { StepForm } from "../step-form.tsx";
import { loadHistory, restoreRevision } from "./page.server.ts";

export { loadHistory as loader, restoreRevision as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };
/** After a step that was refused, too: another has been quicker, and the page shows what is now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) => defaultShouldRevalidate || actionStatus !== undefined;

type View = ReturnType<typeof useLoaderData<typeof loadHistory>>;

/** All revisions of a version. */
export default function HistoryPage() {
  const view = useLoaderData<typeof loadHistory>();
  const refused = useActionData<typeof restoreRevision>();
  const { texts, title, seen } = view;
  return (
    <>
      <PageHead over={texts.over} title={<span lang={title.lang} dir={title.dir}>{title.text}</span>}>
        {view.about}
      </PageHead>
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={texts.errors} errors={refused?.errors ?? []} />
        <p>
          <Link to={view.back.to} className="link">
            {view.back.label}
          </Link>
        </p>
        {view.options.length > 1 ? <Comparison view={view} /> : null}
        <section aria-labelledby="revisions" className="grid gap-3">
          <h2 id="revisions" className="text-2xl">
            {texts.revisions}
          </h2>
          {view.revisions.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
          <ol className="grid gap-3">
            {view.revisions.map((revision) => (
              <li key={revision.key} className="grid gap-2 rounded-lg border border-line bg-surface p-4">
                <p className="flex flex-wrap gap-x-3 gap-y-1">
                  <span className="font-semibold">{revision.what}</span>
                  <span className="text-sm text-muted">
                    {texts.number} {revision.number}
                  </span>
                </p>
                <p className="text-sm text-muted">
                  <bdi>{revision.by}</bdi> · {revision.at}
                </p>
                {revision.reason ? (
                  <p dir="auto" className="border-s-4 border-line ps-3 whitespace-pre-line">
                    {revision.reason}
                  </p>
                ) : null}
                {revision.compare ? (
                  <p>
                    <Link to={revision.compare} className="link text-sm">
                      {texts.withEarlier}
                      <span className="sr-only"> ({revision.number})</span>
                    </Link>
                  </p>
                ) : null}
                {revision.restore && seen !== null ? (
                  <StepForm step={{ ...texts.restored, kind: "restore", seen, reason: null }} version={revision.number} refused={refused}>
                    <input type="hidden" name="number" value={revision.number} />
                  </StepForm>
                ) : null}
              </li>
            ))}
          </ol>
        </section>
      </Column>
    </>
  );
}

function Comparison({ view }: { view: View }) {
  const { texts, options, differences } = view;
  const fields = [
    { name: "against", label: texts.from, chosen: view.against },
    { name: "of", label: texts.to, chosen: view.of },
  ];
  return (
    <section aria-labelledby="comparison" className="grid gap-4">
      <h2 id="comparison" className="text-2xl">
        {texts.comparison}
      </h2>
      {/* With the choice, so that the fields follow a link that has changed it. */}
      <Form method="get" key={`${view.of}/${view.against}`} className="grid gap-4 md:grid-cols-[1fr_1fr_auto] md:items-end">
        {fields.map(({ name, label, chosen }) => (
          <label key={name} className="grid min-w-0 gap-1.5">
            <span className="font-semibold">{label}</span>
            <select name={name} defaultValue={chosen ?? undefined} className="field">
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit" className="button">
          {texts.compare}
        </button>
      </Form>
      {differences ? <Differences differences={differences} texts={texts.diff} /> : null}
    </section>
  );
}
