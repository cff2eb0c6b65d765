import { phraseExpression } from "./matching.ts";
import type { Evidence, ParsedQuery, QueryTerm } from "./query.ts";
import type { Loaded } from "./search-index.ts";
import type { Settings } from "./settings.ts";
import { nameOf } from "./synonyms.ts";
import type { TextIndex } from "./text-index.ts";
import { typoBudget, typoVariants } from "./typos.ts";

/** Everything that may stand for the words of a query: themselves, typos, synonyms, words split or joined. */
export function collectEvidence(query: ParsedQuery, loaded: Loaded, settings: Settings): Evidence[] {
  const { text, analyzer, synonyms } = loaded;
  const typo = settings.typoTolerance;
  const exempt = new Set(typo.disableOnWords.flatMap((word) => analyzer.terms(word)));
  const found: Evidence[] = [];
  const add = (from: number, to: number, words: string[], cost: number, exact = false, prefix = false) =>
    found.push({ from, to, words, prefix, cost, exact });

  query.terms.forEach((term, i) => {
    add(i, i, term.words, 0, true);
    if (term.phrase) return;
    const word = term.words[0]!;
    if (term.prefix) add(i, i, [word], 0, false, true);
    const budget = typoBudget(word, term.letters, typo, exempt);
    const [one, two] = typoVariants(text, word, budget, term.prefix);
    for (const variant of one) add(i, i, [variant], 1);
    for (const variant of two) add(i, i, [variant], 2);
    const halves = typo.enabled && word.length >= 4 ? splitWord(loaded, word) : undefined;
    if (halves) add(i, i, halves, 1);
  });

  for (const [from, to, words] of spans(query.terms, Math.max(synonyms.longestKey, typo.enabled ? 3 : 1))) {
    const set = synonyms.byKey.get(nameOf(words));
    for (const other of set?.others ?? []) found.push({ from, to, words: other, prefix: false, cost: 0, exact: false, synonyms: set });
    if (typo.enabled && to > from && to - from < 3 && isKnown(text, words.join(""))) add(from, to, [words.join("")], to - from);
  }
  return found;
}

function* spans(terms: readonly QueryTerm[], longest: number): Generator<[from: number, to: number, words: string[]]> {
  for (let from = 0; from < terms.length; from++) {
    const words: string[] = [];
    for (let to = from; to < terms.length && to < from + longest && !terms[to]!.phrase; to++) {
      words.push(terms[to]!.words[0]!);
      yield [from, to, [...words]];
    }
  }
}

function isKnown(text: TextIndex, word: string): boolean {
  return text.terms("term = ?", word).length > 0;
}

/** The two words of the index that make up `word`, the rarer one as frequent as possible. */
function splitWord({ text, capacity }: Loaded, word: string): string[] | undefined {
  const cuts = Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)] as const);
  const known = new Set(text.terms("term IN (SELECT value FROM json_each(?))", JSON.stringify(cuts.flat())));
  const frequency = (part: string) => text.match(phraseExpression([part]), capacity).size;
  let best: string[] | undefined;
  let most = 0;
  for (const [left, right] of cuts) {
    if (!known.has(left) || !known.has(right)) continue;
    const rarer = Math.min(frequency(left), frequency(right));
    if (rarer > most) [best, most] = [[left, right], rarer];
  }
  return best;
}
