import type { Settings } from "./settings.ts";
import { initial, type TextIndex } from "./text-index.ts";

const MOST_ONE_TYPO = 150;
const MOST_TWO_TYPOS = 50;
/** Letters that are tried in place of a wrong first one. */
const LATIN = "abcdefghijklmnopqrstuvwxyz";
const ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";

/** How many typos a word may have; `letters` counts the word as written, before the article is taken off. */
export function typoBudget(word: string, letters: number, settings: Settings["typoTolerance"], exempt: ReadonlySet<string>): 0 | 1 | 2 {
  if (!settings.enabled || exempt.has(word) || (settings.disableOnNumbers && /^\p{N}+$/u.test(word))) return 0;
  const { oneTypo, twoTypos } = settings.minWordSizeForTypos;
  return letters >= twoTypos ? 2 : letters >= oneTypo ? 1 : 0;
}

/**
 * The words of the index within the budget of `word`, by number of typos; a wrong first letter
 * counts as two. With `prefix` longer words count by their beginning.
 */
export function typoVariants(text: TextIndex, word: string, budget: 0 | 1 | 2, prefix: boolean): [one: string[], two: string[]] {
  const variants: [string[], string[]] = [[], []];
  if (budget === 0) return variants;
  const length = [...word].length;
  const first = initial(word);
  const candidates = text.terms(
    "initial = ? AND letters BETWEEN ? AND ?", first, length - budget, prefix ? 1000 : length + budget,
  );
  for (const candidate of candidates) {
    if (candidate === word || (prefix && candidate.startsWith(word))) continue;
    const distance = editDistance(word, candidate, budget, prefix);
    if (distance === 1) variants[0].push(candidate);
    else if (distance <= budget) variants[1].push(candidate);
  }
  if (budget === 2) {
    const rest = word.slice(first.length);
    const second = initial(rest);
    const swapped = second + first + rest.slice(second.length);
    const wrong = [...(/^[a-z0-9]/.test(word) ? LATIN : ARABIC)].flatMap((letter) => [letter + rest, letter + word]);
    const found = text.terms("term IN (SELECT value FROM json_each(?))", JSON.stringify([...wrong, rest, swapped]));
    variants[1].push(...found.filter((term) => initial(term) !== first && !(prefix && term.startsWith(word))));
  }
  return [variants[0].slice(0, MOST_ONE_TYPO), variants[1].slice(0, MOST_TWO_TYPOS)];
}

const rows = [new Uint8Array(300), new Uint8Array(300), new Uint8Array(300)] as const;

/**
 * Letters to change, add, drop or swap to get from `word` to `candidate` (with `prefix`, to the
 * nearest beginning of it), or `limit + 1` when it takes more.
 */
export function editDistance(word: string, candidate: string, limit: number, prefix: boolean): number {
  const columns = prefix ? Math.min(candidate.length, word.length + limit) : candidate.length;
  if (Math.abs(columns - word.length) > limit || columns > 298) return limit + 1;
  let [before, previous, current] = rows as unknown as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= columns; j++) previous[j] = j;
  for (let i = 1; i <= word.length; i++) {
    current[0] = i;
    let best = i;
    const letter = word.charCodeAt(i - 1);
    for (let j = 1; j <= columns; j++) {
      const other = candidate.charCodeAt(j - 1);
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === candidate.charCodeAt(j - 2) && word.charCodeAt(i - 2) === other) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      current[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    [before, previous, current] = [previous, current, before];
  }
  let distance = previous[columns]!;
  if (prefix) for (let j = 0; j < columns; j++) distance = Math.min(distance, previous[j]!);
  return Math.min(distance, limit + 1);
}
