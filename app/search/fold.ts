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
/** The conjunction alone; only where a whole word remains, since many words begin with this letter. */
const CONJUNCTION = /^و(?=\p{L}{4,})/u;

/** An Arabic word without article and clitics; any other word as it is. Expects folded letters. */
export function bareWord(folded: string): string {
  if (!ARABIC.test(folded)) return folded;
  const withoutArticle = folded.replace(ARTICLE, "");
  return withoutArticle === folded ? folded.replace(CONJUNCTION, "") : withoutArticle;
}

const WORD = /[\p{L}\p{N}\p{M}\u0640]+/gu;

/** The words of a text, bare and folded, in order. Elided articles (l', d') become words of their own. */
export function bareWords(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => bareWord(foldLetters(word)));
}

/**
 * The words of a text that a search server would not find in their bare form, each once: what goes
 * into the index beside the text itself.
 */
export function bareForms(text: string): string {
  const forms = new Set<string>();
  for (const word of text.match(WORD) ?? []) {
    const folded = foldLetters(word);
    const bare = bareWord(folded);
    if (bare !== folded || /[œæ]/i.test(word)) forms.add(bare);
  }
  return [...forms].join(" ");
}

/** A query with its unquoted Arabic words made bare; what stands in quotes is left alone. */
export function foldQuery(query: string): string {
  return query
    .split(/("[^"]*"?)/)
    .map((part) =>
      part.startsWith('"')
        ? part
        : part.replace(WORD, (word) => (ARABIC.test(word) ? bareWord(foldLetters(word)) : word)),
    )
    .join("")
    .trim();
}
