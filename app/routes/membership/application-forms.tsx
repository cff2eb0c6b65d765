import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import { Field } from "#app/ui/field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { DeskValues } from "./application.schema.ts";
import type { ApplicationView } from "./application.server.ts";
import { Options } from "./options.tsx";

type Props = { page: ApplicationView; values: DeskValues | undefined; errorOf: (name: string) => string | undefined };

/** A form of the page; what was sent is emptied by its key. */
function Sent({ page, intent, of, children }: { page: ApplicationView; /** Null where the buttons say it. */ intent: string | null; of: number; children: ReactNode }) {
  return (
    <Form key={of} method="post" action={page.here} noValidate className={`grid gap-4 ${intent ? "border-t border-line pt-5" : ""}`}>
      {intent ? <input type="hidden" name="intent" value={intent} /> : null}
      <input type="hidden" name="token" value={page.token} />
      <input type="hidden" name="seen" value={page.version} />
      {children}
    </Form>
  );
}

export function StageForm({ page, errorOf }: Props) {
  const { texts, stages, stage } = page;
  if (stages.length === 0) return null;
  return (
    <Sent page={page} intent="stage" of={page.version}>
      <SelectField name="stage" label={texts.stage} error={errorOf("stage")} defaultValue={stage}>
        <Options choices={stages.map(({ id, text }) => ({ value: id, name: text }))} />
      </SelectField>
      <button type="submit" className="button justify-self-start">
        {texts.stageSubmit}
      </button>
    </Sent>
  );
}

export function AskForm({ page, values, errorOf }: Props) {
  const { texts } = page;
  return (
    <Sent page={page} intent="ask" of={page.messages.length}>
      <Field name="text" label={texts.ask} help={texts.askHelp} error={errorOf("text")}>
        {(control) => <textarea {...control} dir="auto" rows={4} defaultValue={values?.text} className="field" />}
      </Field>
      <button type="submit" className="button justify-self-start">
        {texts.askSubmit}
      </button>
    </Sent>
  );
}

export function ConsultForm({ page, values, errorOf }: Props) {
  const { texts } = page;
  return (
    <Sent page={page} intent="consult" of={page.consultations.length}>
      <TextField name="who" label={texts.who} help={texts.whoHelp} error={errorOf("who")} autoComplete="off" defaultValue={values?.who} />
      <TextField name="on" type="date" dir="ltr" label={texts.on} error={errorOf("on")} max={page.today} defaultValue={values?.on || page.today} />
      <Field name="note" label={texts.said} error={errorOf("note")}>
        {(control) => <textarea {...control} dir="auto" rows={3} defaultValue={values?.note} className="field" />}
      </Field>
      <div className="grid gap-1.5">
        <p className="text-sm text-muted">{texts.toldHelp}</p>
        <label className="flex items-center gap-3 py-1">
          <input type="checkbox" name="untold" value="yes" defaultChecked={values?.untold === "yes"} className="size-5 shrink-0" />
          {texts.untold}
        </label>
      </div>
      <button type="submit" className="button justify-self-start">
        {texts.consultSubmit}
      </button>
    </Sent>
  );
}

/** What becomes of the step of an acceptance that met another change of the membership. */
export function StepForm({ page }: Props) {
  const { texts } = page;
  return (
    <div className="note grid max-w-prose gap-4">
      <p className="font-semibold">{texts.stepWaits}</p>
      <p>{texts.stepWaitsHelp}</p>
      <Sent page={page} intent={null} of={page.version}>
        <div className="flex flex-wrap gap-4">
          <button type="submit" name="intent" value="record" className="button">
            {texts.stepRecord}
          </button>
          <button type="submit" name="intent" value="leave" className="button">
            {texts.stepLeave}
          </button>
        </div>
      </Sent>
    </div>
  );
}

export function DecideForm({ page, values, errorOf }: Props) {
  const { texts, initial } = page;
  const sureError = errorOf("sure");
  return (
    <Sent page={page} intent={null} of={0}>
      <p>{texts.decideHelp}</p>
      <Field name="reason" label={texts.reason} help={texts.reasonHelp} error={errorOf("reason")}>
        {(control) => <textarea {...control} dir="auto" required rows={4} defaultValue={values?.reason} className="field" />}
      </Field>
      <TextField name="date" type="date" dir="ltr" label={texts.date} error={errorOf("date")} max={page.today} required defaultValue={values?.date || page.today} />
      <SelectField name="decision" label={texts.decision} error={errorOf("decision")} defaultValue={values?.decision}>
        <Options choices={page.decisions} none={texts.noDecision} />
      </SelectField>
      <SelectField name="status" label={texts.as} error={errorOf("status")} defaultValue={values?.status || initial.status}>
        <Options choices={page.statuses} />
      </SelectField>
      <SelectField name="mechanism" label={texts.through} error={errorOf("mechanism")} defaultValue={values?.mechanism || initial.mechanism}>
        <Options choices={page.mechanisms} none={texts.choose} />
      </SelectField>
      <div className={sureError ? "grid gap-1.5 border-s-4 border-alert ps-4" : "grid gap-1.5"}>
        {sureError ? (
          <p id="sure-error" className="font-semibold text-alert">
            {sureError}
          </p>
        ) : null}
        <label className="flex items-start gap-3 py-1">
          <input type="checkbox" id="sure" name="sure" value="yes" className="mt-1.5 size-4 shrink-0" aria-describedby={sureError ? "sure-error" : undefined} aria-invalid={sureError ? true : undefined} />
          {texts.sure}
        </label>
      </div>
      <div className="flex flex-wrap gap-4">
        <button type="submit" name="intent" value="accept" className="button">
          {texts.accept}
        </button>
        <button type="submit" name="intent" value="decline" className="button button-grave">
          {texts.decline}
        </button>
      </div>
    </Sent>
  );
}
