import { useState } from "react";
import { flushSync } from "react-dom";

import { RichText } from "#app/rich-text/rich-text.tsx";
import { RichTextField } from "#app/rich-text/rich-text-field.tsx";
import { Field } from "#app/ui/field.tsx";
import type { PRACTICE_SECTIONS } from "#models/vocabulary.ts";

import { useEditor, useErrorOf } from "./editor-context.ts";
import { Clashing } from "./meeting.tsx";

type Part = { id: string; group: string };

/** Title, summary and the parts of the text, in the language of the version; a translation has the original beside each. */
export function TextFields() {
  const { data, fields } = useEditor();
  const { texts, text, item, original } = data;
  const own = { lang: text.lang, dir: text.dir };
  const errorOf = useErrorOf();
  const parts = (fields.s ?? "").split("\n").filter(Boolean).map((line): Part => {
    const [id = "", group = ""] = line.split(" ");
    return { id, group };
  });
  return (
    <section aria-labelledby="texts" className="grid gap-8">
      <h2 id="texts" className="text-2xl">{texts.parts.texts}</h2>
      <Beside original={original?.title}>
        <Clashing field="title">
          <Field name="title" label={texts.fields.title} help={texts.fields.titleHelp} error={errorOf("title")}>
            {(control) => <textarea {...control} {...own} rows={3} defaultValue={fields.title} className="field field-sizing-content text-lg" />}
          </Field>
        </Clashing>
      </Beside>
      <Beside original={original?.summary}>
        <Clashing field="summary">
          <Field name="summary" label={texts.fields.summary} help={texts.fields.summaryHelp} error={errorOf("summary")}>
            {(control) => <textarea {...control} {...own} rows={4} defaultValue={fields.summary} className="field field-sizing-content" />}
          </Field>
        </Clashing>
      </Beside>
      {fields.place === undefined ? null : (
        <Beside original={original?.place ?? undefined}>
          <Field name="place" label={texts.fields.place} help={texts.fields.placeHelp} error={errorOf("place")}>
            {(control) => <input {...control} {...own} defaultValue={fields.place} className="field" />}
          </Field>
        </Beside>
      )}
      {item.type === "practice" ? parts.map((part) => <PartField key={part.id} part={part} />) : <Groups parts={parts} />}
    </section>
  );
}

/** Parts under the names of their groups, to which others can be added. */
function Groups({ parts }: { parts: Part[] }) {
  const { data } = useEditor();
  const names = [...new Set([...Object.keys(data.groups), ...parts.map(({ group }) => group)])].filter((group) => data.text.isOriginal || parts.some((part) => part.group === group));
  return (
    <>
      {names.map((group) => (
        <GroupFields key={group} group={group} parts={parts.filter((part) => part.group === group)} />
      ))}
    </>
  );
}

function GroupFields({ group, parts }: { group: string; parts: Part[] }) {
  const { data } = useEditor();
  const { texts, text } = data;
  const [added, setAdded] = useState<Part[]>([]);
  const all = [...parts, ...added];
  return (
    <div role="group" aria-labelledby={`group-${group}`} className="grid gap-6 border-s-2 border-line ps-4 sm:ps-6">
      <div>
        <h3 id={`group-${group}`} className="text-xl">{data.groups[group] ?? group}</h3>
        <p className="text-sm text-muted">{texts.help[group as keyof typeof texts.help]}</p>
        {text.isOriginal && all.length > 0 ? <p className="text-sm text-muted">{texts.remove.part}</p> : null}
      </div>
      {all.map((part, index) => (
        <PartField key={part.id} part={part} number={index + 1} anchor={data.added === "part" && index === all.length - 1} />
      ))}
      {text.isOriginal ? (
        <AddButton
          intent="add-part"
          group={group}
          label={texts.add.part}
          onAdd={() => setAdded((list) => [...list, { id: `${group}-${crypto.randomUUID().slice(0, 8)}`, group }])}
        />
      ) : null}
    </div>
  );
}

/** One part of the text. Those of a practice are named by its template; the others can have a heading of their own. */
function PartField({ part: { id, group }, number, anchor = false }: { part: Part; number?: number; anchor?: boolean }) {
  const { data, fields } = useEditor();
  const { texts, text, original, groups } = data;
  const errorOf = useErrorOf();
  const own = { lang: text.lang, dir: text.dir };
  const name = `s.${id}.text`;
  const isNamed = number === undefined;
  const ofPart = (field: string) => texts.fields.ofPart.replace("{{part}}", () => label).replace("{{field}}", () => field);
  const label = isNamed ? (groups[group] ?? group) : texts.fields.part.replace("{{number}}", String(number));
  return (
    <Beside original={original?.html[id]} heading={original?.headings[id]} html>
      <div id={anchor ? "added" : undefined} className="grid gap-3">
        <input type="hidden" name="s" defaultValue={`${id} ${group}`} />
        {isNamed ? null : (
          <Field name={`s.${id}.heading`} label={ofPart(texts.fields.heading)} error={errorOf(`s.${id}.heading`)}>
            {(control) => <input {...control} {...own} defaultValue={fields[`s.${id}.heading`]} className="field" />}
          </Field>
        )}
        <Clashing field={name}>
          <Field name={name} label={isNamed ? label : ofPart(texts.fields.text)} {...(isNamed ? { help: texts.help[group as (typeof PRACTICE_SECTIONS)[number]] } : {})} error={errorOf(name)}>
            {(control) =>
              data.isWritable ? (
                <RichTextField control={control} {...own} defaultValue={fields[name] ?? ""} texts={data.rich} rows={isNamed ? 6 : 4} />
              ) : (
                <textarea {...control} {...own} rows={isNamed ? 6 : 4} defaultValue={fields[name]} className="field" />
              )
            }
          </Field>
        </Clashing>
        {fields[`s.${id}.breaksOff`] ? (
          <label className="flex items-baseline gap-2 text-sm">
            <input type="checkbox" name={`s.${id}.breaksOff`} defaultChecked className="size-4 translate-y-0.5 accent-brand" />
            {texts.fields.breaksOff}
          </label>
        ) : null}
        {isNamed && text.isOriginal ? (
          <label className="flex items-baseline gap-2 text-sm">
            <input type="checkbox" name="na" value={group} defaultChecked={(fields.na ?? "").split("\n").includes(group)} className="size-4 translate-y-0.5 accent-brand" />
            {texts.fields.notApplicable}
          </label>
        ) : null}
      </div>
    </Beside>
  );
}

/** A field of a translation, with what the original says beside it; on a narrow screen above it, folded. */
function Beside({ original, heading, html = false, children }: { original?: string | undefined; heading?: string | null | undefined; html?: boolean; children: React.ReactNode }) {
  const { data } = useEditor();
  if (!data.original) return children;
  const { lang, dir, name } = data.original;
  return (
    <div className="grid gap-3 xl:grid-cols-2 xl:gap-6">
      {original || heading ? (
        <details open className="rounded-md border border-line bg-surface px-4 py-2 xl:self-start">
          <summary className="cursor-pointer text-sm text-muted">{name}</summary>
          <div lang={lang} dir={dir} className="grid gap-2 py-2">
            {heading ? <p className="font-semibold">{heading}</p> : null}
            {html ? <RichText html={original ?? ""} /> : <p>{original}</p>}
          </div>
        </details>
      ) : (
        <div className="hidden xl:block" />
      )}
      {children}
    </div>
  );
}

/** Adds an entry in place; without JavaScript the form is saved and comes back with one. */
export function AddButton({ intent, group, label, onAdd }: { intent: string; group?: string; label: string; onAdd: () => void }) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      {...(group ? { formAction: `?group=${group}` } : {})}
      onClick={(event) => {
        event.preventDefault();
        flushSync(onAdd);
        // What was added stands before the button, and is what comes next.
        event.currentTarget.previousElementSibling?.querySelector<HTMLElement>(":is(input:not([type=hidden]), select, textarea)")?.focus();
      }}
      className="button-quiet justify-self-start"
    >
      {label}
    </button>
  );
}
