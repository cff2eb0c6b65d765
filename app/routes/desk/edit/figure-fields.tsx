import { useState } from "react";

import { Field } from "#app/ui/field.tsx";

import { useEditor, useErrorOf } from "./editor-context.ts";
import { writeNumber } from "./numbers.ts";
import { AddButton } from "./text-fields.tsx";

/** Figures as data: value, unit and source once for all languages, what is counted in each. */
export function FigureFields() {
  const { data, fields } = useEditor();
  const { texts, text } = data;
  const known = (fields.f ?? "").split("\n").filter(Boolean);
  const [added, setAdded] = useState<string[]>([]);
  const all = [...known, ...added];
  if (!text.isOriginal && all.length === 0) return null;
  return (
    <section aria-labelledby="figures" className="grid gap-6">
      <h2 id="figures" className="text-2xl">{texts.parts.figures}</h2>
      {text.isOriginal && all.length > 0 ? <p className="text-sm text-muted">{texts.remove.figure}</p> : null}
      {all.map((id, index) => (
        <FigureField key={id} id={id} number={index + 1} anchor={data.added === "figure" && index === all.length - 1} />
      ))}
      {text.isOriginal ? <AddButton intent="add-figure" label={texts.add.figure} onAdd={() => setAdded((list) => [...list, crypto.randomUUID().slice(0, 8)])} /> : null}
    </section>
  );
}

function FigureField({ id, number, anchor }: { id: string; number: number; anchor: boolean }) {
  const { data, fields } = useEditor();
  const { texts, text, lang, facts, original } = data;
  const errorOf = useErrorOf();
  const name = (part: string) => `f.${id}.${part}`;
  const value = (part: string) => fields[name(part)] ?? "";
  const known = facts.figures.find((figure) => figure.id === id);
  return (
    <fieldset id={anchor ? "added" : undefined} className="grid gap-4 rounded-lg border border-line p-4 sm:grid-cols-[8rem_12rem_minmax(0,1fr)] sm:items-end">
      <legend className="px-1 text-sm text-muted">{texts.fields.figure.replace("{{number}}", String(number))}</legend>
      <input type="hidden" name="f" defaultValue={id} />
      {text.isOriginal ? (
        <>
          <Field name={name("value")} label={texts.fields.value} error={errorOf(name("value"))}>
            {(control) => <input {...control} inputMode="decimal" dir="ltr" defaultValue={writeNumber(value("value"), lang)} className="field" />}
          </Field>
          <Field name={name("unit")} label={texts.fields.unit} help={texts.fields.unitHelp}>
            {(control) => <input {...control} dir="auto" defaultValue={value("unit")} className="field" />}
          </Field>
        </>
      ) : (
        <p className="sm:col-span-2">
          <strong className="text-lg">{known ? writeNumber(String(known.value), lang) : null}</strong> {known?.unit}
          <br />
          <span lang={original?.lang} dir={original?.dir} className="text-sm text-muted">{original?.labels[id]}</span>
        </p>
      )}
      <Field name={name("label")} label={texts.fields.label} error={errorOf(name("label"))}>
        {(control) => <input {...control} lang={text.lang} dir={text.dir} defaultValue={value("label")} className="field" />}
      </Field>
      {text.isOriginal ? (
        <div className="grid gap-4 sm:col-span-3">
          <Field name={name("source")} label={texts.fields.source} help={texts.fields.sourceHelp} error={errorOf(name("source"))}>
            {(control) => <input {...control} dir="auto" defaultValue={value("source")} className="field" />}
          </Field>
          <label className="flex items-baseline gap-2 text-sm">
            <input type="checkbox" name={name("approximate")} defaultChecked={value("approximate") === "on"} className="size-4 translate-y-0.5 accent-brand" />
            {texts.fields.approximate}
          </label>
        </div>
      ) : null}
    </fieldset>
  );
}
