import { useEffect, useRef } from "react";

import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { personFields } from "./person-fields.server.ts";

type Fields = ReturnType<typeof personFields>;
type Values = { name: string; lang: string; timeZone: string };
type Props = { fields: Fields; values: Values; errorOf: (name: string) => string | undefined };

/** Name, language and time zone of a person. With `guess`, a browser that runs scripts says what its time zone is. */
export function AboutPerson({ fields: { words, langs, timeZones }, values, errorOf, guess = false }: Props & { guess?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const select = box.current?.querySelector<HTMLSelectElement>("#timeZone");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (guess && select?.value === "UTC" && timeZones.includes(own)) select.value = own;
  }, [guess, timeZones]);
  return (
    <div ref={box} className="grid gap-6">
      <TextField name="name" label={words.name} help={words.nameHelp} error={errorOf("name")} required autoComplete="name" defaultValue={values.name} />
      <SelectField name="lang" label={words.lang} error={errorOf("lang")} defaultValue={values.lang}>
        {langs.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="timeZone" label={words.timeZone} error={errorOf("timeZone")} defaultValue={values.timeZone} dir="ltr">
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

/** A password that is being chosen. */
export function NewPassword({ name = "password", label, help, error }: { name?: string; label: string; help: string; error: string | undefined }) {
  return <TextField name={name} type="password" dir="ltr" label={label} help={help} error={error} required autoComplete="new-password" />;
}
