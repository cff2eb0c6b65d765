import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { addTerm, loadNewTerm } from "./new-term.server.ts";
import { TermFields } from "./term-fields.tsx";

export { loadNewTerm as loader, addTerm as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

export default function NewTermPage() {
  const { texts, office, version, present, ends, form, places, decisions, navigation, ...view } = useLoaderData<typeof loadNewTerm>();
  const answer = useActionData<typeof addTerm>();
  const errors = answer?.errors ?? [];
  return (
    <>
      <PageHead
        title={texts.title}
        over={
          <Link to={office.url} lang={office.name?.lang} className="inline-block py-1 underline-offset-4 hover:underline">
            {office.name?.text}
          </Link>
        }
      />
      <DeskNav navigation={navigation} />
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="post" noValidate className="grid gap-6">
          <input type="hidden" name="version" value={version} />
          <TermFields prefix="term" values={answer?.values ?? view.values} words={texts.fields} form={form} places={places} decisions={decisions} errorOf={(name) => errors.find(({ field }) => field === name)?.text} />
          {present.length > 0 ? (
            <fieldset className="grid gap-2">
              <legend className="font-semibold">{texts.ending}</legend>
              <p className="text-sm text-muted">{texts.endingHelp}</p>
              {present.map(({ value, label }) => (
                <label key={value} className="flex items-center gap-3 py-1">
                  <input type="checkbox" name="ending" value={value} defaultChecked={answer ? answer.ending.includes(value) : ends} className="size-5 shrink-0" />
                  {label}
                </label>
              ))}
            </fieldset>
          ) : null}
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <button type="submit" className="button">
              {texts.submit}
            </button>
            <Link to={office.url} className="link inline-block py-1">
              {texts.cancel}
            </Link>
          </div>
        </Form>
      </Column>
    </>
  );
}
