import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { LocalizedFields } from "#app/ui/localized-fields.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DecisionsBehind } from "../decisions/behind.tsx";
import { DeskNav } from "../navigation.tsx";
import { Up } from "../network/up.tsx";
import { changePriority, loadPriority } from "./priority.server.ts";

export { loadPriority as loader, changePriority as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Where a priority of the plan is written, with the results that are expected of it. */
export default function PriorityPage() {
  const page = useLoaderData<typeof loadPriority>();
  const sent = useActionData<typeof changePriority>();
  const { texts, here, seen } = page;
  if (page.view === "ask") return <AskFirst {...page.ask} back={here} action={here} fields={{ intent: "remove", seen: String(seen) }} />;
  const { form, over, remove } = page;
  const values = sent?.values ?? page.values;
  const errors = sent?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const localized = (name: string, value: Record<string, string> | undefined, label: string, rows?: number) => (
    <LocalizedFields key={name} name={name} label={label} error={errorOf(name)} values={value} langs={form.langs} others={form.others} {...(rows ? { rows } : {})} />
  );
  return (
    <>
      <PageHead title={page.title} over={<Up {...over} />} />
      <DeskNav navigation={page.navigation} />
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        <Form method="post" action={here} noValidate className="grid gap-6">
          <input type="hidden" name="seen" value={seen} />
          {page.token ? <input type="hidden" name="token" value={page.token} /> : null}
          <TextField name="number" label={texts.number} help={texts.numberHelp} error={errorOf("number")} inputMode="numeric" maxLength={3} dir="ltr" autoComplete="off" defaultValue={values.number} />
          {localized("title", values.title, texts.priorityTitle)}
          {localized("text", values.text, texts.text, 5)}
          <fieldset className="grid gap-4">
            <legend className="mb-2 text-xl">{texts.results}</legend>
            <p className="text-sm text-muted">{texts.resultsHelp}</p>
            {[...values.results, { id: page.more, title: {} }].map(({ id, title }, nth) => (
              <div key={id}>
                <input type="hidden" name="result" value={id} />
                {localized(`result-${id}`, title, texts.resultN.replace("{{number}}", String(nth + 1)))}
              </div>
            ))}
          </fieldset>
          <DecisionsBehind name="decision" behind={page.behind} values={values.decisions} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <button type="submit" name="intent" value="save" className="button">
              {texts.save}
            </button>
            <Link to={over.url} className="link inline-block py-1">
              {texts.cancel}
            </Link>
            {remove?.isPossible ? (
              <Link to={remove.url} className="link inline-block py-1 text-alert">
                {texts.removePriority}
              </Link>
            ) : null}
          </div>
          {remove && !remove.isPossible ? <p className="text-sm text-muted">{texts.errors.notEmpty}</p> : null}
        </Form>
      </Column>
    </>
  );
}
