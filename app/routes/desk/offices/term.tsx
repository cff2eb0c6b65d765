import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { AskFirst } from "#app/ui/ask-first.tsx";
import { Column } from "#app/ui/column.tsx";
import { DateParts } from "#app/ui/date-parts.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { Sources } from "#app/ui/sources.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DeskNav } from "../navigation.tsx";
import { PersonFields, TermFields } from "./term-fields.tsx";
import { changeTerm, loadTerm } from "./term.server.ts";

export { loadTerm as loader, changeTerm as action };
export const meta = pageMeta;
export const handle: ReportHandle = { unreported: true };

type View = Extract<ReturnType<typeof useLoaderData<typeof loadTerm>>, { view: "term" }>;
type Answer = ReturnType<typeof useActionData<typeof changeTerm>>;
type Props = { view: View; answer: Answer; errorOf: (name: string) => string | undefined };

export default function TermPage() {
  const view = useLoaderData<typeof loadTerm>();
  const answer = useActionData<typeof changeTerm>();
  if (view.view === "ask") return <AskFirst {...view.texts} back={view.back} action={view.back} fields={view.fields} />;
  const { texts, urls, officeName } = view;
  const errors = answer?.errors ?? [];
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.text;
  const props = { view, answer, errorOf };
  return (
    <>
      <PageHead
        title={view.title}
        over={
          <Link to={urls.office} lang={officeName?.lang} className="inline-block py-1 underline-offset-4 hover:underline">
            {officeName?.text}
          </Link>
        }
      />
      <DeskNav navigation={view.navigation} />
      <Column wide>
        <ErrorSummary title={texts.summary} errors={errors} />
        {view.done && !answer ? (
          <p role="status" className="note max-w-prose">
            {view.done}
          </p>
        ) : null}
        <div>
          <Facts view={view} />
          {view.isStruck ? (
            <RuledSection id="restore" title={texts.restore}>
              <Step view={view} intent="restore" label={texts.restore}>
                <p className="text-muted">{texts.restoreHelp}</p>
              </Step>
            </RuledSection>
          ) : (
            <>
              <Persons {...props} />
              {view.edited ? <EditPerson {...props} /> : <PutIn {...props} />}
              <End {...props} />
              <Correct {...props} />
              <RuledSection id="strike" title={texts.strike}>
                <p className="pb-4 text-muted">{texts.strikeHelp}</p>
                <Link to={urls.strike} className="button-quiet">
                  {texts.strike}
                </Link>
              </RuledSection>
            </>
          )}
        </div>
      </Column>
    </>
  );
}

/** A form that takes one step; the version says which state of the office it was made from. */
function Step({ view, intent, label, fields = {}, quiet = false, children }: { view: View; intent: string; label: string; fields?: Record<string, string>; quiet?: boolean; children: ReactNode }) {
  return (
    <Form method="post" action={view.urls.here} noValidate className="grid gap-6">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="version" value={view.version} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" className={`${quiet ? "button-quiet" : "button"} justify-self-start`}>
        {label}
      </button>
    </Form>
  );
}

function Facts({ view: { texts, term, due, marks, decision, sources, corrections } }: { view: View }) {
  return (
    <RuledSection id="facts" title={texts.facts}>
      <div className="grid gap-3">
        <p className="text-lg">{term}</p>
        {due ? <p className="text-muted">{due}</p> : null}
        {marks.map((mark) => (
          <p key={mark} className="border-s-4 border-alert ps-3 font-semibold">
            {mark}
          </p>
        ))}
        <p>
          <span className="text-muted">{texts.fields.decision}:</span>{" "}
          {decision ? (
            <Link to={decision.url} className="link">
              {decision.text}
            </Link>
          ) : (
            texts.fields.noDecision
          )}
        </p>
        <Sources sources={sources} />
        {corrections.length > 0 ? (
          <details>
            <summary className="cursor-pointer py-1">{texts.corrections}</summary>
            <ul className="divide-y divide-line">
              {corrections.map((one, index) => (
                <li key={index} className="grid gap-1 py-3 text-sm">
                  <p>
                    {one.at}
                    {one.reason ? ` – ${one.reason}` : ""}
                  </p>
                  {one.before.map(({ field, value }) => (
                    <p key={field} className="text-muted">
                      {field}: <bdi>{value}</bdi>
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </RuledSection>
  );
}

function Persons({ view, answer, errorOf }: Props) {
  const { texts, holders, form } = view;
  return (
    <RuledSection id="persons" title={texts.persons}>
      {holders.length === 0 ? <p className="text-muted">{texts.nobody}</p> : null}
      <ul className="divide-y divide-line">
        {holders.map((holder) => {
          const prefix = `out-${holder.id}`;
          return (
            <li key={holder.id} className="grid gap-2 py-4 first:pt-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <bdi lang={holder.name?.lang} className="font-semibold">
                  {holder.name?.text}
                </bdi>
                {holder.substitute ? <span className="tag">{texts.fields.substitute}</span> : null}
              </p>
              {holder.position ? <p lang={holder.position.lang}>{holder.position.text}</p> : null}
              <p className="text-sm text-muted">{[holder.term, holder.asOf].filter(Boolean).join(" · ")}</p>
              <p className="flex flex-wrap gap-x-6 text-sm">
                <Link to={holder.correct} aria-label={`${texts.correct}: ${holder.name?.text ?? ""}`} className="link inline-block py-1">
                  {texts.correct}
                </Link>
                <Link to={holder.remove} aria-label={`${texts.remove}: ${holder.name?.text ?? ""}`} className="link inline-block py-1">
                  {texts.remove}
                </Link>
              </p>
              {holder.isOpen ? (
                <details open={answer?.typed.form === prefix || undefined}>
                  <summary className="cursor-pointer py-1 text-sm">
                    {texts.endHolder} <span className="sr-only">({holder.name?.text})</span>
                  </summary>
                  <div className="border-s-2 border-line py-2 ps-4">
                    <Step view={view} intent="end-holder" label={texts.endHolder} fields={{ holder: holder.id }} quiet>
                      <DateParts name={`${prefix}.to`} label={texts.lastDay} error={errorOf(`${prefix}.to`)} value={answer?.typed.form === prefix ? answer.typed.end : ""} words={form.dates} />
                    </Step>
                  </div>
                </details>
              ) : null}
            </li>
          );
        })}
      </ul>
    </RuledSection>
  );
}

function PutIn({ view, answer, errorOf }: Props) {
  const { texts, form, takesSubstitutes, holders } = view;
  const values = answer?.typed.form === "in" && answer.typed.holder ? answer.typed.holder : view.putIn;
  return (
    <RuledSection id="in" title={texts.putIn}>
      <Step key={holders.length} view={view} intent="put-in" label={texts.putIn}>
        <p className="text-muted">{texts.putInHelp}</p>
        <PersonFields prefix="in" values={values} words={texts.fields} form={form} takesSubstitutes={takesSubstitutes} isFirst={holders.length === 0} errorOf={errorOf} />
      </Step>
    </RuledSection>
  );
}

function EditPerson({ view, answer, errorOf }: Props) {
  const { texts, form, edited } = view;
  if (!edited) return null;
  const typed = answer?.typed.form === "person" ? answer.typed : null;
  return (
    <RuledSection id="person" title={texts.correctPerson}>
      <Step view={view} intent="correct-holder" label={texts.save} fields={{ holder: edited.id }}>
        <PersonFields prefix="person" values={typed?.holder ?? edited.values} words={texts.fields} form={form} takesSubstitutes isFirst errorOf={errorOf} />
        <TextField name="reason" label={texts.fields.reason} help={texts.fields.reasonHelp} error={errorOf("reason")} autoComplete="off" defaultValue={typed?.reason} />
      </Step>
    </RuledSection>
  );
}

function End({ view, answer, errorOf }: Props) {
  const { texts, form } = view;
  return (
    <RuledSection id="end" title={texts.end}>
      <Step view={view} intent="end" label={texts.end}>
        <DateParts name="end.to" label={texts.lastDay} help={texts.endHelp} error={errorOf("end.to") ?? errorOf("end.from")} value={answer?.typed.form === "end" ? answer.typed.end : ""} words={form.dates} />
      </Step>
    </RuledSection>
  );
}

/** Folded: what is put right is the exception. */
function Correct({ view, answer, errorOf }: Props) {
  const { texts, form, places, decisions } = view;
  const typed = answer?.typed.form === "correct" ? answer.typed : null;
  return (
    <RuledSection id="correct" title={texts.correctTerm}>
      <details open={typed !== null || undefined}>
        <summary className="cursor-pointer py-1">{texts.correctHelp}</summary>
        <div className="pt-4">
          <Step view={view} intent="correct" label={texts.save}>
            <TermFields prefix="correct" values={typed?.term ?? view.correct} words={texts.fields} form={form} places={places} decisions={decisions} errorOf={errorOf} />
            <TextField name="reason" label={texts.fields.reason} help={texts.fields.reasonHelp} error={view.edited ? undefined : errorOf("reason")} autoComplete="off" defaultValue={typed?.reason} />
          </Step>
        </div>
      </details>
    </RuledSection>
  );
}
