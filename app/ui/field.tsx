import type { ReactNode } from "react";

/** What a control needs so that its label, help and error belong to it. */
export type ControlProps = { id: string; name: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** One field of a form: label, help, error and control, wired once. */
export function Field({
  name,
  label,
  help,
  error,
  children,
}: {
  name: string;
  label: string;
  help?: string;
  error?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}) {
  const described = [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={error ? "grid content-start gap-1.5 border-s-4 border-alert ps-4" : "grid content-start gap-1.5"}>
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
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
      {children({ id: name, name, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
    </div>
  );
}
