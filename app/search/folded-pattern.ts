import { bareWord, foldLetters, wordsOf } from "./fold.ts";

/** Ways in which a folded letter is written. */
const WRITTEN: Record<string, string> = {
  a: "aàáâãäå",
  c: "cç",
  e: "eèéêë",
  i: "iìíîï",
  n: "nñ",
  o: "oòóôõö",
  u: "uùúûü",
  y: "yýÿ",
  ا: "اأإآٱ",
  ه: "هة",
  ي: "يىئ",
  و: "وؤ",
};

/** Vowel signs and the elongation may stand between any two Arabic letters. */
const BETWEEN = "[\\u064B-\\u0652\\u0640]*";

const patternOfWord = (word: string): string =>
  [...bareWord(foldLetters(word))].map((letter) => (WRITTEN[letter] ? `[${WRITTEN[letter]}]` : letter)).join(/\p{Script=Arabic}/u.test(word) ? BETWEEN : "");

/**
 * A regular expression for a database, without regard to case, that finds a name however its letters
 * are written; null where it has no word. Holds nothing but letters, digits and what is made here.
 */
export function foldedPattern(name: string): string | null {
  const words = wordsOf(name).map(patternOfWord).filter((pattern) => pattern !== "");
  return words.length > 0 ? words.join("[^\\n]{0,4}") : null;
}
