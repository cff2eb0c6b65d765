import { DateParts } from "#app/ui/date-parts.tsx";
import { LocalizedFields } from "#app/ui/localized-fields.tsx";
import { ChoiceField } from "#app/ui/choice-field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import { PlaceField } from "../offices/term-fields.tsx";
import type { DecisionValues } from "./form.server.ts";
import type { recordView } from "./record.server.ts";

type View = Awaited<ReturnType<typeof recordView>>;
type Props = { view: View; values: DecisionValues; errorOf: (name: string) => string | undefined };

/** What a decision says, where and when it was taken; and of an election, who stood and how it went. */
export function DecisionFields({ view, values, errorOf }: Props) {
  const { texts, form, kinds, gatherings } = view;
  const text = (name: "title" | "summary" | "text", rows?: number) => (
    <LocalizedFields name={name} label={texts.labels[name]} error={errorOf(name)} values={values[name]} langs={form.langs} others={form.others} {...(rows ? { rows } : {})} />
  );
  return (
    <>
      {text("title")}
      <SelectField name="kind" label={texts.labels.kind} error={errorOf("kind")} defaultValue={values.kind}>
        <option value="">{texts.fields.choose}</option>
        {kinds.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextField name="number" label={texts.labels.number} help={texts.numberHelp} error={errorOf("number")} dir="ltr" autoComplete="off" defaultValue={values.number} />
      <DateParts name="date" label={texts.labels.date} help={texts.fields.dateHelp} error={errorOf("date")} value={values.date} words={form.dates} />
      <ChoiceField name="gathering" label={texts.labels.gathering} none={texts.noGathering} choices={gatherings} value={values.gathering} />
      {text("summary", 4)}
      {text("text", 8)}
      <TextField name="source" label={texts.fields.source} help={texts.fields.sourceHelp} error={undefined} autoComplete="off" defaultValue={values.source} />
      <ElectionFields view={view} values={values} errorOf={errorOf} />
    </>
  );
}

function ElectionFields({ view, values, errorOf }: Props) {
  const { texts, form, offices, places } = view;
  return (
    <fieldset className="grid gap-6 rounded-lg border border-line p-5">
      <legend className="px-2 text-xl">{texts.election}</legend>
      <p className="text-muted">{texts.electionHelp}</p>
      <SelectField name="office" label={texts.labels.office} error={errorOf("office")} defaultValue={values.office}>
        <option value="">{texts.noOffice}</option>
        {offices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {values.candidates.map((row, index) => {
        const nth = String(index + 1);
        return (
          <div key={index} role="group" aria-label={`${texts.candidate} ${nth}`} className="grid items-end gap-3 border-t border-line pt-4 sm:grid-cols-[minmax(0,1fr)_6rem_auto]">
            <PlaceField name={`candidate-${index}`} label={`${texts.candidate} ${nth}`} value={row.place} words={texts.fields} places={places} error={errorOf(`candidate-${index}`)} />
            <TextField name={`votes-${index}`} label={texts.votes} error={errorOf(`votes-${index}`)} inputMode="numeric" dir="ltr" autoComplete="off" defaultValue={row.votes} />
            <label className="flex min-h-11 items-center gap-3">
              <input type="checkbox" name={`elected-${index}`} value="yes" defaultChecked={row.elected} className="size-5" />
              {texts.elected}
            </label>
          </div>
        );
      })}
      <p className="text-sm text-muted">{texts.moreRows}</p>
      <LocalizedFields name="method" label={texts.labels.method} help={texts.methodHelp} error={errorOf("method")} values={values.method} langs={form.langs} others={form.others} />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField name="present" label={texts.labels.present} error={errorOf("present")} inputMode="numeric" dir="ltr" autoComplete="off" defaultValue={values.present} />
        <TextField name="votesCast" label={texts.labels.votesCast} error={errorOf("votesCast")} inputMode="numeric" dir="ltr" autoComplete="off" defaultValue={values.votesCast} />
      </div>
    </fieldset>
  );
}
