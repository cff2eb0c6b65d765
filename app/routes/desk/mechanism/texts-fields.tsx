import type { ReactNode } from "react";

import { Field } from "#app/ui/field.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import type { viewOf } from "./edit-view.server.ts";
import type { FormOf } from "./form-of.ts";

type View = Extract<ReturnType<typeof viewOf>, { kind: "texts" }>;

/** All that a profile says in one language, with what it says in another to be read beside. */
export function TextsFields({ view, fields, errorOf, labels, texts, children }: FormOf<View> & { children: ReactNode }) {
  const { lang, dir, beside, besideLang, besideDir, besideName } = view;
  const field = (name: string, { rows = 4, help, label = labels[name] ?? name }: { rows?: number; help?: string; label?: string } = {}) => (
    <div key={name} className="grid gap-2">
      <Field name={name} label={label} {...(help ? { help } : {})} error={errorOf(name)}>
        {(control) =>
          rows === 1 ? (
            <input {...control} lang={lang} dir={dir} defaultValue={fields[name]} autoComplete="off" className="field" />
          ) : (
            <textarea {...control} lang={lang} dir={dir} rows={rows} defaultValue={fields[name]} className="field" />
          )
        }
      </Field>
      {beside[name] ? (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted" aria-label={`${besideName}: ${label}`}>
            <bdi lang={besideLang}>{besideName}</bdi>
          </summary>
          <p lang={besideLang} dir={besideDir} className="mt-1 border-s-2 border-line ps-3 whitespace-pre-wrap">
            {beside[name]}
          </p>
        </details>
      ) : null}
    </div>
  );
  return (
    <div>
      <RuledSection id="names" title={texts.sections.names}>
        <div className="grid gap-5">
          {field("name", { rows: 1 })}
          <label className="flex min-h-8 items-baseline gap-2">
            <input type="checkbox" name="isOfficial" value="yes" defaultChecked={fields.isOfficial === "yes"} className="size-4 shrink-0 translate-y-0.5 accent-brand" />
            {labels.isOfficial}
          </label>
          {field("shortName", { rows: 1 })}
          {field("aliases", { rows: 3, help: texts.aliasesHelp })}
          {children}
        </div>
      </RuledSection>
      <RuledSection id="headings" title={texts.sections.headings}>
        <div className="grid gap-5">
          <p className="text-sm text-muted">{texts.plainHelp}</p>
          {view.headings.map((name) => field(name, { rows: 6 }))}
          {field("legalBasis")}
          {field("ministry", { rows: 2, help: texts.ministryHelp })}
        </div>
      </RuledSection>
      <RuledSection id="evidence" title={texts.sections.evidence}>
        <div className="grid gap-5">
          <p className="text-sm text-muted">{texts.evidenceHelp}</p>
          {view.evidence.map(({ field: name }) => field(name, { rows: 3 }))}
        </div>
      </RuledSection>
      <RuledSection id="dimensions" title={texts.sections.dimensions}>
        <div className="grid gap-5">{view.dimensions.map((name) => field(name))}</div>
      </RuledSection>
    </div>
  );
}
