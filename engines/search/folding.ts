/**
 * Folds a written word to the form that is indexed and searched: case, accents, Arabic letter
 * variants, harakat and tatweel are removed; the Arabic article is detached, also behind a clitic.
 */
export interface Folded {
  term: string;
  /** Letters of the folded word before the article was taken off: typos are counted on these. */
  letters: number;
  /** Letters of the article and its clitics that were taken off the front. */
  detached: number;
}

const IGNORED = /[\p{M}\u0640\u00AD\u200B-\u200F\u2060\uFEFF]/gu;

/** Letters that Unicode's compatibility decomposition leaves as they are. */
const LETTERS: Record<string, string> = {
  æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ",
  ٱ: "ا", ى: "ي", ة: "ه", ی: "ي", ک: "ك", ہ: "ه", ۀ: "ه",
};
const VARIANTS = new RegExp(`[${Object.keys(LETTERS).join("")}\u0660-\u0669\u06F0-\u06F9]`, "g");

/** Article with the clitics و ف and ب ك before it, or merged with the preposition ل. */
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=..)/u;
/** After لل these words keep their own ل, which the spelling merges with the article's. */
const KEEPS_LAM = /^[وف]?لل(?=جنه|جان|غه|غات|غوي|اجي|قاء)/u;
/** "Parent" and its forms only look like و and the article. */
const PARENT = /^والد(?:ه|ي|يه|ين|ان|ات)?$/u;
const ARABIC = /^\p{Script=Arabic}/u;

export function fold(word: string): Folded {
  let term = word.toLowerCase().normalize("NFKD").replace(IGNORED, "").replace(VARIANTS, variant);
  if (!ARABIC.test(term)) return { term, letters: length(term), detached: 0 };
  if (term.length > 2 && term.endsWith("ء")) term = term.slice(0, -1);
  const bare = detachArticle(term);
  return { term: bare, letters: length(term), detached: term.length - bare.length };
}

function variant(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code >= 0x6f0) return LETTERS[letter] ?? String(code - 0x6f0);
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  return LETTERS[letter] ?? letter;
}

/** Repeated, so that التزام, where the first letters belong to the word, meets الالتزام. */
function detachArticle(term: string): string {
  for (;;) {
    if (PARENT.test(term)) return term;
    const lam = KEEPS_LAM.exec(term);
    if (lam) return term.slice(lam[0].length - 1);
    const article = ARTICLE.exec(term);
    if (!article) return term;
    term = term.slice(article[0].length);
  }
}

function length(term: string): number {
  let count = 0;
  for (const _ of term) count++;
  return count;
}

/** How far into `word` its folded form reaches `letters` UTF-16 units: where a prefix match ends. */
export function foldedPrefixEnd(word: string, letters: number): number {
  let reached = 0;
  let at = 0;
  for (const character of word) {
    if (reached >= letters && !IGNORED_ONE.test(character)) break;
    reached += character.toLowerCase().normalize("NFKD").replace(IGNORED, "").replace(VARIANTS, variant).length;
    at += character.length;
  }
  return at;
}
const IGNORED_ONE = /^[\p{M}\u0640]$/u;
