import { LANGUAGE_CODES } from "#app/i18n/languages.ts";
import { type Concept, type Mention, mentionFinder } from "#app/search/concepts.ts";
import { foldLetters } from "#app/search/fold.ts";
import type { Proposal } from "#models/import-report.ts";
import type { Term } from "#models/term.ts";
import { ITEM_SCHEMES } from "#models/vocabulary.ts";

/** A text in its language. */
export type Said = { text: string; lang: string };

/**
 * Builds the finder of terms that texts name by label or alias: in the text's own language, and in any
 * other where that one's words stand in it.
 */
export function termFinder(terms: Iterable<Term>): (texts: Said[]) => Proposal[] {
  const known = new Map([...terms].filter(({ scheme }) => ITEM_SCHEMES.some((own) => own === scheme)).map((term) => [term.id, term]));
  const concepts = [...known.values()].map((term): Concept => {
    const names = LANGUAGE_CODES.map((lang) => [
      lang,
      [term.labels[lang], term.code, ...(term.aliases[lang] ?? [])].filter((name): name is string => Boolean(name)),
    ]);
    return { id: term.id, names: Object.fromEntries(names) as Record<string, string[]> };
  });
  const mentionsIn = mentionFinder(concepts);
  return (texts) => {
    const found = new Map<string, { words: Map<string, string>; count: number }>();
    for (const { text, lang } of texts) {
      for (const { id, words } of namedIn(mentionsIn(text), lang)) {
        // A term that has been replaced is named, its successor is proposed.
        const term = known.get(known.get(id)?.replacedBy ?? "") ?? known.get(id);
        if (!term) continue;
        const entry = found.get(term.id) ?? { words: new Map<string, string>(), count: 0 };
        const folded = words.split(" ").map(foldLetters).join(" ");
        if (!entry.words.has(folded)) entry.words.set(folded, words);
        found.set(term.id, { ...entry, count: entry.count + 1 });
      }
    }
    return [...found]
      .map(([term, { words, count }]) => ({ term, words: [...words.values()], count }))
      .toSorted((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1));
  };
}

/** What a text names in its own language, and of the other languages what its own does not know. */
function namedIn(mentionsIn: (lang: string) => Mention[], lang: string): Mention[] {
  const own = mentionsIn(lang);
  const told = new Set(own.map(({ id }) => id));
  const others = LANGUAGE_CODES.filter((other) => other !== lang).flatMap((other) => {
    const found = mentionsIn(other).filter(({ id }) => !told.has(id));
    for (const { id } of found) told.add(id);
    return found;
  });
  return [...own, ...others];
}
