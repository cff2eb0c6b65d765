import type { Language } from "#app/i18n/languages.ts";
import { richHtml } from "#app/rich-text/html.server.ts";
import { plainText } from "#app/rich-text/plain.server.ts";
import { richWords } from "#app/rich-text/texts.server.ts";
import type { Place } from "#models/page-text.ts";

import type { ReferenceData } from "./reference-data.server.ts";

/** What the network itself has written for a part of a page, in the reader's language. */
export type OwnText = { html: string; plain: string; place: Place };

/** The network's own text for a part, named `page/part`; null where it has none in this language: then the hub's words stand. */
export async function ownText(reference: Pick<ReferenceData, "pageTexts"> | null, part: string, lang: Language): Promise<OwnText | null> {
  const found = reference?.pageTexts.get(part);
  const text = found?.texts[lang]?.text;
  return found && text ? { html: await pageHtml(part, text, lang), plain: plainText(text), place: found.place } : null;
}

/** A text of a page as HTML that is safe to put there: its headings stand below those of the page's parts. */
export const pageHtml = async (part: string, text: string, lang: Language): Promise<string> => richHtml(text, { headingLevel: 3, idPrefix: `own-${part.replace("/", "-")}`, words: await richWords(lang) });
