import type { Doc, Value } from "../bson/types.ts";
import { isDoc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { fieldAt } from "../query/path.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ARRAYS } from "./arrays.ts";
import { CONVERSIONS } from "./convert.ts";
import { DATES } from "./dates.ts";
import { FOLDS } from "./folds.ts";
import { LOGIC } from "./logic.ts";
import { OBJECTS } from "./objects.ts";
import type { Compiler, Evaluate, Operator, Scope } from "./scope.ts";
import { newScope } from "./scope.ts";
import { SETS } from "./sets.ts";
import { STRINGS } from "./strings.ts";

const OPERATORS = new Map<string, Operator>(
  Object.entries({ ...ARITHMETIC, ...LOGIC, ...STRINGS, ...ARRAYS, ...SETS, ...OBJECTS, ...DATES, ...CONVERSIONS, ...FOLDS }),
);

/** Compiles expressions and notes which top-level fields of the document they read. */
export class ExpressionCompiler implements Compiler {
  /** Fields read so far; undefined once the whole document is needed. */
  fields: Set<string> | undefined = new Set();

  compile(expression: Value): Evaluate {
    if (typeof expression === "string" && expression.startsWith("$")) return this.reference(expression);
    if (Array.isArray(expression)) {
      const items = expression.map((item) => this.compile(item));
      return (root, vars) => items.map((item) => item(root, vars) ?? null);
    }
    if (!isDoc(expression)) return () => expression;
    const first = expression.keys().next().value;
    if (first?.startsWith("$")) {
      if (expression.size > 1) throw new MongoError(15983, `an expression specification must contain exactly one field, the name of the expression. Found ${expression.size} fields`);
      return this.call(first, expression.get(first));
    }
    return this.object(expression);
  }

  compileAll(expressions: Value): Evaluate[] {
    return Array.isArray(expressions) ? expressions.map((item) => this.compile(item)) : [this.compile(expressions)];
  }

  named(op: string, operand: Value, known: readonly string[], required: readonly string[]): Record<string, Evaluate | undefined> {
    if (!isDoc(operand)) throw new MongoError("FailedToParse", `${op} only supports an object as its argument`);
    const made: Record<string, Evaluate> = {};
    for (const [name, value] of operand) {
      if (!known.includes(name)) throw new MongoError("FailedToParse", `Unrecognized argument to ${op}: ${name}`);
      made[name] = this.compile(value);
    }
    for (const name of required) if (!made[name]) throw new MongoError("FailedToParse", `Missing '${name}' parameter to ${op}`);
    return made;
  }

  private call(op: string, operand: Value): Evaluate {
    const build = OPERATORS.get(op);
    if (!build) throw new MongoError("InvalidPipelineOperator", `Unrecognized expression '${op}'`);
    return build(operand, this, op);
  }

  private object(fields: Doc): Evaluate {
    const made = [...fields].map(([name, value]): [string, Evaluate] => {
      if (name.includes(".")) throw new MongoError(16412, `FieldPath field names may not contain '.'. Consider using $getField or $setField. '${name}'`);
      return [name, this.compile(value)];
    });
    return (root, vars) => {
      const result: Doc = new Map();
      for (const [name, evaluate] of made) {
        const value = evaluate(root, vars);
        if (value !== undefined) result.set(name, value);
      }
      return result;
    };
  }

  private reference(text: string): Evaluate {
    const isVariable = text.startsWith("$$");
    const parts = text.slice(isVariable ? 2 : 1).split(".");
    if (parts.some((part) => part === "")) {
      if (text === "$") throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
      throw new MongoError(15998, "FieldPath field names may not be empty strings.");
    }
    if (!isVariable) {
      if (parts.some((part) => part.startsWith("$"))) throw new MongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
      this.fields?.add(parts[0]!);
      if (parts.length === 1) return (root) => (root instanceof Map ? root.get(parts[0]!) : undefined);
      return (root) => fieldAt(root, parts);
    }
    const [name, ...rest] = parts as [string, ...string[]];
    switch (name) {
      case "ROOT":
      case "CURRENT":
        if (rest.length > 0) this.fields?.add(rest[0]!);
        else this.fields = undefined;
        return (root) => fieldAt(root, rest);
      case "REMOVE":
        return () => undefined;
      case "CLUSTER_TIME":
      case "USER_ROLES":
      case "SEARCH_META":
        throw new MongoError("NotImplemented", `$$${name} is not supported`);
      case "DESCEND":
      case "PRUNE":
      case "KEEP":
        return () => name.toLowerCase();
    }
    return (_root, vars) => {
      if (!vars.has(name)) throw new MongoError(17276, `Use of undefined variable: ${name}`);
      return fieldAt(vars.get(name), rest);
    };
  }
}

/**
 * Compiles one expression into a function of the document.
 * @throws MongoError InvalidPipelineOperator for an operator it does not know.
 */
export function compileExpression(expression: Value, scope: Scope = newScope()): (root: Value) => Value {
  const evaluate = new ExpressionCompiler().compile(expression);
  return (root) => evaluate(root, scope.vars);
}

/** The value of an expression that reads no document, such as those of `let`. */
export const constantValue = (expression: Value, scope: Scope): Value => compileExpression(expression, scope)(new Map());
