import type { Context } from "node:vm";
import { createContext, Script } from "node:vm";
import type { BSONRegExp } from "bson";
import { MongoError } from "../errors.ts";

/** The server's own limit for a pattern. */
const MAX_PATTERN = 32_764;
/** Time one match, and all matches of one pattern in one command, may take. */
const MATCH_MS = 100;
const TOTAL_MS = 2000;

const room = createContext({ regex: /x/, text: "" }) as { regex: RegExp; text: string };
const search = new Script("regex.exec(text)");

/** Whether matching may take more than linear time: more than one repeat, or a repeat in a long text. */
function isCostly(pattern: string): boolean {
  let repeats = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (sign === "\\") at++;
    else if (sign === "*" || sign === "+" || sign === "?" || sign === "{") repeats++;
  }
  return repeats > 1;
}

/** A compiled pattern; one that could backtrack for ever is stopped by a watchdog. */
export class Pattern {
  private readonly regex: RegExp;
  private readonly costly: boolean;
  private spent = 0;

  constructor(regex: RegExp) {
    this.regex = regex;
    this.costly = isCostly(regex.source);
  }

  exec(text: string): RegExpExecArray | null {
    if (!this.costly && text.length < 10_000) return this.regex.exec(text);
    const start = performance.now();
    try {
      room.regex = this.regex;
      room.text = text;
      const match = search.runInContext(room as object as Context, { timeout: MATCH_MS }) as RegExpExecArray | null;
      this.spent += performance.now() - start;
      if (this.spent < TOTAL_MS) return match;
    } catch {
      // the watchdog; the error below says so
    }
    throw new MongoError(51156, "Error occurred while executing the regular expression: match limit exceeded");
  }

  test(text: string): boolean {
    return this.costly || text.length >= 10_000 ? this.exec(text) !== null : this.regex.test(text);
  }
}

/** Removes what option x ignores: blanks and comments outside of classes. */
function compact(pattern: string): string {
  let kept = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (sign === "\\") kept += sign + (pattern[++at] ?? "");
    else if (!inClass && /\s/.test(sign)) continue;
    else if (!inClass && sign === "#") while (at + 1 < pattern.length && pattern[at + 1] !== "\n") at++;
    else {
      if (sign === "[") inClass = true;
      else if (sign === "]") inClass = false;
      kept += sign;
    }
  }
  return kept;
}

/**
 * Compiles a PCRE pattern as a JavaScript one.
 * @throws MongoError 51091 for a pattern that is too long or not valid, 51108 for an unknown option.
 */
export function toPattern(pattern: string, options: string): Pattern {
  if (pattern.length > MAX_PATTERN) throw new MongoError(51091, "Regular expression is invalid: regular expression is too large");
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const all = options + (inline?.[1] ?? "");
  let source = inline ? pattern.slice(inline[0].length) : pattern;
  for (const option of all) if (!"imsxu".includes(option)) throw new MongoError(51108, `invalid flag in regex options: ${option}`);
  if (all.includes("x")) source = compact(source);
  source = source.replace(/^\\A/, "^").replace(/\\[zZ]$/, "$");
  const flags = [..."ims"].filter((flag) => all.includes(flag)).join("");
  try {
    return new Pattern(new RegExp(source, `${flags}u`));
  } catch {
    try {
      return new Pattern(new RegExp(source, flags));
    } catch (thrown) {
      throw new MongoError(51091, `Regular expression is invalid: ${(thrown as Error).message}`);
    }
  }
}

/** The text that every match begins with, for a range in an index; empty when there is none. */
export function literalPrefix(regex: BSONRegExp): string {
  if (regex.options.replace("s", "") !== "" || !regex.pattern.startsWith("^") || regex.pattern.includes("|")) return "";
  const literal = /^\^([\p{L}\p{N} _\-@:/,;=<>!"'%&~#]*)/u.exec(regex.pattern)![1]!;
  const next = regex.pattern[literal.length + 1];
  return next !== undefined && "*?{".includes(next) ? literal.replace(/.$/su, "") : literal;
}
