import { SelectField } from "./select-field.tsx";

type Props = { name: string; label: string; help?: string | undefined; /** What stands for choosing nothing. */ none: string; choices: Array<{ value: string; label: string }>; value?: string | undefined };

/** One of several things, or none. */
export function ChoiceField({ name, label, help, none, choices, value = "" }: Props) {
  return (
    <SelectField name={name} label={label} help={help} error={undefined} defaultValue={value}>
      <option value="">{none}</option>
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </SelectField>
  );
}
