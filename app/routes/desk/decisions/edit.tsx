import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { Changes } from "#app/routes/decisions/changes.tsx";
import { Column } from "#app/ui/column.tsx";
import { DateParts } from "#app/ui/date-parts.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import { DeskNav } from "../navigation.tsx";
import { changeThisDecision, loadThisDecision } from "./edit.server.ts";
import { DecisionFields } from "./fields.tsx";

export { loadThisDecision as loader, changeThisDecision as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = ReturnType<typeof useLoaderData<typeof loadThisDecision>>;
type Answer = ReturnType<typeof useActionData<typeof changeThisDecision>>;

export default function DecisionDeskPage() {
  const view = useLoaderData<typeof loadThisDecision>();
  const answer = useActionData<typeof changeThisDecision>();
  const { texts, changes } = view;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <PageHead
        title={<span lang={view.title.lang}>{view.title.text}</span>}
        over={
          <Link to={view.back} className="inline-block py-1 underline-offset-4 hover:underline">
            {texts.decisions}
          </Link>
        }
      />
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summaryTitle} errors={errors} />
        {view.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {view.done}
          </p>
        ) : null}
        <p>
          <Link to={view.public} className="link inline-block py-1">
            {texts.public}
          </Link>
        </p>
        {view.quorum ? <p>{view.quorum}</p> : null}
        <div>
          {view.fill ? <Fill view={view} answer={answer} errorOf={errorOf} /> : null}
          <RuledSection id="changes" title={changes.title}>
            <Changes changes={changes.list} none={changes.none} />
          </RuledSection>
          <RuledSection id="record" title={texts.recorded}>
            <Form method="post" noValidate className="grid gap-6">
              <input type="hidden" name="intent" value="save" />
              <input type="hidden" name="version" value={view.version} />
              <DecisionFields view={view} values={answer && "values" in answer ? answer.values : view.values} errorOf={errorOf} />
              <button type="submit" className="button justify-self-start">
                {texts.save}
              </button>
            </Form>
          </RuledSection>
        </div>
      </Column>
    </>
  );
}

/** The seats, from the result: one button. */
function Fill({ view: { fill, form }, answer, errorOf }: { view: View; answer: Answer; errorOf: (name: string) => string | undefined }) {
  if (!fill) return null;
  const { texts, office, elected, seated, present } = fill;
  const typed = answer && "fill" in answer ? answer.fill : null;
  return (
    <RuledSection id="fill" title={texts.title}>
      <div className="grid gap-4">
        <p>
          <Link to={office.url} lang={office.name?.lang} className="link">
            {office.name?.text}
          </Link>
        </p>
        {seated.length > 0 ? (
          <ul className="space-y-1">
            {seated.map((term) => (
              <li key={term.id}>
                <Link to={term.url} className="link">
                  {term.text}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {elected.length === 0 ? (
          <p className="text-muted">{texts.filled}</p>
        ) : (
          <Form method="post" noValidate className="grid gap-6">
            <input type="hidden" name="intent" value="fill" />
            <input type="hidden" name="version" value={fill.version} />
            <p>
              {texts.toSeat}: {elected.join(" · ")}
            </p>
            <DateParts name="fill.from" label={texts.from} error={errorOf("fill.from")} value={typed?.from ?? fill.from} words={form.dates} />
            <DateParts name="fill.to" label={texts.to} help={texts.toHelp} error={errorOf("fill.to")} value={typed?.to ?? fill.to} words={form.dates} />
            {present.length > 0 ? (
              <fieldset className="grid gap-2">
                <legend className="font-semibold">{texts.ending}</legend>
                {present.map(({ value, label, ends }) => (
                  <label key={value} className="flex items-center gap-3 py-1">
                    <input type="checkbox" name="ending" value={value} defaultChecked={typed ? typed.ending.includes(value) : ends} className="size-5 shrink-0" />
                    {label}
                  </label>
                ))}
              </fieldset>
            ) : null}
            <button type="submit" className="button justify-self-start">
              {texts.submit}
            </button>
          </Form>
        )}
      </div>
    </RuledSection>
  );
}
