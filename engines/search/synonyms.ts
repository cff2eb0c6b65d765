import type { Analyzer } from "./analyzer.ts";
import type { Settings } from "./settings.ts";

/** Word sequences any of which may stand for the words of a key. */
export interface SynonymSet {
  /** Its place among the sets that these settings make. */
  number: number;
  others: readonly string[][];
}

export interface Synonyms {
  /** By the name of the words of a synonym's left side. */
  byKey: ReadonlyMap<string, SynonymSet>;
  longestKey: number;
  /** Each set once: names of one thing in many languages have mostly the same. */
  sets: readonly SynonymSet[];
}

/** The name of a sequence of words: a word may have a space in it, by `dictionary` or `nonSeparatorTokens`. */
export function nameOf(words: readonly string[]): string {
  return words.join("\u0000");
}

export function compileSynonyms(settings: Settings, analyzer: Analyzer): Synonyms {
  const stopWords = new Set(settings.stopWords.flatMap((word) => analyzer.terms(word)));
  const sequences = new Map<string, string[]>();
  const sequence = (text: string): string[] => {
    const words = analyzer.terms(text);
    const name = nameOf(words);
    if (!sequences.has(name)) sequences.set(name, words);
    return sequences.get(name)!;
  };
  const othersOf = new Map<string, Set<string[]>>();
  let longestKey = 0;
  for (const [left, right] of Object.entries(settings.synonyms)) {
    const words = analyzer.terms(left).filter((word) => !stopWords.has(word));
    const others = right.map(sequence).filter(({ length }) => length > 0);
    if (words.length === 0 || others.length === 0) continue;
    const key = nameOf(words);
    othersOf.set(key, new Set([...(othersOf.get(key) ?? []), ...others]));
    longestKey = Math.max(longestKey, words.length);
  }
  const known = new Map<string, SynonymSet>();
  const byKey = new Map<string, SynonymSet>();
  for (const [key, others] of othersOf) {
    const name = Array.from(others, nameOf).toSorted().join("\u0001");
    let set = known.get(name);
    if (!set) known.set(name, (set = { number: known.size, others: [...others] }));
    byKey.set(key, set);
  }
  return { byKey, longestKey, sets: [...known.values()] };
}
