import { Form, type useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";

import type { FormError } from "#app/ui/error-summary.tsx";
import { Field } from "#app/ui/field.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { DecisionsBehind } from "../decisions/behind.tsx";
import type { loadSettings } from "./page.server.ts";

type Page = ReturnType<typeof useLoaderData<typeof loadSettings>> & { errors: FormError[]; refused: string | null };
type SectionProps = { page: Page };
type Id = keyof Page["texts"]["sections"];

const one = ({ values }: Page, name: string): string => values[name]?.[0] ?? "";
const errorOf = ({ errors }: Page, name: string): string | undefined => errors.find(({ field }) => field === name)?.text;

/** A section with its form; each is saved by itself. */
function Section({ id, page, children }: { id: Id; page: Page; children: ReactNode }) {
  const { texts, here, versions, behind } = page;
  return (
    <RuledSection id={id} title={texts.sections[id]}>
      <Form method="post" action={here} noValidate className="grid gap-5">
        <input type="hidden" name="intent" value={id} />
        <input type="hidden" name="version" value={id === "operator" ? versions.operator : versions.network} />
        <p className="text-muted">{texts.help[id]}</p>
        {children}
        {id === "operator" ? null : <DecisionsBehind name={`decision.${id}`} behind={behind} values={page.values[`decision.${id}`] ?? []} />}
        <button type="submit" className="button justify-self-start" aria-describedby={id}>
          {texts.save}
        </button>
      </Form>
    </RuledSection>
  );
}

function Check({ name, value = "on", label, page }: { name: string; value?: string; label: string; page: Page }) {
  return (
    <label className="flex items-center gap-3 py-1">
      <input type="checkbox" name={name} value={value} defaultChecked={page.values[name]?.includes(value) ?? false} className="size-5 shrink-0 accent-brand" />
      {label}
    </label>
  );
}

/** Which status may follow which: a list of ticks for each, the beginning first. */
export function Statuses({ page }: SectionProps) {
  const { texts, statuses } = page;
  return (
    <Section id="statuses" page={page}>
      {[{ id: "", name: texts.beginning }, ...statuses].map((from) => (
        <fieldset key={from.id} className="border-s-2 border-line ps-4">
          <legend className="font-semibold">{from.id ? `${from.name}: ${texts.mayBecome}` : from.name}</legend>
          <div className="grid gap-x-6 sm:grid-cols-2">
            {statuses.filter(({ id }) => id !== from.id).map(({ id, name }) => (
              <Check key={id} name={`to.${from.id}`} value={id} label={name} page={page} />
            ))}
          </div>
        </fieldset>
      ))}
    </Section>
  );
}

export function Applications({ page }: SectionProps) {
  const { texts, statuses } = page;
  return (
    <Section id="applications" page={page}>
      <Check name="applicationsOpen" label={texts.applicationsOpen} page={page} />
      <fieldset>
        <legend className="font-semibold">{texts.applyFor}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2">
          {statuses.map(({ id, name }) => (
            <Check key={id} name="applyFor" value={id} label={name} page={page} />
          ))}
        </div>
      </fieldset>
    </Section>
  );
}

/** The stages in their order, each with its names, and an empty one to be added. */
export function Stages({ page }: SectionProps) {
  const { texts, stages, languages } = page;
  return (
    <Section id="stages" page={page}>
      {stages.map((id, index) => (
        <fieldset key={id} className="grid gap-3 border-s-2 border-line ps-4">
          <legend className="font-semibold">{id === "new" ? texts.newStage : `${texts.stage} ${index + 1}`}</legend>
          <input type="hidden" name="stage" value={id} />
          <div className="grid gap-3 sm:grid-cols-2">
            {languages.map(({ code, dir, name }) => (
              <TextField key={code} name={`stage.${id}.${code}`} label={name} lang={code} dir={dir} error={errorOf(page, `stage.${id}.${code}`)} defaultValue={one(page, `stage.${id}.${code}`)} />
            ))}
          </div>
          <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
            <div className="w-28">
              <TextField name={`order.${id}`} label={texts.order} error={errorOf(page, `order.${id}`)} defaultValue={one(page, `order.${id}`) || (id === "new" ? String(stages.length) : "")} inputMode="numeric" dir="ltr" />
            </div>
            {id === "new" ? null : <Check name={`remove.${id}`} label={texts.remove} page={page} />}
          </div>
        </fieldset>
      ))}
    </Section>
  );
}

export function Votes({ page }: SectionProps) {
  const { texts } = page;
  return (
    <Section id="votes" page={page}>
      <SelectField name="quorumKind" label={texts.quorum} help={texts.quorumHelp} error={errorOf(page, "quorumKind")} defaultValue={one(page, "quorumKind")}>
        <option value="">{texts.quorumKinds.none}</option>
        <option value="percent">{texts.quorumKinds.percent}</option>
        <option value="number">{texts.quorumKinds.number}</option>
      </SelectField>
      <NumberField name="quorumValue" label={texts.quorumValue} help={texts.quorumValueHelp} page={page} />
      <NumberField name="foundingMembers" label={texts.foundingMembers} help={texts.foundingMembersHelp} page={page} />
    </Section>
  );
}

export function Reminders({ page }: SectionProps) {
  const { texts } = page;
  return (
    <Section id="reminders" page={page}>
      <TextField name="termReminderDays" label={texts.termReminderDays} help={texts.termReminderDaysHelp} error={errorOf(page, "termReminderDays")} defaultValue={one(page, "termReminderDays")} dir="ltr" />
      <NumberField name="invitationReminderDays" label={texts.invitationReminderDays} help={texts.invitationReminderDaysHelp} page={page} />
      <NumberField name="profileMonths" label={texts.profileMonths} help={texts.profileMonthsHelp} page={page} />
    </Section>
  );
}

export function Comments({ page }: SectionProps) {
  return (
    <Section id="comments" page={page}>
      <Check name="commentsOpen" label={page.texts.commentsOpen} page={page} />
    </Section>
  );
}

/** Who runs the installation, for the imprint. */
export function OperatorSection({ page }: SectionProps) {
  const { texts, languages } = page;
  return (
    <Section id="operator" page={page}>
      <fieldset className="grid gap-3">
        <legend className="font-semibold">{texts.operatorName}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {languages.map(({ code, dir, name }) => (
            <TextField key={code} name={`operatorName.${code}`} label={name} lang={code} dir={dir} error={errorOf(page, `operatorName.${code}`)} defaultValue={one(page, `operatorName.${code}`)} />
          ))}
        </div>
      </fieldset>
      <Field name="operatorAddress" label={texts.operatorAddress} error={errorOf(page, "operatorAddress")}>
        {(control) => <textarea {...control} dir="auto" rows={4} defaultValue={one(page, "operatorAddress")} className="field" />}
      </Field>
      <TextField name="operatorEmail" type="email" dir="ltr" label={texts.operatorEmail} error={errorOf(page, "operatorEmail")} defaultValue={one(page, "operatorEmail")} />
      <TextField name="operatorTelephone" dir="ltr" label={texts.operatorTelephone} error={errorOf(page, "operatorTelephone")} defaultValue={one(page, "operatorTelephone")} />
      <TextField name="operatorSource" type="url" dir="ltr" label={texts.operatorSource} help={texts.operatorSourceHelp} error={errorOf(page, "operatorSource")} defaultValue={one(page, "operatorSource")} />
    </Section>
  );
}

function NumberField({ name, label, help, page }: { name: string; label: string; help: string; page: Page }) {
  return <TextField name={name} label={label} help={help} error={errorOf(page, name)} defaultValue={one(page, name)} inputMode="numeric" dir="ltr" />;
}
