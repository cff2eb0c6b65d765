import { useEditor, useErrorOf } from "./editor-context.ts";
import { dateParts } from "./form.ts";

/** A date as far as it is known: a year, a month of it, a day of that. The month is named, so that nobody mixes it up with the day. */
export function DateFields({ name, label, help, yearOnly = false }: { name: string; label: string; help?: string; yearOnly?: boolean }) {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const error = useErrorOf()(name);
  const { year, month, day } = dateParts(fields[name]);
  const described = [help ? `${name}-help` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ") || undefined;
  const wrong = error ? { "aria-invalid": true as const } : {};
  return (
    <fieldset aria-describedby={described} className={error ? "grid gap-1.5 border-s-4 border-alert ps-4" : "grid gap-1.5"}>
      <legend className="font-semibold">{label}</legend>
      {help ? <p id={`${name}-help`} className="text-sm text-muted">{help}</p> : null}
      {error ? <p id={`${name}-error`} className="font-semibold text-alert">{error}</p> : null}
      <div className="flex flex-wrap items-end gap-3">
        {yearOnly ? null : (
          <>
            <label className="grid gap-1 text-sm">
              {texts.fields.day}
              <input name={`${name}.day`} inputMode="numeric" maxLength={2} dir="ltr" defaultValue={day} {...wrong} className="field max-w-16" />
            </label>
            <label className="grid gap-1 text-sm">
              {texts.fields.month}
              <select name={`${name}.month`} defaultValue={month} {...wrong} className="field min-w-36">
                <option value="">{texts.fields.noMonth}</option>
                {choices.months.map(({ value, label: own }) => (
                  <option key={value} value={value}>{own}</option>
                ))}
              </select>
            </label>
          </>
        )}
        <label className="grid gap-1 text-sm">
          {texts.fields.year}
          <input id={`${name}.year`} name={`${name}.year`} inputMode="numeric" maxLength={4} dir="ltr" defaultValue={year} {...wrong} className="field max-w-24" />
        </label>
      </div>
    </fieldset>
  );
}
