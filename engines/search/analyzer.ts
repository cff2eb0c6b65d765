import { fold, type Folded } from "./folding.ts";

export interface Token {
  term: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
  letters: number;
  detached: number;
  /** A sentence end, comma, bracket or the like stands between this token and the one before. */
  afterBreak: boolean;
}

export interface AnalyzerOptions {
  separatorTokens: string[];
  nonSeparatorTokens: string[];
  dictionary: string[];
}

const HARD_BREAK = /[.;,!?()[\]{}|¡¿؟،؛。，]/u;
const LETTER = "\\p{L}\\p{N}";
const INSIDE = "\\p{L}\\p{N}\\p{M}\u00AD\u200B-\u200D";
/** Scripts written without spaces: each character is a word. */
const IDEOGRAPH = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]";
const APOSTROPHE = /['’ʼ]/;
const ELIDED = new Set(["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]);
const LONGEST_WORD = 250;

/** Splits text into folded words; the same at index, query and highlight time. */
export class Analyzer {
  private readonly pattern: RegExp;
  private readonly words = new Map<string, Folded>();

  constructor(options: AnalyzerOptions) {
    const either = (tokens: string[]) => [...tokens].toSorted((a, b) => b.length - a.length).map(escape).join("|");
    const separators = either(options.separatorTokens);
    const kept = either(options.nonSeparatorTokens);
    const entries = either(options.dictionary);
    const guard = separators ? `(?!${separators})` : "";
    const inner = kept ? `(?:${kept}|[${INSIDE}])` : `[${INSIDE}]`;
    const first = kept ? `(?:${kept}|[${LETTER}])` : `[${LETTER}]`;
    const word = `${guard}${first}(?:(?!${IDEOGRAPH})${guard}${inner})*`;
    const listed = entries ? `(?<![${LETTER}])(?:${entries})(?![${LETTER}])|` : "";
    this.pattern = new RegExp(`${listed}${IDEOGRAPH}|${word}`, "giu");
  }

  tokens(text: string): Token[] {
    const found: Token[] = [];
    const { pattern } = this;
    pattern.lastIndex = 0;
    let previousEnd = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const word = match[0];
      const start = match.index;
      const end = start + word.length;
      if (this.isElision(text, word, start, end)) continue;
      const folded = this.fold(word);
      if (folded.term === "" || word.length > LONGEST_WORD) continue;
      const afterBreak = found.length > 0 && HARD_BREAK.test(text.slice(previousEnd, start));
      found.push({ ...folded, start, end, afterBreak });
      previousEnd = end;
    }
    return found;
  }

  terms(text: string): string[] {
    return this.tokens(text).map((token) => token.term);
  }

  /** French l', d', qu' before a word, and English 's behind one, are no words. */
  private isElision(text: string, word: string, start: number, end: number): boolean {
    if (word.length > 7) return false;
    const next = text[end];
    if (next !== undefined && APOSTROPHE.test(next) && ELIDED.has(word.toLowerCase())) {
      return /^\p{L}/u.test(text.slice(end + 1, end + 3));
    }
    return (word === "s" || word === "S") && start > 1 && APOSTROPHE.test(text[start - 1]!) && /\p{L}/u.test(text[start - 2]!);
  }

  private fold(word: string): Folded {
    let folded = this.words.get(word);
    if (!folded) {
      folded = fold(word);
      if (this.words.size >= 50_000) this.words.clear();
      this.words.set(word, folded);
    }
    return folded;
  }
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
}
