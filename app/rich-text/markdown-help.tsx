import type { RichTextTexts } from "./texts.server.ts";

const ROWS = ["heading", "bold", "bullets", "numbers", "link", "quote", "footnote", "table", "escape"] as const;

/** The signs of Markdown that give a text its form, for those who write it as it is kept. */
export function MarkdownHelp({ texts, lang, dir }: { texts: RichTextTexts["help"]; lang: string; dir: "ltr" | "rtl" }) {
  return (
    <details className="text-sm">
      <summary className="link w-fit cursor-pointer">{texts.summary}</summary>
      <p className="mt-2 text-muted">{texts.lead}</p>
      <dl className="mt-2 grid gap-2">
        {ROWS.map((row) => (
          <div key={row} className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-[14rem_1fr]">
            <dt className="font-semibold">{texts[row].name}</dt>
            <dd lang={lang} dir={dir} className="min-w-0 overflow-x-auto whitespace-pre">
              {texts[row].example}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
