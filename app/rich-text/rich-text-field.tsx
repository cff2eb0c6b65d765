import type { ControlProps } from "#app/ui/field.tsx";

import { MarkdownHelp } from "./markdown-help.tsx";
import type { RichTextTexts } from "./texts.server.ts";

export type RichTextFieldProps = {
  control: ControlProps;
  /** The language of the text, and its direction. */
  lang: string;
  dir: "ltr" | "rtl";
  defaultValue: string;
  /** Replaces what is written, each time that it changes: a merge, a copy that is restored. */
  value?: string;
  texts: RichTextTexts;
  rows?: number;
  onChange?: (markdown: string) => void;
};

/** A field for rich text: a plain one with Markdown in it, as it is kept and as every form sends it. */
export function RichTextField({ control, lang, dir, defaultValue, texts, rows = 8, onChange }: RichTextFieldProps) {
  return (
    <div className="grid gap-2">
      <textarea {...control} lang={lang} dir={dir} rows={rows} defaultValue={defaultValue} onChange={(event) => onChange?.(event.target.value)} className="field" />
      <MarkdownHelp texts={texts.help} lang={texts.lang} dir={texts.dir} />
    </div>
  );
}
