import { useState } from "react";

import { useScripted } from "#app/lib/use-scripted.ts";
import { Field } from "#app/ui/field.tsx";

import { useEditor, useErrorOf } from "./editor-context.ts";

/** What a gathering of the network is, and who takes part in it beside the partners. */
export function GatheringFields() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const errorOf = useErrorOf();
  if (choices.gatheringKinds.length === 0) return null;
  return (
    <>
      <Field name="gatheringKind" label={texts.fields.gatheringKind}>
        {(control) => (
          <select {...control} defaultValue={fields.gatheringKind} className="field">
            <option value="">{texts.fields.noChoice}</option>
            {choices.gatheringKinds.map(({ value, label }) => (
              <option key={value} value={value}>{label}</option>
            ))}
          </select>
        )}
      </Field>
      {errorOf("ps") ? <p className="font-semibold text-alert">{errorOf("ps")}</p> : null}
      <States />
      <Field name="others" label={texts.fields.others} help={texts.fields.othersHelp} error={errorOf("others")}>
        {(control) => <textarea {...control} dir="auto" rows={4} defaultValue={fields.others} className="field field-sizing-content" />}
      </Field>
    </>
  );
}

/** The States that take part, chosen from all of them. */
function States() {
  const { data, fields } = useEditor();
  const { texts, choices } = data;
  const chosen = new Set((fields.ps ?? "").split("\n").filter(Boolean));
  const [count, setCount] = useState(chosen.size);
  const [wanted, setWanted] = useState("");
  const scripted = useScripted();
  const isWanted = (label: string) => label.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());
  return (
    <details id="ps" className="rounded-lg border border-line bg-surface" open={count > 0 || undefined}>
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-3 px-4 py-3 font-semibold">
        {texts.fields.states}
        <span className={count > 0 ? "tag" : "text-sm font-normal text-muted"}>{texts.chosen.replace("{{number}}", String(count))}</span>
      </summary>
      <div className="grid max-h-96 gap-4 overflow-y-auto border-t border-line p-4" role="group" aria-label={texts.fields.states}>
        {scripted ? (
          <input type="search" aria-label={texts.fields.ofPart.replace("{{part}}", () => texts.fields.states).replace("{{field}}", () => texts.find)} placeholder={texts.find} value={wanted} onChange={(event) => setWanted(event.target.value)} className="field" />
        ) : null}
        {choices.states.map(({ name, options }) => (
          <fieldset key={name ?? ""} hidden={!options.some(({ label }) => isWanted(label))} className="grid gap-1">
            {name ? <legend className="mb-1 text-sm font-semibold text-muted">{name}</legend> : null}
            <div className="grid gap-x-6 sm:grid-cols-2">
              {options.map(({ value, label }) => (
                <label key={value} hidden={!isWanted(label)} className="flex min-h-8 items-baseline gap-2 py-1 [&[hidden]]:hidden">
                  <input type="checkbox" name="ps" value={value} defaultChecked={chosen.has(value)} onChange={(event) => setCount((before) => before + (event.target.checked ? 1 : -1))} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
                  {label}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </details>
  );
}
