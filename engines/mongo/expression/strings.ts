import { BSONRegExp } from "bson";
import { compareText } from "../bson/compare.ts";
import type { Doc, Value } from "../bson/types.ts";
import { doc, int, isNumber, toDouble, typeName } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { type Pattern, toPattern } from "../query/regex.ts";
import { asText } from "./convert.ts";
import type { Operator } from "./scope.ts";
import { isNullish, operator } from "./scope.ts";

/** A string for an operator that takes null as "". */
function textOr(value: Value, op: string): string {
  if (isNullish(value)) return "";
  if (typeof value === "string") return value;
  if (isNumber(value) || value instanceof Date) return asText(value);
  throw new MongoError(16007, `${op} requires a string, found: ${typeName(value)}`);
}

function mustBeText(value: Value, op: string, code = 40093): string {
  if (typeof value !== "string") throw new MongoError(code, `${op} requires a string argument, found: ${typeName(value)}`);
  return value;
}

function count(value: Value, op: string): number {
  if (!isNumber(value) || !Number.isInteger(toDouble(value))) throw new MongoError(34450, `${op}: argument must be an integer, found: ${typeName(value)}`);
  return toDouble(value);
}

const concat = operator(0, Infinity, (values) => {
  if (values.some(isNullish)) return null;
  return values.map((value) => {
    if (typeof value !== "string") throw new MongoError(16702, `$concat only supports strings, not ${typeName(value)}`);
    return value;
  }).join("");
});

/** Characters are code points here, and bytes of UTF-8 in the operators named after bytes. */
const substringCP = operator(3, 3, ([text, start, length], op) => {
  const from = count(start, op);
  const size = count(length, op);
  if (from < 0) throw new MongoError(34452, `${op}: the starting index must be a non-negative integer`);
  if (size < 0) throw new MongoError(34454, `${op}: length must be a non-negative integer`);
  return [...textOr(text, op)].slice(from, from + size).join("");
});

const substringBytes = operator(3, 3, ([text, start, length], op) => {
  const bytes = Buffer.from(textOr(text, op));
  const from = count(start, op);
  const size = count(length, op);
  if (from < 0) return "";
  const end = size < 0 ? bytes.length : Math.min(bytes.length, from + size);
  const splits = (at: number): boolean => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  if (splits(from)) throw new MongoError(28656, `${op}:  Invalid range, starting index is a UTF-8 continuation byte.`);
  if (splits(end)) throw new MongoError(28657, `${op}:  Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.toString("utf8", from, end);
});

/** Length in code points. */
const lengthCP = (text: string): number => Array.from(text).length;

/** Place of a piece of text, in code points, between two places of it. */
const indexOf = operator(2, 4, ([text, piece, start, end], op) => {
  if (isNullish(text)) return null;
  const source = [...mustBeText(text, op)];
  const wanted = mustBeText(piece, op, 40094);
  const from = start === undefined ? 0 : count(start, op);
  const to = end === undefined ? source.length : count(end, op);
  if (from > source.length || to < from) return int(-1);
  const within = source.slice(from, to).join("");
  const at = within.indexOf(wanted);
  return int(at < 0 ? -1 : from + lengthCP(within.slice(0, at)));
});

const split = operator(2, 2, ([text, separator], op) => {
  if (isNullish(text) || isNullish(separator)) return null;
  const by = mustBeText(separator, op, 40086);
  if (by === "") throw new MongoError(40087, "$split requires a non-empty separator");
  return mustBeText(text, op, 40085).split(by);
});

const trim = (atStart: boolean, atEnd: boolean): Operator => (operand, compiler, op) => {
  const { input, chars } = compiler.named(op, operand, ["input", "chars"], ["input"]);
  return (root, vars) => {
    const text = input!(root, vars);
    const set = chars?.(root, vars);
    if (isNullish(text) || (chars && isNullish(set))) return null;
    const points = [...mustBeText(text, op, 50699)];
    const drop = chars ? new Set(mustBeText(set, op, 50700)) : undefined;
    const dropped = (point: string): boolean => (drop ? drop.has(point) : /[\s\0]/.test(point));
    let from = 0;
    let to = points.length;
    if (atStart) while (from < to && dropped(points[from]!)) from++;
    if (atEnd) while (to > from && dropped(points[to - 1]!)) to--;
    return points.slice(from, to).join("");
  };
};

const replace = (everywhere: boolean): Operator => (operand, compiler, op) => {
  const { input, find, replacement } = compiler.named(op, operand, ["input", "find", "replacement"], ["input", "find", "replacement"]);
  return (root, vars) => {
    const values = [input!, find!, replacement!].map((evaluate) => evaluate(root, vars));
    if (values.some(isNullish)) return null;
    const [text, from, to] = values.map((value) => mustBeText(value, op, 51746)) as [string, string, string];
    return everywhere ? text.replaceAll(from, () => to) : text.replace(from, () => to);
  };
};

type Finder = (text: string, regex: Pattern) => Value;

function found(match: RegExpMatchArray): Doc {
  const before = lengthCP(match.input!.slice(0, match.index));
  return doc({ match: match[0], idx: int(before), captures: match.slice(1).map((capture) => capture ?? null) });
}

function findAll(text: string, regex: Pattern): Value {
  const all: Value[] = [];
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text.slice(from));
    if (!match) break;
    const made = found(match);
    all.push(made.set("idx", int(lengthCP(text.slice(0, from + match.index)))));
    from += match.index + (match[0].length || 1);
  }
  return all;
}

const regexOperator = (run: Finder, whenNull: Value): Operator => (operand, compiler, op) => {
  const { input, regex, options } = compiler.named(op, operand, ["input", "regex", "options"], ["input", "regex"]);
  return (root, vars) => {
    const text = input!(root, vars);
    const pattern = regex!(root, vars);
    const flags = options?.(root, vars);
    if (isNullish(text) || isNullish(pattern)) return whenNull;
    if (typeof text !== "string") throw new MongoError(51104, `${op} needs 'input' to be of type string`);
    if (pattern instanceof BSONRegExp) return run(text, cached(pattern.pattern, pattern.options || (typeof flags === "string" ? flags : "")));
    if (typeof pattern !== "string") throw new MongoError(51105, `${op} needs 'regex' to be of type string or regex`);
    return run(text, cached(pattern, typeof flags === "string" ? flags : ""));
  };
};

const compiled = new Map<string, Pattern>();

function cached(pattern: string, options: string): Pattern {
  const key = `${options}/${pattern}`;
  let regex = compiled.get(key);
  if (!regex) {
    if (compiled.size > 200) compiled.clear();
    compiled.set(key, (regex = toPattern(pattern, options)));
  }
  return regex;
}

const onText = (run: (text: string) => Value): Operator => operator(1, 1, ([value], op) => run(textOr(value, op)));
const lengthOf = (run: (text: string) => number): Operator => operator(1, 1, ([value], op) => int(run(mustBeText(value, op, 34471))));
// only Latin letters change case, as on the server
const latin = (text: string, pattern: RegExp, change: (part: string) => string): string => text.replace(pattern, change);

export const STRINGS: Record<string, Operator> = {
  $concat: concat,
  $toUpper: onText((text) => latin(text, /[a-z]+/g, (part) => part.toUpperCase())),
  $toLower: onText((text) => latin(text, /[A-Z]+/g, (part) => part.toLowerCase())),
  $strLenCP: lengthOf(lengthCP),
  $strLenBytes: lengthOf((text) => Buffer.byteLength(text)),
  $substrCP: substringCP,
  $substrBytes: substringBytes,
  $substr: substringBytes,
  $indexOfCP: indexOf,
  $split: split,
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
  $strcasecmp: operator(2, 2, ([a, b], op) => int(Math.sign(compareText(textOr(a, op).toUpperCase(), textOr(b, op).toUpperCase())))),
  $regexMatch: regexOperator((text, regex) => regex.test(text), false),
  $regexFind: regexOperator((text, regex) => {
    const match = regex.exec(text);
    return match ? found(match) : null;
  }, null),
  $regexFindAll: regexOperator(findAll, []),
};
