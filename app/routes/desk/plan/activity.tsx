import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { DateParts } from "#app/ui/date-parts.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { LocalizedFields } from "#app/ui/localized-fields.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { SelectField } from "#app/ui/select-field.tsx";

import { DecisionsBehind } from "../decisions/behind.tsx";
import { DeskNav } from "../navigation.tsx";
import { Up } from "../network/up.tsx";
import { changeActivity, loadActivity } from "./activity.server.ts";
import { Serving } from "./serving.tsx";

export { loadActivity as loader, changeActivity as action };
export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Where an activity of the plan is written, its state stated, and what serves it linked. */
export default function ActivityPage() {
  const page = useLoaderData<typeof loadActivity>();
  const sent = useActionData<typeof changeActivity>();
  const { texts, here, seen } = page;
  if (page.view === "ask") return <AskFirst {...page.ask} back={here} action={here} fields={{ intent: "remove", seen: String(seen) }} />;
  const { form, over, done, linked, search } = page;
  const values = sent?.values ?? page.values;
  const errors = sent?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead title={page.title} over={<Up {...over} />} />
      <DeskNav navigation={page.navigation} />
      <Column>
        <ErrorSummary title={texts.summary} errors={errors} />
        {done && !sent ? (
          <p role="status" className="note">
            {done}
          </p>
        ) : null}
        <Form method="post" action={here} noValidate className="grid gap-6">
          <input type="hidden" name="seen" value={seen} />
          {page.token ? <input type="hidden" name="token" value={page.token} /> : null}
          <LocalizedFields name="title" label={texts.activityTitle} error={errorOf("title")} values={values.title} langs={form.langs} others={form.others} rows={2} />
          <SelectField name="state" label={texts.stateLabel} error={errorOf("state")} defaultValue={values.state}>
            <option value="">—</option>
            {page.states.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <DateParts name="asOf" label={texts.asOf} help={texts.asOfHelp} error={errorOf("asOf")} value={values.asOf} words={form.dates} />
          <DateParts name="due" label={texts.due} error={errorOf("due")} value={values.due} words={form.dates} />
          <SelectField name="lead" label={texts.leadLabel} error={errorOf("lead")} defaultValue={values.lead}>
            <option value="">—</option>
            {page.leads.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          <DecisionsBehind name="decision" behind={page.behind} values={values.decisions} />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <button type="submit" name="intent" value="save" className="button">
              {texts.save}
            </button>
            <Link to={over.url} className="link inline-block py-1">
              {texts.cancel}
            </Link>
            {page.remove ? (
              <Link to={page.remove} className="link inline-block py-1 text-alert">
                {texts.remove}
              </Link>
            ) : null}
          </div>
        </Form>
        {linked && search ? <Serving here={here} seen={seen} linked={linked} search={search} texts={texts} /> : <p className="text-sm text-muted">{texts.linkLater}</p>}
      </Column>
    </>
  );
}
