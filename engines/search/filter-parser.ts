import { ApiError } from "./errors.ts";

export type FilterInput = string | (string | string[])[];

export type Condition =
  | { kind: "compare"; field: string; operator: "=" | "!=" | ">" | ">=" | "<" | "<="; value: string }
  | { kind: "between"; field: string; from: string; to: string }
  | { kind: "in"; field: string; values: string[] }
  | { kind: "exists" | "null" | "empty"; field: string };

export type Filter = Condition | { kind: "and" | "or"; parts: Filter[] } | { kind: "not"; part: Filter };

interface Lexeme {
  text: string;
  quoted: boolean;
  at: number;
}

const MAX_DEPTH = 200;
const SYMBOLS = /^(?:!=|>=|<=|[=<>()[\],])/;
const WORD = /^[\p{L}\p{N}_\-/.]+/u;
const KEYWORDS = new Set(["AND", "OR", "NOT", "IN", "TO", "EXISTS", "IS", "NULL", "EMPTY", "CONTAINS", "STARTS", "WITH"]);
const OPERATIONS = "`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS NOT NULL`, `IS EMPTY`, `IS NOT EMPTY`";

/**
 * Parses a filter: a string in the filter grammar, or an array whose members are joined by AND,
 * where an inner array's members are joined by OR. `undefined` for an empty filter.
 */
export function parseFilter(input: unknown, code: string): Filter | undefined {
  const parseText = (text: unknown): Filter | undefined => {
    if (typeof text !== "string") throw new ApiError(code, "Invalid syntax for the filter parameter: `expected String, Array of Strings`.");
    return text.trim() === "" ? undefined : new Parser(text, code).parse();
  };
  if (input === undefined || input === null) return undefined;
  if (!Array.isArray(input)) return parseText(input);
  const parts = input.map((member: unknown) => {
    if (!Array.isArray(member)) return parseText(member);
    return combine("or", member.map(parseText).filter((part) => part !== undefined));
  });
  return combine("and", parts.filter((part) => part !== undefined));
}

function combine(kind: "and" | "or", parts: Filter[]): Filter | undefined {
  return parts.length < 2 ? parts[0] : { kind, parts };
}

class Parser {
  private readonly lexemes: Lexeme[];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string, private readonly code: string) {
    this.lexemes = this.split();
  }

  parse(): Filter {
    const filter = this.disjunction();
    const rest = this.lexemes[this.at];
    if (rest) throw this.error(`Found unexpected characters at the end of the filter: \`${this.text.slice(rest.at)}\`. You probably forgot an \`OR\` or an \`AND\` rule.`, rest.at);
    return filter;
  }

  private disjunction(): Filter {
    if (++this.depth > MAX_DEPTH) throw this.error("The filter exceeded the maximum depth limit. Try rewriting the filter so that it contains fewer nested conditions.");
    const parts = [this.conjunction()];
    while (this.takeKeyword("OR")) parts.push(this.conjunction());
    this.depth--;
    return combine("or", parts)!;
  }

  private conjunction(): Filter {
    const parts = [this.negation()];
    while (this.takeKeyword("AND")) parts.push(this.negation());
    return combine("and", parts)!;
  }

  private negation(): Filter {
    let negated = false;
    while (this.takeKeyword("NOT")) negated = !negated;
    const part = this.primary();
    return negated ? { kind: "not", part } : part;
  }

  private primary(): Filter {
    if (!this.takeSymbol("(")) return this.condition();
    const inner = this.disjunction();
    if (!this.takeSymbol(")")) throw this.error("Expression is missing the closing delimiter `)`.");
    return inner;
  }

  private condition(): Filter {
    const field = this.value("a field name");
    if (field.startsWith("_geo")) throw this.error("Geographic filters are not supported by this embedded engine.");
    const operator = this.lexemes[this.at];
    if (!operator || operator.quoted) throw this.operationExpected(field);
    this.at++;
    switch (operator.text) {
      case "=": case "!=": case ">": case ">=": case "<": case "<=":
        return { kind: "compare", field, operator: operator.text, value: this.value("a value") };
      case "EXISTS":
        return { kind: "exists", field };
      case "IN":
        return { kind: "in", field, values: this.list() };
      case "NOT":
        if (this.takeKeyword("IN")) return { kind: "not", part: { kind: "in", field, values: this.list() } };
        if (this.takeKeyword("EXISTS")) return { kind: "not", part: { kind: "exists", field } };
        throw this.operationExpected(field);
      case "IS": {
        const negated = this.takeKeyword("NOT");
        const kind = this.takeKeyword("NULL") ? "null" : this.takeKeyword("EMPTY") ? "empty" : undefined;
        if (!kind) throw this.operationExpected(field);
        return negated ? { kind: "not", part: { kind, field } } : { kind, field };
      }
      case "CONTAINS": case "STARTS":
        throw new ApiError("feature_not_enabled", "Using `CONTAINS` or `STARTS WITH` in a filter requires enabling the `contains filter` experimental feature, which this embedded engine does not have.");
    }
    if (KEYWORDS.has(operator.text) || SYMBOLS.test(operator.text) || !this.takeKeyword("TO")) throw this.operationExpected(field);
    return { kind: "between", field, from: operator.text, to: this.value("a value") };
  }

  private list(): string[] {
    if (!this.takeSymbol("[")) throw this.error("Expected `[` after `IN` keyword.");
    const values: string[] = [];
    while (!this.takeSymbol("]")) {
      values.push(this.value("a value or the closing bracket"));
      if (!this.takeSymbol(",") && this.peekSymbol() !== "]") throw this.error("Expected only comma-separated field names inside `IN[..]`.");
    }
    return values;
  }

  private value(what: string): string {
    const lexeme = this.lexemes[this.at];
    if (!lexeme || (!lexeme.quoted && (KEYWORDS.has(lexeme.text) || SYMBOLS.test(lexeme.text)))) {
      throw this.error(`Was expecting ${what} but instead got \`${lexeme ? this.text.slice(lexeme.at) : "nothing"}\`.`);
    }
    this.at++;
    return lexeme.text;
  }

  private takeKeyword(keyword: string): boolean {
    const lexeme = this.lexemes[this.at];
    if (!lexeme || lexeme.quoted || lexeme.text !== keyword) return false;
    this.at++;
    return true;
  }

  private peekSymbol(): string | undefined {
    const lexeme = this.lexemes[this.at];
    return lexeme && !lexeme.quoted ? lexeme.text : undefined;
  }

  private takeSymbol(symbol: string): boolean {
    if (this.peekSymbol() !== symbol) return false;
    this.at++;
    return true;
  }

  private split(): Lexeme[] {
    const lexemes: Lexeme[] = [];
    for (let at = 0; at < this.text.length; ) {
      const character = this.text[at]!;
      if (/\s/.test(character)) at++;
      else if (character === '"' || character === "'") {
        const quoted = new RegExp(`^${character}((?:\\\\[\\s\\S]|[^${character}\\\\])*)${character}`).exec(this.text.slice(at));
        if (!quoted) throw this.error(`Expression \`${this.text.slice(at)}\` is missing the following closing delimiter: \`${character}\`.`, at);
        lexemes.push({ text: quoted[1]!.replace(/\\(["'\\])/g, "$1"), quoted: true, at });
        at += quoted[0].length;
      } else {
        const match = SYMBOLS.exec(this.text.slice(at, at + 2)) ?? WORD.exec(this.text.slice(at, at + 10_000));
        if (!match) throw this.error(`Found unexpected character \`${character}\` in the filter. Values with it must be quoted.`, at);
        lexemes.push({ text: match[0], quoted: false, at });
        at += match[0].length;
      }
    }
    return lexemes;
  }

  private operationExpected(field: string): ApiError {
    return this.error(`Was expecting an operation ${OPERATIONS} after \`${field}\`.`);
  }

  private error(message: string, at = this.lexemes[this.at]?.at ?? this.text.length): ApiError {
    return new ApiError(this.code, `${message}\n${at + 1}:${this.text.length + 1} ${this.text}`);
  }
}
