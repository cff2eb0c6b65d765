import type { ReactNode, SelectHTMLAttributes } from "react";

import { Field } from "./field.tsx";

type Props = Pick<Parameters<typeof Field>[0], "name" | "label" | "help" | "error"> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "name" | "className"> & { children: ReactNode };

/** A field with a list to choose from. */
export function SelectField({ name, label, help, error, children, ...select }: Props) {
  return (
    <Field name={name} label={label} help={help} error={error}>
      {(control) => (
        <select {...select} {...control} className="field">
          {children}
        </select>
      )}
    </Field>
  );
}
