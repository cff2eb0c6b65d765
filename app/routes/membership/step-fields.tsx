import { Field } from "#app/ui/field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { Options } from "./options.tsx";
import type { StepValues } from "./record.schema.ts";

type Choice = { value: string; name: string };
type Words = Record<"date" | "dateHelp" | "decision" | "noDecision" | "note" | "noteHelp", string>;
type Props = { words: Words; statusLabel: string; statuses: Choice[]; none?: string; decisions: Choice[]; values: Partial<StepValues>; errorOf: (name: string) => string | undefined };

/** What a step says: its status, its date as exactly as it is known, the decision behind it, and a note. */
export function StepFields({ words, statusLabel, statuses, none, decisions, values, errorOf }: Props) {
  return (
    <>
      <SelectField name="status" label={statusLabel} error={errorOf("status")} defaultValue={values.status}>
        <Options choices={statuses} {...(none === undefined ? {} : { none })} />
      </SelectField>
      <TextField name="date" dir="ltr" label={words.date} help={words.dateHelp} error={errorOf("date")} autoComplete="off" inputMode="numeric" defaultValue={values.date} />
      <SelectField name="decision" label={words.decision} error={errorOf("decision")} defaultValue={values.decision}>
        <Options choices={decisions} none={words.noDecision} />
      </SelectField>
      <Field name="note" label={words.note} help={words.noteHelp} error={errorOf("note")}>
        {(control) => <textarea {...control} dir="auto" rows={3} defaultValue={values.note} className="field" />}
      </Field>
    </>
  );
}
