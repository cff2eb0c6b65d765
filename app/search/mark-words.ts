import { hasMarks, MARK_END, MARK_START, unmarked } from "#app/lib/marked-text.ts";

import { readWords, wordForms } from "./fold.ts";

const ARABIC = /\p{Script=Arabic}/u;

/**
 * Marks the Arabic words of a text that the query has, also behind an article or a clitic: a server
 * finds those by the bare forms in the index, and so cannot mark them in the text. What the server
 * has marked stays as it is.
 */
export function markArabicWords(text: string, query: string): string {
  if (hasMarks(text) || !ARABIC.test(query)) return text;
  const wanted = new Set(readWords(query).filter(({ word, tells }) => tells && ARABIC.test(word)).flatMap(({ word }) => wordForms(word)));
  let marked = "";
  let at = 0;
  for (const { word, start, end } of readWords(text)) {
    if (!ARABIC.test(word) || !wordForms(word).some((form) => wanted.has(form))) continue;
    marked += text.slice(at, start) + MARK_START + word + MARK_END;
    at = end;
  }
  return marked + text.slice(at);
}

/** True where the text, for all its marks, is the one that readers may see. */
export const isSameText = (text: string, published: string): boolean => unmarked(text) === published;
