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
};

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
  let words: Map<string, Name[]> | undefined;
  return {
    synonyms: () => (synonyms ??= synonymsOf(byKey)),
    recognise: (text, lang) => recognise(byKey, text, lang),
    nearest: (query, lang) => [...new Set([...nearNames(byKey, query, lang), ...corrected((words ??= wordsIn(byKey)), query, lang)])].slice(0, NEAREST),
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

/** The words of all names, as they are written there. */
function wordsIn(byKey: ReadonlyMap<string, Entry[]>): Map<string, Name[]> {
  const words = new Map<string, Name[]>();
  for (const entries of byKey.values()) {
    for (const { name, lang } of entries) {
      for (const { word, folded } of readWords(name)) {
        const spellings = words.get(folded);
        if (!spellings) words.set(folded, [{ name: word.toLowerCase(), lang }]);
        else if (!spellings.some((spelling) => spelling.lang === lang)) spellings.push({ name: word.toLowerCase(), lang });
      }
    }
  }
  return words;
}

/** The query with each word that no name has replaced by the nearest that one has; empty where there is none. */
function corrected(words: ReadonlyMap<string, Name[]>, query: string, lang: string): string[] {
  let changed = query;
  for (const { start, end, folded, tells } of readWords(query).toReversed()) {
    if (!tells || words.has(folded) || slips(folded) === 0) continue;
    let best: { distance: number; name: string } | undefined;
    for (const [word, spellings] of words) {
      // Hardly anyone errs in the first letter.
      if (word[0] !== folded[0]) continue;
      const spelling = inLanguage(spellings, lang);
      const distance = editDistance(folded, word, slips(folded)) + (spelling?.lang === lang ? 0 : 0.5);
      if (spelling && distance <= slips(folded) + 0.5 && distance < (best?.distance ?? Infinity)) best = { distance, name: spelling.name };
    }
    if (best) changed = changed.slice(0, start) + best.name + changed.slice(end);
  }
  return changed === query ? [] : [changed];
}
