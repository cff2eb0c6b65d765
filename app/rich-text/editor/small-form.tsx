import { type KeyboardEvent, useEffect, useId, useRef } from "react";

import type { Words } from "./tools.tsx";

export type SmallField = { name: string; label: string; help?: string; value: string; error?: string | undefined; dir?: "ltr" | "rtl" | "auto"; lang?: string; lines?: number };

/**
 * A few fields under the toolbar. It stands inside of the page's own form, hence is none itself: Enter applies it,
 * Escape closes it, and its fields have no names that would be sent.
 */
export function SmallForm({
  title,
  fields,
  words,
  removeLabel,
  onChange,
  onApply,
  onRemove,
  onClose,
}: {
  title: string;
  fields: SmallField[];
  words: Words;
  removeLabel?: string | undefined;
  onChange: (name: string, value: string) => void;
  onApply: () => void;
  onRemove: () => void;
  onClose: () => void;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const wrong = fields.find(({ error }) => error)?.name;
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>(wrong ? "[aria-invalid]" : "input, textarea");
    first?.focus();
  }, [wrong]);
  const press = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && isField && !event.nativeEvent.isComposing) onApply();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={box} role="group" aria-label={title} onKeyDown={press} className="rich-small-form">
      {fields.map(({ name, label, help, value, error, lines, ...language }) => {
        const control = {
          ...language,
          id: `${id}-${name}`,
          value,
          "aria-invalid": error ? (true as const) : undefined,
          "aria-describedby": [help ? `${id}-${name}-help` : "", error ? `${id}-${name}-error` : ""].filter(Boolean).join(" ") || undefined,
          className: "field",
        };
        return (
          <div key={name} className="grid gap-1">
            <label htmlFor={control.id} className="text-sm font-semibold">
              {label}
            </label>
            {help ? (
              <p id={`${id}-${name}-help`} className="text-sm text-muted">
                {help}
              </p>
            ) : null}
            {error ? (
              <p id={`${id}-${name}-error`} role="alert" className="text-sm font-semibold text-alert">
                {error}
              </p>
            ) : null}
            {lines ? (
              <textarea {...control} rows={lines} onChange={(event) => onChange(name, event.target.value)} />
            ) : (
              <input {...control} type="text" autoComplete="off" onChange={(event) => onChange(name, event.target.value)} />
            )}
          </div>
        );
      })}
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <button type="button" onClick={onApply} className="button">
          {words.apply}
        </button>
        <button type="button" onClick={onClose} className="link min-h-11 px-2">
          {words.cancel}
        </button>
        {removeLabel ? (
          <button type="button" onClick={onRemove} className="link min-h-11 px-2">
            {removeLabel}
          </button>
        ) : null}
      </div>
    </div>
  );
}
