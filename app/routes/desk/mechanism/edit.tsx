import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { Differences } from "../differences.tsx";
import { changePart, loadPart } from "./edit.server.ts";
import { FactsFields } from "./facts-fields.tsx";
import { KeptHead } from "./frame.tsx";
import { PersonsFields } from "./persons-fields.tsx";
import { TextsFields } from "./texts-fields.tsx";

export { loadPart as loader, changePart as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** The form for one part of a mechanism's profile. */
export default function EditPart() {
  const { frame, title, texts, done, seen, fields, view, renaming } = useLoaderData<typeof loadPart>();
  const answer = useActionData<typeof changePart>();
  const shown = answer?.fields ?? fields;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const form = { fields: shown, errorOf, labels: view.labels, texts };
  return (
    <>
      <KeptHead frame={frame} title={title}>
        {texts.leads[view.kind]}
      </KeptHead>
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !answer ? (
          <p role="status" className="note max-w-prose">
            {done}
          </p>
        ) : null}
        {answer && answer.differences.length > 0 ? (
          <section aria-labelledby="differences" className="grid gap-4">
            <h2 id="differences" className="text-xl">
              {texts.differences}
            </h2>
            <p className="max-w-prose text-muted">{texts.differencesHelp}</p>
            <Differences differences={answer.differences} texts={texts.diff} />
          </section>
        ) : null}
        {/* Another part, or what came back from the server, is another form. */}
        <Form key={`${title} ${answer?.seen ?? seen}`} method="post" noValidate className="grid gap-8">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="seen" value={answer?.seen ?? seen} />
          {view.kind === "facts" ? <FactsFields view={view} {...form} /> : null}
          {view.kind === "persons" ? <PersonsFields view={view} {...form} /> : null}
          {view.kind === "texts" ? (
            <TextsFields view={view} {...form}>
              <p className="max-w-prose text-sm text-muted">
                {texts.renameHelp}{" "}
                <Link to={renaming} className="link">
                  {texts.renameLink}
                </Link>
              </p>
            </TextsFields>
          ) : null}
          <button type="submit" className="button justify-self-start">
            {texts.save}
          </button>
        </Form>
      </Column>
    </>
  );
}
