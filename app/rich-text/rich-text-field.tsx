import { type ComponentType, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import type { ControlProps } from "#app/ui/field.tsx";

import type { EditorHandle, EditorProps } from "./editor/editor.tsx";
import { MarkdownHelp } from "./markdown-help.tsx";
import type { RichTextTexts } from "./texts.server.ts";

export type RichTextFieldProps = {
  control: ControlProps;
  /** The language of the text, and its direction. */
  lang: string;
  dir: "ltr" | "rtl";
  defaultValue: string;
  /** Replaces what is written each time that it changes: a merge, a copy that is restored. */
  value?: string;
  /** From `richTextTexts`, in the language of the reader. */
  texts: RichTextTexts;
  rows?: number;
  onChange?: (markdown: string) => void;
};

/**
 * A field for rich text. What the form sends is always the plain field with the Markdown in it; without scripts, and
 * where the editor does not arrive, it is the field that is seen. With it, the plain field is kept in step and out
 * of sight, and either can be chosen at any time.
 */
export function RichTextField({ control, lang, dir, defaultValue, value, texts, rows = 8, onChange }: RichTextFieldProps) {
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<EditorHandle | null>(null);
  const [Editor, setEditor] = useState<ComponentType<EditorProps> | null>(null);
  /** The text that the editor was opened with, and whether by a press on the button; null while the plain field is seen. */
  const [opened, setOpened] = useState<{ text: string; byHand: boolean } | null>(null);
  const [label, setLabel] = useState<string>();
  const [isUsed, setUsed] = useState(false);
  const isOpen = opened !== null && Editor !== null;

  useEffect(() => {
    const field = plain.current;
    let isGone = false;
    const open = () => {
      if (!isGone && field) setOpened({ text: field.value, byHand: false });
    };
    import("./editor/editor.tsx").then(
      (module) => {
        if (isGone) return;
        setEditor(() => module.Editor);
        // Nobody's field is exchanged while he writes in it.
        if (document.activeElement === field) field?.addEventListener("blur", open, { once: true });
        else open();
      },
      // A connection that broke leaves the plain field, in which everything can be written.
      () => undefined,
    );
    const name = field?.labels[0];
    if (name) {
      name.id ||= `${field.id}-label`;
      setLabel(name.id);
    }
    // What a form sets back, it sets back in the plain field alone.
    const reset = () => window.setTimeout(() => field && editor.current?.replace(field.value));
    field?.form?.addEventListener("reset", reset);
    return () => {
      isGone = true;
      field?.removeEventListener("blur", open);
      field?.form?.removeEventListener("reset", reset);
    };
  }, []);

  useEffect(() => {
    const field = plain.current;
    if (value === undefined || !field || field.value === value) return;
    setValue(field, value);
    editor.current?.replace(value);
  }, [value]);

  const write = (text: string) => {
    const field = plain.current;
    if (!field || field.value === text) return;
    setValue(field, text);
    // Whoever listens to the form, to keep what is written, hears of it as of any other field.
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const change = () => {
    if (!isOpen) return setOpened({ text: plain.current?.value ?? "", byHand: true });
    flushSync(() => setOpened(null));
    plain.current?.focus();
  };

  return (
    // A page has many of these: what is said of how to write comes with the first word in one, and stays: went it with the
    // last, what is below would move from under a click.
    <div className="group/rich grid gap-2" data-used={isUsed || undefined} onFocus={() => setUsed(true)}>
      <textarea
        {...control}
        ref={plain}
        lang={lang}
        dir={dir}
        rows={rows}
        defaultValue={value ?? defaultValue}
        onChange={(event) => onChange?.(event.target.value)}
        // A link from the summary of errors, and the label, lead here: on to what is seen.
        {...(isOpen ? { tabIndex: -1, "aria-hidden": true, onFocus: () => editor.current?.focus(), className: "sr-only" } : { className: "field" })}
      />
      {isOpen ? (
        <Editor
          id={control.id}
          lang={lang}
          dir={dir}
          text={opened.text}
          takesFocus={opened.byHand}
          words={texts.editor}
          aria={{ labelledBy: label, describedBy: control["aria-describedby"], invalid: control["aria-invalid"] }}
          onChange={write}
          handle={editor}
        />
      ) : (
        <MarkdownHelp texts={texts.help} lang={texts.lang} dir={texts.dir} />
      )}
      {Editor ? (
        <button type="button" onClick={change} className={isOpen ? "link w-fit text-sm not-group-data-used/rich:hidden" : "link w-fit text-sm"}>
          {isOpen ? texts.editor.asMarkdown : texts.editor.asRich}
        </button>
      ) : null}
    </div>
  );
}

/** Sets a field's value past React, which would otherwise take the event that follows for its own. */
function setValue(field: HTMLTextAreaElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, value);
}
