import { Form } from "@remix-run/react";
import type { ReactNode } from "react";

import { Field } from "#app/ui/field.tsx";

import type { Refused } from "./steps.server.ts";

export type StepView = {
  kind: string;
  label: string;
  help: string;
  /** How it can be undone, where it can. */
  undo?: string;
  seen: string;
  reason: { label: string; help: string } | null;
  grave?: boolean;
};

/** One step, behind a line that opens: it says what will be and how it is undone, asks for a reason, and is taken then. */
export function StepForm({ step, version, refused, children }: { step: StepView; version: string; refused: Refused | undefined; children?: ReactNode }) {
  const own = refused?.intent === step.kind && refused.version === version ? refused : undefined;
  const field = `reason-${step.kind}-${version}`;
  return (
    <details open={own !== undefined} className="group rounded-md border border-line bg-surface open:border-edge">
      <summary className={`flex min-h-11 cursor-pointer items-center gap-2 px-4 py-2 font-semibold ${step.grave ? "text-alert" : "text-brand"}`}>
        <span aria-hidden className="inline-block transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90">
          ›
        </span>
        {step.label}
      </summary>
      <Form method="post" className="grid gap-4 border-t border-line p-4">
        <input type="hidden" name="intent" value={step.kind} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="seen" value={step.seen} />
        <p>
          {step.help} {step.undo ? <span className="text-muted">{step.undo}</span> : null}
        </p>
        {children}
        {step.reason ? (
          <Field name={field} label={step.reason.label} help={step.reason.help} error={own?.errors.find((error) => error.field === field)?.text}>
            {(control) => <textarea {...control} dir="auto" rows={4} defaultValue={own?.kept} className="field" />}
          </Field>
        ) : null}
        <button type="submit" className={`button justify-self-start ${step.grave ? "button-grave" : ""}`}>
          {step.label}
        </button>
      </Form>
    </details>
  );
}

/** What was typed for a step that is no longer open to be taken: nothing typed is lost. */
export function KeptReason({ refused, offered, label }: { refused: Refused | undefined; offered: boolean; label: string }) {
  if (!refused?.kept || offered) return null;
  return (
    <Field name="kept-reason" label={label}>
      {(control) => <textarea {...control} dir="auto" readOnly rows={4} defaultValue={refused.kept} className="field" />}
    </Field>
  );
}
