import { fold, type Folded } from "./folding.ts";

/** A written word, folded once and kept: its code stands for it in token streams. */
export interface Word extends Folded {
  code: number;
}

export interface Token extends Word {
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  /** A sentence end, comma, bracket or the like stands between this token and the one before. */
  afterBreak: boolean;
}

export interface AnalyzerOptions {
  separatorTokens: string[];
  nonSeparatorTokens: string[];
  dictionary: string[];
}

const LONGEST_WORD = 250;
const CACHED_WORDS = 30_000;

/** Classes of characters; an ideograph is a word of its own, `INSIDE` only continues a word. */
const [OTHER, LETTER, INSIDE, IDEOGRAPH, HARD] = [0, 1, 2, 3, 4] as const;
const CLASSES: readonly [RegExp, number][] = [
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, IDEOGRAPH],
  [/[\p{L}\p{N}]/u, LETTER],
  [/[\p{M}\u00AD\u200B-\u200D]/u, INSIDE],
  [/[.;,!?()[\]{}|¡¿؟،؛。，]/u, HARD],
];
const classOfCode = new Uint8Array(0x10000).fill(255);
const APOSTROPHES = "'’ʼ";
const ELIDED = new Set(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]);

/** Splits text into folded words; the same at index, query and highlight time. */
export class Analyzer {
  private readonly words = new Map<string, Word>();
  private readonly separators: readonly string[];
  private readonly kept: readonly string[];
  private readonly dictionary: readonly string[];

  constructor(options: AnalyzerOptions) {
    const longestFirst = (tokens: string[]) => tokens.filter((token) => token !== "").toSorted((a, b) => b.length - a.length);
    this.separators = longestFirst(options.separatorTokens);
    this.kept = longestFirst(options.nonSeparatorTokens);
    this.dictionary = longestFirst(options.dictionary);
  }

  /** Calls `visit` for each word of a text, in order. */
  scan(text: string, visit: (word: Word, start: number, end: number, afterBreak: boolean) => void): void {
    let afterBreak = false;
    let any = false;
    for (let at = 0; at < text.length; ) {
      const entry = this.dictionary.length > 0 ? this.listed(this.dictionary, text, at) : 0;
      const end = entry > 0 && !isLetter(text, at - 1) && !isLetter(text, at + entry) ? at + entry : this.wordEnd(text, at);
      if (end === at) {
        if (classAt(text, at) === HARD) afterBreak = true;
        at++;
        continue;
      }
      const written = text.slice(at, end);
      if (written.length <= LONGEST_WORD && !isElision(text, written, at, end)) {
        const word = this.word(written);
        if (word.term !== "") {
          visit(word, at, end, any && afterBreak);
          any = true;
          afterBreak = false;
        }
      }
      at = end;
    }
  }

  tokens(text: string): Token[] {
    const found: Token[] = [];
    this.scan(text, (word, start, end, afterBreak) => found.push({ term: word.term, letters: word.letters, detached: word.detached, code: word.code, start, end, afterBreak }));
    return found;
  }

  terms(text: string): string[] {
    const found: string[] = [];
    this.scan(text, ({ term }) => found.push(term));
    return found;
  }

  /** Where the word that begins at `at` ends; `at` itself where none begins. */
  private wordEnd(text: string, at: number): number {
    const special = this.kept.length > 0 || this.separators.length > 0;
    let end = at;
    while (end < text.length) {
      if (special) {
        if (this.listed(this.separators, text, end) > 0) break;
        const kept = this.listed(this.kept, text, end);
        if (kept > 0) {
          end += kept;
          continue;
        }
      }
      const kind = classAt(text, end);
      if (kind === IDEOGRAPH) return end === at ? end + widthAt(text, end) : end;
      if (kind !== LETTER && (kind !== INSIDE || end === at)) break;
      end += widthAt(text, end);
    }
    return end;
  }

  private listed(tokens: readonly string[], text: string, at: number): number {
    return tokens.find((token) => text.startsWith(token, at))?.length ?? 0;
  }

  private word(written: string): Word {
    let word = this.words.get(written);
    if (!word) {
      const folded = fold(written);
      word = { ...folded, code: termCode(folded.term) };
      if (this.words.size >= CACHED_WORDS) this.words.clear();
      this.words.set(written, word);
    }
    return word;
  }
}

/** 30-bit hash of a term; 0 and 1 are left for marks in token streams. */
export function termCode(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  hash = (hash ^ (hash >>> 15)) & 0x3fffffff;
  return hash < 2 ? hash + 2 : hash;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0xd800 && code < 0xdc00) return classify(String.fromCodePoint(text.codePointAt(at)!));
  let kind = classOfCode[code]!;
  if (kind === 255) kind = classOfCode[code] = classify(text[at]!);
  return kind;
}

function classify(character: string): number {
  return CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
}

function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && classAt(text, at) === LETTER;
}

/** French l', d', qu' before a word, and English 's behind one, are no words. */
function isElision(text: string, word: string, start: number, end: number): boolean {
  if (word.length > 7) return false;
  if (end < text.length && APOSTROPHES.includes(text[end]!) && isLetter(text, end + 1)) return ELIDED.has(word.toLowerCase());
  return word.length === 1 && "sS".includes(word) && start > 1 && APOSTROPHES.includes(text[start - 1]!) && isLetter(text, start - 2);
}
