import { describedBy, fieldFrame, HelpAndError } from "./field.tsx";

/** The words of a date's fields, and the months in the reader's language. */
export type DateWords = { day: string; month: string; year: string; noMonth: string; months: Array<{ value: string; label: string }> };

type Props = { name: string; label: string; help?: string; error: string | undefined; /** `2026-05-01`, or as much of it as is known or was typed. */ value: string | undefined; words: DateWords };

/** A date as far as it is known: a year, a month of it, a day of that. The month is named, so that nobody mixes it up with the day. */
export function DateParts({ name, label, help, error, value, words }: Props) {
  const [year = "", month = "", day = ""] = (value ?? "").split("-");
  const wrong = error ? { "aria-invalid": true as const } : {};
  return (
    <fieldset aria-describedby={describedBy({ name, help, error })} className={fieldFrame(error)}>
      <legend className="font-semibold">{label}</legend>
      <HelpAndError name={name} help={help} error={error} />
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1 text-sm">
          {words.day}
          <input id={name} name={`${name}.day`} inputMode="numeric" maxLength={2} dir="ltr" autoComplete="off" defaultValue={day.replace(/^0/, "")} {...wrong} className="field max-w-16" />
        </label>
        <label className="grid gap-1 text-sm">
          {words.month}
          <select name={`${name}.month`} defaultValue={month.replace(/^0/, "")} {...wrong} className="field min-w-36">
            <option value="">{words.noMonth}</option>
            {words.months.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 text-sm">
          {words.year}
          <input name={`${name}.year`} inputMode="numeric" maxLength={4} dir="ltr" autoComplete="off" defaultValue={year} {...wrong} className="field max-w-24" />
        </label>
      </div>
    </fieldset>
  );
}
