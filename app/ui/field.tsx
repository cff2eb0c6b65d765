import type { ReactNode } from "react";

/** What a control needs so that its label, help and error belong to it. */
export type ControlProps = { id: string; name: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type Framed = { name: string; help?: string | undefined; error?: string | undefined };

/** The frame of a field, marked where it has an error. */
export const fieldFrame = (error: string | undefined): string => (error ? "grid content-start gap-1.5 border-s-4 border-alert ps-4" : "grid content-start gap-1.5");

/** By their ids, the help and the error of a field. */
export const describedBy = ({ name, help, error }: Framed): string | undefined => [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ") || undefined;

/** What stands below the label of a field. */
export function HelpAndError({ name, help, error }: Framed) {
  return (
    <>
      {help ? (
        <p id={`${name}-help`} className="text-sm text-muted">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${name}-error`} className="font-semibold text-alert">
          {error}
        </p>
      ) : null}
    </>
  );
}

/** One field of a form: label, help, error and control, wired once; what is asked for beside it follows. */
export function Field({ name, label, help, error, beside, children }: Framed & { label: string; beside?: ReactNode; children: (control: ControlProps) => ReactNode }) {
  return (
    <div className={fieldFrame(error)}>
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <HelpAndError name={name} help={help} error={error} />
      {children({ id: name, name, "aria-describedby": describedBy({ name, help, error }), "aria-invalid": error ? true : undefined })}
      {beside}
    </div>
  );
}
