import { STOP_WORDS } from "./stop-words.ts";

/**
 * Folding of words beyond what a search server does by itself. Used for the index documents and for
 * the query alike, so that every server finds the same.
 */

const ARABIC = /\p{Script=Arabic}/u;

/** Letters that are written in several ways and read as one. */
const ARABIC_LETTERS: Record<string, string> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", ؤ: "و", ئ: "ي" };

/** Lower case, without accents, vowel signs and elongation, with the forms of Arabic letters united. */
export function foldLetters(word: string): string {
  return word
    .replace(/[أإآٱىةؤئ]/g, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .toLowerCase();
}

/** The article, with the conjunctions and prepositions that are written onto it. */
const ARTICLE = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=\p{L}{3,})/u;
/** Conjunctions and prepositions alone; only where a whole word remains, since many words begin so. */
const CLITICS = /^(?:[وف][بلك]?|[بلك])(?=\p{L}{4,})/u;

/** An Arabic word without its article; any other word as it is. Expects folded letters. */
export function bareWord(folded: string): string {
  return ARABIC.test(folded) ? folded.replace(ARTICLE, "") : folded;
}

/**
 * The forms under which a word of a text may be meant: bare, and without a clitic that may as well
 * be its first letter.
 */
export function wordForms(word: string): string[] {
  const bare = bareWord(foldLetters(word));
  const rest = ARABIC.test(bare) ? bare.replace(CLITICS, "") : bare;
  return rest === bare ? [bare] : [bare, rest];
}

const WORD = /[\p{L}\p{N}\p{M}\u0640]+/gu;

/** The words of a text as they are written. Elided articles (l', d') are words of their own. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/**
 * The forms of a text's words that a search server would not find by itself, each once: what goes
 * into the index beside the text.
 */
export function bareForms(text: string): string {
  const forms = new Set<string>();
  for (const word of wordsOf(text)) {
    const folded = foldLetters(word);
    for (const form of wordForms(word)) if (form !== folded || /[œæ]/i.test(word)) forms.add(form);
  }
  return [...forms].join(" ");
}

/** Stop words as they are after folding; a server compares them before it folds. */
const STOP = new Set(Object.values(STOP_WORDS).flat().map(foldLetters));

/** A word of a text: where it stands, how a query has it, and whether it says something. */
export type ReadWord = { word: string; start: number; end: number; folded: string; tells: boolean };

/** The words of a text, folded as a query's are. */
export function readWords(text: string): ReadWord[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const letters = foldLetters(word);
    return { word, start: index, end: index + word.length, folded: bareWord(letters), tells: !STOP.has(letters) };
  });
}

/** The words under which a query finds a name: folded, and without those that say nothing unless there are no others. */
export function keyOf(name: string): string[] {
  const words = readWords(name);
  const telling = words.filter(({ tells }) => tells);
  return (telling.length > 0 ? telling : words).map(({ folded }) => folded);
}

/**
 * A query as the search server gets it: unquoted Arabic words bare, and without the words that say
 * nothing, unless it has no others. What stands in quotes is left alone.
 */
export function foldQuery(query: string): string {
  const fold = (isDropped: (word: string) => boolean): string =>
    query
      .split(/("[^"]*"?)/)
      .map((part) => (part.startsWith('"') ? part : part.replace(WORD, (word) => (isDropped(word) ? "" : bareArabic(word)))))
      .join("")
      // What is left of an elided article is its apostrophe.
      .replace(/(^|\s)['’]+/g, "$1")
      .replace(/\s+/g, " ")
      .trim();
  const telling = fold((word) => STOP.has(foldLetters(word)));
  return /[\p{L}\p{N}]/u.test(telling) ? telling : fold(() => false);
}

const bareArabic = (word: string): string => (ARABIC.test(word) ? bareWord(foldLetters(word)) : word);
