import type { Language } from "#app/i18n/languages.ts";
import { richHtml } from "#app/rich-text/html.server.ts";
import { plainText } from "#app/rich-text/plain.server.ts";
import { richWords } from "#app/rich-text/texts.server.ts";

import { PAGE_SLOTS, type PageSlot } from "./page-slots.ts";
import type { PageTools } from "./page-tools.server.ts";
import { referenceData, type ReferenceData } from "./reference-data.server.ts";

/**
 * A part of a page as its readers see it: the hub's own words, empty where the network's stand in their place, and the
 * network's own as HTML. `plain` is what a search engine is told.
 */
export type PagePart = { words: string; html: string | null; plain: string };

type Reading = { reference: Pick<ReferenceData, "pageTexts"> | null; lang: Language };

/** A part, named `page/part`, with the hub's own words for it: these stand alone where the network has none in this language. */
export async function partWith({ reference, lang }: Reading, id: string, words: string): Promise<PagePart> {
  const found = reference?.pageTexts.get(id);
  const text = found?.texts[lang]?.text;
  if (!found || !text) return { words, html: null, plain: words };
  const isInstead = found.place === "instead";
  return { words: isInstead ? "" : words, html: await pageHtml(id, text, lang), plain: isInstead ? plainText(text) : words };
}

/** A part of the table of slots. */
export function pagePart({ t, ...reading }: Reading & Pick<PageTools, "t">, id: PageSlot): Promise<PagePart> {
  const { words } = PAGE_SLOTS[id];
  return partWith(reading, id, words === null ? "" : t(words));
}

/** The reference data for pages that are there while the database is down: then the hub's own words stand. */
export const referenceOrNone = (): Promise<ReferenceData | null> => referenceData().catch(() => null);

/** A text of a page as HTML that is safe to put there: its headings stand below those of the page's parts. */
export const pageHtml = async (part: string, text: string, lang: Language): Promise<string> => richHtml(text, { headingLevel: 3, idPrefix: `own-${part.replace("/", "-")}`, words: await richWords(lang) });
