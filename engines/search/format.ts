import type { Analyzer, Token } from "./analyzer.ts";
import { covers, isObject, type Document, type Json } from "./document.ts";
import { foldedPrefixEnd } from "./folding.ts";
import type { Lexicon, Meaning } from "./occurrences.ts";

export interface FormatOptions {
  highlight: readonly string[];
  /** Attribute to number of words. */
  crop: ReadonlyMap<string, number>;
  cropMarker: string;
  preTag: string;
  postTag: string;
}

/** A matched stretch of a text: UTF-16 offsets, and the terms of the query it stands for. */
interface Match {
  start: number;
  end: number;
  token: number;
  lastToken: number;
  terms: number[];
}

export interface BytePosition {
  start: number;
  length: number;
  indices?: number[];
}

/** Marks and cuts the texts of a hit by the words that made it one. */
export class Formatter {
  constructor(private readonly analyzer: Analyzer, private readonly lexicon: Lexicon) {}

  /** The document with its highlighted and cropped attributes; numbers in those become strings. */
  format(document: Document, options: FormatOptions): Document {
    return mapLeaves(document, "", (path, value) => {
      const highlight = options.highlight.some((name) => name === "*" || covers(name, path));
      const crop = [...options.crop].find(([name]) => covers(name, path))?.[1] ?? options.crop.get("*");
      if (!highlight && crop === undefined) return value;
      if (typeof value !== "string" && typeof value !== "number") return value;
      const text = String(value);
      const tokens = this.analyzer.tokens(text);
      const matches = this.matches(text, tokens);
      const [from, to] = crop ? cropWindow(tokens, matches, crop, text.length) : [0, text.length];
      let formatted = from > 0 ? options.cropMarker : "";
      let at = from;
      for (const { start, end } of highlight ? matches : []) {
        if (start < at || end > to) continue;
        formatted += text.slice(at, start) + options.preTag + text.slice(start, end) + options.postTag;
        at = end;
      }
      return formatted + text.slice(at, to) + (to < text.length ? options.cropMarker : "");
    }) as Document;
  }

  /** Where the query's words stand, by attribute, in bytes of the attribute's UTF-8 text. */
  positions(document: Document): Record<string, BytePosition[]> {
    const found: Record<string, BytePosition[]> = {};
    const visit = (path: string, value: Json, indices: number[]) => {
      if (isObject(value)) for (const [key, member] of Object.entries(value)) visit(path ? `${path}.${key}` : key, member, indices);
      else if (Array.isArray(value)) value.forEach((member, i) => visit(path, member, [...indices, i]));
      else if (typeof value === "string" || typeof value === "number") {
        const text = String(value);
        for (const { start, end } of this.matches(text, this.analyzer.tokens(text))) {
          const position = { start: Buffer.byteLength(text.slice(0, start)), length: Buffer.byteLength(text.slice(start, end)) };
          (found[path] ??= []).push(indices.length > 0 ? { ...position, indices } : position);
        }
      }
    };
    visit("", document, []);
    return found;
  }

  private matches(text: string, tokens: readonly Token[]): Match[] {
    const found: Match[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const meanings = this.lexicon.get(tokens[i]!.code)?.filter((each) => follows(tokens, i, each.rest));
      if (!meanings || meanings.length === 0) continue;
      const longest = meanings.reduce((a, b) => (reach(b) > reach(a) ? b : a));
      const terms = [...new Set(meanings.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, k) => from + k)))];
      for (let k = i; k <= i + longest.rest.length; k++) {
        const { start, end } = tokens[k]!;
        found.push({ start, end: k === i ? matchEnd(text, tokens[i]!, longest) : end, token: k, lastToken: k, terms });
      }
      i += longest.rest.length;
    }
    return found;
  }
}

/** Whole words win over beginnings of words, sequences over single words. */
function reach(meaning: Meaning): number {
  return meaning.rest.length * 1000 + (meaning.prefixLetters ?? 500);
}

function follows(tokens: readonly Token[], at: number, rest: readonly number[]): boolean {
  return rest.every((code, k) => tokens[at + 1 + k] !== undefined && tokens[at + 1 + k]!.code === code);
}

function matchEnd(text: string, token: Token, { prefixLetters }: Meaning): number {
  if (prefixLetters === undefined) return token.end;
  return Math.min(token.end, token.start + foldedPrefixEnd(text.slice(token.start, token.end), token.detached + prefixLetters));
}

/** The stretch of `size` words with the most different terms of the query, then the most matches. */
function cropWindow(tokens: readonly Token[], matches: readonly Match[], size: number, length: number): [from: number, to: number] {
  if (tokens.length <= size) return [0, length];
  let best = { first: 0, last: 0, value: -1 };
  for (let i = 0; i < matches.length; i++) {
    const terms = new Set<number>();
    let last = i;
    for (let k = i; k < matches.length && matches[k]!.token < matches[i]!.token + size; k++) {
      for (const term of matches[k]!.terms) terms.add(term);
      last = k;
    }
    const value = terms.size * 1000 + (last - i);
    if (value > best.value) best = { first: matches[i]!.token, last: matches[last]!.token, value };
  }
  const spare = size - (best.last - best.first + 1);
  const from = Math.max(0, Math.min(best.first - (best.value < 0 ? 0 : spare >> 1), tokens.length - size));
  const to = from + size - 1;
  return [from === 0 ? 0 : tokens[from]!.start, to === tokens.length - 1 ? length : tokens[to]!.end];
}

function mapLeaves(value: Json, path: string, change: (path: string, leaf: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((member) => mapLeaves(member, path, change));
  if (!isObject(value)) return change(path, value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapLeaves(member, path ? `${path}.${key}` : key, change)]));
}
