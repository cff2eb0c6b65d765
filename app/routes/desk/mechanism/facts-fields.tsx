import { Field } from "#app/ui/field.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { Sources } from "#app/ui/sources.tsx";
import { TextField } from "#app/ui/text-field.tsx";

import type { viewOf } from "./edit-view.server.ts";
import type { FormOf } from "./form-of.ts";

type View = Extract<ReturnType<typeof viewOf>, { kind: "facts" }>;

/** What is the same in every language: type, standing, capacities, how the institution is reached, and the sources. */
export function FactsFields({ view, fields, errorOf, labels, texts }: FormOf<View>) {
  const chosen = (fields.capacities ?? "").split("\n");
  const kept = (fields.sources ?? "").split("\n");
  const line = (name: string, more: { dir?: "ltr"; type?: string; help?: string } = {}) => <TextField name={name} label={labels[name] ?? name} error={errorOf(name)} defaultValue={fields[name]} autoComplete="off" {...more} />;
  return (
    <div>
      <RuledSection id="in-brief" title={texts.sections.brief}>
        <div className="grid gap-6">
          <SelectField name="type" label={labels.type ?? ""} error={undefined} defaultValue={fields.type}>
            <option value="">{texts.notStated}</option>
            {view.types.map(({ value, label }) => (
              <option key={value} value={value}>{label}</option>
            ))}
          </SelectField>
          <SelectField name="standing" label={labels.standing ?? ""} error={undefined} defaultValue={fields.standing}>
            <option value="">{texts.notStated}</option>
            {view.standings.map(({ value, label }) => (
              <option key={value} value={value}>{label}</option>
            ))}
          </SelectField>
          <fieldset className="grid gap-1">
            <legend className="font-semibold">{labels.capacities}</legend>
            <p className="text-sm text-muted">{texts.capacitiesHelp}</p>
            {view.capacities.map(({ value, label }) => (
              <label key={value} className="flex min-h-8 items-baseline gap-2 py-1">
                <input type="checkbox" name="capacities" value={value} defaultChecked={chosen.includes(value)} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
                {label}
              </label>
            ))}
          </fieldset>
        </div>
      </RuledSection>
      <RuledSection id="contact" title={texts.sections.contact}>
        <div className="grid gap-6">
          <p className="text-sm text-muted">{texts.contactHelp}</p>
          <Field name="address" label={labels.address ?? ""} error={errorOf("address")}>
            {(control) => <textarea {...control} dir="auto" rows={3} defaultValue={fields.address} className="field" />}
          </Field>
          {line("telephone", { dir: "ltr", type: "tel" })}
          {line("email", { dir: "ltr", type: "email" })}
          {line("website", { dir: "ltr", type: "url", help: texts.websiteHelp })}
        </div>
      </RuledSection>
      <RuledSection id="sources" title={labels.sources ?? ""}>
        <div className="grid gap-6">
          {view.sources.length > 0 ? (
            <fieldset className="grid gap-2">
              <legend className="mb-2 text-sm text-muted">{texts.sourcesHelp}</legend>
              {view.sources.map(({ key, view: shown }) => (
                <label key={key} className="flex items-baseline gap-2">
                  <input type="checkbox" name="sources" value={key} defaultChecked={kept.includes(key)} aria-label={shown.map(({ title }) => title.text).join(" · ")} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
                  <Sources sources={shown} />
                </label>
              ))}
            </fieldset>
          ) : null}
          <fieldset className="grid gap-4">
            <legend className="mb-2 font-semibold">{texts.newSource}</legend>
            {line("source.title")}
            <SelectField name="source.language" label={labels["source.language"] ?? ""} error={errorOf("source.language")} defaultValue={fields["source.language"]}>
              <option value="">{texts.notStated}</option>
              {view.languages.map(({ value, label }) => (
                <option key={value} value={value}>{label}</option>
              ))}
            </SelectField>
            {line("source.asOf", { dir: "ltr", help: texts.asOfHelp })}
          </fieldset>
        </div>
      </RuledSection>
    </div>
  );
}
