import type { Concept } from "./concepts.ts";
import { editDistance } from "./edit-distance.ts";
import { keyOf, readWords, wordsOf } from "./fold.ts";

/** A name of a concept, with the language that it is in. */
export type Name = { name: string; lang: string };

/** A concept that a query names. */
export type Recognised = {
  id: string;
  /** All concepts that have this name, the first that of `id`. */
  ids: string[];
  /** The words of the query that name it, as they are written there, and where. */
  written: string;
  start: number;
  end: number;
  /** Its labels in the languages other than that of the written name. */
  labels: Name[];
  /** What else it is called, in any language. */
  others: Name[];
};

/** Names of the field's concepts across languages: what widens a query. */
export type Thesaurus = {
  /** For a Meilisearch server: from the words of a name, as a query has them, to the other names. */
  synonyms: () => Record<string, string[]>;
  /** The concepts that a text names, in the order of the text; of two that overlap, the longer name. */
  recognise: (text: string, lang: string) => Recognised[];
  /** Queries of known names that are written nearly so, nearest first. */
  nearest: (query: string, lang: string) => string[];
  /** The words of a text that no name has, each with the nearest that one has, within a server's tolerance of slips. */
  strangers: (text: string, lang: string) => Stranger[];
  /** The concepts that have a telling word of the text in a name. */
  bearers: (text: string) => Set<string>;
};

/** A word that no name has, and the known word that may be meant. */
export type Stranger = { written: string; start: number; end: number; meant: string | null };

/** A server looks for synonyms of at most three words of a query in a row. */
const LONGEST_KEY = 3;
/** A server takes at most 50 synonyms of a term, of 100 words in all; these keep below both. */
const MOST_SYNONYMS = 45;
const MOST_WORDS = 95;
const NAMES_PER_LANGUAGE = 3;
const LONGEST_NAME = 10;
const NEAREST = 3;

/** Of concepts with the same name, the one of the first kind here speaks for it. */
const KINDS = ["keyword", "theme", "persons", "state", "body", "sdg", "capacity", "documentKind", "mechanismType", "countryGroup"];
const rankOf = (id: string): number => (KINDS.indexOf(id.slice(0, id.indexOf(":"))) + KINDS.length + 1) % (KINDS.length + 1);

type Entry = Name & { id: string; key: string; words: number; siblings: Entry[] };

/** Builds the thesaurus from concepts; dear, so once per state of the vocabularies. */
export function makeThesaurus(concepts: Iterable<Concept>): Thesaurus {
  const byKey = new Map<string, Entry[]>();
  for (const concept of [...concepts].toSorted((a, b) => rankOf(a.id) - rankOf(b.id))) {
    const siblings: Entry[] = [];
    const most = Math.max(...Object.values(concept.names).map((names) => names.length));
    // Labels of all languages before the first aliases, and so on: where a list is cut, each loses alike.
    for (let rank = 0; rank < most; rank += 1) {
      for (const [lang, names] of Object.entries(concept.names)) {
        const name = names[rank];
        const key = name ? keyOf(name) : [];
        if (!name || key.length === 0 || key.length > LONGEST_NAME) continue;
        const entry = { id: concept.id, name, lang, key: key.join(" "), words: wordsOf(name).length, siblings };
        if (rank < NAMES_PER_LANGUAGE) siblings.push(entry);
        const entries = byKey.get(entry.key);
        if (entries) entries.push(entry);
        else byKey.set(entry.key, [entry]);
      }
    }
  }
  let synonyms: Record<string, string[]> | undefined;
  let words: Map<string, Word> | undefined;
  const knownWords = () => (words ??= wordsIn(byKey));
  return {
    synonyms: () => (synonyms ??= synonymsOf(byKey)),
    recognise: (text, lang) => recognise(byKey, text, lang),
    nearest: (query, lang) => [...new Set([...nearNames(byKey, query, lang), ...corrected(knownWords(), query, lang)])].slice(0, NEAREST),
    strangers: (text, lang) => strangersIn(knownWords(), text, lang, tolerated),
    bearers: (text) => new Set(readWords(text).flatMap(({ folded, tells }) => (tells ? [...(knownWords().get(folded)?.ids ?? [])] : []))),
  };
}

function synonymsOf(byKey: ReadonlyMap<string, Entry[]>): Record<string, string[]> {
  const synonyms: Record<string, string[]> = {};
  for (const [key, entries] of byKey) {
    if (key.split(" ").length > LONGEST_KEY) continue;
    // As they are written, for the server to split them as it splits a text; once per folded name.
    const chosen = new Map<string, string>();
    let words = 0;
    for (const siblings of new Set(entries.map((entry) => entry.siblings))) {
      for (const other of siblings) {
        if (other.key === key || chosen.has(other.key) || words + other.words > MOST_WORDS || chosen.size >= MOST_SYNONYMS) continue;
        chosen.set(other.key, other.name);
        words += other.words;
      }
    }
    if (chosen.size > 0) synonyms[key] = [...chosen.values()];
  }
  return synonyms;
}

const inLanguage = <T extends Name>(names: T[], lang: string): T | undefined =>
  names.find((candidate) => candidate.lang === lang) ?? names[0];

function recognise(byKey: ReadonlyMap<string, Entry[]>, text: string, lang: string): Recognised[] {
  const words = readWords(text).filter(({ tells }) => tells);
  const found: Recognised[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let count = Math.min(LONGEST_NAME, words.length - from); count > 0; count -= 1) {
      const span = words.slice(from, from + count);
      const entries = byKey.get(span.map(({ folded }) => folded).join(" ")) ?? [];
      const entry = inLanguage(entries, lang);
      if (!entry) continue;
      const ids = [...new Set([entry, ...entries].map(({ id }) => id))];
      found.push(describe(entry, ids, text, span[0]?.start ?? 0, span.at(-1)?.end ?? 0));
      from += count - 1;
      break;
    }
  }
  return found;
}

function describe(entry: Entry, ids: string[], text: string, start: number, end: number): Recognised {
  const known = new Set([entry.key]);
  const labels: Name[] = [];
  const others: Name[] = [];
  const labelled = new Set([entry.lang]);
  for (const { name, lang, key } of entry.siblings) {
    if (known.has(key)) {
      labelled.add(lang);
      continue;
    }
    known.add(key);
    (labelled.has(lang) ? others : labels).push({ name, lang });
    labelled.add(lang);
  }
  return { id: entry.id, ids, written: text.slice(start, end), start, end, labels, others };
}

/** How many slips a word or name may have to be taken for another. */
const slips = (written: string): number => (written.length < 4 ? 0 : Math.min(3, Math.max(1, Math.floor(written.length / 4))));

/** Names that are the whole query but for a few letters. */
function nearNames(byKey: ReadonlyMap<string, Entry[]>, query: string, lang: string): string[] {
  const wanted = keyOf(query).join(" ");
  const near: Array<{ distance: number; name: string }> = [];
  if (byKey.has(wanted)) return [];
  for (const [key, entries] of byKey) {
    const distance = editDistance(wanted, key, slips(wanted));
    const entry = distance <= slips(wanted) ? inLanguage(entries, lang) : undefined;
    if (entry) near.push({ distance: distance + (entry.lang === lang ? 0 : 0.5), name: entry.name });
  }
  return near.toSorted((a, b) => a.distance - b.distance).map(({ name }) => name);
}

/** A word of names: how it is written in each language, and whose names have it. */
type Word = { spellings: Name[]; ids: Set<string> };

/** The words of all names by their folded form. */
function wordsIn(byKey: ReadonlyMap<string, Entry[]>): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const entries of byKey.values()) {
    for (const { id, name, lang } of entries) {
      for (const { word, folded } of readWords(name)) {
        let known = words.get(folded);
        if (!known) words.set(folded, (known = { spellings: [], ids: new Set() }));
        known.ids.add(id);
        if (!known.spellings.some((spelling) => spelling.lang === lang)) known.spellings.push({ name: word.toLowerCase(), lang });
      }
    }
  }
  return words;
}

/** How many slips a search server forgives in a word. */
const tolerated = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

function strangersIn(words: ReadonlyMap<string, Word>, text: string, lang: string, allowed: (word: string) => number): Stranger[] {
  return readWords(text)
    .filter(({ folded, tells }) => tells && allowed(folded) > 0 && !words.has(folded))
    .map(({ word: written, folded, start, end }) => {
      // The last word may be the beginning of a longer one, which a server finds.
      const isBeginning = end === text.length && [...words.keys()].some((word) => word.startsWith(folded));
      const meant = isBeginning ? null : nearestWord(words, folded, lang, allowed(folded));
      return { written, start, end, meant: meant && /^\p{Lu}/u.test(written) ? meant.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : meant };
    });
}

/** Of the known words that are nearly so, the nearest; the reader's language breaks a tie. */
function nearestWord(words: ReadonlyMap<string, Word>, folded: string, lang: string, most: number): string | null {
  let best: { distance: number; name: string } | undefined;
  for (const [word, { spellings }] of words) {
    // Hardly anyone errs in the first letter.
    if (word[0] !== folded[0]) continue;
    const spelling = inLanguage(spellings, lang);
    const distance = editDistance(folded, word, most) + (spelling?.lang === lang ? 0 : 0.5);
    if (spelling && distance <= most + 0.5 && distance < (best?.distance ?? Infinity)) best = { distance, name: spelling.name };
  }
  return best?.name ?? null;
}

/** The query with each word that no name has replaced by the nearest that one has; empty where there is none. */
function corrected(words: ReadonlyMap<string, Word>, query: string, lang: string): string[] {
  const changed = replaceWords(query, strangersIn(words, query, lang, slips));
  return changed === query ? [] : [changed];
}

/** A text with the words that were meant in place of those that are written. */
export const replaceWords = (text: string, strangers: Stranger[]): string =>
  strangers.toReversed().reduce((changed, { start, end, meant }) => (meant === null ? changed : changed.slice(0, start) + meant + changed.slice(end)), text);
