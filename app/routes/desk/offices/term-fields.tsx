import { type DateWords, DateParts } from "#app/ui/date-parts.tsx";
import { LocalizedFields } from "#app/ui/localized-fields.tsx";
import { ChoiceField } from "#app/ui/choice-field.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { PlaceChoices } from "./choices.server.ts";
import type { HolderValues, TermValues } from "./term-form.server.ts";

type Option = { value: string; label: string };
export type FieldWords = Record<"place" | "mechanisms" | "states" | "choose" | "from" | "to" | "toHelp" | "dateHelp" | "decision" | "noDecision" | "source" | "sourceHelp" | "name" | "position" | "asOf" | "asOfHelp" | "personFrom" | "personFromHelp" | "personTo" | "substitute" | "reason" | "reasonHelp", string>;
export type FormTools = { dates: DateWords; langs: Array<{ code: string; name: string; dir: "ltr" | "rtl" }>; others: string };
export type ErrorOf = (name: string) => string | undefined;

type TermProps = { prefix: string; values: TermValues; words: FieldWords; form: FormTools; places: PlaceChoices; decisions: Option[]; errorOf: ErrorOf };

/** Who holds the seat, from when to when, and what says so. */
export function TermFields({ prefix, values, words, form, places, decisions, errorOf }: TermProps) {
  const name = (field: string) => `${prefix}.${field}`;
  return (
    <>
      <PlaceField name={name("place")} label={words.place} value={values.place} words={words} places={places} error={errorOf(name("place"))} />
      <DateParts name={name("from")} label={words.from} help={words.dateHelp} error={errorOf(name("from"))} value={values.from} words={form.dates} />
      <DateParts name={name("to")} label={words.to} help={words.toHelp} error={errorOf(name("to"))} value={values.to} words={form.dates} />
      <ChoiceField name={name("decision")} label={words.decision} none={words.noDecision} choices={decisions} value={values.decision} />
      <TextField name={name("source")} label={words.source} help={words.sourceHelp} error={undefined} autoComplete="off" defaultValue={values.source} />
    </>
  );
}

type PlaceProps = { name: string; label: string; value: string; words: Pick<FieldWords, "mechanisms" | "states" | "choose">; places: PlaceChoices; error: string | undefined };

export function PlaceField({ name, label, value, words, places, error }: PlaceProps) {
  return (
    <SelectField name={name} label={label} error={error} defaultValue={value}>
      <option value="">{words.choose}</option>
      {(["mechanisms", "states"] as const).map((group) => (
        <optgroup key={group} label={words[group]}>
          {places[group].map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}

type PersonProps = { prefix: string; values: HolderValues; words: FieldWords; form: FormTools; takesSubstitutes: boolean; isFirst: boolean; errorOf: ErrorOf };

/** A person who holds a seat, and for which day a source names this person. */
export function PersonFields({ prefix, values, words, form, takesSubstitutes, isFirst, errorOf }: PersonProps) {
  const name = (field: string) => `${prefix}.${field}`;
  return (
    <>
      <LocalizedFields name={name("name")} label={words.name} error={errorOf(name("name"))} values={values.name} langs={form.langs} others={form.others} />
      <LocalizedFields name={name("position")} label={words.position} error={errorOf(name("position"))} values={values.position} langs={form.langs} others={form.others} />
      {takesSubstitutes || values.substitute || errorOf(name("substitute")) ? (
        <label className="flex items-center gap-3 py-1">
          <input id={name("substitute")} type="checkbox" name={name("substitute")} value="yes" defaultChecked={values.substitute} className="size-5" />
          {words.substitute}
        </label>
      ) : null}
      <DateParts name={name("from")} label={words.personFrom} help={isFirst ? words.dateHelp : words.personFromHelp} error={errorOf(name("from"))} value={values.from} words={form.dates} />
      <DateParts name={name("to")} label={words.personTo} error={errorOf(name("to"))} value={values.to} words={form.dates} />
      <DateParts name={name("asOf")} label={words.asOf} help={words.asOfHelp} error={errorOf(name("asOf"))} value={values.asOf} words={form.dates} />
      <TextField name={name("source")} label={words.source} help={words.sourceHelp} error={undefined} autoComplete="off" defaultValue={values.source} />
    </>
  );
}
