import type { ReactNode } from "react";

type Lang = { code: string; name: string; dir: "ltr" | "rtl" };
type Props = {
  name: string;
  label: string;
  help?: string;
  error: string | undefined;
  /** By language. */
  values: Record<string, string> | undefined;
  /** The reader's language first: it is asked for, the others are folded. */
  langs: Lang[];
  others: string;
  rows?: number;
};

/** A text in the reader's language and, folded below it, in the others. */
export function LocalizedFields({ name, label, help, error, values = {}, langs, others, rows }: Props) {
  const [own, ...rest] = langs;
  if (!own) return null;
  const described = [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ") || undefined;
  const control = ({ code, dir }: Lang, id: string): ReactNode => {
    const shared = { id, name: `${name}.${code}`, lang: code, dir, defaultValue: values[code] ?? "", className: "field" } as const;
    const state = code === own.code ? { "aria-describedby": described, "aria-invalid": error ? (true as const) : undefined } : {};
    return rows ? <textarea {...shared} {...state} rows={rows} /> : <input {...shared} {...state} autoComplete="off" />;
  };
  return (
    <div className={error ? "grid gap-1.5 border-s-4 border-alert ps-4" : "grid gap-1.5"}>
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
      {control(own, name)}
      <details open={rest.some(({ code }) => values[code]) || undefined}>
        <summary className="cursor-pointer py-1 text-sm">
          {others} <span className="sr-only">({label})</span>
        </summary>
        <div className="grid gap-3 border-s-2 border-line py-2 ps-4">
          {rest.map((one) => (
            <div key={one.code} className="grid gap-1 text-sm">
              <label htmlFor={`${name}.${one.code}`} lang={one.code}>
                {one.name}
              </label>
              {control(one, `${name}.${one.code}`)}
            </div>
          ))}
        </div>
      </details>
    </div>
  );
}
