import { bareWord, foldLetters, wordForms, wordsOf } from "./fold.ts";

/** Something that has names in several languages: a term, a State, a mechanism. */
export type Concept = {
  id: string;
  /** Label and aliases, per language. */
  names: Record<string, string[]>;
};

/** Finds which concepts a text mentions. */
export type ConceptMatcher = (text: string, lang: string) => Set<string>;

/** A name found in a text: whose it is, and the words of the text. */
export type Mention = { id: string; words: string };

type Node = { next: Map<string, Node>; ids: string[] };

const node = (): Node => ({ next: new Map(), ids: [] });

/** An abbreviation (NMIRF, SIDH, CEDAW) is the same in every language's text. */
const ABBREVIATION = /^[A-Z][A-Z0-9-]{1,}$/;

/** Builds a matcher over the names of concepts that tells each concept once. */
export function conceptMatcher(concepts: Iterable<Concept>): ConceptMatcher {
  const mentionsIn = mentionFinder(concepts);
  return (text, lang) => new Set(mentionsIn(text)(lang).map(({ id }) => id));
}

/**
 * Builds a finder of every place where a text, read once, names a concept in a language: one tree of words per
 * language, in which the longest name that begins at a word wins ("trafficking in persons" before "trafficking").
 */
export function mentionFinder(concepts: Iterable<Concept>): (text: string) => (lang: string) => Mention[] {
  const trees = new Map<string, Node>();
  const abbreviations = node();

  const add = (root: Node, name: string, id: string) => {
    let at = root;
    const words = wordsOf(name).map((word) => bareWord(foldLetters(word)));
    if (words.length === 0) return;
    for (const word of words) {
      let next = at.next.get(word);
      if (!next) at.next.set(word, (next = node()));
      at = next;
    }
    if (!at.ids.includes(id)) at.ids.push(id);
  };

  for (const { id, names } of concepts) {
    for (const [lang, list] of Object.entries(names)) {
      let root = trees.get(lang);
      if (!root) trees.set(lang, (root = node()));
      for (const name of list) {
        add(root, name, id);
        if (ABBREVIATION.test(name)) add(abbreviations, name, id);
      }
    }
  }

  const longest = (root: Node | undefined, words: string[][], start: number): { ids: string[]; end: number } => {
    let ids: string[] = [];
    let end = start;
    let at = root ? [root] : [];
    for (let index = start; at.length > 0; index += 1) {
      const ends = at.flatMap((candidate) => candidate.ids);
      if (ends.length > 0) [ids, end] = [ends, index];
      const forms = words[index] ?? [];
      at = at.flatMap((candidate) => forms.flatMap((form) => candidate.next.get(form) ?? []));
    }
    return { ids, end };
  };

  return (text) => {
    const written = wordsOf(text);
    const words = formsOf(written);
    return (lang) => {
      const found: Mention[] = [];
      for (let start = 0; start < words.length; start += 1) {
        const [own, short] = [longest(trees.get(lang), words, start), longest(abbreviations, words, start)];
        for (const id of own.ids) found.push({ id, words: written.slice(start, own.end).join(" ") });
        for (const id of short.ids) {
          if (!own.ids.includes(id)) found.push({ id, words: written.slice(start, short.end).join(" ") });
        }
      }
      return found;
    };
  };
}

/** The forms of each word; those of a word that comes again are worked out once. */
function formsOf(words: string[]): string[][] {
  const known = new Map(words.map((word): [string, string[]] => [word, []]));
  for (const word of known.keys()) known.set(word, wordForms(word));
  return words.map((word) => known.get(word) ?? []);
}
