import { foldLetters, foldQuery, readWords } from "./fold.ts";
import { QUESTION_WORDS } from "./stop-words.ts";
import type { Recognised, Thesaurus } from "./thesaurus.ts";

/** A query as the hub understands it. The texts are what a search server is asked. */
export type ReadQuery = {
  /** The words that say something, and what stands in quotes. */
  words: string;
  /** What a question is about: names of concepts, numbers, words written as names. Null where that is all or nothing. */
  subject: string | null;
  /** True where it is put as a question: then its subject is searched for first. */
  question: boolean;
  /** True where something stands in quotes: then only the texts themselves are searched. */
  quoted: boolean;
  /** True where everything stands in quotes: nothing is widened. */
  literal: boolean;
  /** The concepts that the words outside quotes name, and by whose names the query was widened. */
  concepts: Recognised[];
  /** The same query with every word and name in quotes; null where it is so already. */
  literally: string | null;
  /** The same query without quotes; null where it has none. */
  freely: string | null;
};

/** Quotation marks of the five languages; an apostrophe is none. */
const QUOTES = /[“”„«»]/g;

/** Splits a query at its quotes; odd parts stand in quotes. */
const partsOf = (query: string): string[] => query.split('"');

/** Reads a query: what is meant literally, and which concepts the rest names. */
export function readQuery(thesaurus: Thesaurus, query: string, lang: string): ReadQuery {
  const q = query.replace(QUOTES, '"');
  const parts = partsOf(q);
  const isTelling = (text: string) => /[\p{L}\p{N}]/u.test(text);
  const quoted = parts.some((part, index) => index % 2 === 1 && isTelling(part));
  const outside = parts.filter((_, index) => index % 2 === 0).join(" ");
  const literal = quoted && !isTelling(outside);
  const concepts = literal ? [] : thesaurus.recognise(outside, lang);
  const plain = quoted ? q : q.replaceAll('"', " ");
  return {
    // Quotes around nothing would only confuse a server.
    words: closed(foldQuery(plain), endsInName(outside, concepts)),
    subject: quoted ? null : subjectOf(plain, concepts),
    question: isQuestion(q),
    quoted,
    literal,
    concepts,
    literally: literal || !isTelling(q) ? null : literally(thesaurus, parts, lang),
    freely: quoted ? q.replaceAll('"', " ").replace(/\s+/g, " ").trim() : null,
  };
}

/** The words of known names, numbers, and words that are written as names; null where these are all or none. */
function subjectOf(text: string, concepts: Recognised[]): string | null {
  const kept = readWords(text).filter(({ word, start }, place) => {
    if (concepts.some((concept) => concept.start <= start && start < concept.end)) return true;
    return /^\p{N}+$/u.test(word) || (place > 0 && /^\p{Lu}/u.test(word));
  });
  const subject = foldQuery(kept.map(({ word }) => word).join(" "));
  const isAll = readWords(subject).length === readWords(foldQuery(text)).length;
  return kept.length === 0 || isAll ? null : closed(subject);
}

const OPENINGS = new Set(QUESTION_WORDS.map(foldLetters));

/** Three words at least: fewer are no sentence. */
function isQuestion(query: string): boolean {
  const words = readWords(query);
  return words.length > 2 && (/[?؟]/u.test(query) || OPENINGS.has(foldLetters(words[0]?.word ?? "")));
}

/** Letters that a last word must have to stand for longer words that begin so. */
const SHORTEST_BEGINNING = 4;

/**
 * A space behind a last word that is short, or the end of a known name: a server then takes it as whole
 * (رق is slavery, رقم a number; trata is trafficking, tratados are treaties).
 */
function closed(words: string, isName = false): string {
  const last = readWords(words).at(-1);
  const isWhole = isName || (last !== undefined && [...last.folded].length < SHORTEST_BEGINNING);
  return isWhole && last?.end === words.length ? `${words} ` : words;
}

const endsInName = (text: string, concepts: Recognised[]): boolean =>
  concepts.length > 0 && readWords(text).findLast(({ tells }) => tells)?.end === concepts.at(-1)?.end;

function literally(thesaurus: Thesaurus, parts: string[], lang: string): string {
  return parts
    .flatMap((part, index) => {
      if (index % 2 === 1) return part.trim() ? [`"${part.trim()}"`] : [];
      const names = thesaurus.recognise(part, lang);
      const words = readWords(part);
      const hasTelling = words.some(({ tells }) => tells);
      return words.flatMap(({ word, start, tells }) => {
        const name = names.find((candidate) => candidate.start <= start && start < candidate.end);
        if (name) return name.start === start ? [`"${name.written}"`] : [];
        return tells || !hasTelling ? [`"${word}"`] : [];
      });
    })
    .join(" ");
}
