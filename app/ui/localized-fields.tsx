import { type ControlProps, Field } from "./field.tsx";

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
  const control = ({ code, dir }: Lang, attributes: Partial<ControlProps>) => {
    const shared = { ...attributes, name: `${name}.${code}`, lang: code, dir, defaultValue: values[code] ?? "", className: "field" } as const;
    return rows ? <textarea {...shared} rows={rows} /> : <input {...shared} autoComplete="off" />;
  };
  const folded = (
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
            {control(one, { id: `${name}.${one.code}` })}
          </div>
        ))}
      </div>
    </details>
  );
  return (
    <Field name={name} label={label} help={help} error={error} beside={folded}>
      {(attributes) => control(own, attributes)}
    </Field>
  );
}
