import { type RefObject, useEffect, useState } from "react";

import { checkAcceptance, type Criterion } from "#models/acceptance.ts";

import { useEditor } from "./editor-context.ts";
import { type Fields, readFields, type Setting } from "./fields.ts";
import { CLEANERS, entriesOf, fieldsOfForm } from "./form.ts";

const PAUSE_MS = 400;

/** The published criteria, and which of them the text meets: said while it is written, and nothing that hinders. */
export function Checks({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const { data, fields } = useEditor();
  const { texts } = data;
  const [criteria, setCriteria] = useState(() => check(data, fields));
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCriteria(check(data, fieldsOfForm(entriesOf(element), data.lang, CLEANERS))), PAUSE_MS);
    };
    element.addEventListener("input", look);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("input", look);
    };
  }, [form, data]);
  const required = criteria.filter((criterion) => criterion.required);
  const advice = criteria.filter((criterion) => !criterion.required);
  return (
    <section aria-labelledby="checks" className="grid gap-3 rounded-lg border border-line bg-surface p-4 text-sm">
      <h2 id="checks" className="font-sans text-base font-semibold">{texts.checks.title}</h2>
      <CriteriaList name={texts.checks.required} criteria={required} />
      {advice.length > 0 ? <CriteriaList name={texts.checks.advice} criteria={advice} /> : null}
    </section>
  );
}

function CriteriaList({ name, criteria }: { name: string; criteria: Criterion[] }) {
  const { data } = useEditor();
  const { checks, counts } = data.texts;
  const counted = ({ id, count = 0 }: Criterion) => (count > 0 ? (id === "plain" ? counts.long : counts.missing)[Math.min(count, counts.long.length - 1)] : null);
  return (
    <div>
      <h3 className="mb-1 font-sans text-sm font-semibold text-muted">{name}</h3>
      <ul className="grid gap-1">
        {criteria.map((criterion) => {
          const { id, met, field } = criterion;
          const text = id === "title" ? checks.headline : checks[id];
          return (
            <li key={id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-1">
              <span aria-hidden className={met ? "text-brand" : "text-accent"}>{met ? "✓" : "○"}</span>
              <span>
                {met ? text : <a href={`#${anchorOf(field)}`} className="link">{text}</a>}
                <span className="sr-only"> ({met ? checks.met : checks.open})</span>
                {met || !counted(criterion) ? null : <span className="text-muted"> · {counted(criterion)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Where on the page a field is found. */
const anchorOf = (field: string): string => (field === "from" ? "from.year" : field === "text" ? "texts" : field);

function check({ item, text, facts, originalContent }: ReturnType<typeof useEditor>["data"], fields: Fields): Criterion[] {
  const setting: Setting = { type: item.type, lang: text.lang, isOriginal: text.isOriginal, facts };
  const read = readFields(fields, setting);
  return checkAcceptance({
    type: item.type,
    content: read.content,
    facts: read.facts ?? facts,
    original: originalContent,
    today: new Date().toISOString().slice(0, 10),
  });
}
