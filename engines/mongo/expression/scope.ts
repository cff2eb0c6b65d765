import type { Doc, Value } from "../bson/types.ts";
import { MongoError } from "../errors.ts";

/** Variables visible to an expression. */
export type Vars = ReadonlyMap<string, Value>;

/** What a command gives its expressions: its time and the variables of its `let`. */
export interface Scope {
  vars: Vars;
}

export const newScope = (): Scope => ({ vars: new Map<string, Value>([["NOW", new Date()]]) });

export const withVars = (vars: Vars, more: Iterable<[string, Value]>): Vars => new Map([...vars, ...more]);

/** @throws MongoError FailedToParse for a name that a user may not give to a variable. */
export function checkVariable(name: string): void {
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== "CURRENT") {
    throw new MongoError("FailedToParse", `'${name}' starts with an invalid character for a user variable name`);
  }
}

export type Evaluate = (root: Value, vars: Vars) => Value;

/** Compiles the operands that an operator is given. */
export interface Compiler {
  compile(expression: Value): Evaluate;
  compileAll(expressions: Value): Evaluate[];
  /** Fields of an operand that is an object, each compiled; `known` are those it may have. */
  named(op: string, operand: Value, known: readonly string[], required: readonly string[]): Record<string, Evaluate | undefined>;
}

/** Builds the evaluation of one operator from its operand as written. */
export type Operator = (operand: Value, compiler: Compiler, op: string) => Evaluate;

/** An operator of `min` to `max` operands, all evaluated before it runs. */
export function operator(min: number, max: number, run: (values: Value[], op: string) => Value): Operator {
  return (operand, compiler, op) => {
    const operands = compiler.compileAll(operand);
    if (operands.length < min || operands.length > max) {
      const wanted = min === max ? `exactly ${min}` : max === Infinity ? `at least ${min}` : `at least ${min} arguments, and at most ${max}`;
      throw new MongoError(16020, `Expression ${op} takes ${wanted} arguments. ${operands.length} were passed in.`);
    }
    return (root, vars) => run(operands.map((evaluate) => evaluate(root, vars)), op);
  };
}

export const isNullish = (value: Value): value is null | undefined => value === null || value === undefined;

export const emptyDoc = (): Doc => new Map();
