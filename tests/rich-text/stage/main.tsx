import "#app/styles/app.css";

import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

import { RichTextField } from "#app/rich-text/rich-text-field.tsx";
import type { RichTextTexts } from "#app/rich-text/texts.server.ts";
import { Field } from "#app/ui/field.tsx";

type Play = { text: string; lang: string; dir: "ltr" | "rtl"; texts: RichTextTexts; error?: string };

declare global {
  interface Window {
    play: Play;
    heard: string[];
    replaceText: (text: string) => void;
  }
}

/** A form with one field for rich text, as a page of the hub has it; what it would send is read from the form itself. */
function Stage({ text, lang, dir, texts, error }: Play) {
  const [value, setValue] = useState<string>();
  useEffect(() => {
    window.replaceText = setValue;
  }, []);
  return (
    <main className="wrap py-4">
      <form onInput={(event) => window.heard.push(String(new FormData(event.currentTarget).get("text")))}>
        <Field name="text" label={texts.dir === "rtl" ? "نص القسم" : "Text of the part"} help="…" error={error}>
          {(control) => <RichTextField control={control} lang={lang} dir={dir} defaultValue={text} {...(value === undefined ? {} : { value })} texts={texts} />}
        </Field>
        <button type="reset" className="link">
          …
        </button>
      </form>
    </main>
  );
}

window.heard = [];
createRoot(document.querySelector("#root") as HTMLElement).render(<Stage {...window.play} />);
