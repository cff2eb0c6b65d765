import type { Language } from "#app/i18n/languages.ts";
import { bareWord, foldLetters } from "#app/search/fold.ts";
import type { LeftNumberReason } from "#models/import-report.ts";

import { monthNumber } from "./dates.ts";
import { type Token, tokensOf, valueOf } from "./number-words.ts";
import { ABOUT, ENDS_NAME, LINKS, MONEY, MULTIPLES, OF, PER_CENT, REFERENCES } from "./tables/figures.ts";
import { foldText } from "./text.ts";

/** A number that counts something: how much, in which unit, what. `at` is its place in the text. */
export type FoundFigure = { value: number; unit: string | null; approximate: boolean; counts: string; at: number };
export type LeftNumber = { text: string; why: LeftNumberReason; at: number };

/** How many words the name of what is counted may have. */
const LONGEST_NAME = 7;
/** How many characters: longer "words" are no language, and a page shows them again. */
const LONGEST_COUNTED = 100;

/** What `work` makes of a list of a table, worked out once. */
function perList<T>(work: (list: string[]) => T): (list: string[]) => T {
  const known = new Map<string[], T>();
  return (list) => {
    if (!known.has(list)) known.set(list, work(list));
    return known.get(list) as T;
  };
}

const foldedSet = perList((list) => new Set(list.flatMap((entry) => [foldText(entry), bareWord(foldText(entry))])));
/** True where the folded word is in the list, in Arabic also without its article. */
function isIn(list: string[], word: string | undefined): boolean {
  if (!word) return false;
  const folded = foldedSet(list);
  const own = foldLetters(word);
  return folded.has(own) || folded.has(bareWord(own)) || folded.has(own.replace(/^[وفبل](?=ال)/u, ""));
}

const phrasesOf = perList((list) => list.map((phrase) => foldText(phrase).split(" ")));
/** True where the words that end at `index` (exclusive), going back, are one of the phrases. */
function phraseBefore(tokens: Token[], index: number, phrases: string[]): boolean {
  return phrasesOf(phrases).some((words) =>
    words.every((word, position) => {
      const token = tokens[index - words.length + position];
      return token?.kind === "word" && foldLetters(token.text) === word;
    }),
  );
}

function phraseAt(tokens: Token[], index: number, phrases: string[]): number {
  const found = phrasesOf(phrases).find((words) => words.every((word, offset) => foldLetters(tokens[index + offset]?.text ?? "") === word));
  return found?.length ?? 0;
}

const DASH = /^[-–—−/]$/;
/** What Arabic writes onto a number: "and 45", "by 17", with or without elongation. */
const CLITIC = /^[وفبلك]?[بلك]?\u0640*$/u;

/** Reads one text of an item for figures. */
export function findFigures(text: string, lang: Language): { figures: FoundFigure[]; left: LeftNumber[] } {
  const tokens = tokensOf(text);
  const figures: FoundFigure[] = [];
  const left: LeftNumber[] = [];
  const refused = new Map<number, LeftNumberReason>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "number") continue;
    const about = phraseBefore(tokens, beforeClitic(tokens, index), ABOUT[lang]);
    const why = whyNot(tokens, index, lang, about, refused);
    const found = why === null ? figureAt(tokens, index, text, lang, about) : null;
    if (found) figures.push(found);
    else {
      refused.set(index, why ?? "nothing-counted");
      left.push({ text: token.text, why: why ?? "nothing-counted", at: token.start });
    }
  }
  return { figures, left };
}

/** The index of what stands before a number, not counting a clitic that is written onto it. */
function beforeClitic(tokens: Token[], index: number): number {
  const before = tokens[index - 1];
  return before?.kind === "word" && CLITIC.test(before.text) && /\p{Script=Arabic}/u.test(before.text) ? index - 1 : index;
}

/** Why the number at `index` counts nothing: it is (part of) a date, a reference, a year. Null where it may count. */
function whyNot(
  tokens: Token[],
  index: number,
  lang: Language,
  about: boolean,
  refused: Map<number, LeftNumberReason>,
): LeftNumberReason | null {
  const [token, next] = [tokens[index] as Token, tokens[index + 1]];
  const front = beforeClitic(tokens, index);
  const before = tokens[front - 1];
  if (isInDate(tokens, index, lang)) return "date";
  const isYear = /^(?:19|20|21)\d\d$/.test(token.text);
  // 2015-031, 2020/2022, 017 -2020, 10:30; COVID-19.
  const joins = (sign: Token | undefined, other: Token | undefined) =>
    sign?.kind === "sign" && (DASH.test(sign.text) || (sign.text === ":" && sign.glued)) && other?.kind === "number";
  if (joins(next, tokens[index + 2]) || joins(tokens[index - 1], tokens[index - 2])) return "reference";
  const dashed = tokens[index - 1];
  if (dashed?.kind === "sign" && DASH.test(dashed.text) && dashed.glued && token.glued && tokens[index - 2]?.kind === "word") return "reference";
  // G5, 2nd, 3º, 10h30; but not "بـ17".
  if (token.glued && before && front === index && before.kind === "word" && before.end === token.start) return "reference";
  if (next?.glued && (next.kind === "word" || /^[ºª°]$/.test(next.text))) return "reference";
  if (/^0\d/.test(token.text)) return "reference";
  if (before?.text === "(" && next?.text === ")") return isYear ? "year" : "reference";
  // No. 4, n° 4, núm. 4.
  const named = before?.kind === "sign" && /^[.°º#]$/.test(before.text) ? (before.text === "#" ? before : tokens[front - 2]) : before;
  if (before?.text === "#" || (named?.kind === "word" && isIn(REFERENCES[lang], named.text))) return "reference";
  if (isYear && !about && next?.text !== "%") return "year";
  // "Sessions 44 and 45": the second is what the first is.
  const isListed = /^[,،]$/.test(before?.text ?? "") && (next?.kind !== "word" || isIn(LINKS[lang], next.text));
  const linked = before?.kind === "number" ? front - 1 : isIn(LINKS[lang], before?.text) || isListed ? front - 2 : -1;
  const fate = refused.get(linked);
  const isNear = front !== index || before?.kind !== "number";
  return isNear && fate === "reference" ? fate : null;
}

/** True where the number stands by a month: "8 and 9 May 2024", "May 8", "22 فبراير". */
function isInDate(tokens: Token[], index: number, lang: Language): boolean {
  const isMonth = (at: number) => {
    const [one, other] = [tokens[at]?.text ?? "", tokens[at + 1]?.text ?? ""];
    return monthNumber(one, lang) !== undefined || monthNumber(`${one} ${other}`, lang) !== undefined;
  };
  const number = Number(tokens[index]?.text);
  if (!(number >= 1 && number <= 31)) return false;
  let at = index + 1;
  const isBetween = (token: Token | undefined) =>
    token !== undefined && (token.kind === "number" || DASH.test(token.text) || /^(?:er|st|nd|rd|th|º|،|,)$/.test(token.text) || isIn(LINKS[lang], token.text));
  while (at < index + 6 && !isMonth(at) && isBetween(tokens[at])) at += 1;
  return isMonth(at) || isMonth(index - 1);
}

function figureAt(tokens: Token[], index: number, text: string, lang: Language, about: boolean): FoundFigure | null {
  const token = tokens[index] as Token;
  let value = valueOf(token.text, lang);
  if (value === null || !Number.isFinite(value) || value > Number.MAX_SAFE_INTEGER) return null;
  let after = index + 1;
  const multiple = MULTIPLES[lang].get(tokens[after]?.text.toLowerCase() ?? "");
  if (multiple !== undefined) {
    value = Math.round(value * multiple * 1000) / 1000;
    after += 1;
  }
  const perCent = /^[%٪]$/.test(tokens[after]?.text ?? "") ? 1 : phraseAt(tokens, after, PER_CENT[lang]);
  const moneyAfter = MONEY.get(tokens[after]?.text ?? "");
  const unit = perCent > 0 ? "%" : (moneyAfter ?? MONEY.get(tokens[index - 1]?.text ?? "") ?? null);
  after += perCent > 0 ? perCent : moneyAfter ? 1 : 0;
  const name = nameAt(tokens, after, text, lang) || nameBefore(tokens, index, text);
  const counts = name.length <= LONGEST_COUNTED ? name : "";
  if (!counts && unit === null) return null;
  return { value, unit, approximate: about, counts, at: token.start };
}

/** The words from `from` that name what is counted, as the text has them. */
function nameAt(tokens: Token[], from: number, text: string, lang: Language): string {
  let first = from;
  while (isIn(OF[lang], tokens[first]?.text) || (first > from && tokens[first]?.text === "’")) first += 1;
  let last = first;
  while (last - first < LONGEST_NAME * 2) {
    const token = tokens[last];
    if (!token) break;
    if (token.kind === "word" && tokens[last + 1]?.kind === "number" && beforeClitic(tokens, last + 1) === last) break;
    const isLink = token.kind === "sign" && /^['’-]$/.test(token.text) && token.glued && tokens[last + 1]?.glued;
    if (!isLink && (token.kind !== "word" || isIn(ENDS_NAME[lang], token.text) || last - first >= LONGEST_NAME)) break;
    last += 1;
  }
  while (last > first && isIn(OF[lang], tokens[last - 1]?.text)) last -= 1;
  const [begin, end] = [tokens[first], tokens[last - 1]];
  return last > first && begin && end ? text.slice(begin.start, end.end) : "";
}

/** What is counted where it stands before: "Participants: 120". */
function nameBefore(tokens: Token[], index: number, text: string): string {
  if (tokens[index - 1]?.text !== ":") return "";
  let first = index - 1;
  while (first > 0 && index - first <= LONGEST_NAME && tokens[first - 1]?.kind === "word") first -= 1;
  const [begin, end] = [tokens[first], tokens[index - 2]];
  return begin && end && first < index - 1 ? text.slice(begin.start, end.end) : "";
}
