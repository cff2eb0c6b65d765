import { type ChangeEvent, useState } from "react";

import { useScripted } from "#app/lib/use-scripted.ts";

import type { TermChoice } from "./choices.server.ts";
import { useEditor, useErrorOf } from "./editor-context.ts";

/** The terms of the vocabularies that the item carries, each vocabulary folded until it is wanted. */
export function TermFields() {
  const { data, fields } = useEditor();
  const error = useErrorOf()("terms");
  const chosen = new Set((fields.terms ?? "").split("\n"));
  return (
    <section aria-labelledby="terms" className="grid gap-3">
      <h2 id="terms" className="mb-3 text-2xl">{data.texts.parts.terms}</h2>
      {error ? <p className="font-semibold text-alert">{error}</p> : null}
      {data.choices.kept.map((id) => (
        <input key={id} type="hidden" name="terms" defaultValue={id} />
      ))}
      {data.choices.terms.map((choice) => (
        <Vocabulary key={choice.scheme} choice={data.isWritable ? choice : only(chosen, choice)} chosen={chosen} />
      ))}
    </section>
  );
}

/** What is chosen, where nothing can be. */
function only(chosen: Set<string>, { groups, ...choice }: TermChoice): TermChoice {
  const kept = groups.map(({ name, options }) => ({ name, options: options.filter(({ value }) => chosen.has(value)) }));
  return { ...choice, groups: kept.filter(({ options }) => options.length > 0) };
}

function Vocabulary({ choice: { scheme, name, groups }, chosen }: { choice: TermChoice; chosen: Set<string> }) {
  const { data } = useEditor();
  const { texts } = data;
  const [count, setCount] = useState(groups.flatMap(({ options }) => options).filter(({ value }) => chosen.has(value)).length);
  const [wanted, setWanted] = useState("");
  const scripted = useScripted();
  const isWanted = (label: string) => fold(label).includes(fold(wanted));
  const recount = (event: ChangeEvent<HTMLInputElement>) => setCount((before) => before + (event.target.checked ? 1 : -1));
  return (
    <details id={scheme} className="rounded-lg border border-line bg-surface" open={scheme === "theme" || count > 0 || undefined}>
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-3 px-4 py-3 font-semibold">
        {name}
        <span className={count > 0 ? "tag" : "text-sm font-normal text-muted"}>{texts.chosen.replace("{{number}}", String(count))}</span>
      </summary>
      <div className={`grid gap-4 border-t border-line p-4 ${data.isWritable ? "max-h-96 overflow-y-auto" : ""}`} role="group" aria-label={name}>
        {scripted && groups.flatMap(({ options }) => options).length > 12 ? (
          <input type="search" aria-label={texts.fields.ofPart.replace("{{part}}", () => name).replace("{{field}}", () => texts.find)} placeholder={texts.find} value={wanted} onChange={(event) => setWanted(event.target.value)} className="field" />
        ) : null}
        {groups.map(({ name: group, options }) => (
          <fieldset key={group ?? ""} hidden={!options.some(({ label }) => isWanted(label))} className="grid gap-1">
            {group ? <legend className="mb-1 text-sm font-semibold text-muted">{group}</legend> : null}
            <div className="grid gap-x-6 sm:grid-cols-2">
              {options.map(({ value, label }) => (
                <label key={value} hidden={!isWanted(label)} className="flex min-h-8 items-baseline gap-2 py-1 [&[hidden]]:hidden">
                  <input type="checkbox" name="terms" value={value} defaultChecked={chosen.has(value)} onChange={recount} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
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

/** Without accents and capitals, so that a word is found as it is quickly typed. */
const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
