import { translator } from "#app/i18n/i18n.server.ts";
import { directionOf, type Language } from "#app/i18n/languages.ts";

import type { RichWords } from "./html.server.ts";

/** What rich texts say to those who hear them, in the language of the text. */
export async function richWords(lang: Language): Promise<RichWords> {
  const t = await translator(lang);
  return {
    footnotes: t("rich-text:reading.footnotes"),
    footnote: (number) => t("rich-text:reading.footnote", { number }),
    back: (number) => t("rich-text:reading.back", { number }),
    table: (number) => t("rich-text:reading.table", { number }),
  };
}

/**
 * The words of `RichTextField`, for loaders of pages with one: they come with the page. What is filled in by the
 * editor keeps its place.
 */
export async function richTextTexts(lang: Language) {
  const t = await translator(lang);
  return {
    lang,
    dir: directionOf(lang),
    help: t("rich-text:help", { returnObjects: true }),
    editor: t("rich-text:editor", { returnObjects: true, lang, text: "{{text}}" }),
  };
}

export type RichTextTexts = Awaited<ReturnType<typeof richTextTexts>>;
