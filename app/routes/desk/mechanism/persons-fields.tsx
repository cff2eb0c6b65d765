import { RuledSection } from "#app/ui/ruled-section.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { viewOf } from "./edit-view.server.ts";
import { rowsOf } from "./fields.ts";
import type { FormOf } from "./form-of.ts";

type View = Extract<ReturnType<typeof viewOf>, { kind: "persons" }>;

/** The focal points with their alternates, and who validates. A person whose fields are emptied is taken out. */
export function PersonsFields({ view, fields, errorOf, labels, texts }: FormOf<View>) {
  const line = (name: string, label: string | undefined, dir?: "ltr") => <TextField name={name} label={label ?? ""} error={errorOf(name)} defaultValue={fields[name]} autoComplete="off" {...(dir ? { dir, type: "email" } : {})} />;
  const published = (name: string) => (
    <label className="flex min-h-8 items-baseline gap-2 py-1">
      <input type="checkbox" name={name} value="yes" defaultChecked={fields[name] === "yes"} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
      {labels.isPublic}
    </label>
  );
  return (
    <div>
      {Array.from({ length: rowsOf(fields) }, (_, row) => (
        <RuledSection key={row} id={`person-${row}`} title={view.person[row]}>
          <div role="group" aria-labelledby={`person-${row}`} className="grid gap-4">
            <input type="hidden" name={`p.${row}.id`} value={fields[`p.${row}.id`] ?? ""} />
            {line(`p.${row}.name`, labels.personName)}
            {line(`p.${row}.position`, labels.position)}
            {line(`p.${row}.department`, labels.department)}
            {line(`p.${row}.email`, labels.email, "ltr")}
            {published(`p.${row}.isPublic`)}
            {line(`p.${row}.alternate`, labels.alternate)}
            {line(`p.${row}.alternateEmail`, labels.alternateEmail, "ltr")}
          </div>
        </RuledSection>
      ))}
      <RuledSection id="validator" title={texts.sections.validator}>
        <div className="grid gap-4">
          <p className="text-sm text-muted">{texts.validatorHelp}</p>
          {line("validator.name", labels.personName)}
          {line("validator.position", labels.position)}
          {published("validator.isPublic")}
        </div>
      </RuledSection>
    </div>
  );
}
