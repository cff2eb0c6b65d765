import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

import { useEditor } from "./editor-context.ts";

/** Another has written in this text meanwhile: what was put together, and what is to be decided. */
export function Meeting() {
  const { data, refusal } = useEditor();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) box.current?.focus();
  }, [refusal]);
  if (!refusal || (refusal.problem !== "clash" && refusal.problem !== "merged")) return null;
  const { merged } = data.texts;
  const { other, taken, clashes } = refusal;
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby="meeting" className="grid gap-2 rounded-md border-2 border-accent p-5">
      <h2 id="meeting" className="text-xl">{other?.name ? merged.title.replace("{{name}}", other.name) : merged.titleNobody}</h2>
      <p>{clashes.length > 0 ? merged.clash : merged.both}</p>
      {taken.length > 0 ? (
        <p>
          {merged.taken} {[...new Set(taken.map((field) => nameOf(field, data)))].join(" · ")}
        </p>
      ) : null}
      {clashes.length > 0 ? (
        <ul className="list-disc ps-6">
          {clashes.map(({ field }) => (
            <li key={field}>
              <a href={`#${field}`} className="link">{nameOf(field, data)}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** A field, and below it the other's words where both have written in it. */
export function Clashing({ field, children }: { field: string; children: ReactNode }) {
  const { data, refusal } = useEditor();
  const clash = refusal?.clashes.find((one) => one.field === field);
  if (!clash) return children;
  const { merged } = data.texts;
  return (
    <div className="grid gap-3 border-s-4 border-accent ps-4">
      {children}
      <div className="grid gap-2 rounded-md bg-accent-soft p-4">
        <p className="text-sm font-semibold">{merged.theirs}</p>
        <p lang={data.text.lang} dir={data.text.dir} className="whitespace-pre-wrap">{clash.theirs}</p>
        <input type="hidden" name={`theirs.${field}`} defaultValue={clash.theirs} />
        <label className="flex items-baseline gap-2 font-semibold">
          <input type="checkbox" name="take" value={field} className="size-4 translate-y-0.5 accent-brand" />
          {merged.takeTheirs}
        </label>
      </div>
    </div>
  );
}

/** The name of a field, as its label has it. */
function nameOf(field: string, { texts, groups }: ReturnType<typeof useEditor>["data"]): string {
  const [, id = ""] = field.split(".");
  if (field.startsWith("s.") || field === "s") return groups[id.replace(/-[\w]+$/, "")] ?? groups[id] ?? texts.parts.texts;
  if (field.startsWith("fl.")) return texts.parts.files;
  if (field.startsWith("f.") || field === "f") return texts.parts.figures;
  if (field.startsWith("src")) return texts.parts.sources;
  if (field === "terms") return texts.parts.terms;
  if (field === "title" || field === "summary" || field === "place") return texts.fields[field];
  return texts.parts.facts;
}
