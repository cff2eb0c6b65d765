import type { InputHTMLAttributes } from "react";

import { Field } from "./field.tsx";

type Props = Pick<Parameters<typeof Field>[0], "name" | "label" | "help" | "error"> & Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "className">;

/** A field of one line. Addresses, passwords and codes are written from left to right in every language: `dir` says so. */
export function TextField({ name, label, help, error, ...input }: Props) {
  return (
    <Field name={name} label={label} help={help} error={error}>
      {(control) => <input dir="auto" {...input} {...control} className="field" />}
    </Field>
  );
}
