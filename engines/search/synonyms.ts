import type { Analyzer } from "./analyzer.ts";
import type { Settings } from "./settings.ts";

/** From the words of a synonym's left side, joined by a space, to the word sequences it stands for. */
export interface Synonyms {
  byKey: ReadonlyMap<string, string[][]>;
  longestKey: number;
}

export function compileSynonyms(settings: Settings, analyzer: Analyzer): Synonyms {
  const stopWords = new Set(settings.stopWords.flatMap((word) => analyzer.terms(word)));
  const byKey = new Map<string, string[][]>();
  let longestKey = 0;
  for (const [left, right] of Object.entries(settings.synonyms)) {
    const words = analyzer.terms(left).filter((word) => !stopWords.has(word));
    const others = right.map((text) => analyzer.terms(text)).filter((terms) => terms.length > 0);
    if (words.length === 0 || others.length === 0) continue;
    const key = words.join(" ");
    byKey.set(key, [...(byKey.get(key) ?? []), ...others]);
    longestKey = Math.max(longestKey, words.length);
  }
  return { byKey, longestKey };
}
