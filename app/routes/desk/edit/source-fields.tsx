import { useState } from "react";

import { Field } from "#app/ui/field.tsx";

import { DateFields } from "./date-fields.tsx";
import { useEditor, useErrorOf } from "./editor-context.ts";
import { AddButton } from "./text-fields.tsx";

/** Where what is said is stated: documents, each with its title, its language and the day it speaks of. */
export function SourceFields() {
  const { data, fields } = useEditor();
  const { texts, text } = data;
  const errorOf = useErrorOf();
  const known = (fields.src ?? "").split("\n").filter(Boolean);
  const [more, setMore] = useState(0);
  const all = [...known, ...Array.from({ length: more }, (_, index) => String(known.length + index))];
  return (
    <section aria-labelledby="sources" className="grid gap-6">
      <h2 id="sources" className="text-2xl">{texts.parts.sources}</h2>
      {all.length > 0 ? <p className="text-sm text-muted">{texts.remove.source}</p> : null}
      {all.map((index, position) => (
        <fieldset key={index} id={data.added === "source" && position === all.length - 1 ? "added" : undefined} className="grid gap-4 rounded-lg border border-line p-4 sm:grid-cols-2">
          <legend className="px-1 text-sm text-muted">{texts.fields.sourceN.replace("{{number}}", String(position + 1))}</legend>
          <input type="hidden" name="src" defaultValue={index} />
          <div className="sm:col-span-2">
            <Field name={`src.${index}.title`} label={texts.fields.sourceTitle} error={errorOf(`src.${index}.title`)}>
              {(control) => <input {...control} dir="auto" defaultValue={fields[`src.${index}.title`]} className="field" />}
            </Field>
          </div>
          <Field name={`src.${index}.language`} label={texts.fields.sourceLanguage}>
            {(control) => (
              <select {...control} defaultValue={fields[`src.${index}.language`] || text.lang} className="field">
                {data.choices.languages.map(({ value, label }) => (
                  <option key={value} value={value}>{label}</option>
                ))}
              </select>
            )}
          </Field>
          <DateFields name={`src.${index}.asOf`} label={texts.fields.sourceAsOf} />
        </fieldset>
      ))}
      <AddButton intent="add-source" label={texts.add.source} onAdd={() => setMore((count) => count + 1)} />
    </section>
  );
}
